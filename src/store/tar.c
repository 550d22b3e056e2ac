/* SPDX-License-Identifier: Apache-2.0 */
/* tar.c - writing and reading the archive of a backup. */
#include "store/tar_.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/log.h"
#include "store/disk_.h"

#define BLOCK 512
#define MANIFEST "MANIFEST"
#define FIRST_LINE "luan-backup 1\n"

struct header {			/* ustar */
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], type, link[100], magic[6], version[2],
	    user[32], group[32], major[8], minor[8], prefix[155], pad[12];
};
_Static_assert(sizeof(struct header) == BLOCK, "a header is one block");

static bool
name_valid(const char *s)
{
	size_t n = strlen(s);
	return n && n < TAR_NAME && *s != '/' && !strstr(s, "..") &&
	    strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-") == n;
}

static unsigned
header_sum(const struct header *h)
{
	const unsigned char *p = (const unsigned char *)h;
	unsigned sum = 0;
	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= offsetof(struct header, sum) && i < offsetof(struct header, type) ? ' ' : p[i];
	return sum;
}

static void
put_octal(char *field, size_t n, uint64_t v)
{
	for (size_t i = n - 1; i-- > 0; v >>= 3)
		field[i] = (char)('0' + (v & 7));
}

static void
put_size(char field[12], uint64_t v)
{
	if (v < UINT64_C(1) << 33) {
		put_octal(field, 12, v);
		return;
	}
	for (int i = 11; i > 0; i--, v >>= 8)
		field[i] = (char)(v & 255);
	field[0] = (char)0x80;
}

static void
header_make(struct header *h, const char *name, uint64_t size)
{
	char sum[16];
	memset(h, 0, sizeof *h);
	memcpy(h->name, name, strlen(name));
	put_octal(h->mode, sizeof h->mode, 0600);
	put_octal(h->uid, sizeof h->uid, 0);
	put_octal(h->gid, sizeof h->gid, 0);
	put_octal(h->mtime, sizeof h->mtime, 0);
	put_size(h->size, size);
	h->type = '0';
	memcpy(h->magic, "ustar", 6);
	memcpy(h->version, "00", 2);
	snprintf(sum, sizeof sum, "%06o", header_sum(h));
	memcpy(h->sum, sum, 7);
	h->sum[7] = ' ';
}

/* ---- writing ---- */

