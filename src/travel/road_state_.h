/* SPDX-License-Identifier: Apache-2.0 */
/* road_state_.h - what the files of the road state share. Private to travel/. */
#ifndef TRAVEL_ROAD_STATE__H
#define TRAVEL_ROAD_STATE__H
#include <pthread.h>

#include "travel/pairs.h"
#include "travel/road_state.h"
#include "travel/samples.h"
#include "terminal/where.h"

#define UNITS_MAX 20000
#define HOUR_MS 3600000LL

struct arc_state {
	struct samples samples;
	enum road_level level, next;	/* next: seen last turn, in force when it is seen again */
	int64_t since_ms;		/* of level */
	uint16_t kmh10, usual10;	/* usual10 0: not known */
	uint8_t n;			/* samples young enough */
	int64_t low_since_ms;		/* far below the usual since; 0: it is not */
	int64_t event;			/* row of road_event; 0: none is open */
	uint64_t hour_sum10;		/* of the hour under way */
	uint32_t hour_n;
};
struct speed {				/* driven over an arc */
	uint32_t arc, at_s;
	uint16_t kmh10;
};
struct road_watch {
	struct engine *engine;
	struct history *history;
	pthread_mutex_t lock;		/* arc and net: the timer's thread alone writes, a request reads; never held while a way is looked for */
	const struct road_net *net;	/* held; NULL: none */
	struct arc_state **arc;		/* [edges * 2], NULL: nothing is known */
	uint32_t narc;
	struct pairs *pairs;
	struct speed *speed;		/* gathered, not yet in arc; of the timer's thread */
	size_t nspeed, speed_cap;
	uint64_t place;			/* in the history: read up to here */
	bool placed;			/* it begins at the end of what was there */
	struct where_fix *fix, *now;	/* of the turn before, by place in the list; of this one */
	size_t nfix;
	int64_t turn_ms, hour_ms;	/* when the last was; the hour under way */
};
struct level_change {
	uint32_t arc;
	enum road_level was;
};
struct arc_state *arc_of(struct road_watch *w, uint32_t arc);		/* made where there is none */
bool turn_network(struct road_watch *w);				/* false: there is none */
size_t turn_evaluate(struct road_watch *w, int64_t now_ms, struct level_change *ret, size_t max);	/* locked */
enum err rows_changes(struct road_watch *w, const struct level_change *ch, size_t n, int64_t now_ms) must_check;
enum err rows_events(struct road_watch *w, int64_t now_ms) must_check;
enum err rows_hour(struct road_watch *w, int64_t hour_ms) must_check;	/* writes the hour that is over */
enum err rows_usual(struct road_watch *w, int64_t hour_ms) must_check;	/* what is usual in this hour */
enum err rows_open_events(struct road_watch *w) must_check;		/* after a start or an import */
#endif
