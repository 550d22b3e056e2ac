/* SPDX-License-Identifier: Apache-2.0 */
/* file.c - content-addressed files on the disk. */
#include "store/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>
#include "base/limits.h"
#include "base/log.h"
#include "store/disk_.h"

#define FREE_PERCENT 5

struct file_store {
	char *dir, *fresh;		/* DATA/files, DATA/files/new */
	uint64_t budget;
	struct timespec opened;		/* by the clock that stamps files: older ones are to be counted */
	_Atomic int64_t used;
	_Atomic uint64_t serial;
	_Atomic bool stop;
	_Atomic bool dir_synced[256];	/* files/ab is known to be on the disk */
	pthread_t counting;
	int lock;			/* of files/new, shared by every process that has the store open */
};

/* ---- names ---- */

static void
hash_print(const unsigned char sum[32], struct file_hash *ret)
{
	sodium_bin2hex(ret->hex, sizeof ret->hex, sum, 32);
}

bool
file_hash_parse(struct slice s, struct file_hash *ret)
{
	if (s.n != 64)
		return false;
	for (size_t i = 0; i < 64; i++)
		if (!strchr("0123456789abcdef", s.p[i]) || !s.p[i])
			return false;
	memcpy(ret->hex, s.p, 64);
	ret->hex[64] = 0;
	return true;
}

static void
dir_of(const struct file_store *s, const struct file_hash *h, char ret[PATH_LEN])
{
	char name[3] = { h->hex[0], h->hex[1], 0 };
	path_join(ret, PATH_LEN, s->dir, name);
}

static void
path_of(const struct file_store *s, const struct file_hash *h, char ret[PATH_LEN])
{
	char dir[PATH_LEN];
	dir_of(s, h, dir);
	path_join(ret, PATH_LEN, dir, h->hex + 2);
}

/* ---- walking ---- */

static enum err
each_in(struct file_store *s, const char *prefix, enum err (*visit)(void *, const struct file_hash *), void *ctx)
{
	char path[PATH_LEN];
	path_join(path, sizeof path, s->dir, prefix);
	DIR *d = opendir(path);
	if (!d)
		return errno == ENOENT ? E_OK : disk_err("opendir", path);
	enum err e = E_OK;
	for (struct dirent *entry; !e && (entry = readdir(d)); ) {
		struct file_hash h;
		char hex[65];
		if (snprintf(hex, sizeof hex, "%s%.62s", prefix, entry->d_name) == 64 && strlen(entry->d_name) == 62 &&
		    file_hash_parse(slice_of(hex), &h))
			e = visit(ctx, &h);
	}
	closedir(d);
	return e;
}

enum err
file_each(struct file_store *s, enum err (*visit)(void *ctx, const struct file_hash *h), void *ctx)
{
	enum err e = E_OK;
	for (int i = 0; i < 256 && !e; i++) {
		char prefix[3];
		snprintf(prefix, sizeof prefix, "%02x", i);
		e = each_in(s, prefix, visit, ctx);
	}
	return e;
}

static enum err
count_one(void *ctx, const struct file_hash *h)
{
	struct file_store *s = ctx;
	char path[PATH_LEN];
	struct stat st;
	path_of(s, h, path);
	bool old = stat(path, &st) == 0 && (st.st_ctim.tv_sec < s->opened.tv_sec ||
	    (st.st_ctim.tv_sec == s->opened.tv_sec && st.st_ctim.tv_nsec < s->opened.tv_nsec));
	if (old)
		atomic_fetch_add(&s->used, st.st_size);
	return atomic_load(&s->stop) ? E_SHUTDOWN : E_OK;
}

static void *
counting_main(void *arg)
{
	struct file_store *s = arg;
	enum err e = file_each(s, count_one, s);
	if (e && e != E_SHUTDOWN)
		log_at(LOG_WARN, "store.files_uncounted", KV("error", LS(err_name(e))));
	return NULL;
}

/* What a crash left half-written belongs to nobody, unless another process (luan backup) is at work. */
static void
fresh_clear(struct file_store *s)
{
	s->lock = open(s->fresh, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool alone = flock(s->lock, LOCK_EX | LOCK_NB) == 0;
	DIR *d = alone ? opendir(s->fresh) : NULL;
	for (struct dirent *entry; d && (entry = readdir(d)); )
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(d), entry->d_name, 0);
	if (d)
		closedir(d);
	flock(s->lock, LOCK_SH);
}

/* ---- opening ---- */

enum err
file_store_open(struct file_store **ret, const char *data_dir, uint64_t budget_bytes)
{
	char dir[PATH_LEN], fresh[PATH_LEN];
	enum err e;
	path_join(dir, sizeof dir, data_dir, "files");
	path_join(fresh, sizeof fresh, dir, "new");
	if (sodium_init() < 0)
		return E_INTERNAL;
	if ((e = disk_mkdir(data_dir)) || (e = disk_mkdir(dir)) || (e = disk_mkdir(fresh)) ||
	    (e = disk_sync_dir(data_dir)) || (e = disk_sync_dir(dir)))
		return e == E_NOT_FOUND ? E_STORE : e;
	struct file_store *s = mem_alloc(sizeof *s);
	s->dir = mem_str(slice_of(dir));
	s->fresh = mem_str(slice_of(fresh));
	s->budget = budget_bytes;
	fresh_clear(s);
	clock_gettime(CLOCK_REALTIME_COARSE, &s->opened);
	if (pthread_create(&s->counting, NULL, counting_main, s))
		die("store: no thread to count files");
	*ret = s;
	return E_OK;
}

