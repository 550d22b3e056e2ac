/* SPDX-License-Identifier: Apache-2.0 */
/* rollup.c - the night after a day its passages are counted by tollgate into passage_day, where views can compare periods. */
#include <stdlib.h>

#include "base/clock.h"
#include "engine/record.h"
#include "engine/units.h"
#include "passage/passage_day.h"
#include "passage/passages_.h"

#define HOUR_MS 3600000LL
#define BACK_DAYS 7	/* a server that was off makes up for so many */
#define EACH 500	/* rows a job */

struct day {
	int64_t start_ms;
	struct history_count *row;	/* by tollgate */
	size_t n, begin, end;
};

static enum err
is_counted(struct conn *c, int64_t start_ms, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT 1 FROM passage_day WHERE at = ?1 LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, start_ms);
	e = sql_step(st);
	*ret = !e;
	return e == E_DONE ? E_OK : e;
}

static int
by_tollgate(const void *x, const void *y)
{
	uint32_t a = ((const struct history_count *)x)->tollgate, b = ((const struct history_count *)y)->tollgate;

	return a < b ? -1 : a > b;
}

/* Hours of the day together: a day of Beijing does not begin where a day of UTC does. */
static void
together(struct day *d)
{
	size_t n = 0;

	qsort(d->row, d->n, sizeof *d->row, by_tollgate);
	for (size_t i = 0; i < d->n; i++) {
		struct history_count *to = &d->row[n ? n - 1 : 0], from = d->row[i];
		if (!n || to->tollgate != from.tollgate) {
			d->row[n++] = from;
			continue;
		}
		to->n += from.n;
		to->unread += from.unread;
		to->repeats += from.repeats;
		to->speed_sum += from.speed_sum;
		to->speed_n += from.speed_n;
	}
	d->n = n;
}

static enum err
unit_of(struct call *c, uint32_t tollgate, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT unit FROM tollgate WHERE id = ?1");

	*ret = 0;
	if (e)
		return e;
	sql_int(st, 1, tollgate);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

static enum err
write_some(struct call *c, void *ctx)
{
	const struct day *d = ctx;
	enum err e = E_OK;

	for (size_t i = d->begin; i < d->end && !e; i++) {
		const struct history_count *k = &d->row[i];
		struct row *r = row_new(c->arena, &passage_day_record);
		if ((e = unit_of(c, k->tollgate, &r->unit)) || !r->unit)
			continue;
		row_set_int(r, passage_day_tollgate, k->tollgate);
		row_set_int(r, passage_day_at, d->start_ms);
		row_set_int(r, passage_day_passages, k->n);
		row_set_int(r, passage_day_unread, k->unread);
		row_set_int(r, passage_day_repeats, k->repeats);
		if (k->speed_n)
			row_set_int(r, passage_day_speed_kmh, (k->speed_sum + k->speed_n / 2) / k->speed_n);
		e = record_create(c, r);
	}
	return e;
}

static enum err
count_day(struct passages *p, int64_t start_ms)
{
	struct day d = { .start_ms = start_ms };
	struct arena a;
	enum err e;

	arena_init(&a);
	e = history_counts(p->history, NULL, 0, false, start_ms, start_ms + DAY_MS, HOUR_MS, &a, &d.row, &d.n);
	if (!e)
		together(&d);
	for (; !e && d.begin < d.n; d.begin = d.end) {
		d.end = d.begin + EACH < d.n ? d.begin + EACH : d.n;
		e = engine_write(p->engine, "卡口日流量", write_some, &d);
	}
	arena_free(&a);
	return e;
}

/* timer: the day before begins to be counted an hour after midnight, when devices have sent what they still held */
enum err
rollup_tick(struct engine *e, void *ctx)
{
	int32_t today = beijing_day(clock_now_ms() - HOUR_MS);
	enum err err = E_OK;

	for (int32_t day = today - BACK_DAYS; day < today && !err; day++) {
		reader_scoped c = NULL;
		bool counted = false;
		if ((err = db_reader(e->db, &c)) || (err = is_counted(c, beijing_start_ms(day), &counted)) || counted)
			continue;
		db_reader_release(&c);
		err = count_day(ctx, beijing_start_ms(day));
	}
	return err;
}
