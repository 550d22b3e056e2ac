/* SPDX-License-Identifier: Apache-2.0 */
/* recommend.c - which patrols could go, soonest first, each with the reasons for and against; and those that cannot, with theirs.
 *
 *   patrols on duty ─► placed ─► nearest in a straight line ─► travel time by road ─► checked ─► fit first, then the rest
 *                        └─► excluded: on an order, busy, silent, off its shift, not to be reached
 *
 * A suggestion: the dispatcher may send any that is free. Numbers, gear, times are rows of the pages (dispatch.h). Where a patrol is, which may
 * be where its leader's phone is, is written for those alone who may ask for positions (positions_api.h).
 */
#include <stdlib.h>

#include "dispatch/incident.h"
#include "dispatch/incident_rule.h"
#include "dispatch/recommend_.h"
#include "duty/patrol.h"
#include "engine/record.h"
#include "engine/units.h"
#include "map/net.h"
#include "terminal/positions_api.h"
#include "terminal/where.h"

#define ON_DUTY_MAX 20000
#define POOL 256		/* nearest in a straight line, snapped to roads */
#define CHECKED 24
#define EXCLUDED_SHOWN 20
#define NOWHERE_M 1e12	/* behind all that have a place */

/* ---- who is on duty, and where ---- */

static enum err
read_figures(struct call *c, struct desk_figures *f)
{
	const struct { const char *code; int64_t *to; } all[] = {
		{ "straight_kmh", &f->straight_kmh }, { "straight_permille", &f->straight_permille }, { "foot_kmh", &f->foot_kmh }, { "silent_s", &f->silent_s },
		{ "shift_margin_min", &f->margin_min }, { "candidates", &f->candidates }, { "snap_m", &f->snap_m },
	};
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(all) && !e; i++)
		e = dispatch_figure(c, all[i].code, all[i].to);
	f->straight_kmh += !f->straight_kmh;	/* divided by */
	f->foot_kmh += !f->foot_kmh;
	return e;
}

static void
place_it(struct search *s, struct on_duty *u)
{
	struct where_fix f = { 0 }, phone;

	u->placed = u->vehicle && where_get(WHERE_VEHICLE, u->vehicle, &f);
	if ((!u->placed || s->d->call.now_ms - f.at_ms > s->f.silent_s * 1000) && where_get(WHERE_PERSON, u->leader, &phone) && phone.at_ms > f.at_ms) {
		f = phone;		/* the car's terminal is silent, the phone is not */
		u->placed = true;
	}
	u->at = f.at;
	u->fix_at = f.at_ms;
	u->straight_m = u->placed ? geo_distance_m(f.at, s->goal) : NOWHERE_M;
}

/* They come by unit: its right is asked once. */
static bool
seen(struct search *s, int64_t unit)
{
	if (unit != s->seen_unit) {
		s->seen_unit = unit;
		s->seen = may(&s->d->call, patrol_record.can_read, unit);
	}
	return s->seen;
}

