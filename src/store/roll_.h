/* SPDX-License-Identifier: Apache-2.0 */
/* roll_.h - counts by tollgate, lane and five minutes, as passages come.
 *
 * Shape   roll: open addressing; key = tollgate << 32 | lane << 24 | five minutes since 1970 (24 bits, until 2129).
 *         run: up to RUN_ROWS of them sorted by key, as differences in bytes of seven bits; a dozen bytes each.
 *         A segment that is taken into has a roll for its newest rows and runs for the others, so that many lanes with
 *         few passages do not take more room than the passages.
 * Threads one at a time; the lock is its owner's.
 */
#ifndef STORE_ROLL__H
#define STORE_ROLL__H
#include "base/slice.h"
#include "store/passage.h"

#define ROLL_MS 300000
struct roll_row {
	uint64_t key;
	uint32_t n, unread, repeats, speed_n;
	uint64_t speed_sum;
};
struct roll {
	struct roll_row *slot;
	size_t n, cap;
};
#define RUN_ROWS 1024
#define RUN_BYTES (RUN_ROWS * 60)
static inline uint64_t
roll_key(uint32_t tollgate, uint8_t lane, int64_t at_ms)
{
	int64_t five = at_ms / ROLL_MS;
	return (uint64_t)tollgate << 32 | (uint64_t)lane << 24 | (uint64_t)(five < 0 ? 0 : five > 0xffffff ? 0xffffff : five);
}
static inline uint32_t roll_tollgate(uint64_t key) { return (uint32_t)(key >> 32); }
static inline uint8_t roll_lane(uint64_t key) { return (uint8_t)(key >> 24); }
static inline uint64_t roll_hour_key(uint64_t key) { return (key & UINT64_C(0xffffffff00000000)) | ((key & 0xffffff) - (key & 0xffffff) % 12); }
static inline int64_t roll_from_ms(uint64_t key) { return (int64_t)(key & 0xffffff) * ROLL_MS; }

void roll_init(struct roll *r, size_t about);	/* how many rows are expected; 0: few */
void roll_free(struct roll *r);
void roll_clear(struct roll *r);
void roll_add(struct roll *r, const struct passage *p);
void roll_merge(struct roll *r, const struct roll_row *row);
/* Sorted by key, without those of no count; the caller's to free. */
struct roll_row *roll_sorted(const struct roll *r, size_t *ret_n);

size_t run_write(const struct roll_row *row, uint32_t n, uint8_t to[RUN_BYTES]);	/* the key of the first is kept elsewhere */
struct run_read {
	const uint8_t *p, *end;
	struct roll_row row;		/* the newest; before the first: its key */
};
bool run_next(struct run_read *r);		/* false: the end */

/* Many sorted runs as one, equal keys added up. */
struct roll_source {
	bool (*next)(void *ctx, size_t i, struct roll_row *ret);	/* of the i-th of n */
	void *ctx;
	size_t n;
};
struct roll_merger {
	struct roll_source from;
	struct roll_row *row;
	size_t *heap, n;
};
void merger_begin(struct roll_merger *m, const struct roll_source *from);
bool merger_next(struct roll_merger *m, struct roll_row *ret);
void merger_end(struct roll_merger *m);
#endif
