/* SPDX-License-Identifier: Apache-2.0 */
/* payment_owed.c - the one answer to what is still to be paid: of an order in one sum, of an order in parts, of a part. */
#include "base/clock.h"
#include "base/surcharge.h"
#include "cases/instalment.h"
#include "cases/law.h"
#include "cases/payment_order.h"
#include "engine/record.h"

#define PARTS_MOST 24		/* of a deferral */

/* Days on which the surcharge stands still count only after the last day for payment. */
static int64_t
stood_still(int64_t pay_by_ms, const struct row *order, int64_t before, int64_t at_ms)
{
	int32_t last = beijing_day(pay_by_ms - 1), from = beijing_day(row_time(order, payment_order_paused_from));

	if (row_empty(order, payment_order_paused_from))
		return before;
	from = from > last ? from : last;
	return beijing_day(at_ms) > from ? before + beijing_day(at_ms) - from : before;
}

int64_t
payment_paused_days(const struct row *order, int64_t at_ms)
{
	return stood_still(row_time(order, payment_order_pay_by), order, row_int(order, payment_order_paused_days), at_ms);
}

/* 行政强制法 45/1: only where its rate and ceiling were told. Whether the day of payment is one of the overdue days no text says: a figure of the house. */
static enum err
reckon(struct call *c, const struct row *order, struct surcharge s, int64_t *ret_fen)
{
	struct surcharge_rule rule = SURCHARGE_RULE;
	int32_t days;

	*ret_fen = 0;
	if (!row_bool(order, payment_order_surcharge_told) || s.paid_day <= s.last_day)
		return E_OK;
	rule.pay_day_counts = law_figure(c, "surcharge_pay_day", 1) != 0;
	return surcharge_of(rule, s, &days, ret_fen);
}

enum err
payment_surcharge(struct call *c, const struct row *order, int64_t at_ms, int64_t *ret_fen)
{
	return reckon(c, order, (struct surcharge){ .fine_fen = row_int(order, payment_order_fine), .last_day = beijing_day(row_time(order, payment_order_pay_by) - 1),
	    .paid_day = beijing_day(at_ms), .paused_days = (int32_t)payment_paused_days(order, at_ms) }, ret_fen);
}

enum err
payment_part_surcharge(struct call *c, const struct row *order, const struct row *part, int64_t at_ms, int64_t *ret_fen)
{
	int64_t by = row_time(part, instalment_pay_by), still = stood_still(by, order, row_int(part, instalment_paused_days), at_ms);

	return reckon(c, order, (struct surcharge){ .fine_fen = row_int(part, instalment_amount), .last_day = beijing_day(by - 1),
	    .paid_day = beijing_day(at_ms), .paused_days = (int32_t)still }, ret_fen);
}

/* ---- parts ---- */

typedef enum err part_fn(struct call *c, const struct row *order, struct row *part, void *ctx);

/* The statement is at its end before anything is asked or written of a part. */
static enum err
each_part(struct call *c, const struct row *order, part_fn *fn, void *ctx)
{
	int64_t id[PARTS_MOST];
	struct row *part;
	int n = 0;
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id FROM instalment WHERE violation_case = ?1 ORDER BY no");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, row_ref(order, payment_order_violation_case));
	while (n < PARTS_MOST && !(e = sql_step(st)))
		id[n++] = col_int(st, 0);
	sql_done(st);
	if (e && e != E_DONE)
		return refuse(c, e, NULL, -1);
	e = E_OK;
	for (int i = 0; i < n && !e; i++)
		if (!(e = record_load(c, &instalment_record, id[i], &part)))
			e = fn(c, order, part, ctx);
	return e;
}

static enum err
fire_part(struct call *c, const struct row *part, const char *verb, const struct row *change, uint64_t set)
{
	bool was = c->as_system;
	struct row *after;
	enum err e;

	c->as_system = true;
	e = record_fire(c, &instalment_record, part->id, 0, verb, change, set, &after);
	c->as_system = was;
	return e;
}

struct adding {
	struct payment_owed *sum;
	int64_t at_ms;
};

static enum err
add_part(struct call *c, const struct row *order, struct row *part, void *ctx)
{
	struct adding *a = ctx;
	struct payment_owed *o = a->sum;
	int64_t more;
	enum err e;

	o->parts++;
	if (part->state == instalment_is_paid) {
		o->paid_fine += row_int(part, instalment_amount);
		o->paid_surcharge += row_int(part, instalment_paid_surcharge);
	}
	if (part->state != instalment_is_open || order->state != payment_order_is_open)
		return E_OK;
	if ((e = payment_part_surcharge(c, order, part, a->at_ms, &more)))
		return e;
	o->fine += row_int(part, instalment_amount);
	o->surcharge += more;
	return E_OK;
}

enum err
payment_owed(struct call *c, const struct row *order, int64_t at_ms, struct payment_owed *ret)
{
	struct adding a = { ret, at_ms };
	enum err e;

	*ret = (struct payment_owed){ 0 };
	if ((e = each_part(c, order, add_part, &a)) || ret->parts)
		return e;
	ret->paid_fine = row_int(order, payment_order_paid_fine);
	ret->paid_surcharge = row_int(order, payment_order_paid_surcharge);
	if (order->state != payment_order_is_open)
		return E_OK;
	ret->fine = row_int(order, payment_order_fine);
	return payment_surcharge(c, order, at_ms, &ret->surcharge);
}

static enum err
void_part(struct call *c, const struct row *order, struct row *part, void *ctx)
{
	(void)order, (void)ctx;
	return part->state == instalment_is_open ? fire_part(c, part, "void", row_new(c->arena, &instalment_record), 0) : E_OK;
}

enum err
payment_void_parts(struct call *c, const struct row *order)
{
	return each_part(c, order, void_part, NULL);
}

static enum err
resume_part(struct call *c, const struct row *order, struct row *part, void *ctx)
{
	const int64_t *to_ms = ctx;
	struct row *change = row_new(c->arena, &instalment_record);

	if (part->state != instalment_is_open)
		return E_OK;
	row_set_int(change, instalment_paused_days, stood_still(row_time(part, instalment_pay_by), order, row_int(part, instalment_paused_days), *to_ms));
	return fire_part(c, part, "pause", change, 1ull << instalment_paused_days);
}

enum err
payment_resume_parts(struct call *c, const struct row *order, int64_t to_ms)
{
	return each_part(c, order, resume_part, &to_ms);
}

/* ---- transactions ---- */

/* One transfer of money pays one thing. The last part's is also its order's. */
enum err
payment_transaction_used(struct call *c, struct slice transaction, bool *ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM payment_order WHERE \"transaction\" = ?1 UNION ALL SELECT id FROM instalment WHERE \"transaction\" = ?1 LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(transaction) }, 1, &id);

	*ret = id != 0;
	return e;
}
