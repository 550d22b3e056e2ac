/* SPDX-License-Identifier: Apache-2.0 */
/* brake.h - how often at most: rules speak of passages, and a faulty device or a dirty data set must not flood the desks.
 *
 * Shape      a bounded table of counters, one a key and period; when full the oldest give way, never the refusals: what finds no
 *            counter is refused.
 * Threads    one lock; asked only for what a rule has found, which is rare.
 */
#ifndef MATCH_BRAKE_H
#define MATCH_BRAKE_H
#include "base/hash.h"

struct brake;
struct brake *brake_new(size_t slots);	/* a power of two */
void brake_free(struct brake *b);
struct brake_key {
	char kind;			/* 'd'evice, 'p'air, 'v'ehicle, 'a'll */
	uint64_t a, b;
};
/* True: one more is allowed for every key in this period of theirs; then it is counted for all of them. */
struct brake_ask {
	struct brake_key key;
	int64_t period_ms, most;
};
bool brake_allows(struct brake *b, const struct brake_ask *ask, int n, int64_t now_ms);
/* Takes back what brake_allows counted at that time: what was allowed did not come to be. */
void brake_give_back(struct brake *b, const struct brake_ask *ask, int n, int64_t at_ms);
int64_t brake_refused(struct brake *b);
#endif
