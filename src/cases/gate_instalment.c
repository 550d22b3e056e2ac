/* SPDX-License-Identifier: Apache-2.0 */
/* gate_instalment.c - one part of a fine was paid: in its order, to the fen, with the surcharge of a part that is late. The last one pays the order. */
#include "base/clock.h"
#include "cases/gate_.h"
#include "cases/instalment.h"
#include "cases/law.h"
#include "cases/payment_order.h"
#include "cases/register.h"
#include "engine/record.h"

/* The order is paid with the transaction of its last part. */
static enum err
settle(struct call *c, const struct message *m, const struct row *part, const struct row *order, int64_t paid_at)
{
	int64_t left, more, id = row_ref(part, instalment_violation_case);
	enum err e;

	if ((e = first_id(c, "SELECT count(*) FROM instalment WHERE violation_case = ?1 AND state = 'open'", (struct first_arg[]){ FIRST_INT(id) }, 1, &left)) || left ||
	    (e = first_id(c, "SELECT CAST(sum(paid_surcharge) AS BIGINT) FROM instalment WHERE violation_case = ?1", (struct first_arg[]){ FIRST_INT(id) }, 1, &more)))
		return e;
	return gate_book(c, m, order, paid_at, more);
}

static enum err
book(struct call *c, const struct message *m, const struct row *part, const struct row *order, int64_t paid_at, int64_t more)
{
	struct row *change = row_new(c->arena, &instalment_record), *after;
	enum err e;

	row_set_int(change, instalment_paid_surcharge, more);
	row_set_int(change, instalment_paid_at, paid_at);
	row_set_int(change, instalment_paid_through, m->adapter->id);
	row_set_text(change, instalment_transaction, m->transaction);
	e = record_fire(c, &instalment_record, part->id, 0, "pay", change, 1ull << instalment_paid_surcharge | 1ull << instalment_paid_at |
	    1ull << instalment_paid_through | 1ull << instalment_transaction, &after);
	return e ? e : settle(c, m, part, order, paid_at);
}

static enum err
in_order(struct call *c, struct message *m, const struct row *part, const struct row *order, int64_t paid_at)
{
	int64_t before, more;
	enum err e = first_id(c, "SELECT count(*) FROM instalment WHERE violation_case = ?1 AND state = 'open' AND no < ?2",
	    (struct first_arg[]){ FIRST_INT(row_ref(part, instalment_violation_case)), FIRST_INT(row_int(part, instalment_no)) }, 2, &before);

	m->outcome = OUT_EARLY;
	if (e || before || (e = payment_part_surcharge(c, order, part, paid_at, &more)))
		return e;
	m->outcome = m->amount == row_int(part, instalment_amount) + more ? OUT_TAKEN : OUT_WRONG_AMOUNT;
	return m->outcome == OUT_TAKEN ? book(c, m, part, order, paid_at, more) : E_OK;
}

/* Its part and the order it is a part of; NULL: the number is none. */
static enum err
find_part(struct call *c, struct message *m, struct row **ret_part, struct row **ret_order)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM instalment WHERE number = ?1", (struct first_arg[]){ FIRST_TEXT(m->about.n ? m->about : S("?")) }, 1, &id);

	*ret_part = *ret_order = NULL;
	m->outcome = OUT_UNKNOWN;
	if (e || !id || (e = record_load(c, &instalment_record, id, ret_part)) || (e = payment_of(c, row_ref(*ret_part, instalment_violation_case), ret_order)))
		return e;
	return *ret_order ? E_OK : E_CORRUPT;
}

/* What was cancelled takes no more money, whatever its parts say. */
enum err
gate_instalment(struct call *c, struct message *m)
{
	struct row *part, *order;
	int64_t paid_at;
	bool used;
	enum err e = find_part(c, m, &part, &order);

	if (e || !part)
		return e;
	m->outcome = OUT_CONFLICT;
	if (slice_eq(row_text(part, instalment_transaction), m->transaction)) {
		if (m->amount == row_int(part, instalment_amount) + row_int(part, instalment_paid_surcharge))
			m->outcome = OUT_REPEATED;
		return E_OK;
	}
	if ((e = payment_transaction_used(c, m->transaction, &used)) || used || part->state != instalment_is_open || order->state != payment_order_is_open ||
	    !time_parse(message_text(m, "paid_at"), &paid_at))
		return e;
	return in_order(c, m, part, order, paid_at);
}

enum err
gate_instalment_owed(struct call *c, struct message *m)
{
	struct row *part, *order;
	int64_t more;
	bool open;
	enum err e = find_part(c, m, &part, &order);

	if (e || !part || (e = payment_part_surcharge(c, order, part, c->now_ms, &more)))
		return e;
	open = part->state == instalment_is_open && order->state == payment_order_is_open;
	m->outcome = open ? OUT_TAKEN : OUT_CONFLICT;
	buf_printf(&m->answer, ",\"state\":\"%s\",\"fine\":%lld,\"surcharge\":%lld", part->rec->state[part->state].name,
	    (long long)(open ? row_int(part, instalment_amount) : 0), (long long)(open ? more : 0));
	return E_OK;
}
