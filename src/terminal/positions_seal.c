/* SPDX-License-Identifier: Apache-2.0 */
/* positions_seal.c - past slots become runs, and where all stood is written down; what is too old goes.
 *
 *   fresh of a slot + its runs ─ sorted, once each ─► runs ─► stood of the next slot (or, when it came late, of all that follow)
 *
 * Read and sorted beside the intake; one job writes it. Only these timers write runs, so what was read is still so. */
#include "base/clock.h"
#include "base/log.h"
#include "people/setting.h"
#include "terminal/positions_.h"

#define GRACE_MS 60000		/* a slot is left open so long for what is on its way */
#define SLOTS_EACH 200		/* sealed or removed by one run of a timer */

struct sealing {
	int64_t slot, last;		/* fresh rows up to here are in it */
	struct position *row;
	size_t n, cap;
	struct latest changed;		/* of this slot */
	bool first;			/* nothing has been written about a later moment */
	struct latest stood;
};

static bool
add(void *ctx, const struct position *p)
{
	struct sealing *s = ctx;

	if (s->n == s->cap)
		s->row = mem_resize(s->row, mul_size(s->cap = s->cap ? 2 * s->cap : 1024, sizeof *s->row));
	s->row[s->n++] = *p;
	latest_take(&s->changed, p);
	return true;
}

static enum err
number(struct conn *c, const char *text, int64_t arg, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, text);

	if (e)
		return e;
	sql_int(st, 1, arg);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	sql_done(st);
	return e == E_DONE ? E_OK : e;
}

static enum err
read_slot(struct positions *p, struct sealing *s)
{
	reader_scoped c = NULL;
	int64_t later = 0;
	enum err e = db_reader(p->db, &c);

	if (e || (e = db_snapshot(c)) || (e = number(c, "SELECT max(id) FROM fresh WHERE slot = ?1", s->slot, &s->last)) ||
	    (e = number(c, "SELECT count(*) FROM stood WHERE slot > ?1", s->slot, &later)) ||
	    (e = positions_each(c, s->slot, s->slot, 0, add, s)))
		return e;
	s->first = !later;
	s->n = positions_sort(s->row, s->n);
	return s->first ? positions_latest(c, s->stood.until_ms, STOOD_MS, &s->stood) : E_OK;
}

/* ---- written ---- */

static enum err
put_run(struct conn *c, int64_t slot, const struct position *row, size_t n, struct buf *b)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "INSERT INTO run (slot, carrier, data) VALUES (?1, ?2, ?3) ON CONFLICT (carrier, slot) DO UPDATE SET data = excluded.data");

	if (e)
		return e;
	buf_reset(b);
	position_run_write(row, n, b);
	sql_int(st, 1, slot);
	sql_int(st, 2, position_carrier(row->fix.kind, row->fix.id));
	sql_blob(st, 3, buf_slice(b));
	e = sql_run(st);
	sql_done(st);
	return e;
}

static enum err
put_runs(struct conn *c, const struct sealing *s)
{
	struct buf b;
	enum err e = E_OK;

	buf_init(&b, MIB(64));
	for (size_t from = 0, to; from < s->n && !e; from = to) {
		const struct where_fix *f = &s->row[from].fix;
		for (to = from; to < s->n && s->row[to].fix.id == f->id && s->row[to].fix.kind == f->kind; to++)
			;
		e = put_run(c, s->slot, s->row + from, to - from, &b);
	}
	buf_free(&b);
	return e;
}

static enum err
put_stood(struct conn *c, int64_t slot, const struct latest *l)
{
	stmt_scoped st = NULL;
	uint8_t packed[POSITION_PACKED];
	struct buf b;
	enum err e = sql(c, &st, "INSERT INTO stood (slot, rows) VALUES (?1, ?2) ON CONFLICT (slot) DO UPDATE SET rows = excluded.rows");

	if (e)
		return e;
	buf_init(&b, l->n * POSITION_PACKED + 1);
	for (size_t i = 0; i < l->cap; i++)
		if (l->slot[i].fix.id && l->slot[i].fix.at_ms >= slot * SLOT_MS - STOOD_MS) {
			position_pack(&l->slot[i], packed);
			buf_put(&b, (struct slice){ (const char *)packed, sizeof packed });
		}
	sql_int(st, 1, slot);
	sql_blob(st, 2, b.n ? buf_slice(&b) : S(""));
	e = sql_run(st);
	sql_done(st);
	buf_free(&b);
	return e;
}

/* ---- what came late ---- */

struct late {
	struct position *row;
	size_t n;
};

static void
late_of(const struct sealing *s, struct late *ret)
{
	*ret = (struct late){ .row = mem_alloc((s->changed.n + 1) * sizeof *ret->row) };
	for (size_t i = 0; i < s->changed.cap; i++)
		if (s->changed.slot[i].fix.id)
			ret->row[ret->n++] = s->changed.slot[i];
}

/* Where somebody stood, unless he was seen between then and the slot: then it is out for all that follow. True: it says something new. */
static bool
take_late(struct latest *l, struct late *late, int64_t since_ms)
{
	size_t stay = 0;

	for (size_t i = 0; i < late->n; i++) {
		const struct where_fix *f = &late->row[i].fix;
		const struct position *stood = latest_of(l, position_carrier(f->kind, f->id));
		if (f->at_ms < since_ms || (stood && stood->fix.at_ms >= f->at_ms))
			continue;
		latest_take(l, &late->row[i]);
		late->row[stay++] = late->row[i];
	}
	late->n = stay;
	return stay != 0;
}

