/* SPDX-License-Identifier: Apache-2.0 */
/* hash.h - hashes that are not cryptographic, hash maps, and bytes written as text.
 *
 * Shape   maps: open addressing with linear probing, power of two, at most 3/4 full, up to max entries;
 *         string keys are copied in. Values are the caller's. Not thread-safe.
 * Cost    get, put, del: one probe run, no allocation but when growing (and the key of a new entry).
 * Errors  put: E_FULL above max. Decoders answer false and write nothing when the text is malformed.
 * Safety  maps hash with a seed drawn at random in each process: their order is never to be relied on,
 *         and a peer cannot choose keys that collide. hash64 has no seed and is the same everywhere.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include "base/buf.h"
#include "base/err.h"

uint64_t hash64(struct slice s);		/* xxHash XXH3, 64 bits */
uint64_t hash64_int(uint64_t v);

struct text_map_slot;
struct text_map {
	struct text_map_slot *slot;
	size_t n, cap, max;
};
void text_map_init(struct text_map *m, size_t max);
void text_map_free(struct text_map *m);		/* the keys; values are the caller's */
enum err text_map_put(struct text_map *m, struct slice key, void *value) must_check;	/* replaces; never NULL */
void *text_map_get(const struct text_map *m, struct slice key);				/* NULL: absent */
void *text_map_del(struct text_map *m, struct slice key);				/* the value, NULL: absent */
/* for (size_t at = 0; text_map_next(&m, &at, &key, &value);) - no put or del meanwhile */
bool text_map_next(const struct text_map *m, size_t *at, struct slice *ret_key, void **ret_value);

struct int_map_slot;
struct int_map {
	struct int_map_slot *slot;
	size_t n, cap, max;
};
void int_map_init(struct int_map *m, size_t max);
void int_map_free(struct int_map *m);
enum err int_map_put(struct int_map *m, int64_t key, void *value) must_check;	/* value is never NULL */
void *int_map_get(const struct int_map *m, int64_t key);
void *int_map_del(struct int_map *m, int64_t key);
bool int_map_next(const struct int_map *m, size_t *at, int64_t *ret_key, void **ret_value);

void hex_encode(struct buf *b, struct slice bytes);			/* lower case */
bool hex_decode(struct buf *b, struct slice text) must_check;		/* both cases */
void base32_encode(struct buf *b, struct slice bytes);			/* RFC 4648, no padding: TOTP secrets */
bool base32_decode(struct buf *b, struct slice text) must_check;	/* both cases, blanks and padding allowed */
void base64url_encode(struct buf *b, struct slice bytes);		/* RFC 4648 section 5, no padding */
bool base64url_decode(struct buf *b, struct slice text) must_check;	/* no padding; trailing bits must be 0 */
#endif
