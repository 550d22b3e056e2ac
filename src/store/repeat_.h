/* SPDX-License-Identifier: Apache-2.0 */
/* repeat_.h - who was last seen where: the same vehicle at the same lane within some seconds is a repeat.
 *
 * Shape   buckets of eight slots, one cache line: 24 bits of the hash of (tollgate, lane, class, plate) and the time in
 *         1/125 s; the oldest of a full bucket gives way. 8 MiB, for the life of the program, across segments.
 * Undo    what a commit that fails has changed is put back, newest first.
 */
#ifndef STORE_REPEAT__H
#define STORE_REPEAT__H
#include "store/passage_.h"

struct repeats {
	uint64_t *slot;
	uint64_t seed;
	struct repeat_undo {
		uint32_t slot;
		uint64_t was;
	} *undo;
	size_t n, cap;
};
void repeat_init(struct repeats *r, uint64_t seed);
void repeat_free(struct repeats *r);
uint64_t repeat_hash(const struct repeats *r, const struct passage *p);	/* prefetches too */
bool repeat_seen(struct repeats *r, const struct passage *p, uint64_t hash, int seconds);	/* and notes it */
void repeat_keep(struct repeats *r);
void repeat_undo(struct repeats *r);
#endif
