/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/ahead.h"

#include <stdlib.h>

#include "dispatch/dispatch.h"
#include "dispatch/interception_rule.h"
#include "duty/patrol.h"
#include "engine/record.h"
#include "match/places.h"
#include "terminal/positions_api.h"
#include "terminal/where.h"

#define PATROLS 2000
#define STATIONS 500
#define APPROACHES 4000
#define FIX_OLD_MS 900000		/* a position older than this says nothing of where somebody is */
#define READS (R_STAFF & ~R_maintainer)

struct approach {
	int64_t station, tollgate, metres;
};
struct ahead {
	struct call *c;
	struct ahead_post *patrol, *station;
	struct approach *approach;
	size_t npatrol, nstation, napproach;
	struct forecast_rules rules;
};

/* ---- what stands there ---- */

static struct point
located(int64_t vehicle, int64_t leader, int64_t now_ms, bool *ret)
{
	struct where_fix fix;

	*ret = (where_get(WHERE_VEHICLE, vehicle, &fix) && now_ms - fix.at_ms < FIX_OLD_MS) || (where_get(WHERE_PERSON, leader, &fix) && now_ms - fix.at_ms < FIX_OLD_MS);
	return *ret ? fix.at : (struct point){ 0, 0 };
}

static enum err
read_patrols(struct ahead *a, int64_t alarm)
{
	struct call *c = a->c;
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT p.id, p.unit, p.call_sign, p.vehicle, p.leader, p.state,"
	    " (SELECT count(*) FROM patrol_crew m WHERE m.parent = p.id AND m.part = 'officer'),"
	    " (SELECT count(*) FROM dispatch_order o WHERE o.patrol = p.id AND o.alarm = ?1 AND o.state IN (" ORDER_LIVE ")), p.kind"
	    " FROM patrol p WHERE p.state IN ('free', 'committed', 'busy') ORDER BY p.id DESC LIMIT 2000");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, alarm);
	a->patrol = arena_array(c->arena, struct ahead_post, PATROLS);
	while (!(e = sql_step(st)) && a->npatrol < PATROLS) {
		struct ahead_post *p = &a->patrol[a->npatrol];
		if (!may(c, READS, col_int(st, 1)))
			continue;
		*p = (struct ahead_post){ .patrol = col_int(st, 0), .unit = col_int(st, 1), .name = arena_copy(c->arena, col_text(st, 2)), .officers = col_int(st, 6),
			.free = slice_is(col_text(st, 5), "free"), .ordered = col_int(st, 7) > 0, .may_order = may(c, R_dispatcher|R_duty, col_int(st, 1)),
			.shown = may(c, POSITION_ROLES, col_int(st, 1)) };
		p->at = located(col_int(st, 3), col_int(st, 4), c->now_ms, &p->located);
		if (slice_is(col_text(st, 8), "station"))
			p->station = -1;	/* its station is not known yet */
		a->npatrol++;
	}
	return e == E_DONE || e == E_OK ? E_OK : refuse(c, e, NULL, -1);
}

/* A station is manned by the patrol of kind station of its unit. */
static void
man(struct ahead *a, struct ahead_post *s)
{
	for (size_t i = 0; i < a->npatrol; i++) {
		struct ahead_post *p = &a->patrol[i];
		if (p->station != -1 || p->unit != s->unit)
			continue;
		s->patrol = p->patrol;
		s->officers = p->officers;
		s->free = p->free;
		s->ordered = p->ordered;
		s->may_order = p->may_order;
		p->station = s->station;
		return;
	}
}

static enum err
read_stations(struct ahead *a)
{
	struct call *c = a->c;
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id, unit, name, place_lon, place_lat FROM station WHERE state = 'in_use' ORDER BY id LIMIT 500");

	if (e)
		return refuse(c, e, NULL, -1);
	a->station = arena_array(c->arena, struct ahead_post, STATIONS);
	while (!(e = sql_step(st)) && a->nstation < STATIONS) {
		struct ahead_post *s = &a->station[a->nstation++];
		*s = (struct ahead_post){ .station = col_int(st, 0), .unit = col_int(st, 1), .name = arena_copy(c->arena, col_text(st, 2)),
			.at = { (int32_t)col_int(st, 3), (int32_t)col_int(st, 4) }, .located = true, .shown = true };
		man(a, s);
	}
	return e == E_DONE || e == E_OK ? E_OK : refuse(c, e, NULL, -1);
}

