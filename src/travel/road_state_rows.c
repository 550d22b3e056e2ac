/* SPDX-License-Identifier: Apache-2.0 */
/* road_state_rows.c - what of the road state is kept: changes of levels, the hours, what is usual, and what is not. */
#include <stdlib.h>

#include "base/clock.h"
#include "engine/record.h"
#include "engine/units.h"
#include "people/setting.h"
#include "travel/road_event.h"
#include "travel/road_hour.h"
#include "travel/road_level.h"
#include "travel/road_state_.h"

#define EACH 500			/* rows of a job */
#define WEEKS 8
#define NEAR_EVENT_M 3000		/* one thing that has happened slows several sections of its road */

struct writing {
	struct road_watch *w;
	const struct level_change *change;
	const uint32_t *arc;
	int64_t event;			/* write_event: the row it made; write_end: the one to end */
	size_t begin, end;
	int64_t at_ms;
};
typedef enum err write_fn(struct call *c, void *ctx);

static enum err
in_chunks(struct writing *k, size_t n, write_fn *fn)
{
	enum err e = E_OK;

	for (k->begin = 0; k->begin < n && !e; k->begin = k->end) {
		k->end = k->begin + EACH < n ? k->begin + EACH : n;
		e = engine_write(k->w->engine, "路况", fn, k);
	}
	return e;
}

static struct row *
row_of(struct call *c, const struct writing *k, const struct record *rec, uint32_t arc, int section, int back)
{
	const struct road_edge *e = road_edge(k->w->net, arc / 2);
	struct row *r = row_new(c->arena, rec);

	r->unit = e->unit && units_known(e->unit) ? e->unit : units_root();
	row_set_int(r, section, e->section);
	row_set_int(r, back, arc & 1);
	return r;
}

/* ---- levels ---- */

static enum err
write_changes(struct call *c, void *ctx)
{
	const struct writing *k = ctx;
	enum err e = E_OK;

	for (size_t i = k->begin; i < k->end && !e; i++) {
		const struct arc_state *a = k->w->arc[k->change[i].arc];
		struct row *r = row_of(c, k, &road_level_record, k->change[i].arc, road_level_section, road_level_back);
		row_set_int(r, road_level_at, k->at_ms);
		row_set_text(r, road_level_level, slice_of(level_name(a->level)));
		if (k->change[i].was)
			row_set_text(r, road_level_was, slice_of(level_name(k->change[i].was)));
		row_set_int(r, road_level_speed_kmh, (a->kmh10 + 5) / 10);
		row_set_int(r, road_level_samples, a->n);
		e = record_create(c, r);
	}
	return e;
}

enum err
rows_changes(struct road_watch *w, const struct level_change *ch, size_t n, int64_t now_ms)
{
	struct writing k = { .w = w, .change = ch, .at_ms = now_ms };

	return in_chunks(&k, n, write_changes);
}

/* ---- hours ---- */

static enum err
write_hours(struct call *c, void *ctx)
{
	const struct writing *k = ctx;
	enum err e = E_OK;

	for (size_t i = k->begin; i < k->end && !e; i++) {
		const struct arc_state *a = k->w->arc[k->arc[i]];
		struct row *r = row_of(c, k, &road_hour_record, k->arc[i], road_hour_section, road_hour_back);
		row_set_int(r, road_hour_at, k->at_ms);
		row_set_int(r, road_hour_speed_kmh, (int64_t)((a->hour_sum10 / a->hour_n + 5) / 10));
		row_set_int(r, road_hour_samples, a->hour_n);
		e = record_create(c, r);
	}
	return e;
}

enum err
rows_hour(struct road_watch *w, int64_t hour_ms)
{
	uint32_t *arc = mem_alloc(mul_size((size_t)w->narc + 1, sizeof *arc));
	struct writing k = { .w = w, .arc = arc, .at_ms = hour_ms };
	uint32_t least = (uint32_t)setting(SET_road_samples);
	size_t n = 0;
	enum err e;

	for (uint32_t i = 0; i < w->narc; i++)
		if (w->arc[i] && w->arc[i]->hour_n >= least && w->arc[i]->hour_n)
			arc[n++] = i;
	e = in_chunks(&k, n, write_hours);
	for (uint32_t i = 0; !e && i < w->narc; i++)
		if (w->arc[i])
			w->arc[i]->hour_sum10 = w->arc[i]->hour_n = 0;
	mem_free(arc);
	return e;
}

/* ---- what is usual ---- */

struct usual {
	uint32_t arc;
	uint16_t kmh;
};

static int
by_arc(const void *x, const void *y)
{
	const struct usual *a = x, *b = y;

	if (a->arc != b->arc)
		return a->arc < b->arc ? -1 : 1;
	return a->kmh < b->kmh ? -1 : a->kmh > b->kmh;
}

static enum err
read_week(struct road_watch *w, struct conn *c, int64_t at_ms, struct usual **u, size_t *n, size_t *cap)
{
	stmt_scoped st = NULL;
	uint32_t edge;
	enum err e = sql(c, &st, "SELECT section, back, speed_kmh FROM road_hour WHERE at = ?1");

	if (e)
		return e;
	sql_int(st, 1, at_ms);
	while (!(e = sql_step(st))) {
		if (!road_edge_of(w->net, col_int(st, 0), &edge))
			continue;
		if (*n == *cap)
			*u = mem_resize(*u, mul_size(*cap = *cap ? *cap * 2 : 4096, sizeof **u));
		(*u)[(*n)++] = (struct usual){ edge * 2 + (col_int(st, 1) != 0), (uint16_t)col_int(st, 2) };
	}
	return e == E_DONE ? E_OK : e;
}

