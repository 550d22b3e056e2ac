/* SPDX-License-Identifier: Apache-2.0 */
/* position_run_.h - positions as bytes: one by one as they come, and one carrier's of a slot as a run. Private to terminal/.
 *
 *   packed  carrier 8 | at 8 | late 4 | lon 4 | lat 4 | speed 2 | course 2 | alarm 4 | status 4 | unit 4 | doubt 1      little-endian
 *   run     for each, oldest first: what else changed 1 | at | lon | lat | speed | course | late | [unit | alarm | status | doubt]
 *           as differences to the one before, zigzag, seven bits a byte
 *
 * Carrier    id * 2 + kind. Late: received - at in ms, as far as 32 bits go.
 */
#ifndef TERMINAL_POSITION_RUN_PRIVATE_H
#define TERMINAL_POSITION_RUN_PRIVATE_H
#include "base/buf.h"
#include "terminal/positions.h"

#define POSITION_PACKED 45
static inline int64_t
position_carrier(enum where_kind kind, int64_t id)
{
	return id * 2 + kind;
}
void position_pack(const struct position *p, uint8_t out[POSITION_PACKED]);
void position_unpack(const uint8_t in[POSITION_PACKED], struct position *ret);
/* Sorted by carrier, time and receipt; the same carrier at the same time twice is once: what came first. Returns how many stay. */
size_t positions_sort(struct position *row, size_t n);
void position_run_write(const struct position *row, size_t n, struct buf *b);
/* One after another; false at the end. *ret_bad: these are not the bytes of a run. */
struct position_run {
	const uint8_t *at, *end;
	struct position last;
};
void position_run_open(struct position_run *r, int64_t carrier, struct slice data);
bool position_run_next(struct position_run *r, struct position *ret, bool *ret_bad);
#endif