static enum err
mend_stood(struct conn *c, int64_t slot, struct late *late)
{
	stmt_scoped st = NULL;
	struct latest l;
	enum err e = sql(c, &st, "SELECT rows FROM stood WHERE slot = ?1");

	if (e)
		return e;
	sql_int(st, 1, slot);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	latest_open(&l, slot * SLOT_MS - 1);
	for (struct slice rows = col_blob(st, 0); rows.n >= POSITION_PACKED; rows.p += POSITION_PACKED, rows.n -= POSITION_PACKED) {
		struct position p;
		position_unpack((const uint8_t *)rows.p, &p);
		latest_take(&l, &p);
	}
	sql_done(st);
	e = take_late(&l, late, slot * SLOT_MS - STOOD_MS) ? put_stood(c, slot, &l) : E_OK;
	latest_free(&l);
	return e;
}

static enum err
next_stood(struct conn *c, int64_t after, int64_t last, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT slot FROM stood WHERE slot > ?1 AND slot <= ?2 ORDER BY slot LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, after);
	sql_int(st, 2, last);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	sql_done(st);
	return e;
}

/* Ends with the first slot that nothing of it reaches. */
static enum err
mend_later(struct conn *c, const struct sealing *s)
{
	int64_t slot = s->slot;
	struct late late;
	enum err e = E_OK;

	late_of(s, &late);
	while (late.n && !(e = next_stood(c, slot, s->slot + STOOD_MS / SLOT_MS, &slot)) && !(e = mend_stood(c, slot, &late)))
		;
	mem_free(late.row);
	return e == E_DONE ? E_OK : e;
}

static enum err
write_slot(void *ctx, struct conn *c)
{
	const struct sealing *s = ctx;
	stmt_scoped st = NULL;
	enum err e = put_runs(c, s);

	if (e || (e = sql(c, &st, "DELETE FROM fresh WHERE slot = ?1 AND id <= ?2")))
		return e;
	sql_int(st, 1, s->slot);
	sql_int(st, 2, s->last);
	if ((e = sql_run(st)))
		return e;
	return s->first ? put_stood(c, s->slot + 1, &s->stood) : mend_later(c, s);
}

static enum err
seal_slot(struct positions *p, int64_t slot)
{
	struct sealing s = { .slot = slot };
	enum err e;

	latest_open(&s.changed, INT64_MAX);
	latest_open(&s.stood, (slot + 1) * SLOT_MS - 1);
	if (!(e = read_slot(p, &s)) && s.n)
		e = db_write(p->db, write_slot, &s);
	p->runs += !e;
	latest_free(&s.changed);
	latest_free(&s.stood);
	mem_free(s.row);
	return e;
}

static enum err
next_fresh(struct positions *p, int64_t after, int64_t before, int64_t *ret)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->db, &c);

	if (e || (e = sql(c, &st, "SELECT min(slot) FROM fresh WHERE slot > ?1 AND slot < ?2")))
		return e;
	sql_int(st, 1, after);
	sql_int(st, 2, before);
	if ((e = sql_step(st)))
		return e;
	*ret = col_int(st, 0);
	e = col_null(st, 0) ? E_DONE : E_OK;
	sql_done(st);
	return e;
}

enum err
positions_seal(struct engine *engine, void *ctx)
{
	struct positions *p = ctx;
	int64_t slot = INT64_MIN, before = (clock_now_ms() - GRACE_MS) / SLOT_MS;
	enum err e = E_OK;

	(void)engine;
	for (int i = 0; i < SLOTS_EACH && !e; i++)
		if (!(e = next_fresh(p, slot, before, &slot)))
			e = seal_slot(p, slot);
	return e == E_DONE ? E_OK : e;
}

/* ---- what is too old ---- */

static enum err
remove_slot(void *ctx, struct conn *c)
{
	static const char *const text[] = { "DELETE FROM run WHERE slot = ?1", "DELETE FROM fresh WHERE slot = ?1", "DELETE FROM stood WHERE slot = ?1" };
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(text) && !e; i++) {
		stmt_scoped st = NULL;
		if ((e = sql(c, &st, text[i])))
			return e;
		sql_int(st, 1, *(const int64_t *)ctx);
		e = sql_run(st);
		sql_done(st);
	}
	return e;
}

static enum err
oldest(struct positions *p, int64_t *ret)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->db, &c);

	if (e || (e = sql(c, &st, "SELECT min(slot) FROM (SELECT min(slot) AS slot FROM run UNION ALL SELECT min(slot) FROM fresh"
	    " UNION ALL SELECT min(slot) FROM stood) AS t")))
		return e;
	if ((e = sql_step(st)))
		return e;
	*ret = col_null(st, 0) ? INT64_MAX : col_int(st, 0);
	sql_done(st);
	return E_OK;
}

enum err
positions_prune(struct engine *engine, void *ctx)
{
	struct positions *p = ctx;
	int64_t slot, before = (clock_now_ms() - setting(SET_position_keep_days) * DAY_MS) / SLOT_MS;
	enum err e = E_OK;

	(void)engine;
	for (int i = 0; i < SLOTS_EACH && !e; i++) {
		if ((e = oldest(p, &slot)) || slot >= before)
			break;
		e = db_write(p->db, remove_slot, &slot);
	}
	return e;
}