static enum err
read_on_duty(struct search *s)
{
	struct call *c = &s->d->call;
	stmt_scoped st = NULL;
	size_t cap = 0;
	enum err e = sql(c->conn, &st, "SELECT id, unit, call_sign, kind, state, leader, vehicle, shift_ends, alcohol_tester, crash_kit FROM patrol"
	    " WHERE state <> 'off' ORDER BY unit, id");

	if (e)
		return refuse(c, e, NULL, -1);
	while (s->n < ON_DUTY_MAX && !(e = sql_step(st))) {
		struct on_duty *u;
		if (!seen(s, col_int(st, 1)))
			continue;
		if (s->n == cap) {
			struct on_duty *more = arena_array(c->arena, struct on_duty, cap = cap ? cap * 2 : 256);
			if (s->n)
				memcpy(more, s->all, s->n * sizeof *more);
			s->all = more;
		}
		u = &s->all[s->n++];
		*u = (struct on_duty){ .id = col_int(st, 0), .unit = col_int(st, 1), .sign = arena_copy(c->arena, col_text(st, 2)),
			.kind = arena_copy(c->arena, col_text(st, 3)), .state = state_named(&patrol_record, col_text(st, 4)), .leader = col_int(st, 5),
			.vehicle = col_null(st, 6) ? 0 : col_int(st, 6), .shift_ends = col_int(st, 7), .tester = !col_null(st, 8) && col_int(st, 8),
			.kit = !col_null(st, 9) && col_int(st, 9), .fits = true };
		place_it(s, u);
	}
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static bool
can_go(const struct search *s, const struct on_duty *u)
{
	int64_t now = s->d->call.now_ms;

	return u->state == patrol_is_free && u->placed && now - u->fix_at <= s->f.silent_s * 1000 && u->shift_ends > now;
}

/* ---- how long it takes ---- */

/* The k nearest in a straight line, in their order; most are farther than the last and cost one comparison. */
static void
keep_nearest(struct on_duty **list, size_t *n, size_t k, struct on_duty *u)
{
	size_t i = *n;

	if (i == k && u->straight_m >= list[k - 1]->straight_m)
		return;
	i = i == k ? k - 1 : (*n)++;
	for (; i > 0 && list[i - 1]->straight_m > u->straight_m; i--)
		list[i] = list[i - 1];
	list[i] = u;
}

static int
by_travel(const void *a, const void *b)
{
	const struct on_duty *x = *(struct on_duty *const *)a, *y = *(struct on_duty *const *)b;

	if (x->fits != y->fits)
		return x->fits ? -1 : 1;
	return (x->travel_ms > y->travel_ms) - (x->travel_ms < y->travel_ms);
}

static int64_t
ms_at(double metres, int64_t kmh)
{
	return (int64_t)(metres * 3600 / (double)kmh);
}

static void
go_straight(struct search *s, struct on_duty *u)
{
	u->metres = u->straight_m * (double)s->f.straight_permille / 1000;
	u->travel_ms = ms_at(u->metres, slice_is(u->kind, "foot") ? s->f.foot_kmh : s->f.straight_kmh);
	u->reached = true;
}

static void
go_by_road(struct search *s, const struct road_net *net, const struct road_spot *goal)
{
	struct road_spot *spot = arena_array(s->d->call.arena, struct road_spot, s->nfree + 1);
	struct on_duty **of = arena_array(s->d->call.arena, struct on_duty *, s->nfree + 1);
	struct road_reach reach[ROAD_NEAREST_MAX];
	size_t n = 0, k;

	for (size_t i = 0; i < s->nfree; i++)
		if (road_snap(net, s->free[i]->at, (uint32_t)s->f.snap_m, &spot[n]))
			of[n++] = s->free[i];
	k = road_nearest(net, goal, spot, n, n < ROAD_NEAREST_MAX ? n : ROAD_NEAREST_MAX, reach);
	for (size_t i = 0; i < k; i++) {
		struct on_duty *u = of[reach[i].unit];
		u->reached = true;
		u->metres = reach[i].metres;
		u->travel_ms = slice_is(u->kind, "foot") ? ms_at(u->metres, s->f.foot_kmh) : reach[i].ms;
	}
}

static void
time_them(struct search *s)
{
	const struct road_net *net = road_net_hold();
	struct road_spot goal;

	s->free = arena_array(s->d->call.arena, struct on_duty *, POOL);
	for (size_t i = 0; i < s->n; i++)
		if (can_go(s, &s->all[i]))
			keep_nearest(s->free, &s->nfree, POOL, &s->all[i]);
	s->by_road = net && road_snap(net, s->goal, (uint32_t)s->f.snap_m, &goal);
	if (s->by_road)
		go_by_road(s, net, &goal);
	else
		for (size_t i = 0; i < s->nfree; i++)
			go_straight(s, s->free[i]);
	road_net_let_go(net);
}

/* ---- the answer ---- */

static enum err
check_them(struct search *s)
{
	struct crew there;
	size_t n = 0;
	enum err e = scene_crew_at(&s->d->call, s->incident->id, &there);

	for (size_t i = 0; i < s->nfree; i++)
		if (s->free[i]->reached)
			s->free[n++] = s->free[i];
	s->nfree = n;
	qsort(s->free, s->nfree, sizeof *s->free, by_travel);
	s->nfree = s->nfree < CHECKED ? s->nfree : CHECKED;
	for (size_t i = 0; i < s->nfree && !e; i++)
		e = why_go(s, s->free[i], &there);
	qsort(s->free, s->nfree, sizeof *s->free, by_travel);
	return e;
}

static void
put_unit(struct search *s, int n, const struct on_duty *u, bool goes)
{
	struct buf *b = &s->d->answer;
	struct slice kind = u->kind;

	buf_printf(b, "%s{\"patrol\":%lld,\"unit\":%lld", n ? "," : "", (long long)u->id, (long long)u->unit);
	desk_member(b, "call_sign", u->sign);
	desk_member(b, "kind", kind);
	desk_member(b, "state", slice_of(patrol_record.state[u->state].name));
	desk_member(b, "unit_name", units_name(u->unit, s->d->call.arena));
	if (u->placed && may(&s->d->call, POSITION_ROLES, u->unit)) {
		buf_puts(b, ",\"place\":");
		desk_point(b, u->at);
		buf_puts(b, ",\"fix_at\":\"");
		buf_time(b, u->fix_at);
		buf_putc(b, '"');
	}
	if (goes)
		buf_printf(b, ",\"travel_s\":%lld,\"metres\":%.0f,\"officers\":%lld,\"auxiliaries\":%lld,\"fits\":%s", (long long)u->travel_ms / 1000, u->metres,
		    (long long)u->crew.officers, (long long)u->crew.auxiliaries, u->fits ? "true" : "false");
	buf_puts(b, ",\"reasons\":[");
	for (int i = 0; i < u->nreason; i++) {
		buf_puts(b, i ? "," : "");
		desk_words(b, u->reason[i].code, u->reason[i].zh, u->reason[i].en);
		b->n--;		/* the object goes on */
		buf_printf(b, ",\"against\":%s}", u->reason[i].against ? "true" : "false");
	}
	buf_puts(b, "]}");
}

/* Those that cannot go: nearest first, those without a place behind them. */
static enum err
put_excluded(struct search *s)
{
	struct on_duty *out[EXCLUDED_SHOWN];
	size_t n = 0, shown = 0;
	enum err e = E_OK;

	for (size_t i = 0; i < s->n; i++)
		if (!s->all[i].reached) {
			keep_nearest(out, &shown, EXCLUDED_SHOWN, &s->all[i]);
			n++;
		}
	buf_printf(&s->d->answer, "],\"excluded_all\":%zu,\"excluded\":[", n);
	for (size_t i = 0; i < shown && !e; i++)
		if (!(e = why_not(s, out[i])))
			put_unit(s, (int)i, out[i], false);
	return e;
}

enum err
desk_recommendation(struct desk *d)
{
	struct call *c = &d->call;
	struct search s = { .d = d };
	enum err e;

	if ((e = record_load(c, &incident_record, d->id, &s.incident)))
		return e;
	if (!row_visible(c, s.incident, incident_record.can_read))
		return refuse(c, E_NOT_FOUND, NULL, -1);
	if (row_empty(s.incident, incident_place))
		return refuse_text(c, E_GUARD, "place", "警情没有位置，先在图上标明", "the incident has no position: mark it on the map first");
	s.goal = row_point(s.incident, incident_place);
	if ((e = incident_rule_of(c, row_text(s.incident, incident_kind), &s.rule)) || (e = read_figures(c, &s.f)) || (e = read_on_duty(&s)))
		return e;
	time_them(&s);
	if ((e = check_them(&s)))
		return e;
	buf_printf(&d->answer, "{\"incident\":%lld,\"at\":\"", (long long)d->id);
	buf_time(&d->answer, c->now_ms);
	buf_printf(&d->answer, "\",\"how\":\"%s\",\"on_duty\":%zu,\"candidates\":[", s.by_road ? "road" : "straight", s.n);
	for (size_t i = 0; i < s.nfree && i < (size_t)s.f.candidates; i++)
		put_unit(&s, (int)i, s.free[i], true);
	if ((e = put_excluded(&s)))
		return e;
	buf_puts(&d->answer, "]}");
	return E_OK;
}