enum err
tar_create(struct tar_out *t, const char *path)
{
	struct stat st;
	*t = (struct tar_out){ .fd = -1, .list = -1 };
	if (strlen(path) >= sizeof t->path || sodium_init() < 0)
		return E_BAD_VALUE;
	if (stat(path, &st) == 0)
		return E_EXISTS;
	snprintf(t->path, sizeof t->path, "%s", path);
	snprintf(t->temporary, sizeof t->temporary, "%s.part", path);
	snprintf(t->list_path, sizeof t->list_path, "%s.list", path);
	t->fd = open(t->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	t->list = open(t->list_path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (t->fd < 0 || t->list < 0)
		return disk_err("open", t->temporary);
	crypto_hash_sha256_init(&t->list_sum);
	crypto_hash_sha256_update(&t->list_sum, (const unsigned char *)FIRST_LINE, strlen(FIRST_LINE));
	return disk_write(t->list, S(FIRST_LINE));
}

enum err
tar_begin(struct tar_out *t, const char *name)
{
	static const char empty[BLOCK];
	if (!name_valid(name))
		return E_BAD_VALUE;
	snprintf(t->name, sizeof t->name, "%s", name);
	t->header = t->at;
	t->at += BLOCK;
	crypto_hash_sha256_init(&t->sum);
	return disk_write(t->fd, (struct slice){ empty, BLOCK });
}

enum err
tar_data(struct tar_out *t, struct slice s)
{
	crypto_hash_sha256_update(&t->sum, (const unsigned char *)s.p, s.n);
	t->at += s.n;
	return disk_write(t->fd, s);
}

enum err
tar_drop(struct tar_out *t)
{
	t->at = t->header;
	if (ftruncate(t->fd, (off_t)t->at) || lseek(t->fd, (off_t)t->at, SEEK_SET) < 0)
		return disk_err("ftruncate", t->temporary);
	return E_OK;
}

static enum err
list_add(struct tar_out *t, const char *hex, uint64_t size)
{
	char line[TAR_NAME + 96];
	int n = snprintf(line, sizeof line, "%s  %llu  %s\n", hex, (unsigned long long)size, t->name);
	crypto_hash_sha256_update(&t->list_sum, (const unsigned char *)line, (size_t)n);
	return disk_write(t->list, (struct slice){ line, (size_t)n });
}

/* The size is known only now: the header is written over. */
enum err
tar_end(struct tar_out *t, char ret_hex[65])
{
	static const char zeros[BLOCK];
	unsigned char sum[32];
	char hex[65];
	struct header h;
	uint64_t size = t->at - t->header - BLOCK;
	header_make(&h, t->name, size);
	if (pwrite(t->fd, &h, BLOCK, (off_t)t->header) != BLOCK)
		return disk_err("pwrite", t->temporary);
	size_t pad = (size_t)(-size & (BLOCK - 1));
	t->at += pad;
	crypto_hash_sha256_final(&t->sum, sum);
	sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
	if (ret_hex)
		memcpy(ret_hex, hex, sizeof hex);
	enum err e = disk_write(t->fd, (struct slice){ zeros, pad });
	return e || strcmp(t->name, MANIFEST) == 0 ? e : list_add(t, hex, size);
}

static enum err
manifest_write(struct tar_out *t)
{
	unsigned char sum[32];
	char hex[65], chunk[4096];
	crypto_hash_sha256_final(&t->list_sum, sum);
	sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
	enum err e = tar_begin(t, MANIFEST);
	if (!e && lseek(t->list, 0, SEEK_SET) < 0)
		e = disk_err("lseek", t->list_path);
	for (ssize_t n; !e && (n = read(t->list, chunk, sizeof chunk)) != 0; )
		e = n < 0 ? disk_err("read", t->list_path) : tar_data(t, (struct slice){ chunk, (size_t)n });
	int n = snprintf(chunk, sizeof chunk, "end %s\n", hex);
	if (!e)
		e = tar_data(t, (struct slice){ chunk, (size_t)n });
	return e ? e : tar_end(t, NULL);
}

static enum err
sync_parent(const char *path)
{
	char dir[1024];
	const char *slash = strrchr(path, '/');
	snprintf(dir, sizeof dir, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
	return disk_sync_dir(*dir ? dir : "/");
}

enum err
tar_finish(struct tar_out *t)
{
	static const char zeros[2 * BLOCK];
	enum err e = manifest_write(t);
	if (!e)
		e = disk_write(t->fd, (struct slice){ zeros, sizeof zeros });
	if (!e && fsync(t->fd))
		e = disk_err("fsync", t->temporary);
	if (!e && rename(t->temporary, t->path))
		e = disk_err("rename", t->path);
	if (!e)
		e = sync_parent(t->path);
	tar_abandon(t);
	return e;
}

void
tar_abandon(struct tar_out *t)
{
	if (t->fd >= 0)
		unlink(t->temporary);	/* after the rename there is none */
	if (t->list >= 0)
		unlink(t->list_path);
	fd_close(&t->fd);
	fd_close(&t->list);
}

/* ---- reading ---- */

enum err
tar_open(struct tar_in *t, const char *path)
{
	struct stat st;
	*t = (struct tar_in){ .fd = open(path, O_RDONLY | O_CLOEXEC) };
	if (t->fd < 0 || fstat(t->fd, &st) || sodium_init() < 0)
		return disk_err("open", path);
	t->end = (uint64_t)st.st_size;
	return E_OK;
}

void
tar_close(struct tar_in *t)
{
	fd_close(&t->fd);
}

void
tar_rewind(struct tar_in *t)
{
	t->at = 0;
}

static bool
get_size(const char field[12], uint64_t *ret)
{
	uint64_t v = 0;
	if (field[0] & 0x80) {
		if ((unsigned char)field[0] != 0x80 || field[1] || field[2] || field[3])
			return false;
		for (int i = 4; i < 12; i++)
			v = v << 8 | (unsigned char)field[i];
		*ret = v;
		return v < UINT64_C(1) << 62;
	}
	for (int i = 0; i < 11; i++) {
		if (field[i] < '0' || field[i] > '7')
			return false;
		v = v << 3 | (uint64_t)(field[i] - '0');
	}
	*ret = v;
	return true;
}

/* What nobody hashes must be zero: the filling behind a member, and the two blocks at the end. */
static bool
zeros(struct tar_in *t, uint64_t from, uint64_t n)
{
	char p[2 * BLOCK], sum = 0;
	if (n > sizeof p || from + n > t->end || pread(t->fd, p, n, (off_t)from) != (ssize_t)n)
		return false;
	for (uint64_t i = 0; i < n; i++)
		sum |= p[i];
	return !sum;
}

enum err
tar_next(struct tar_in *t)
{
	struct header h, want;
	if (t->at + BLOCK > t->end || pread(t->fd, &h, BLOCK, (off_t)t->at) != BLOCK)
		return E_CORRUPT;
	if (!h.name[0])
		return t->end - t->at == 2 * BLOCK && zeros(t, t->at, 2 * BLOCK) ? E_DONE : E_CORRUPT;
	if (h.name[sizeof h.name - 1] || !name_valid(h.name) || !get_size(h.size, &t->size))
		return E_CORRUPT;
	header_make(&want, h.name, t->size);
	if (memcmp(&h, &want, BLOCK) != 0 || t->size > t->end - t->at - BLOCK)
		return E_CORRUPT;
	memcpy(t->name, h.name, sizeof t->name);
	t->data = t->at + BLOCK;
	t->at = t->data + ((t->size + BLOCK - 1) & ~(uint64_t)(BLOCK - 1));
	return zeros(t, t->data + t->size, t->at - t->data - t->size) ? E_OK : E_CORRUPT;
}

enum err
tar_read(struct tar_in *t, uint64_t from, char *p, size_t n, size_t *ret)
{
	uint64_t left = from < t->size ? t->size - from : 0;
	ssize_t got = pread(t->fd, p, n < left ? n : (size_t)left, (off_t)(t->data + from));
	if (got < 0)
		return E_STORE;
	if (!got && left)
		return E_CORRUPT;
	*ret = (size_t)got;
	return E_OK;
}

/* One line of the manifest at *from. */
static enum err
line_read(struct tar_in *manifest, uint64_t *from, char *line, size_t size)
{
	size_t n;
	enum err e = tar_read(manifest, *from, line, size - 1, &n);
	char *end = e ? NULL : memchr(line, '\n', n);
	if (e || !end)
		return e ? e : E_CORRUPT;
	end[1] = 0;
	*from += (uint64_t)(end + 1 - line);
	return E_OK;
}

static enum err
member_line(struct tar_in *t, char *line, size_t size)
{
	static _Thread_local char chunk[TAR_CHUNK];
	crypto_hash_sha256_state sum;
	unsigned char bytes[32];
	char hex[65];
	crypto_hash_sha256_init(&sum);
	for (uint64_t from = 0; from < t->size; ) {
		size_t n;
		enum err e = tar_read(t, from, chunk, sizeof chunk, &n);
		if (e)
			return e;
		crypto_hash_sha256_update(&sum, (unsigned char *)chunk, n);
		from += n;
	}
	crypto_hash_sha256_final(&sum, bytes);
	sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
	snprintf(line, size, "%s  %llu  %s\n", hex, (unsigned long long)t->size, t->name);
	return E_OK;
}

static enum err
manifest_find(struct tar_in *t, struct tar_in *ret)
{
	enum err e;
	tar_rewind(t);
	while ((e = tar_next(t)) == E_OK)
		if (strcmp(t->name, MANIFEST) == 0) {
			*ret = *t;
			return tar_next(t) == E_DONE ? E_OK : E_CORRUPT;
		}
	return e == E_DONE ? E_CORRUPT : e;
}

/* Members and lines go side by side; the last line proves the manifest itself. */
enum err
tar_verify(struct tar_in *t)
{
	struct tar_in manifest;
	crypto_hash_sha256_state sum;
	unsigned char bytes[32];
	char line[256], want[256], hex[65];
	uint64_t from = 0;
	enum err e = manifest_find(t, &manifest);
	if (e || (e = line_read(&manifest, &from, line, sizeof line)))
		return e;
	if (strcmp(line, FIRST_LINE) != 0)
		return E_CORRUPT;
	crypto_hash_sha256_init(&sum);
	tar_rewind(t);
	for (;;) {
		crypto_hash_sha256_update(&sum, (unsigned char *)line, strlen(line));
		if ((e = line_read(&manifest, &from, line, sizeof line)) || (e = tar_next(t)))
			return e;
		if (strcmp(t->name, MANIFEST) == 0)
			break;
		if ((e = member_line(t, want, sizeof want)))
			return e;
		if (strcmp(line, want) != 0) {
			log_at(LOG_ERROR, "backup.damaged", KV("member", LS(t->name)));
			return E_CORRUPT;
		}
	}
	crypto_hash_sha256_final(&sum, bytes);
	sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
	snprintf(want, sizeof want, "end %s\n", hex);
	tar_rewind(t);
	return strcmp(line, want) == 0 && from == manifest.size ? E_OK : E_CORRUPT;
}
