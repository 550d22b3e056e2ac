/* SPDX-License-Identifier: Apache-2.0 */
/* pack.h - pictures of passages: many small files in few large ones, each content once, found by reference and hash.
 *
 * Shape      DATA/pictures/<day>-<number>.pack, append only; a set is the pictures of one passage. A reference names pack and
 *            place and fits 48 bits. The same content among the newest half million pictures of a day is stored once
 *            (SHA-256): packs of a day are removed together, so what is shared is never missing.
 * Durable    done(E_OK) means: on disk, one fsync for many sets (group commit).
 * Threads    pack_put from any thread, never blocks; done on the pack's own thread. pack_get on any thread.
 * Limits     PACK_PICTURE_MAX a picture, PACK_SET_MAX pictures a set; a budget of disk; E_DISK_FULL below 5 % free.
 * Errors     E_IN_USE (open in another process: one writer), E_BUSY, E_DISK_FULL, E_NOT_FOUND (pruned), E_CORRUPT (content
 *            does not match its hash).
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H
#include "base/arena.h"
#include "base/err.h"

#define PACK_PICTURE_MAX ((size_t)8 << 20)
#define PACK_SET_MAX 8
enum picture_format { PICTURE_NONE, PICTURE_JPEG, PICTURE_PNG, PICTURE_BMP, PICTURE_GIF };

struct picture {
	struct slice bytes;
	uint8_t type;			/* GA/T 1400 SubImage Type: 1 scene, 2 plate, 7 violation, 8 passing, 9 close-up, ... */
	uint8_t format;			/* enum picture_format, from the bytes, not from what the device says */
	uint16_t width, height;		/* from the bytes */
	uint8_t sha256[32];
};
struct picture_set {
	struct picture picture[PACK_SET_MAX];
	int n;
	void (*done)(struct picture_set *s, enum err e);	/* s->ref is set */
	uint64_t ref;
	struct picture_set *next;	/* the pack's */
};
struct pack_store;
enum err pack_open(struct pack_store **ret, const char *data_dir, uint64_t budget_bytes) must_check;
void pack_close(struct pack_store *s);
void pack_put(struct pack_store *s, struct picture_set *set);
enum err pack_get(struct pack_store *s, uint64_t ref, struct arena *a, struct picture_set *ret) must_check;	/* checked against their hashes */
enum err pack_prune(struct pack_store *s, int64_t before_ms, int64_t *ret_n) must_check;	/* whole packs */

/* What the bytes are: format and size of a JPEG, PNG, BMP or GIF whose header and end are sound; PICTURE_NONE for
 * anything else (polyglots, bombs above PICTURE_PIXELS_MAX, truncated). Pure; fuzzed. */
#define PICTURE_PIXELS_MAX (64ll << 20)
enum picture_format picture_look(struct slice bytes, uint16_t *ret_width, uint16_t *ret_height);
const char *picture_mime(enum picture_format f);

struct pack_stats {
	int64_t packs, pictures, shared, bytes, busy;
};
void pack_stats(struct pack_store *s, struct pack_stats *ret);
#endif
