/* SPDX-License-Identifier: Apache-2.0 */
/* recommend_.h - patrols on duty as the recommendation weighs them. Private to dispatch/. */
#ifndef DISPATCH_RECOMMEND__H
#define DISPATCH_RECOMMEND__H
#include "dispatch/desk_.h"

#define REASONS 10
struct reason {
	const char *code;
	bool against;
	struct slice zh, en;
};
struct on_duty {
	int64_t id, leader, vehicle, unit, shift_ends, fix_at;
	struct slice sign, kind;
	int state;
	bool tester, kit, placed, reached, fits;
	struct point at;
	double straight_m, metres;
	int64_t travel_ms;
	struct crew crew;
	struct reason *reason;		/* [REASONS], in the arena once there is one: most are never asked */
	int nreason;
};
struct desk_figures {
	int64_t straight_kmh, straight_permille, foot_kmh, silent_s, margin_min, candidates, snap_m;
};
struct search {
	struct desk *d;
	struct row *incident, *rule;
	struct desk_figures f;
	int64_t seen_unit;		/* the unit that was asked about last, and whether it may be seen */
	bool seen;
	struct point goal;
	struct on_duty *all, **free;
	size_t n, nfree;
	bool by_road;
};

/* ---- recommend_why.c: what speaks for it and against it, in both languages ---- */
enum err why_go(struct search *s, struct on_duty *u, const struct crew *there) must_check;	/* u->fits: nothing speaks against it */
enum err why_not(struct search *s, struct on_duty *u) must_check;
#endif
