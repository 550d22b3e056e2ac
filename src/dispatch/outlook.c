/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/outlook.h"

#include <stdlib.h>

#include "dispatch/interception.h"
#include "dispatch/interception_rule.h"
#include "engine/record.h"
#include "match/alarm.h"
#include "match/places.h"

#define OLD_MS 7200000			/* a sighting before this says nothing of the way it goes */

struct forecast_rules
forecast_rules(void)
{
	return (struct forecast_rules){
		.detour = interception_rule(INTERCEPT_forecast_detour), .kmh = interception_rule(INTERCEPT_forecast_kmh),
		.horizon_ms = interception_rule(INTERCEPT_forecast_horizon_min) * 60000, .prior = interception_rule(INTERCEPT_forecast_prior),
		.spread = interception_rule(INTERCEPT_forecast_spread), .missed = interception_rule(INTERCEPT_forecast_missed),
		.elsewhere = interception_rule(INTERCEPT_forecast_elsewhere), .hurry = interception_rule(INTERCEPT_forecast_hurry),
	};
}

/* ---- which way ---- */

/* From the place before; with one place only by what the camera said. */
static enum err
read_course(struct call *c, const struct row *alarm, struct outlook *o)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT tollgate, place_lon, place_lat, direction, at FROM sighting WHERE alarm = ?1 AND at <= ?2 ORDER BY at DESC, id DESC LIMIT 20");
	bool first = true;

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, alarm->id);
	sql_int(st, 2, o->last_ms);
	while (!(e = sql_step(st))) {
		struct point at = { (int32_t)col_int(st, 1), (int32_t)col_int(st, 2) };
		if (first)
			o->course = course_of_direction((int)col_int(st, 3));
		first = false;
		if (!col_int(st, 0) || col_int(st, 0) == o->seen || !point_valid(at))
			continue;
		if (o->last_ms - col_int(st, 4) < OLD_MS)
			o->course = geo_course(at, o->last);
		return E_OK;
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* Somebody saw it drive off since: that is newer than any camera. */
static void
read_flight(const struct row *i, struct outlook *o)
{
	static const char *const toward[] = { "north", "north_east", "east", "south_east", "south", "south_west", "west", "north_west" };

	if (!i || row_time(i, interception_fled_at) <= o->last_ms)
		return;
	for (size_t k = 0; k < N_ELEMS(toward); k++)
		if (row_is(i, interception_fled_toward, toward[k]))
			o->course = 45.0 * (double)k;
}

/* ---- which places ---- */

struct near {
	const struct place_of *place;
	double metres;
};

static int
by_distance(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	return x->metres < y->metres ? -1 : x->metres > y->metres;
}

static size_t
nearest(struct call *c, const struct outlook *o, const struct forecast_rules *r, struct forecast_gate *ret)
{
	double most = (double)r->horizon_ms / 3600 * (double)r->kmh * 1000 / (double)r->detour;
	const struct places *places = places_hold();
	size_t all, n = 0;
	const struct place_of *p = places_all(places, &all);
	struct near *list = arena_array(c->arena, struct near, all + 1);

	for (size_t i = 0; i < all; i++) {
		double d = geo_distance_m(o->last, p[i].at);
		if (p[i].id != o->seen && d <= most && point_valid(p[i].at))
			list[n++] = (struct near){ &p[i], d };
	}
	qsort(list, n, sizeof *list, by_distance);
	n = n < FORECAST_GATES ? n : FORECAST_GATES;
	for (size_t i = 0; i < n; i++)
		ret[i] = (struct forecast_gate){ .id = list[i].place->id, .at = list[i].place->at };
	places_let_go(places);
	return n;
}

static void
read_learned(struct transitions *t, struct outlook *o, struct forecast_gate *gate, size_t n)
{
	if (!t)
		return;
	o->gone = transitions_from(t, (uint32_t)o->seen);
	for (size_t i = 0; i < n && o->gone; i++) {
		struct transition x = transition_of(t, (uint32_t)o->seen, (uint32_t)gate[i].id);
		gate[i].n = x.n;
		gate[i].ln_mean = x.ln_mean;
		gate[i].ln_sd = x.ln_sd;
	}
}

enum err
outlook_make(struct call *c, const struct row *alarm, const struct row *interception, struct transitions *t, struct outlook *ret)
{
	struct forecast_gate gate[FORECAST_GATES];
	struct forecast_facts f = { .now_ms = c->now_ms, .gate = gate, .rules = forecast_rules() };
	enum err e;

	*ret = (struct outlook){ .f.elsewhere = 1000, .course = FORECAST_ANY_WAY, .now_ms = c->now_ms, .last_ms = row_time(alarm, alarm_last_at),
		.seen = row_ref(alarm, alarm_tollgate), .passage = row_int(alarm, alarm_passage) };
	if (!ret->seen || row_empty(alarm, alarm_place))
		return E_OK;
	ret->last = row_point(alarm, alarm_place);
	if ((e = read_course(c, alarm, ret)))
		return e;
	read_flight(interception, ret);
	f.n = nearest(c, ret, &f.rules, gate);
	ret->roads = road_times(ret->last, gate, f.n);
	read_learned(t, ret, gate, f.n);
	f.last = ret->last;
	f.last_ms = ret->last_ms;
	f.course = ret->course;
	f.gone = ret->gone;
	forecast_make(&f, &ret->f);
	return E_OK;
}