void
file_store_close(struct file_store *s)
{
	if (!s)
		return;
	atomic_store(&s->stop, true);
	pthread_join(s->counting, NULL);
	fd_close(&s->lock);
	mem_free(s->dir);
	mem_free(s->fresh);
	mem_free(s);
}

uint64_t
file_store_bytes(struct file_store *s)
{
	int64_t n = atomic_load(&s->used);
	return n > 0 ? (uint64_t)n : 0;
}

/* ---- putting ---- */

static enum err
room_for(struct file_store *s, size_t n)
{
	struct statvfs fs;
	if (n > LIMIT_FILE_BODY)
		return E_TOO_LARGE;
	if (s->budget && file_store_bytes(s) + n > s->budget)
		return E_DISK_FULL;
	if (statvfs(s->dir, &fs))
		return disk_err("statvfs", s->dir);
	uint64_t left = (uint64_t)fs.f_bavail * fs.f_frsize, all = (uint64_t)fs.f_blocks * fs.f_frsize;
	return left < n || left - n < all / 100 * FREE_PERCENT ? E_DISK_FULL : E_OK;
}

/* A name that another thread has just made may not be on the disk yet: every put makes sure for itself. */
static enum err
dir_durable(struct file_store *s, const struct file_hash *h, const char *dir)
{
	int64_t i = strtol((char[3]){ h->hex[0], h->hex[1], 0 }, NULL, 16);
	if (atomic_load(&s->dir_synced[i]))
		return E_OK;
	enum err e = disk_mkdir(dir);
	if (!e && !(e = disk_sync_dir(s->dir)))
		atomic_store(&s->dir_synced[i], true);
	return e;
}

static enum err
write_fresh(const char *path, struct slice content)
{
	fd_scoped fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return disk_err("open", path);
	enum err e = disk_write(fd, content);
	if (!e && fsync(fd))
		e = disk_err("fsync", path);
	return e;
}

static bool
there(const char *path, size_t n)
{
	struct stat st;
	return stat(path, &st) == 0 && (uint64_t)st.st_size == n;
}

enum err
file_put(struct file_store *s, struct slice content, struct file_hash *ret)
{
	unsigned char sum[32];
	struct file_hash h;
	char dir[PATH_LEN], path[PATH_LEN], fresh[PATH_LEN], name[64];
	crypto_hash_sha256(sum, (const unsigned char *)content.p, content.n);
	hash_print(sum, &h);
	dir_of(s, &h, dir);
	path_of(s, &h, path);
	enum err e = dir_durable(s, &h, dir);
	if (!e && there(path, content.n)) {
		*ret = h;
		return disk_sync_dir(dir);
	}
	if (e || (e = room_for(s, content.n)))
		return e;
	snprintf(name, sizeof name, "%ld-%llu", (long)getpid(), (unsigned long long)atomic_fetch_add(&s->serial, 1));
	path_join(fresh, sizeof fresh, s->fresh, name);
	if (!(e = write_fresh(fresh, content)) && rename(fresh, path))
		e = disk_err("rename", path);
	if (e) {
		unlink(fresh);
		return e == E_NOT_FOUND ? E_STORE : e;
	}
	atomic_fetch_add(&s->used, (int64_t)content.n);
	*ret = h;
	return disk_sync_dir(dir);
}

/* ---- reading ---- */

enum err
file_open(struct file_store *s, const struct file_hash *h, int *ret_fd, uint64_t *ret_size)
{
	char path[PATH_LEN];
	struct stat st;
	path_of(s, h, path);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return disk_err("open", path);
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		close(fd);
		return E_CORRUPT;
	}
	*ret_fd = fd;
	*ret_size = (uint64_t)st.st_size;
	return E_OK;
}

enum err
file_read(struct file_store *s, const struct file_hash *h, struct arena *a, struct slice *ret)
{
	fd_scoped fd = -1;
	uint64_t size;
	unsigned char sum[32];
	struct file_hash is;
	enum err e = file_open(s, h, &fd, &size);
	if (e)
		return e;
	if (size > LIMIT_FILE_BODY)
		return E_CORRUPT;
	char *p = arena_alloc(a, (size_t)size + 1);
	if (!disk_read_all(fd, p, (size_t)size))
		return E_STORE;
	crypto_hash_sha256(sum, (const unsigned char *)p, size);
	hash_print(sum, &is);
	if (strcmp(is.hex, h->hex) != 0) {
		log_at(LOG_ERROR, "store.file_corrupt", KV("file", LS(h->hex)));
		return E_CORRUPT;
	}
	*ret = (struct slice){ p, (size_t)size };
	return E_OK;
}

enum err
file_remove(struct file_store *s, const struct file_hash *h)
{
	char dir[PATH_LEN], path[PATH_LEN];
	struct stat st;
	dir_of(s, h, dir);
	path_of(s, h, path);
	if (stat(path, &st) || unlink(path))
		return disk_err("unlink", path);
	atomic_fetch_sub(&s->used, st.st_size);
	return disk_sync_dir(dir);
}
