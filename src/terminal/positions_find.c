/* SPDX-License-Identifier: Apache-2.0 */
/* positions_find.c - where everything was at a moment, where one was over a time, what all did in between. */
#include <stdlib.h>
#include "base/clock.h"
#include "base/log.h"
#include "terminal/positions_.h"

/* ---- the newest of each ---- */

void
latest_open(struct latest *l, int64_t until_ms)
{
	*l = (struct latest){ .cap = 1024, .until_ms = until_ms };
	l->slot = mem_alloc(l->cap * sizeof *l->slot);
}

void
latest_free(struct latest *l)
{
	mem_free(l->slot);
	l->slot = NULL;
}

static struct position *
find(struct position *slot, size_t cap, int64_t carrier)
{
	size_t i = (size_t)((uint64_t)carrier * 0x9e3779b97f4a7c15ull >> 20) & (cap - 1);

	while (slot[i].fix.id && position_carrier(slot[i].fix.kind, slot[i].fix.id) != carrier)
		i = (i + 1) & (cap - 1);
	return &slot[i];
}

struct position *
latest_of(const struct latest *l, int64_t carrier)
{
	struct position *p = find(l->slot, l->cap, carrier);

	return p->fix.id ? p : NULL;
}

static void
grow(struct latest *l)
{
	size_t cap = 2 * l->cap;
	struct position *slot = mem_alloc(cap * sizeof *slot);

	for (size_t i = 0; i < l->cap; i++)
		if (l->slot[i].fix.id)
			*find(slot, cap, position_carrier(l->slot[i].fix.kind, l->slot[i].fix.id)) = l->slot[i];
	mem_free(l->slot);
	l->slot = slot;
	l->cap = cap;
}

void
latest_take(struct latest *l, const struct position *p)
{
	struct position *to;

	if (p->doubt || p->fix.at_ms > l->until_ms || p->fix.id < 1)
		return;
	if (2 * l->n >= l->cap)
		grow(l);
	to = find(l->slot, l->cap, position_carrier(p->fix.kind, p->fix.id));
	l->n += !to->fix.id;
	if (!to->fix.id || to->fix.at_ms <= p->fix.at_ms)
		*to = *p;
}

/* ---- what lies in slots ---- */

struct visit {
	bool (*fn)(void *ctx, const struct position *p);
	void *ctx;
	int64_t carrier;
	bool more;
};

static void
visit_packed(struct visit *v, struct slice rows)
{
	struct position p;

	for (size_t at = 0; v->more && at + POSITION_PACKED <= rows.n; at += POSITION_PACKED) {
		position_unpack((const uint8_t *)rows.p + at, &p);
		if (!v->carrier || v->carrier == position_carrier(p.fix.kind, p.fix.id))
			v->more = v->fn(v->ctx, &p);
	}
}

static void
visit_run(struct visit *v, int64_t carrier, struct slice data)
{
	struct position_run r;
	struct position p;
	bool bad = false;

	position_run_open(&r, carrier, data);
	while (v->more && position_run_next(&r, &p, &bad))
		v->more = v->fn(v->ctx, &p);
	if (bad)
		log_at(LOG_ERROR, "positions.damaged", KV("carrier", LI(carrier)));
}

static enum err
each_run(struct conn *c, int64_t from, int64_t to, struct visit *v)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, v->carrier ? "SELECT carrier, data FROM run WHERE carrier = ?3 AND slot >= ?1 AND slot <= ?2 ORDER BY slot" :
	    "SELECT carrier, data FROM run WHERE slot >= ?1 AND slot <= ?2 ORDER BY slot");

	if (e)
		return e;
	sql_int(st, 1, from);
	sql_int(st, 2, to);
	if (v->carrier)
		sql_int(st, 3, v->carrier);
	while (v->more && !(e = sql_step(st)))
		visit_run(v, col_int(st, 0), col_blob(st, 1));
	return e == E_DONE ? E_OK : e;
}

static enum err
each_fresh(struct conn *c, int64_t from, int64_t to, struct visit *v)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT rows FROM fresh WHERE slot >= ?1 AND slot <= ?2 ORDER BY slot, id");

	if (e)
		return e;
	sql_int(st, 1, from);
	sql_int(st, 2, to);
	while (v->more && !(e = sql_step(st)))
		visit_packed(v, col_blob(st, 0));
	return e == E_DONE ? E_OK : e;
}

enum err
positions_each(struct conn *c, int64_t from_slot, int64_t to_slot, int64_t carrier, bool (*fn)(void *ctx, const struct position *p), void *ctx)
{
	struct visit v = { fn, ctx, carrier, true };
	enum err e = each_run(c, from_slot, to_slot, &v);

	return e ? e : each_fresh(c, from_slot, to_slot, &v);
}

/* ---- a moment ---- */

static bool
take_latest(void *ctx, const struct position *p)
{
	latest_take(ctx, p);
	return true;
}

