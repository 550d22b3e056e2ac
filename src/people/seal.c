/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/log.h"
#include "people/seal.h"

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES

static enum err
read_key(const char *path, struct people_key *ret)
{
	unsigned char more;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return errno == ENOENT ? E_NOT_FOUND : E_STORE;
	n = read(fd, ret, sizeof(*ret));
	if (n == (ssize_t)sizeof(*ret) && read(fd, &more, 1) != 0)
		n = 0;
	close(fd);
	return n == (ssize_t)sizeof(*ret) ? E_OK : E_CORRUPT;
}

/* The name appears only when the whole key is on disk. */
static enum err
make_key(const char *dir, const char *path, struct people_key *ret)
{
	char tmp[4096];
	int fd, d;
	bool ok;

	snprintf(tmp, sizeof(tmp), "%s.new", path);
	unlink(tmp);
	fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return E_STORE;
	randombytes_buf(ret, sizeof(*ret));
	ok = write(fd, ret, sizeof(*ret)) == (ssize_t)sizeof(*ret) && fsync(fd) == 0;
	ok &= close(fd) == 0;
	ok = ok && rename(tmp, path) == 0;
	d = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ok = ok && d >= 0 && fsync(d) == 0;
	if (d >= 0)
		close(d);
	return ok ? E_OK : E_STORE;
}

enum err
people_key_open(struct people_key *ret, const char *data_dir)
{
	char dir[2048], path[2100];
	enum err e;

	if (sodium_init() < 0)
		return E_INTERNAL;
	if ((size_t)snprintf(dir, sizeof(dir), "%s/keys", data_dir) >= sizeof(dir))
		return E_FULL;
	snprintf(path, sizeof(path), "%s/people.key", dir);
	if (mkdir(dir, 0700) && errno != EEXIST)
		return E_STORE;
	e = read_key(path, ret);
	if (e == E_NOT_FOUND)
		e = make_key(dir, path, ret);
	if (e)
		log_at(LOG_ERROR, "people.key", KV("path", LS(path)), KV("error", LS(err_name(e))));
	return e;
}

void
people_key_wipe(struct people_key *k)
{
	sodium_memzero(k, sizeof(*k));
}

struct slice
seal(const struct people_key *k, struct slice plain, int64_t person, struct arena *a)
{
	unsigned char *out = arena_alloc(a, NONCE + plain.n + TAG);
	unsigned long long n = 0;

	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &n, (const unsigned char *)plain.p,
	    plain.n, (const unsigned char *)&person, sizeof(person), NULL, out, k->seal);
	return (struct slice){ (char *)out, NONCE + (size_t)n };
}

enum err
seal_open(const struct people_key *k, struct slice sealed, int64_t person, struct arena *a,
    struct slice *ret)
{
	const unsigned char *in = (const unsigned char *)sealed.p;
	unsigned long long n = 0;
	unsigned char *out;

	if (sealed.n < NONCE + TAG)
		return E_CORRUPT;
	out = arena_alloc(a, sealed.n);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &n, NULL, in + NONCE, sealed.n - NONCE,
	    (const unsigned char *)&person, sizeof(person), in, k->seal))
		return E_CORRUPT;
	*ret = (struct slice){ (char *)out, (size_t)n };
	return E_OK;
}

static struct digest
digest_parts(const unsigned char *key, size_t nkey, const char *purpose, struct slice text)
{
	crypto_generichash_state st;
	struct digest d;

	crypto_generichash_init(&st, key, nkey, sizeof(d.byte));
	crypto_generichash_update(&st, (const unsigned char *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&st, (const unsigned char *)text.p, text.n);
	crypto_generichash_final(&st, d.byte, sizeof(d.byte));
	return d;
}

struct digest
digest_keyed(const struct people_key *k, const char *purpose, struct slice text)
{
	return digest_parts(k->hash, sizeof(k->hash), purpose, text);
}

/* A token is 256 random bits: no key and no slow hash is needed to keep it from being guessed
 * back. */
struct digest
digest_token(struct slice token)
{
	return digest_parts(NULL, 0, "luan session", token);
}

struct digest
digest_csrf(struct slice token)
{
	return digest_parts(NULL, 0, "luan csrf", token);
}