static void
take_usual(struct road_watch *w, struct usual *u, size_t n)
{
	size_t least = (size_t)setting(SET_road_weeks), end;

	for (uint32_t i = 0; i < w->narc; i++)
		if (w->arc[i])
			w->arc[i]->usual10 = 0;
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && u[end].arc == u[i].arc; end++)
			;
		if (end - i >= least)
			arc_of(w, u[i].arc)->usual10 = (uint16_t)(u[i + (end - i - 1) / 2].kmh * 5 + u[i + (end - i) / 2].kmh * 5);
	}
}

enum err
rows_usual(struct road_watch *w, int64_t hour_ms)
{
	reader_scoped c = NULL;
	struct usual *u = NULL;
	size_t n = 0, cap = 0;
	enum err e = db_reader(w->engine->db, &c);

	for (int week = 1; week <= WEEKS && !e; week++)
		e = read_week(w, c, hour_ms - week * 7 * DAY_MS, &u, &n, &cap);
	if (!e) {
		if (n)
			qsort(u, n, sizeof *u, by_arc);
		pthread_mutex_lock(&w->lock);
		take_usual(w, u, n);
		pthread_mutex_unlock(&w->lock);
	}
	mem_free(u);
	return e;
}

/* ---- what is not usual ---- */

static bool
told_already(const struct road_watch *w, uint32_t arc)
{
	const struct road_edge *e = road_edge(w->net, arc / 2);
	struct point at = road_point(w->net, arc / 2, e->metres / 2);

	for (uint32_t i = 0; i < w->narc; i++) {
		const struct road_edge *o;
		if (!w->arc[i] || !w->arc[i]->event)
			continue;
		o = road_edge(w->net, i / 2);
		if (slice_eq(o->name, e->name) && slice_eq(o->number, e->number) && geo_distance_m(at, road_point(w->net, i / 2, o->metres / 2)) < NEAR_EVENT_M)
			return true;
	}
	return false;
}

static enum err
write_event(struct call *c, void *ctx)
{
	struct writing *k = ctx;
	uint32_t arc = *k->arc;
	const struct arc_state *a = k->w->arc[arc];
	const struct road_edge *e = road_edge(k->w->net, arc / 2);
	struct road_spot s = { arc / 2, e->metres / 2, 0, e->section };
	struct row *r = row_of(c, k, &road_event_record, arc, road_event_section, road_event_back);
	char words[ROAD_WORDS_MAX];
	struct slice where = road_spot_words(k->w->net, &s, words);
	enum err err;

	row_set_text(r, road_event_subject, arena_printf(c->arena, "%.*s", (int)(where.n < 150 ? where.n : 150), where.n ? where.p : "路段"));
	row_set_point(r, road_event_place, road_point(k->w->net, s.edge, s.along_m));
	row_set_int(r, road_event_since, a->low_since_ms);
	row_set_int(r, road_event_speed_kmh, (a->kmh10 + 5) / 10);
	row_set_int(r, road_event_usual_kmh, (a->usual10 + 5) / 10);
	row_set_text(r, road_event_level, slice_of(level_name(a->level)));
	if (!(err = record_create(c, r)))
		k->event = r->id;
	return err;
}

/* A person may have dismissed it meanwhile: then there is nothing to end. */
static enum err
write_end(struct call *c, void *ctx)
{
	const struct writing *k = ctx;
	struct row *r;
	enum err e = record_load(c, &road_event_record, k->event, &r);

	if (e || (r->state != road_event_is_raised && r->state != road_event_is_confirmed))
		return e == E_NOT_FOUND ? E_OK : e;
	return record_fire_as_system(c, &road_event_record, k->event, "end", &r);
}

enum err
rows_events(struct road_watch *w, int64_t now_ms)
{
	int64_t wait = setting(SET_road_depart_min) * 60000;
	enum err e = E_OK;

	for (uint32_t i = 0; i < w->narc && !e; i++) {
		struct arc_state *a = w->arc[i];
		struct writing k = { .w = w, .arc = &i, .at_ms = now_ms };
		if (!a)
			continue;
		k.event = a->event;
		if (a->low_since_ms && !a->event && now_ms - a->low_since_ms >= wait && !told_already(w, i)) {
			if (!(e = engine_write(w->engine, "异常路况", write_event, &k)))
				a->event = k.event;	/* not before it is on disk: a job may run again, or its batch be spoilt */
		} else if (a->event && !a->low_since_ms && a->kmh10 && !(e = engine_write(w->engine, "异常路况", write_end, &k)))
			a->event = 0;
	}
	return e;
}

enum err
rows_open_events(struct road_watch *w)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	uint32_t edge;
	enum err e;

	if ((e = db_reader(w->engine->db, &c)) || (e = sql(c, &st, "SELECT id, section, back FROM road_event WHERE state IN ('raised', 'confirmed')")))
		return e;
	pthread_mutex_lock(&w->lock);
	while (!(e = sql_step(st)))
		if (road_edge_of(w->net, col_int(st, 1), &edge))
			arc_of(w, edge * 2 + (col_int(st, 2) != 0))->event = col_int(st, 0);
	pthread_mutex_unlock(&w->lock);
	return e == E_DONE ? E_OK : e;
}