enum err
positions_latest(struct conn *c, int64_t at_ms, int64_t within_ms, struct latest *l)
{
	int64_t slot = at_ms / SLOT_MS, from = (at_ms - within_ms) / SLOT_MS;
	struct visit v = { take_latest, l, 0, true };
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT slot, rows FROM stood WHERE slot <= ?1 AND slot > ?2 ORDER BY slot DESC LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, slot);
	sql_int(st, 2, from);
	if (!(e = sql_step(st))) {
		from = col_int(st, 0);
		visit_packed(&v, col_blob(st, 1));
	}
	sql_done(st);
	return e && e != E_DONE ? e : positions_each(c, from, slot, 0, take_latest, l);
}

static enum err
reader(struct positions *p, struct conn **ret)
{
	enum err e = db_reader(p->db, ret);

	if (e)
		return e;
	conn_deadline(*ret, clock_mono_ms() + LIMIT_QUERY_S * 1000);
	return db_snapshot(*ret);
}

enum err
positions_at(struct positions *p, int64_t at_ms, int64_t within_ms, struct arena *a, struct positions_found *ret)
{
	reader_scoped c = NULL;
	struct latest l;
	enum err e = reader(p, &c);

	*ret = (struct positions_found){ 0 };
	if (e)
		return e;
	within_ms = within_ms > STOOD_MS ? STOOD_MS : within_ms;
	latest_open(&l, at_ms);
	if (!(e = positions_latest(c, at_ms, within_ms, &l))) {
		ret->row = arena_array(a, struct position, l.n + 1);
		for (size_t i = 0; i < l.cap; i++)
			if (l.slot[i].fix.id && l.slot[i].fix.at_ms >= at_ms - within_ms)
				ret->row[ret->n++] = l.slot[i];
	}
	latest_free(&l);
	return e;
}

/* ---- over a time ---- */

struct gather {
	struct positions_found *to;
	struct arena *arena;
	size_t cap, max;
	int64_t from_ms, to_ms;
	bool doubtful;
	positions_want *want;		/* NULL: all */
	void *ctx;
};

static bool
gather_one(void *ctx, const struct position *p)
{
	struct gather *g = ctx;
	struct positions_found *f = g->to;

	if (p->fix.at_ms < g->from_ms || p->fix.at_ms >= g->to_ms || (p->doubt && !g->doubtful) || (g->want && !g->want(g->ctx, &p->fix)))
		return true;
	if (f->n == g->max) {
		f->more = true;
		return false;
	}
	if (f->n == g->cap) {
		struct position *row = arena_array(g->arena, struct position, g->cap = g->cap ? 2 * g->cap : 256);
		if (f->n)
			memcpy(row, f->row, f->n * sizeof *row);
		f->row = row;
	}
	f->row[f->n++] = *p;
	return true;
}

static enum err
gather(struct positions *p, int64_t carrier, struct gather *g)
{
	reader_scoped c = NULL;
	enum err e = reader(p, &c);

	*g->to = (struct positions_found){ 0 };
	if (e || g->to_ms <= g->from_ms)
		return e;
	if ((e = positions_each(c, g->from_ms / SLOT_MS, (g->to_ms - 1) / SLOT_MS, carrier, gather_one, g)))
		return e;
	g->to->n = positions_sort(g->to->row, g->to->n);
	return E_OK;
}

enum err
positions_track(struct positions *p, enum where_kind kind, int64_t id, int64_t from_ms, int64_t to_ms, bool doubtful, size_t max,
    struct arena *a, struct positions_found *ret)
{
	struct gather g = { ret, a, 0, max, from_ms, to_ms, doubtful, NULL, NULL };

	return gather(p, position_carrier(kind, id), &g);
}

static int
by_time(const void *va, const void *vb)
{
	const struct position *a = va, *b = vb;

	return a->fix.at_ms < b->fix.at_ms ? -1 : a->fix.at_ms > b->fix.at_ms;
}

static enum err
read_between(struct positions *p, int64_t from_ms, int64_t to_ms, bool doubtful, positions_want *want, void *ctx, size_t max, struct arena *a,
    struct positions_found *ret)
{
	struct gather g = { ret, a, 0, max, from_ms, to_ms, doubtful, want, ctx };
	enum err e = gather(p, 0, &g);

	if (!e && ret->n)
		qsort(ret->row, ret->n, sizeof *ret->row, by_time);
	return e;
}

enum err
positions_wanted(struct positions *p, int64_t from_ms, int64_t to_ms, positions_want *want, void *ctx, size_t max, struct arena *a,
    struct positions_found *ret)
{
	return read_between(p, from_ms, to_ms, false, want, ctx, max, a, ret);
}

enum err
positions_between(struct positions *p, int64_t from_ms, int64_t to_ms, bool doubtful, size_t max, struct arena *a, struct positions_found *ret)
{
	return read_between(p, from_ms, to_ms, doubtful, NULL, NULL, max, a, ret);
}
