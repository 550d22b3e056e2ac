/* SPDX-License-Identifier: Apache-2.0 */
/* gate_payment.c - what a bank or payment provider tells: money came for an order, or went back. */
#include "base/clock.h"
#include "cases/gate_.h"
#include "cases/law.h"
#include "cases/payment_order.h"
#include "cases/register.h"
#include "engine/record.h"

static enum err
find_order(struct call *c, struct message *m, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM payment_order WHERE number = ?1", (struct first_arg[]){ FIRST_TEXT(m->about.n ? m->about : S("?")) }, 1, &id);

	*ret = NULL;
	m->outcome = OUT_UNKNOWN;
	return e || !id ? e : record_load(c, &payment_order_record, id, ret);
}

/* Of an order in parts: the sum of those that are open. */
enum err
gate_owed(struct call *c, struct message *m)
{
	struct payment_owed o;
	struct row *order;
	enum err e = find_order(c, m, &order);

	if (e || !order)
		return e ? e : gate_instalment_owed(c, m);
	if ((e = payment_owed(c, order, c->now_ms, &o)))
		return e;
	m->outcome = order->state == payment_order_is_open ? OUT_TAKEN : OUT_CONFLICT;
	buf_printf(&m->answer, ",\"state\":\"%s\",\"fine\":%lld,\"surcharge\":%lld", order->rec->state[order->state].name, (long long)o.fine, (long long)o.surcharge);
	return E_OK;
}

enum err
gate_book(struct call *c, const struct message *m, const struct row *order, int64_t paid_at, int64_t more)
{
	struct row *change = row_new(c->arena, &payment_order_record), *after, *violation;
	uint64_t set = 1ull << payment_order_paid_fine | 1ull << payment_order_paid_surcharge | 1ull << payment_order_paid_at |
	    1ull << payment_order_paid_through | 1ull << payment_order_transaction;
	enum err e;

	row_set_int(change, payment_order_paid_fine, row_int(order, payment_order_fine));
	row_set_int(change, payment_order_paid_surcharge, more);
	row_set_int(change, payment_order_paid_at, paid_at);
	row_set_int(change, payment_order_paid_through, m->adapter->id);
	row_set_text(change, payment_order_transaction, m->transaction);
	if ((e = record_fire(c, &payment_order_record, order->id, 0, "pay", change, set, &after)) ||
	    (e = record_fire_as_system(c, &violation_case_record, row_ref(order, payment_order_violation_case), "pay", &violation)))
		return e;
	return register_queue(c, "payment", violation);
}

/* Approved to be paid in parts: each under its own number. */
static enum err
in_parts(struct call *c, const struct row *order, bool *ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM instalment WHERE violation_case = ?1 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(row_ref(order, payment_order_violation_case)) }, 1, &id);

	*ret = id != 0;
	return e;
}

/* The same transaction again is the same fact; the amount is that of the day of payment, to the fen. */
enum err
gate_paid(struct call *c, struct message *m)
{
	struct slice when = message_text(m, "paid_at");
	struct row *order;
	int64_t paid_at, more;
	bool used;
	enum err e;

	if (!m->transaction.n || m->transaction.n > 64 || m->amount <= 0 || !time_parse(when, &paid_at) || paid_at > c->now_ms + 300000)
		return E_OK;		/* malformed */
	if ((e = find_order(c, m, &order)))
		return e;
	if (!order)
		return gate_instalment(c, m);
	m->outcome = OUT_CONFLICT;
	if (slice_eq(row_text(order, payment_order_transaction), m->transaction)) {
		if (m->amount == row_int(order, payment_order_paid_fine) + row_int(order, payment_order_paid_surcharge))
			m->outcome = OUT_REPEATED;
		return E_OK;
	}
	if ((e = payment_transaction_used(c, m->transaction, &used)) || used || order->state != payment_order_is_open ||
	    (e = in_parts(c, order, &used)) || used)
		return e;
	if (paid_at < order->created_at - 300000) {
		m->outcome = OUT_EARLY;
		return E_OK;
	}
	if ((e = payment_surcharge(c, order, paid_at, &more)))
		return e;
	m->outcome = m->amount == row_int(order, payment_order_fine) + more ? OUT_TAKEN : OUT_WRONG_AMOUNT;
	return m->outcome == OUT_TAKEN ? gate_book(c, m, order, paid_at, more) : E_OK;
}

/* Money goes back only after the decision was cancelled, all of it and no more; what comes before that is out of order. */
enum err
gate_refunded(struct call *c, struct message *m)
{
	struct slice no = message_text(m, "refund_no");
	struct row *order, *change, *after;
	bool whole;
	enum err e;

	if (!no.n || no.n > 60 || m->amount <= 0)
		return E_OK;
	if ((e = find_order(c, m, &order)) || !order)
		return e;
	whole = m->amount == row_int(order, payment_order_paid_fine) + row_int(order, payment_order_paid_surcharge);
	m->outcome = OUT_EARLY;
	if (order->state == payment_order_is_refunded)
		m->outcome = whole && slice_eq(row_text(order, payment_order_refund_no), no) ? OUT_REPEATED : OUT_CONFLICT;
	if (order->state != payment_order_is_refunding)
		return E_OK;
	m->outcome = whole ? OUT_TAKEN : OUT_WRONG_AMOUNT;
	if (!whole)
		return E_OK;
	change = row_new(c->arena, &payment_order_record);
	row_set_text(change, payment_order_refund_no, no);
	return record_fire(c, &payment_order_record, order->id, 0, "refund", change, 1ull << payment_order_refund_no, &after);
}
