/* SPDX-License-Identifier: Apache-2.0 */
/* position_judge.h - which positions can be true. Used by positions_append; here for measuring.
 *
 * Shape      one entry a carrier, for the life of the program: its last good fix, and where it jumped to last. Whoever stays where it
 *            jumped to for JUMPS_BELIEVED fixes was wrong before, not now.
 * Threads    one at a time.
 * Cost       a probe and a distance, some 60 ns.
 */
#ifndef TERMINAL_POSITION_JUDGE_H
#define TERMINAL_POSITION_JUDGE_H
#include "terminal/positions.h"

#define JUMPS_BELIEVED 3
struct judge_limits {			/* the settings, read once a batch */
	double m_per_ms;
	int64_t ahead_ms, late_ms;
	int32_t west_e7, east_e7, south_e7, north_e7;
};
struct judged;
struct judge {
	struct judged *slot;
	size_t cap, n;
};
void judge_limits(struct judge_limits *ret);
void judge_open(struct judge *j);
void judge_free(struct judge *j);
void judge_believe(struct judge *j, const struct where_fix *f);	/* a good one from before */
/* Sets doubt; what has no time that can be kept is moved to the time of receipt. */
void judge_one(struct judge *j, const struct judge_limits *l, struct position *p);
#endif
