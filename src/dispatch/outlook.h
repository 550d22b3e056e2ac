/* SPDX-License-Identifier: Apache-2.0 */
/* outlook.h - the forecast of one alarm: its facts gathered from sightings, tollgates, road network and what was learned.
 *
 * Cost      three indexed reads; road travel times of the nearest ROAD_PLACES tollgates. No lock held meanwhile.
 * Errors    an alarm without a tollgate has an empty forecast and is no error.
 */
#ifndef DISPATCH_OUTLOOK_H
#define DISPATCH_OUTLOOK_H
#include "dispatch/forecast.h"
#include "dispatch/transition.h"
#include "engine/call.h"
#include "engine/row.h"

#define ROAD_PLACES 24			/* for which the way is asked of the road network */
struct outlook {
	struct forecast f;
	struct point last;
	int64_t seen, passage;		/* tollgate; 0: none */
	int64_t last_ms, now_ms;
	double course;
	uint32_t gone;
	bool roads;			/* travel times are those of the road network */
};
/* interception: the one that runs for it, whose last direction counts; NULL: none. transitions NULL: nothing was learned. */
enum err outlook_make(struct call *c, const struct row *alarm, const struct row *interception, struct transitions *t, struct outlook *ret) must_check;
/* By road from `from` to each gate, into road_ms; false: no network there. */
bool road_times(struct point from, struct forecast_gate *gate, size_t n);
struct forecast_rules forecast_rules(void);	/* as they stand now */
#endif
