/* SPDX-License-Identifier: Apache-2.0 */
#include "travel/travel.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "travel/route_time.h"
#include "travel/travel_route.h"
#include "travel/trips.h"

#define EVERY_MS 15000
#define READ_ROWS 50000			/* passages of one answer of the history */
#define ROWS_MAX 4000000		/* of a stretch */
#define STRETCH_MAX_MS (14 * DAY_MS)
#define ROUTES_MAX 2000
#define WORK_MS 5000			/* a run of the timer; what is left over is for the next */

struct travel_watch {
	struct engine *engine;
	struct history *history;
	int64_t stretch_ms;		/* how much is read at once: less where there is more traffic */
};
struct watched {			/* routes that are counted up to the same moment */
	struct trip_route route[ROUTES_MAX];
	int64_t unit[ROUTES_MAX], counted_to[ROUTES_MAX];
	size_t n;
	int64_t most_ms;
};

/* ---- which routes ---- */

static enum err
read_gates(struct conn *c, struct trip_route *r)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT tollgate FROM travel_route_gate WHERE parent = ?1 ORDER BY id");

	if (e)
		return e;
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st)) && r->ngate < TRIP_GATES_MAX)
		r->gate[r->ngate++] = (uint32_t)col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

static enum err
read_routes(struct conn *c, struct watched *w)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, unit, most_min, counted_to FROM travel_route WHERE state = 'active' ORDER BY counted_to, id");

	if (e)
		return e;
	while (!(e = sql_step(st)) && w->n < ROUTES_MAX) {
		if (w->n && col_int(st, 3) != w->counted_to[0])
			break;		/* those are further on: their turn comes */
		w->route[w->n] = (struct trip_route){ .id = col_int(st, 0), .most_ms = col_int(st, 2) * 60000, .from_ms = col_int(st, 3) };
		w->unit[w->n] = col_int(st, 1);
		w->counted_to[w->n] = col_int(st, 3);
		if (w->route[w->n].most_ms > w->most_ms)
			w->most_ms = w->route[w->n].most_ms;
		w->n++;
	}
	if (e && e != E_DONE)
		return e;
	for (size_t i = 0; i < w->n; i++)
		if ((e = read_gates(c, &w->route[i])))
			return e;
	return E_OK;
}

/* ---- passages of a stretch ---- */

struct stretch {
	int64_t from_ms, to_ms;		/* trips that set out in it; passages are read up to the longest beyond */
	struct trip_row *row;
	size_t n, cap;
};

static void
keep(struct stretch *s, const struct history_row *h)
{
	if (!trip_usable(&h->p))
		return;
	if (s->n == s->cap)
		s->row = mem_resize(s->row, mul_size(s->cap = s->cap ? s->cap * 2 : 16384, sizeof *s->row));
	s->row[s->n++] = (struct trip_row){ h->p.plate, h->p.at_ms, h->p.tollgate, h->p.class_code };
}

/* The newest first, page by page. */
static enum err
read_passages(struct travel_watch *t, struct stretch *s, int64_t until_ms)
{
	struct history_query q = { .series = 1u << SERIES_LIVE | 1u << SERIES_IMPORT, .from_ms = s->from_ms, .to_ms = until_ms, .limit = READ_ROWS };
	struct history_rows rows = { .more = true };
	struct arena a;
	enum err e = E_OK;

	arena_init(&a);
	while (rows.more && !e) {
		if ((e = history_find(t->history, &q, &a, &rows)))
			break;
		for (int i = 0; i < rows.n; i++)
			keep(s, &rows.row[i]);
		if (rows.n) {
			q.before_at_ms = rows.row[rows.n - 1].p.at_ms;
			q.before_id = rows.row[rows.n - 1].id;
		}
		if (s->n > ROWS_MAX)
			e = E_FULL;
		arena_reset(&a);
	}
	arena_free(&a);
	return e;
}

/* ---- trips by five minutes ---- */

struct trip {
	int64_t bucket, ms;
	uint32_t route;
};
struct trips {
	struct trip *at;
	size_t n, cap;
};

static void
take_trip(void *ctx, size_t route, int64_t start_ms, int64_t ms)
{
	struct trips *t = ctx;

	if (t->n == t->cap)
		t->at = mem_resize(t->at, mul_size(t->cap = t->cap ? t->cap * 2 : 1024, sizeof *t->at));
	t->at[t->n++] = (struct trip){ start_ms - start_ms % TRAVEL_BUCKET_MS, ms, (uint32_t)route };
}

static int
by_bucket(const void *x, const void *y)
{
	const struct trip *a = x, *b = y;

	if (a->route != b->route)
		return a->route < b->route ? -1 : 1;
	if (a->bucket != b->bucket)
		return a->bucket < b->bucket ? -1 : 1;
	return a->ms < b->ms ? -1 : a->ms > b->ms;
}

struct counting {
	const struct watched *w;
	const struct trips *trips;
	int64_t to_ms;
};

