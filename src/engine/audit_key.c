/* SPDX-License-Identifier: Apache-2.0 */
/* audit_key.c - the keys of the audit: one file signs, one file wraps a key for every row that holds persons.
 *
 *   DATA/keys/audit-master   32 bytes   ──wraps──► audit_key(record, row) ──encrypts──► audit.secret
 *   DATA/keys/audit-sign     64 bytes   ──signs──► audit_batch.signature
 *   DATA/keys/audit-sign.pub hex, to be kept elsewhere
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "engine/audit_.h"

#define NONCE_LEN crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_LEN crypto_aead_xchacha20poly1305_ietf_ABYTES
#define KEY_LEN crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define PATH_LEN 4096

/* ---- files ---- */

static bool
key_path(const char *data_dir, const char *name, char out[PATH_LEN])
{
	return snprintf(out, PATH_LEN, "%s/keys%s%s", data_dir, *name ? "/" : "", name) < PATH_LEN;
}

static bool
sync_dir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && !fsync(fd);

	if (fd >= 0)
		close(fd);
	return ok;
}

/* Written aside and linked into place: a key that exists is never overwritten, and none is ever half there. */
static enum err
key_write(const char *data_dir, const char *name, const void *bytes, size_t n)
{
	char dir[PATH_LEN], path[PATH_LEN], temp[PATH_LEN + 16];
	int fd;
	bool ok;

	if (!key_path(data_dir, "", dir) || !key_path(data_dir, name, path))
		return E_BAD_VALUE;
	snprintf(temp, sizeof temp, "%s.%d", path, (int)getpid());
	if ((mkdir(dir, 0700) && errno != EEXIST) ||
	    (fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) < 0)
		return E_STORE;
	ok = write(fd, bytes, n) == (ssize_t)n && !fsync(fd);
	ok = !close(fd) && ok && (!link(temp, path) || errno == EEXIST);
	unlink(temp);
	return ok && sync_dir(dir) ? E_OK : E_STORE;
}

static enum err
key_read(const char *data_dir, const char *name, void *bytes, size_t n)
{
	char path[PATH_LEN];
	struct stat sb;
	int fd;
	bool ok;

	if (!key_path(data_dir, name, path))
		return E_BAD_VALUE;
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return errno == ENOENT ? E_NOT_FOUND : E_STORE;
	ok = !fstat(fd, &sb) && sb.st_size == (off_t)n && read(fd, bytes, n) == (ssize_t)n;
	if (ok && (sb.st_mode & 077) && !strstr(name, ".pub"))
		log_at(
		    LOG_WARN, "audit.key_mode", KV("file", LS(name)), KV("fix", LS("chmod 600")));
	close(fd);
	return ok ? E_OK : E_CORRUPT;
}

static enum err
key_make(const char *data_dir, const char *name, void *bytes, size_t n)
{
	enum err e = key_write(data_dir, name, bytes, n);

	return e ? e : key_read(data_dir, name, bytes, n); /* another process may have been first */
}

static enum err
public_write(const char *data_dir, const unsigned char public_key[32])
{
	char hex[2 * 32 + 2];

	sodium_bin2hex(hex, sizeof hex, public_key, 32);
	hex[64] = '\n';
	return key_write(data_dir, "audit-sign.pub", hex, 65);
}

enum err
audit_public_key(const char *data_dir, unsigned char public_key[32])
{
	char hex[65];
	size_t n;
	enum err e = key_read(data_dir, "audit-sign.pub", hex, sizeof hex);

	if (e)
		return e;
	return sodium_hex2bin(public_key, 32, hex, 64, NULL, &n, NULL) || n != 32 ? E_CORRUPT
										  : E_OK;
}

enum err
audit_keys_open(struct audit_keys **ret, const char *data_dir)
{
	struct audit_keys *k;
	enum err e;

	if (sodium_init() < 0)
		return E_INTERNAL;
	k = mem_alloc(sizeof *k);
	sodium_mlock(k, sizeof *k);
	if ((e = key_read(data_dir, "audit-master", k->master, sizeof k->master)) == E_NOT_FOUND) {
		randombytes_buf(k->master, sizeof k->master);
		e = key_make(data_dir, "audit-master", k->master, sizeof k->master);
	}
	if (!e && (e = key_read(data_dir, "audit-sign", k->sign, sizeof k->sign)) == E_NOT_FOUND) {
		crypto_sign_keypair(k->public_key, k->sign);
		e = key_make(data_dir, "audit-sign", k->sign, sizeof k->sign);
	}
	if (!e) {
		crypto_sign_ed25519_sk_to_pk(k->public_key, k->sign);
		e = public_write(data_dir, k->public_key);
	}
	if (e) {
		log_at(LOG_ERROR, "audit.keys", KV("error", LS(err_name(e))));
		audit_keys_close(k);
		return e;
	}
	*ret = k;
	return E_OK;
}

void
audit_keys_close(struct audit_keys *k)
{
	if (!k)
		return;
	sodium_munlock(k, sizeof *k);	/* also wipes */
	mem_free(k);
}

/* ---- the key of a row ---- */

/* What a ciphertext is bound to: it cannot be moved to another row. */
static struct slice
bound_to(struct call *c, const struct record *rec, int64_t row)
{
	return arena_printf(c->arena, "%s/%lld", rec->name, (long long)row);
}

