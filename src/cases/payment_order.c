/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/payment_order.h"

#include "base/clock.h"
#include "cases/case_words_.h"
#include "cases/law.h"
#include "engine/guard.h"
#include "engine/record.h"

enum err
payment_of(struct call *c, int64_t violation_case, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM payment_order WHERE violation_case = ?1", (struct first_arg[]){ FIRST_INT(violation_case) }, 1, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &payment_order_record, id, ret);
}

static enum err
take_nontax(struct call *c, struct row *order)
{
	struct row *adapter;
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM adapter WHERE kind = 'payment' AND state = 'in_use' ORDER BY id LIMIT 1", NULL, 0, &id);

	if (e || !id || (e = record_load(c, &adapter_record, id, &adapter)))
		return e;
	if (!row_empty(adapter, adapter_nontax_code))
		row_set_text(order, payment_order_nontax_code, row_text(adapter, adapter_nontax_code));
	return E_OK;
}

enum err
payment_open(struct call *c, const struct row *r, struct row **ret)
{
	struct slice number = case_number(c, r);
	struct row *order = row_new(c->arena, &payment_order_record);
	int64_t by;
	enum err e = law_term_end(c, "pay_fine", row_time(r, violation_case_served_at), &by);

	if (e || (e = take_nontax(c, order)))
		return e;
	order->unit = r->unit;
	row_set_text(order, payment_order_number, arena_printf(c->arena, "JK%.*s", (int)number.n, number.p));
	row_set_int(order, payment_order_violation_case, r->id);
	row_set_int(order, payment_order_fine, row_int(r, violation_case_fine));
	row_set_int(order, payment_order_pay_by, by);
	if (!row_empty(r, violation_case_contested_from))	/* before it was served */
		row_set_int(order, payment_order_paused_from, row_time(r, violation_case_contested_from));
	row_set_int(order, payment_order_surcharge_told, row_bool(r, violation_case_surcharge_told));
	*ret = order;
	return record_create_as_system(c, order);
}

static enum err
fire(struct call *c, int64_t id, const char *verb, const struct row *change, uint64_t set)
{
	bool was = c->as_system;
	struct row *after;
	enum err e;

	c->as_system = true;
	e = record_fire(c, &payment_order_record, id, 0, verb, change, set, &after);
	c->as_system = was;
	return e;
}

static enum err
pause(struct call *c, const struct row *order, int64_t from_ms, int64_t days)
{
	struct row *change = row_new(c->arena, &payment_order_record);

	if (from_ms)
		row_set_int(change, payment_order_paused_from, from_ms);
	row_set_int(change, payment_order_paused_days, days);
	return fire(c, order->id, "pause", change, 1ull << payment_order_paused_from | 1ull << payment_order_paused_days);
}

enum err
payment_contest(struct call *c, int64_t violation_case, int64_t from_ms)
{
	struct row *order;
	enum err e = payment_of(c, violation_case, &order);

	return e || !order || order->state != payment_order_is_open ? e : pause(c, order, from_ms, row_int(order, payment_order_paused_days));
}

enum err
payment_uncontest(struct call *c, int64_t violation_case, int64_t to_ms, int64_t *ret_days)
{
	struct row *order;
	int64_t days;
	enum err e = payment_of(c, violation_case, &order);

	*ret_days = 0;
	if (e || !order || order->state != payment_order_is_open)
		return e;
	days = payment_paused_days(order, to_ms);
	*ret_days = days - row_int(order, payment_order_paused_days);
	return (e = payment_resume_parts(c, order, to_ms)) ? e : pause(c, order, 0, days);
}

enum err
payment_defer(struct call *c, const struct row *order, int64_t pay_by_ms)
{
	struct row *change = row_new(c->arena, &payment_order_record);

	row_set_int(change, payment_order_pay_by, pay_by_ms);
	return fire(c, order->id, "defer", change, 1ull << payment_order_pay_by);
}

/* Parts that were paid go back with their order: their sum is what it was paid. */
static enum err
give_back(struct call *c, const struct row *order, const struct payment_owed *o)
{
	struct row *change = row_new(c->arena, &payment_order_record);

	row_set_int(change, payment_order_paid_fine, o->paid_fine);
	row_set_int(change, payment_order_paid_surcharge, o->paid_surcharge);
	return fire(c, order->id, "give_back", change, 1ull << payment_order_paid_fine | 1ull << payment_order_paid_surcharge);
}

enum err
payment_void(struct call *c, int64_t violation_case)
{
	struct payment_owed o;
	struct row *order;
	enum err e = payment_of(c, violation_case, &order);

	if (e || !order || (order->state != payment_order_is_open && order->state != payment_order_is_paid))
		return e;
	if ((e = payment_owed(c, order, c->now_ms, &o)) || (e = payment_void_parts(c, order)))
		return e;
	return order->state == payment_order_is_open && o.paid_fine ? give_back(c, order, &o) : fire(c, order->id, "void", row_new(c->arena, &payment_order_record), 0);
}

#define NAME payment_order
#define DEF "cases/payment_order.def"
#include "engine/define.h"
