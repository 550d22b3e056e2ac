/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_lookout.c - what committed positions mean: a border was crossed, somebody calls for help.
 *
 * Borders     the zones around a carrier's last fix are remembered, by row; what is new was entered, what is gone was left. A fix older
 *             than the last says nothing. A zone watches what is of its unit and below, a phone while its officer is on patrol. Written
 *             by the clerk; the same again is the same row (zone_passage, once).
 * After       a crash the last CATCH_UP_MS are looked at again. */
#include "terminal/terminal_port_.h"

#include <stdlib.h>
#include "base/clock.h"
#include "engine/first.h"
#include "engine/record.h"
#include "engine/stream.h"
#include "engine/units.h"
#include "terminal/position_run_.h"
#include "terminal/sos_call.h"
#include "terminal/zone.h"
#include "terminal/zone_passage.h"

#define AROUND 8		/* zones that are remembered of one carrier */
#define LOOK_MS 60000		/* zones that another server changed */
#define CATCH_UP_MS 600000
#define CATCH_UP_MAX 2000000

struct watched {
	int64_t row, unit, from_ms, to_ms;	/* 0: none */
};
struct carrier_state {
	int64_t carrier;		/* 0: empty */
	int64_t at_ms;
	bool sos, seen;
	uint8_t n;
	int64_t zone[AROUND];		/* rows, rising */
};

void
lookout_open(struct lookout *w)
{
	(void)pthread_mutex_init(&w->lock, NULL);
	w->cap = 1024;
	w->carrier = mem_alloc(w->cap * sizeof *w->carrier);
	w->grid = zone_grid_new(NULL, 0);
}

void
lookout_free(struct lookout *w)
{
	zone_grid_free(w->grid);
	mem_free(w->zone);
	mem_free(w->carrier);
	(void)pthread_mutex_destroy(&w->lock);
}

/* ---- zones ---- */

struct loading {
	struct zone_shape *shape;
	struct watched *zone;
	size_t n, cap;
};

static void
load_one(struct loading *l, struct stmt *st, struct arena *a)
{
	struct zone_shape s;

	if (zone_shape_read(col_text(st, 2), a, &s))
		return;
	if (l->n == l->cap) {
		l->cap = l->cap ? 2 * l->cap : 64;
		l->shape = mem_resize(l->shape, mul_size(l->cap, sizeof *l->shape));
		l->zone = mem_resize(l->zone, mul_size(l->cap, sizeof *l->zone));
	}
	l->shape[l->n] = s;
	l->zone[l->n++] = (struct watched){ col_int(st, 0), col_int(st, 1), col_int(st, 3), col_int(st, 4) };
}

static enum err
load(struct engine *e, struct loading *l, struct arena *a)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err = db_reader(e->db, &c);

	if (err || (err = sql(c, &st, "SELECT id, unit, shape, from_at, to_at FROM zone WHERE state = 'watched' ORDER BY id")))
		return err;
	while (!(err = sql_step(st)))
		load_one(l, st, a);
	return err == E_DONE ? E_OK : err;
}

static enum err
read_mark(struct engine *e, struct zones_mark *ret)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err = db_reader(e->db, &c);

	if (err || (err = sql(c, &st, "SELECT count(*), max(updated_at), CAST(coalesce(sum(version), 0) AS BIGINT) FROM zone")) || (err = sql_step(st)))
		return err;
	*ret = (struct zones_mark){ col_int(st, 0), col_int(st, 1), col_int(st, 2) };
	return E_OK;
}

static bool
same_mark(const struct zones_mark *a, const struct zones_mark *b)
{
	return a->n == b->n && a->updated_ms == b->updated_ms && a->versions == b->versions;
}

/* The mark is read first: what changes between it and the zones is read again. */
enum err
lookout_refresh(struct engine *engine, void *port)
{
	struct terminal_port *p = port;
	struct lookout *w = &p->lookout;
	struct loading l = { 0 };
	uint64_t changes = zone_changes();
	int64_t now = clock_mono_ms();
	struct zones_mark mark;
	struct zone_grid *old;
	struct arena a;
	enum err e;

	if (w->loaded_ms && changes == w->changes && now - w->loaded_ms < LOOK_MS)
		return E_OK;
	if ((e = read_mark(engine, &mark)))
		return e;
	if (w->loaded_ms && same_mark(&mark, &w->mark)) {
		w->changes = changes;
		w->loaded_ms = now;
		return E_OK;
	}
	arena_init(&a);
	if (!(e = load(engine, &l, &a))) {
		struct zone_grid *fresh = zone_grid_new(l.shape, l.n);
		(void)pthread_mutex_lock(&w->lock);
		old = w->grid;
		w->grid = fresh;
		mem_free(w->zone);
		w->zone = l.zone;
		w->n = l.n;
		w->changes = changes;
		w->loaded_ms = now;
		w->mark = mark;
		(void)pthread_mutex_unlock(&w->lock);
		zone_grid_free(old);
	} else {
		mem_free(l.zone);
	}
	mem_free(l.shape);
	arena_free(&a);
	return e;
}

