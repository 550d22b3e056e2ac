/* SPDX-License-Identifier: Apache-2.0 */
/* pack_.h - packs on the disk. Private to store/pack*.c.
 *
 *   DATA/pictures/<yyyymmdd>-<number>.pack      number is never given out again: the newest pack is never removed
 *
 *   [head: n, sum of the head, for each picture type, size, SHA-256, place] [picture] [picture] [head] [picture] ...
 *   every head and picture begins at a multiple of 16 bytes; a place is (pack, offset / 16), so a set may name a
 *   picture that another set of the same day has brought. Packs of one day go together, so it is never missing.
 */
#ifndef STORE_PACK__H
#define STORE_PACK__H
#include <pthread.h>
#include <stdatomic.h>
#include "base/buf.h"
#include "store/disk_.h"
#include "store/pack.h"

#define PACK_MAGIC 0x314b504cu		/* "LPK1" */
#define PACK_UNIT 16u
#define PACK_UNIT_BITS 24		/* of a reference: 256 MiB a pack; the other 24 bits are its number */
#define PACK_BYTES ((size_t)PACK_UNIT << PACK_UNIT_BITS)
#define PACK_FDS 16
#define SEEN (1u << 19)

struct pack_entry {
	uint8_t type, format;
	uint16_t width, height, spare;
	uint32_t bytes, pack, unit;
	uint8_t sha[32];
};
struct pack_head {
	uint32_t magic, total;		/* bytes of head and own pictures */
	uint64_t sum;			/* XXH3 of the head with sum 0 */
	uint8_t n, spare[7];
	struct pack_entry entry[PACK_SET_MAX];
};
_Static_assert(sizeof(struct pack_head) == 24 + 8 * 52 && sizeof(struct pack_entry) == 52, "as it lies on the disk");

struct seen {
	uint8_t sha[16];
	uint32_t pack, unit;		/* pack 0: free */
};
struct pack_file {
	uint32_t number;
	int32_t day;
	int64_t bytes;
};
struct pack_store {
	char *dir;
	int alone;			/* holds dir/lock: one writer */
	uint64_t budget;
	pthread_t writing;

	int fd;				/* the writer's, as all that follows */
	uint32_t number;		/* of the pack being written, or the last given out */
	int32_t day;
	int64_t end, group_from;	/* where the next set goes; where this group began in this pack */
	struct buf out;
	struct seen *seen;
	int64_t group_pictures, group_shared, room_at_ms;
	enum err room;

	pthread_mutex_t lock;		/* guards what follows */
	pthread_cond_t work;
	struct picture_set *head, *tail, *refused;
	size_t queued;
	bool stopping;

	pthread_mutex_t list_lock;	/* guards what follows */
	struct pack_file *pack;		/* by number */
	size_t n_packs, cap_packs;
	struct {
		uint32_t number;
		int fd, used;
	} open[PACK_FDS];
	int clock;
	_Atomic int64_t pictures, shared, bytes, busy;
};

void pack_sha256(struct slice s, uint8_t ret[32]);
void pack_seen_put(struct pack_store *s, const uint8_t sha[32], uint32_t pack, uint32_t unit);
void pack_seen_clear(struct pack_store *s);

/* ---- pack_file.c ---- */
uint64_t pack_head_sum(const struct pack_head *h);
enum err pack_list_load(struct pack_store *s) must_check;	/* cuts a torn end off the newest */
void pack_list_free(struct pack_store *s);
enum err pack_rotate(struct pack_store *s) must_check;		/* syncs the pack being written, begins another */
void pack_abandon(struct pack_store *s, bool unsure);	/* takes the group back; unsure: what the kernel has of it is not known */
#endif
