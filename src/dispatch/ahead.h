/* SPDX-License-Identifier: Apache-2.0 */
/* ahead.h - who ahead of a vehicle can be at a place before it: stations that stand there, patrols by their way.
 *
 * Shape     stations by their list of tollgates before them, or by nearness; patrols on duty whose vehicle or officer was located.
 * Rights    patrols that the caller may read, where they are of those alone for which he may ask positions (positions_api.h); stations are told
 *           of all units, so that one knows whom to ask.
 * Cost      two reads; the k nearest by road for each place.
 */
#ifndef DISPATCH_AHEAD_H
#define DISPATCH_AHEAD_H
#include "dispatch/outlook.h"

#define AHEAD_POSTS 6			/* for each place */
struct ahead_post {
	int64_t patrol, station, unit;	/* 0: no crew there; none */
	struct slice name;
	struct point at;
	int64_t officers;
	int64_t ready_ms;		/* when it can stand there, set up */
	bool free, ordered, may_order;
	bool located;			/* at is where it is */
	bool shown;			/* at may be told to the caller */
};
struct ahead;
enum err ahead_read(struct call *c, int64_t alarm, struct ahead **ret) must_check;
/* Soonest first. */
size_t ahead_at(const struct ahead *a, const struct forecast_next *where, struct ahead_post ret[AHEAD_POSTS]);
#endif