static enum err
write_bucket(struct call *c, const struct watched *w, const struct trip *t, size_t n)
{
	struct row *r = row_new(c->arena, &route_time_record);
	int64_t total = 0;

	for (size_t i = 0; i < n; i++)
		total += t[i].ms;
	r->unit = w->unit[t->route];
	row_set_int(r, route_time_route, w->route[t->route].id);
	row_set_int(r, route_time_at, t->bucket);
	row_set_int(r, route_time_trips, (int64_t)n);
	row_set_int(r, route_time_total_ms, total);
	row_set_int(r, route_time_least_ms, t[0].ms);
	row_set_int(r, route_time_median_ms, n % 2 ? t[n / 2].ms : (t[n / 2 - 1].ms + t[n / 2].ms) / 2);
	row_set_int(r, route_time_most_ms, t[n - 1].ms);
	return record_create(c, r);
}

/* A recount that came in between has moved the mark: then nothing of this counts. */
static enum err
move_mark(struct call *c, const struct counting *k, size_t i)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "UPDATE travel_route SET counted_to = ?1 WHERE id = ?2 AND counted_to = ?3");

	if (e)
		return e;
	sql_int(st, 1, k->to_ms);
	sql_int(st, 2, k->w->route[i].id);
	sql_int(st, 3, k->w->counted_to[i]);
	if ((e = sql_run(st)))
		return e;
	return sql_changes(st) == 1 ? E_OK : E_LOST_RACE;
}

static enum err
write_all(struct call *c, void *ctx)
{
	const struct counting *k = ctx;
	const struct trips *t = k->trips;
	enum err e = E_OK;
	size_t end;

	for (size_t i = 0; i < k->w->n && !e; i++)
		e = move_mark(c, k, i);
	for (size_t i = 0; i < t->n && !e; i = end) {
		for (end = i + 1; end < t->n && t->at[end].route == t->at[i].route && t->at[end].bucket == t->at[i].bucket; end++)
			;
		e = write_bucket(c, k->w, t->at + i, end - i);
	}
	return e;
}

static enum err
count_stretch(struct travel_watch *t, struct watched *w, struct stretch *s)
{
	struct trips trips = { 0 };
	struct counting k = { w, &trips, s->to_ms };
	enum err e = read_passages(t, s, s->to_ms + w->most_ms);

	if (!e) {
		for (size_t i = 0; i < w->n; i++)
			w->route[i].to_ms = s->to_ms;
		trips_sort(s->row, s->n);
		trips_each(w->route, w->n, s->row, s->n, take_trip, &trips);
		if (trips.n)
			qsort(trips.at, trips.n, sizeof *trips.at, by_bucket);
		e = engine_write(t->engine, "行程时间统计", write_all, &k);
	}
	mem_free(trips.at);
	return e == E_LOST_RACE ? E_OK : e;
}

/* One stretch of the routes that are furthest behind; false: all is counted that can be. */
static enum err
step(struct travel_watch *t, struct watched *w, bool *ret_more)
{
	reader_scoped c = NULL;
	struct stretch s = { 0 };
	int64_t ripe;
	enum err e;

	*ret_more = false;
	w->n = 0;
	w->most_ms = 0;
	if ((e = db_reader(t->engine->db, &c)) || (e = read_routes(c, w)) || !w->n)
		return e;
	db_reader_release(&c);
	ripe = clock_now_ms() - w->most_ms - TRAVEL_LATE_MS;
	ripe -= ripe % TRAVEL_BUCKET_MS;
	s.from_ms = w->counted_to[0];
	s.to_ms = s.from_ms + t->stretch_ms < ripe ? s.from_ms + t->stretch_ms : ripe;
	if (s.to_ms <= s.from_ms)
		return E_OK;
	e = count_stretch(t, w, &s);
	if (e == E_FULL && t->stretch_ms > TRAVEL_BUCKET_MS) {
		t->stretch_ms = t->stretch_ms / 2 > TRAVEL_BUCKET_MS ? t->stretch_ms / 2 - t->stretch_ms / 2 % TRAVEL_BUCKET_MS : TRAVEL_BUCKET_MS;
		e = E_OK;
	} else if (s.n < ROWS_MAX / 8 && t->stretch_ms * 2 <= STRETCH_MAX_MS) {
		t->stretch_ms *= 2;
	}
	mem_free(s.row);
	*ret_more = true;
	return e;
}

static enum err
tick(struct engine *e, void *ctx)
{
	struct travel_watch *t = ctx;
	struct watched *w = mem_alloc(sizeof *w);
	int64_t until = clock_mono_ms() + WORK_MS;
	bool more = true;
	enum err err = E_OK;

	(void)e;
	while (more && !err && clock_mono_ms() < until)
		err = step(t, w, &more);
	mem_free(w);
	if (more && !err)
		timer_kick(t->engine, "travel");
	return err;
}

enum err
travel_open(struct travel_watch **ret, struct engine *e, struct history *h)
{
	struct travel_watch *t = mem_alloc(sizeof *t);

	*t = (struct travel_watch){ e, h, DAY_MS };
	*ret = t;
	return timer_add(e, "travel", EVERY_MS, tick, t);
}

void
travel_close(struct travel_watch *t)
{
	if (!t)
		return;
	timer_stop(t->engine);		/* ours is not running any more */
	mem_free(t);
}
