/* SPDX-License-Identifier: Apache-2.0 */
/* seal.h - the key of this store for what must be secret at rest: seeds of one-time codes; and
 * keyed hashes.
 *
 * Shape      DATA/keys/people.key, 64 random bytes, mode 0600: 32 to seal (XChaCha20-Poly1305,
 *            bound to the person), 32 to hash (BLAKE2b) recovery codes and the names that failed to
 *            sign in.
 * Errors     E_STORE the file cannot be read or made; E_CORRUPT wrong length, or sealed for
 *            somebody else.
 */
#ifndef PEOPLE_SEAL_H
#define PEOPLE_SEAL_H
#include "base/arena.h"
#include "base/err.h"

struct people_key {
	unsigned char seal[32], hash[32];
};
/* made on first use */
enum err people_key_open(struct people_key *ret, const char *data_dir) must_check;
void people_key_wipe(struct people_key *k);
struct slice seal(const struct people_key *k, struct slice plain, int64_t person, struct arena *a);
enum err seal_open(const struct people_key *k, struct slice sealed, int64_t person, struct arena *a,
    struct slice *ret) must_check;

struct digest {
	unsigned char byte[32];
};
struct digest digest_keyed(const struct people_key *k, const char *purpose, struct slice text);
struct digest digest_token(struct slice token);		/* what is stored of a session's token */
/* the session's X-CSRF-Token, in hex on the wire */
struct digest digest_csrf(struct slice token);
static inline struct slice
digest_slice(const struct digest *d)
{
	return (struct slice){ (const char *)d->byte, sizeof(d->byte) };
}
#endif
