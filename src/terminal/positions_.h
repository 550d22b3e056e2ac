/* SPDX-License-Identifier: Apache-2.0 */
/* positions_.h - the store of positions. Private to terminal/positions*.c.
 *
 *   fresh (id, slot, rows)         as they came, a blob a commit and slot: packed (position_run_.h)
 *   run (slot, carrier, data)      of a past slot, a run each; what comes late lies in fresh until the next sealing
 *   stood (slot, rows)             where each carrier was last before the slot began, a day back at most: packed
 *
 * Locks      `lock`: the judge. What is written elsewhere is written by jobs.
 */
#ifndef TERMINAL_POSITIONS_PRIVATE_H
#define TERMINAL_POSITIONS_PRIVATE_H
#include <pthread.h>
#include <stdatomic.h>
#include "terminal/position_judge.h"
#include "terminal/position_run_.h"

#define SLOT_MS 600000LL
#define STOOD_MS DAY_MS
struct positions {
	struct db *db;
	pthread_mutex_t lock;
	struct judge judge;
	positions_sink *sink;
	void *sink_ctx;
	_Atomic int64_t taken, doubtful[POSITION_DOUBTS], failed, runs;
};

/* The newest good fix of each carrier, at or before until_ms. */
struct latest {
	struct position *slot;
	size_t cap, n;
	int64_t until_ms;
};
void latest_open(struct latest *l, int64_t until_ms);
void latest_free(struct latest *l);
void latest_take(struct latest *l, const struct position *p);
struct position *latest_of(const struct latest *l, int64_t carrier);	/* NULL: none */

/* Each position of the slots from..to (inclusive) of a carrier (0: of all), in no order; fn answers false to stop. */
enum err positions_each(struct conn *c, int64_t from_slot, int64_t to_slot, int64_t carrier, bool (*fn)(void *ctx, const struct position *p), void *ctx) must_check;
/* Where all stood: fills l from the newest `stood` there is and what came after it. */
enum err positions_latest(struct conn *c, int64_t at_ms, int64_t within_ms, struct latest *l) must_check;
#endif
