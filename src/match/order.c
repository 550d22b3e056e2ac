/* SPDX-License-Identifier: Apache-2.0 */
/* order.c - a disposition of a superior platform becomes an application: approved here by a person, like any other. */
#include "engine/record.h"
#include "engine/units.h"
#include "ingest/order.h"
#include "match/match_.h"
#include "match/watch_entry.h"

#define DAYS_UNSAID 30			/* when the order names no end */

static enum err
find_order(struct call *c, struct slice id, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id FROM watch_entry WHERE case_no = ?1 AND created_by = 0"
	    " AND state IN ('applied', 'in_force', 'met') ORDER BY id DESC LIMIT 1");

	*ret = 0;
	if (e)
		return e;
	sql_text(st, 1, id);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

/* Whose order became this application: both were written by one job. Only who gave an order takes it back. */
static enum err
may_cancel(struct call *c, const struct disposition *d, int64_t entry)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT o.device FROM viid_object o, watch_entry w WHERE w.id = ?1 AND o.resource = 'disposition'"
	    " AND o.object_id = ?2 AND o.operation <> 'delete' AND o.at = w.created_at ORDER BY o.id LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, entry);
	sql_text(st, 2, d->id);
	if ((e = sql_step(st)) && e != E_DONE)
		return e;
	return !e && col_int(st, 0) == d->device ? E_OK : refuse(c, E_FORBIDDEN, NULL, -1);
}

static enum err
apply(struct call *c, const struct disposition *d)
{
	struct row *r = row_new(c->arena, &watch_entry_record);

	r->unit = units_root();
	row_set_text(r, watch_entry_category, S("other"));
	row_set_text(r, watch_entry_subject, S("上级平台布控"));
	row_set_text(r, watch_entry_basis, S("上级平台布控通知（GA/T 1400 Disposition）"));
	row_set_text(r, watch_entry_case_no, d->id);
	row_set_text(r, watch_entry_plate, d->plate);
	row_set_text(r, watch_entry_reach, S("city"));
	row_set_text(r, watch_entry_visibility, S("unit"));
	row_set_text(r, watch_entry_action, S("check"));
	row_set_int(r, watch_entry_priority, d->priority >= 1 && d->priority <= 3 ? d->priority : 2);
	if (d->from_ms)
		row_set_int(r, watch_entry_from_at, d->from_ms);
	row_set_int(r, watch_entry_to_at, d->to_ms ? d->to_ms : c->now_ms + DAYS_UNSAID * 86400000LL);
	return record_create(c, r);
}

static enum err
take_disposition(struct order_sink *s, struct call *c, const struct disposition *d)
{
	struct row *after;
	int64_t known;
	enum err e;

	(void)s;
	if (!d->id.n || utf8_count(d->id) > 40 || utf8_count(d->plate) > 40)
		return refuse_text(c, E_BAD_VALUE, "DispositionID", NULL, NULL);
	if ((e = find_order(c, d->id, &known)))
		return e;
	if (d->cancelled && known && (e = may_cancel(c, d, known)))
		return e;
	if (d->cancelled)
		return known ? record_fire(c, &watch_entry_record, known, 0, "withdraw", row_new(c->arena, &watch_entry_record), 0, &after) : E_OK;
	return known ? E_EXISTS : apply(c, d);
}

struct order_sink *
match_orders(struct match *m)
{
	m->orders.disposition = take_disposition;
	return &m->orders;
}