static struct slice
lock_up(struct call *c, const unsigned char *key, struct slice plain, struct slice ad)
{
	unsigned char *out = arena_alloc(c->arena, NONCE_LEN + plain.n + TAG_LEN);
	unsigned long long n;

	randombytes_buf(out, NONCE_LEN);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE_LEN, &n,
	    (const unsigned char *)plain.p, plain.n, (const unsigned char *)ad.p, ad.n, NULL, out,
	    key);
	return (struct slice){ (char *)out, NONCE_LEN + (size_t)n };
}

static enum err
unlock(struct call *c, const unsigned char *key, struct slice locked, struct slice ad,
    struct slice *ret)
{
	const unsigned char *in = (const unsigned char *)locked.p;
	unsigned char *out;
	unsigned long long n;

	if (locked.n < NONCE_LEN + TAG_LEN)
		return E_CORRUPT;
	out = arena_alloc(c->arena, locked.n);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &n, NULL, in + NONCE_LEN,
		locked.n - NONCE_LEN, (const unsigned char *)ad.p, ad.n, in, key))
		return E_CORRUPT;
	*ret = (struct slice){ (char *)out, (size_t)n };
	return E_OK;
}

static enum err
row_key_get(struct call *c, const struct record *rec, int64_t row, unsigned char key[KEY_LEN])
{
	stmt_scoped st = NULL;
	struct slice plain;
	enum err e;

	if ((e = sql(c->conn, &st, "SELECT wrapped FROM audit_key WHERE record = ?1 AND row = ?2")))
		return e;
	sql_text(st, 1, slice_of(rec->name));
	sql_int(st, 2, row);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_GONE : e;
	if ((e = unlock(
		 c, c->engine->keys->master, col_blob(st, 0), bound_to(c, rec, row), &plain)))
		return e;
	if (plain.n != KEY_LEN)
		return E_CORRUPT;
	memcpy(key, plain.p, KEY_LEN);
	return E_OK;
}

/* Two transactions may make the key of one row at once: the second waits for the first and takes its key. */
static enum err
row_key_make(struct call *c, const struct record *rec, int64_t row, unsigned char key[KEY_LEN])
{
	stmt_scoped st = NULL;
	enum err e;

	if ((e = sql(c->conn, &st,
		 "INSERT INTO audit_key (record, row, wrapped, at) VALUES (?1, ?2, ?3, ?4)"
		 " ON CONFLICT (record, row) DO NOTHING")))
		return e;
	randombytes_buf(key, KEY_LEN);
	sql_text(st, 1, slice_of(rec->name));
	sql_int(st, 2, row);
	sql_blob(st, 3,
	    lock_up(c, c->engine->keys->master, (struct slice){ (char *)key, KEY_LEN },
		bound_to(c, rec, row)));
	sql_int(st, 4, c->now_ms);
	if ((e = sql_run(st)))
		return e;
	return sql_changes(st) ? E_OK : row_key_get(c, rec, row, key);
}

enum err
audit_encrypt(
    struct call *c, const struct record *rec, int64_t row, struct slice plain, struct slice *ret)
{
	unsigned char key[KEY_LEN];
	enum err e = row_key_get(c, rec, row, key);

	if (e == E_GONE)
		e = row_key_make(c, rec, row, key);
	if (!e)
		*ret = lock_up(c, key, plain, bound_to(c, rec, row));
	sodium_memzero(key, sizeof key);
	return e;
}

enum err
audit_decrypt(
    struct call *c, const struct record *rec, int64_t row, struct slice secret, struct slice *ret)
{
	unsigned char key[KEY_LEN];
	enum err e = row_key_get(c, rec, row, key);

	if (!e)
		e = unlock(c, key, secret, bound_to(c, rec, row), ret);
	if (e == E_CORRUPT && secret.n)
		e = E_GONE; /* encrypted under an earlier key, which was destroyed; or damaged: nobody can tell */
	sodium_memzero(key, sizeof key);
	return e;
}

/* The key is overwritten before its row is deleted, so that no free page keeps it. */
static enum err
run_forget(struct call *c, const char *text, const struct record *rec, int64_t row)
{
	stmt_scoped st = NULL;
	enum err e;

	if ((e = sql(c->conn, &st, text)))
		return e;
	sql_text(st, 1, slice_of(rec->name));
	sql_int(st, 2, row);
	if (strstr(text, "?3")) {
		static const char zero[NONCE_LEN + KEY_LEN + TAG_LEN];
		sql_blob(st, 3, (struct slice){ zero, sizeof zero });
	}
	return sql_run(st);
}

enum err
audit_forget(struct call *c, const struct record *rec, int64_t row)
{
	struct audit_entry entry = {
		.kind = "note", .verb = "forget", .record = slice_of(rec->name), .row = row
	};
	enum err e;

	if ((e = run_forget(c, "UPDATE audit_key SET wrapped = ?3 WHERE record = ?1 AND row = ?2",
		 rec, row)) ||
	    (e = run_forget(c, "DELETE FROM audit_key WHERE record = ?1 AND row = ?2", rec, row)))
		return e;
	return audit_insert(c, &entry);
}
