/* SPDX-License-Identifier: Apache-2.0 */
/* log.c - a question is written down before its answer leaves: the row of passage_search and the audit row, in one job. */
#include "engine/audit.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "passage/passage_search.h"
#include "passage/passages_.h"

static void
number(struct buf *b, const char *name, int64_t v)
{
	if (v)
		buf_printf(b, "%s\"%s\":%lld", b->n > 1 ? "," : "", name, (long long)v);
}

/* What narrowed it, plates apart. */
static struct slice
narrowed(struct inquiry *a)
{
	const struct question *q = &a->q;
	struct slice text;
	struct buf b;

	buf_init(&b, 1000);
	buf_putc(&b, '{');
	number(&b, "class", q->class_code);
	number(&b, "near", q->near);
	number(&b, "unit", q->unit);
	number(&b, "tollgates", (int64_t)q->tollgates.n);
	number(&b, "tollgate", q->tollgates.n ? q->tollgates.id[0] : 0);
	number(&b, "lane", q->lane);
	number(&b, "direction", q->direction);
	number(&b, "plate_colour", q->plate_colour);
	number(&b, "vehicle_colour", q->vehicle_colour);
	number(&b, "limit", q->limit);
	number(&b, "series", q->series);
	number(&b, "image", a->image);
	buf_putc(&b, '}');
	text = arena_copy(a->call.arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

static void
set_text(struct row *r, int field, struct slice s)
{
	if (s.n)
		row_set_text(r, field, s);
}

static void
set_plate(struct inquiry *a, struct row *r)
{
	plate_t p;

	set_text(r, passage_search_plate, a->q.plate);
	if (a->q.plate.n && plate_pack(a->q.plate, &p))
		row_set_text(r, passage_search_plate_key, plate_key(a->p, p, r->arena));
}

static struct row *
log_row(struct inquiry *a)
{
	struct row *r = row_new(a->call.arena, &passage_search_record);

	r->unit = a->call.who->unit;
	row_set_int(r, passage_search_person, a->call.who->person);
	row_set_int(r, passage_search_at, a->call.now_ms);
	row_set_text(r, passage_search_kind, slice_of(a->kind));
	set_text(r, passage_search_purpose, a->q.purpose);
	set_text(r, passage_search_reason, a->call.reason);
	set_text(r, passage_search_case_no, a->call.case_ref);
	set_text(r, passage_search_narrowed, narrowed(a));
	set_plate(a, r);
	if (a->passage)
		row_set_int(r, passage_search_passage, a->passage);
	if (a->q.from_ms)
		row_set_int(r, passage_search_from_at, a->q.from_ms);
	if (a->q.to_ms)
		row_set_int(r, passage_search_to_at, a->q.to_ms);
	row_set_int(r, passage_search_answered, a->rows);
	return r;
}

/* May run twice when the store asks for it: everything it makes is made anew. */
static enum err
write_log(void *ctx, struct conn *conn)
{
	struct inquiry *a = ctx;
	struct row *r = log_row(a);
	enum err e;

	a->call.conn = conn;
	if ((e = staff_compare(a)))
		return e;
	if (a->staff) {
		row_set_text(r, passage_search_staff, a->staff_own ? S("own") : S("colleague"));
		row_set_int(r, passage_search_vehicle, a->staff);
	}
	if ((e = record_create_as_system(&a->call, r)))
		return e;
	a->log = r->id;
	return audit_read(&a->call, a->kind, &passage_search_record, r->id,
	    arena_printf(a->call.arena, "{\"purpose\":\"%s\",\"rows\":%lld,\"passage\":%lld}", a->q.purpose.n ? a->q.purpose.p : "",
		(long long)a->rows, (long long)a->passage));
}

enum err
inquiry_log(struct inquiry *a)
{
	enum err e;

	a->call.conn = NULL;
	e = db_write(a->p->engine->db, write_log, a);
	a->call.conn = NULL;
	if (e)
		return refuse(&a->call, e, NULL, -1);
	if (a->staff)			/* a finding now, not at the next turn */
		timer_kick(a->p->engine, a->staff_own ? "search_own_vehicle" : "search_colleague_vehicle");
	return E_OK;
}