/* ---- carriers ---- */

static struct carrier_state *
find(struct carrier_state *at, size_t cap, int64_t carrier)
{
	size_t i = (size_t)((uint64_t)carrier * 0x9e3779b97f4a7c15ull >> 20) & (cap - 1);

	while (at[i].carrier && at[i].carrier != carrier)
		i = (i + 1) & (cap - 1);
	return &at[i];
}

static struct carrier_state *
state_of(struct lookout *w, const struct where_fix *f)
{
	int64_t carrier = position_carrier(f->kind, f->id);
	struct carrier_state *s = find(w->carrier, w->cap, carrier);

	if (s->carrier)
		return s;
	if (2 * w->n_carrier >= w->cap) {
		struct carrier_state *more = mem_alloc(2 * w->cap * sizeof *more);
		for (size_t i = 0; i < w->cap; i++)
			if (w->carrier[i].carrier)
				*find(more, 2 * w->cap, w->carrier[i].carrier) = w->carrier[i];
		mem_free(w->carrier);
		w->carrier = more;
		w->cap *= 2;
		s = find(w->carrier, w->cap, carrier);
	}
	w->n_carrier++;
	s->carrier = carrier;
	return s;
}

/* ---- borders ---- */

struct crossing {
	int64_t zone, unit;
	enum where_kind kind;
	int64_t id, at_ms;
	bool entered;
};
struct crossings {
	struct task task;
	struct terminal_port *port;
	size_t n, cap, written;
	struct crossing *at;
};

/* A phone is looked after while it is on duty: of that moment, however late its positions come. */
static enum err
on_patrol(struct call *c, const struct crossing *x, bool *ret)
{
	int64_t id = 0;
	enum err e = first_id(c, "SELECT p.id FROM patrol p JOIN patrol_crew m ON m.parent = p.id WHERE m.person = ?1 AND p.signed_on_at <= ?2"
	    " AND (p.signed_off_at IS NULL OR p.signed_off_at > ?2) LIMIT 1", (struct first_arg[]){ FIRST_INT(x->id), FIRST_INT(x->at_ms) }, 2, &id);

	*ret = id != 0;
	return e;
}

static enum err
write_crossing(struct call *c, const struct crossing *x)
{
	struct row *r = row_new(c->arena, &zone_passage_record);

	r->unit = x->unit;
	row_set_int(r, zone_passage_zone, x->zone);
	row_set_text(r, zone_passage_carrier, arena_printf(c->arena, "%c%lld", x->kind == WHERE_VEHICLE ? 'v' : 'p', (long long)x->id));
	row_set_int(r, x->kind == WHERE_VEHICLE ? zone_passage_vehicle : zone_passage_person, x->id);
	row_set_int(r, zone_passage_at, x->at_ms);
	row_set_int(r, zone_passage_entered, x->entered);
	return record_create(c, r);
}

static enum err
write_crossings(struct call *c, struct task *task)
{
	struct crossings *k = (struct crossings *)task;
	enum err e = E_OK;

	k->written = 0;
	for (size_t i = 0; i < k->n && !e; i++) {
		bool counts = true;
		if (k->at[i].kind == WHERE_PERSON)
			e = on_patrol(c, &k->at[i], &counts);
		if (!e && counts && !(e = write_crossing(c, &k->at[i])))
			k->written++;
	}
	return e;
}

static void
crossings_written(struct terminal_port *p, struct task *task, enum err e)
{
	struct crossings *k = (struct crossings *)task;

	if (!e)
		PORT_COUNT(p, zone_passages, (int64_t)k->written);
	mem_free(k->at);
}

static void
crossed(struct crossings **k, struct terminal_port *p, const struct watched *z, const struct where_fix *f, bool entered)
{
	if (!*k) {
		*k = mem_alloc(sizeof **k);
		**k = (struct crossings){ .task = { .run = write_crossings, .done = crossings_written, .why = "围栏进出" }, .port = p };
	}
	if ((*k)->n == (*k)->cap)
		(*k)->at = mem_resize((*k)->at, mul_size((*k)->cap = (*k)->cap ? 2 * (*k)->cap : 16, sizeof *(*k)->at));
	(*k)->at[(*k)->n++] = (struct crossing){ z->row, z->unit, f->kind, f->id, f->at_ms, entered };
}

static bool
in_force(const struct watched *z, const struct where_fix *f)
{
	return (!z->from_ms || z->from_ms <= f->at_ms) && (!z->to_ms || f->at_ms < z->to_ms) && units_within(f->unit, z->unit);
}