static enum err
read_approaches(struct ahead *a)
{
	struct call *c = a->c;
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT parent, tollgate, metres FROM station_approach ORDER BY id LIMIT 4000");

	if (e)
		return refuse(c, e, NULL, -1);
	a->approach = arena_array(c->arena, struct approach, APPROACHES);
	while (!(e = sql_step(st)) && a->napproach < APPROACHES)
		a->approach[a->napproach++] = (struct approach){ col_int(st, 0), col_int(st, 1), col_int(st, 2) };
	return e == E_DONE || e == E_OK ? E_OK : refuse(c, e, NULL, -1);
}

enum err
ahead_read(struct call *c, int64_t alarm, struct ahead **ret)
{
	struct ahead *a = arena_new(c->arena, struct ahead);
	enum err e;

	*a = (struct ahead){ .c = c, .rules = forecast_rules() };
	*ret = a;
	if ((e = read_patrols(a, alarm)) || (e = read_stations(a)))
		return e;
	return read_approaches(a);
}

/* ---- who can be there ---- */

static bool
stands_at(const struct ahead *a, const struct ahead_post *s, const struct forecast_next *where)
{
	for (size_t i = 0; i < a->napproach; i++)
		if (a->approach[i].station == s->station && a->approach[i].tollgate == where->id)
			return true;
	return geo_distance_m(s->at, where->at) <= (double)interception_rule(INTERCEPT_post_near_m);
}

static int
by_ready(const void *x, const void *y)
{
	const struct ahead_post *a = x, *b = y;

	if (!a->patrol != !b->patrol)
		return !a->patrol - !b->patrol;	/* who is there before who is not */
	return a->ready_ms < b->ready_ms ? -1 : a->ready_ms > b->ready_ms ? 1 : a->patrol < b->patrol ? -1 : a->patrol > b->patrol;
}

/* By road both ways take about as long: the way is asked from the place outwards, once for all. */
static size_t
patrols_to(const struct ahead *a, const struct forecast_next *where, struct ahead_post *ret)
{
	struct forecast_gate *way = arena_array(a->c->arena, struct forecast_gate, a->npatrol + 1);
	size_t n = 0;
	bool roads;

	for (size_t i = 0; i < a->npatrol; i++)
		if (a->patrol[i].located && a->patrol[i].station <= 0 && (a->patrol[i].free || a->patrol[i].ordered)) {
			way[n] = (struct forecast_gate){ .at = a->patrol[i].at };
			ret[n++] = a->patrol[i];
		}
	roads = road_times(where->at, way, n);
	for (size_t i = 0; i < n; i++) {
		double straight_s = geo_distance_m(ret[i].at, where->at) * (double)a->rules.detour / 1000 / ((double)a->rules.kmh / 3.6);
		ret[i].station = 0;
		ret[i].ready_ms = a->c->now_ms + (roads && way[i].road_ms > 0 ? way[i].road_ms : (int64_t)(straight_s * 1000)) + interception_rule(INTERCEPT_post_setup_s) * 1000;
	}
	return n;
}

size_t
ahead_at(const struct ahead *a, const struct forecast_next *where, struct ahead_post ret[AHEAD_POSTS])
{
	struct ahead_post *all = arena_array(a->c->arena, struct ahead_post, a->npatrol + a->nstation + 1);
	size_t n = patrols_to(a, where, all), kept;

	for (size_t i = 0; i < a->nstation; i++) {
		if (!stands_at(a, &a->station[i], where))
			continue;
		all[n] = a->station[i];
		all[n++].ready_ms = a->c->now_ms + interception_rule(INTERCEPT_post_setup_s) * 1000;
	}
	qsort(all, n, sizeof *all, by_ready);
	kept = n < AHEAD_POSTS ? n : AHEAD_POSTS;
	memcpy(ret, all, kept * sizeof *all);
	return kept;
}
