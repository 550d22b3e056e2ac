/* SPDX-License-Identifier: Apache-2.0 */
/* payment_order.h - what is owed for a decision, to the fen and the day.
 *
 * Units      fen; days of Beijing.
 * Source     行政处罚法 72 (3 % a day, at most the fine), 73/3 (not during reconsideration and suit); 行政强制法 45.
 */
#ifndef CASES_PAYMENT_ORDER_H
#define CASES_PAYMENT_ORDER_H
#include "gate/adapter.h"
#include "cases/violation_case.h"
#include "engine/call.h"
#include "engine/row.h"
#define NAME payment_order
#define DEF "cases/payment_order.def"
#include "engine/declare.h"

enum err payment_open(struct call *c, const struct row *violation_case, struct row **ret) must_check;	/* served: due_from is set */
enum err payment_of(struct call *c, int64_t violation_case, struct row **ret) must_check;	/* NULL: none */
enum err payment_contest(struct call *c, int64_t violation_case, int64_t from_ms) must_check;
/* ret_days: how many days of this contest the surcharge stood still, those before the last day for payment not among them. */
enum err payment_uncontest(struct call *c, int64_t violation_case, int64_t to_ms, int64_t *ret_days) must_check;
enum err payment_defer(struct call *c, const struct row *order, int64_t pay_by_ms) must_check;
enum err payment_void(struct call *c, int64_t violation_case) must_check;		/* paid, whole or in part: to be given back */

/* ---- payment_owed.c ---- */
struct payment_owed {
	int64_t fine, surcharge;	/* still to be paid, at that moment; 0 of an order that is not open */
	int64_t paid_fine, paid_surcharge;
	int parts;			/* 0: in one sum */
};
enum err payment_owed(struct call *c, const struct row *order, int64_t at_ms, struct payment_owed *ret) must_check;
enum err payment_surcharge(struct call *c, const struct row *order, int64_t at_ms, int64_t *ret_fen) must_check;	/* of one that is paid in one sum */
enum err payment_part_surcharge(struct call *c, const struct row *order, const struct row *part, int64_t at_ms, int64_t *ret_fen) must_check;
int64_t payment_paused_days(const struct row *order, int64_t at_ms);
enum err payment_void_parts(struct call *c, const struct row *order) must_check;	/* those that are open */
enum err payment_resume_parts(struct call *c, const struct row *order, int64_t to_ms) must_check;	/* the contest of this order ends */
enum err payment_transaction_used(struct call *c, struct slice transaction, bool *ret) must_check;	/* by an order or a part */
#endif
