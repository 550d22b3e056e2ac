/* SPDX-License-Identifier: Apache-2.0 */
/* search_sample.c - once a month some searches are drawn by lot for a verdict.
 *
 * The lot: searches of the month in the order of hash(seed, id), the first n. The seed is drawn when the month is over, so
 * that nobody knew it when he searched, and kept, so that anybody can draw again.
 */
#include "passage/search_sample.h"

#include <sodium.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/hash.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "passage/passages_.h"
#include "people/setting.h"

#define LOT_MAX 1000

static enum err
sample_not_self(struct call *c, const struct row *r)
{
	return row_ref(r, search_sample_person) == c->who->person ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

static void
sample_changed(struct call *c, const struct row *r)
{
	(void)r;	/* after the commit the engine tells that something changed, not what */
	timer_kick(c->engine, "search_unjustified");
}

struct lot {
	uint64_t seed;
	int32_t month;
	int64_t of;
	size_t n, want;
	struct drawn {
		uint64_t rank;
		int64_t id, person, unit;
	} drawn[LOT_MAX];
};

/* Keeps the `want` least, in order. */
static void
draw(struct lot *l, const struct drawn *d)
{
	size_t i = l->n;

	if (l->n == l->want && (!l->want || d->rank >= l->drawn[l->n - 1].rank))
		return;
	if (l->n == l->want)
		i--;
	else
		l->n++;
	for (; i > 0 && l->drawn[i - 1].rank > d->rank; i--)
		l->drawn[i] = l->drawn[i - 1];
	l->drawn[i] = *d;
}

static enum err
draw_all(struct lot *l, struct conn *c)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, person, unit FROM passage_search WHERE at >= ?1 AND at < ?2"
	    " AND kind NOT IN ('read', 'picture') ORDER BY at, id");

	if (e)
		return e;
	sql_int(st, 1, month_start_ms(l->month));
	sql_int(st, 2, month_start_ms(l->month + 1));
	while (!(e = sql_step(st))) {
		struct drawn d = { .id = col_int(st, 0), .person = col_int(st, 1), .unit = col_int(st, 2) };
		d.rank = hash64_int(l->seed ^ (uint64_t)d.id);
		l->of++;
		draw(l, &d);
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
is_drawn(struct conn *c, const char *month, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT 1 FROM search_sample WHERE month = ?1 LIMIT 1");

	if (e)
		return e;
	sql_text(st, 1, slice_of(month));
	e = sql_step(st);
	*ret = !e;
	return e == E_DONE ? E_OK : e;
}

static enum err
write_lot(struct call *c, void *ctx)
{
	const struct lot *l = ctx;
	char month[16], seed[20];
	enum err e = E_OK;

	(void)snprintf(month, sizeof month, "%04d-%02d", l->month / 12, l->month % 12 + 1);
	(void)snprintf(seed, sizeof seed, "%016llx", (unsigned long long)l->seed);
	for (size_t i = 0; i < l->n && !e; i++) {
		struct row *r = row_new(c->arena, &search_sample_record);
		r->unit = l->drawn[i].unit;
		row_set_int(r, search_sample_search, l->drawn[i].id);
		row_set_int(r, search_sample_person, l->drawn[i].person);
		row_set_text(r, search_sample_month, slice_of(month));
		row_set_text(r, search_sample_seed, slice_of(seed));
		row_set_int(r, search_sample_drawn_of, l->of);
		e = record_create(c, r);
	}
	return e;
}

/* timer: draws the month before this one, once it has begun */
enum err
sample_tick(struct engine *e, void *ctx)
{
	struct lot *l;
	char month[16];
	reader_scoped c = NULL;
	bool drawn = false;
	enum err err;

	(void)ctx;
	l = mem_alloc(sizeof *l);
	l->month = month_of(clock_now_ms()) - 1;
	l->want = (size_t)setting(SET_passage_sample);
	randombytes_buf(&l->seed, sizeof l->seed);
	(void)snprintf(month, sizeof month, "%04d-%02d", l->month / 12, l->month % 12 + 1);
	if (!(err = db_reader(e->db, &c)) && !(err = is_drawn(c, month, &drawn)) && !drawn)
		err = draw_all(l, c);
	db_reader_release(&c);
	if (!err && l->n)
		err = engine_write(e, "每月查询抽查", write_lot, l);
	mem_free(l);
	return err == E_EXISTS ? E_OK : err;	/* another server of the store was quicker */
}

#define NAME search_sample
#define DEF "passage/search_sample.def"
#include "engine/define.h"