static const struct watched *
zone_row(const struct lookout *w, int64_t row)
{
	size_t lo = 0, hi = w->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (w->zone[mid].row < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < w->n && w->zone[lo].row == row ? &w->zone[lo] : NULL;
}

static bool
among(const int64_t *row, size_t n, int64_t one)
{
	for (size_t i = 0; i < n; i++)
		if (row[i] == one)
			return true;
	return false;
}

static void
borders(struct terminal_port *p, struct carrier_state *s, const struct where_fix *f, struct crossings **k)
{
	const struct lookout *w = &p->lookout;
	uint32_t at[ZONES_AT];
	int64_t now[AROUND];
	size_t found = zone_grid_at(w->grid, f->at, at), n = 0;

	for (size_t i = 0; i < found && n < AROUND; i++)
		if (in_force(&w->zone[at[i]], f))
			now[n++] = w->zone[at[i]].row;
	for (size_t i = 0; i < s->n && k; i++) {
		const struct watched *z = among(now, n, s->zone[i]) ? NULL : zone_row(w, s->zone[i]);
		if (z)
			crossed(k, p, z, f, false);
	}
	for (size_t i = 0; i < n && k; i++)
		if (!among(s->zone, s->n, now[i]))
			crossed(k, p, zone_row(w, now[i]), f, true);
	memcpy(s->zone, now, n * sizeof *now);
	s->n = (uint8_t)n;
}

/* ---- SOS ---- */

struct sos_task {
	struct task task;
	struct where_fix fix;
	int64_t raised;
};

static enum err
raise(struct call *c, struct task *task)
{
	struct sos_task *t = (struct sos_task *)task;

	return sos_call_raise(c, &t->fix, &t->raised);
}

static void
raised(struct terminal_port *p, struct task *task, enum err e)
{
	const struct sos_task *t = (const struct sos_task *)task;
	struct lookout *w = &p->lookout;

	PORT_COUNT(p, sos, !e && t->raised);
	if (!e)
		return;
	(void)pthread_mutex_lock(&w->lock);	/* not written: the next position that calls for help is a call again */
	find(w->carrier, w->cap, position_carrier(t->fix.kind, t->fix.id))->sos = false;
	(void)pthread_mutex_unlock(&w->lock);
}

/* A call for help counts whatever becomes of its place: then it is where he was seen last. */
static void
help(struct terminal_port *p, struct carrier_state *s, const struct position *row)
{
	bool now = row->fix.alarm & JT808_SOS;
	struct sos_task *t;
	struct where_fix last;

	if (now && !s->sos) {
		t = mem_alloc(sizeof *t);
		t->task = (struct task){ .run = raise, .done = raised, .why = "紧急求助", .urgent = true };
		t->fix = row->fix;
		if (row->doubt)
			t->fix.at = where_get(row->fix.kind, row->fix.id, &last) ? last.at : (struct point){ 0, 0 };
		if (!clerk_give(p, &t->task)) {
			PORT_COUNT(p, clerk_failed, 1);
			return;
		}
	}
	s->sos = now;
}

/* ---- all of it ---- */

static void
give(struct terminal_port *p, struct crossings *k)
{
	struct crossing *at = k->at;

	if (clerk_give(p, &k->task))
		return;
	mem_free(at);
	PORT_COUNT(p, clerk_failed, 1);
}

static void
take(struct terminal_port *p, const struct position *row, size_t n, bool silent)
{
	struct lookout *w = &p->lookout;
	struct crossings *k = NULL;

	(void)pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < n; i++) {
		struct carrier_state *s = state_of(w, &row[i].fix);
		if (s->seen && row[i].fix.at_ms < s->at_ms)
			continue;
		s->seen = true;
		if (silent)
			s->sos = row[i].fix.alarm & JT808_SOS;
		else
			help(p, s, &row[i]);
		if (row[i].doubt)
			continue;
		s->at_ms = row[i].fix.at_ms;
		if (w->n || s->n)
			borders(p, s, &row[i].fix, silent ? NULL : &k);
	}
	(void)pthread_mutex_unlock(&w->lock);
	if (k)
		give(p, k);
}

void
lookout_take(void *port, const struct position *row, size_t n)
{
	take(port, row, n, false);
}

enum err
lookout_catch_up(struct terminal_port *p)
{
	int64_t now = clock_now_ms();
	struct positions_found f;
	struct arena a;
	enum err e;

	arena_init(&a);
	if (!(e = positions_at(p->o.positions, now - CATCH_UP_MS, DAY_MS, &a, &f)))
		take(p, f.row, f.n, true);
	if (!e && !(e = positions_between(p->o.positions, now - CATCH_UP_MS, now + 60000, true, CATCH_UP_MAX, &a, &f)))
		take(p, f.row, f.n, false);
	arena_free(&a);
	return e;
}
