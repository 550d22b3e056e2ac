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
enum err payment_contest(struct call *c, int64_t violation_case, int64_t from_ms, int64_t to_ms) must_check;	/* one of both is 0: begins, ends */
enum err payment_defer(struct call *c, const struct row *order, int64_t pay_by_ms) must_check;
enum err payment_void(struct call *c, int64_t violation_case) must_check;		/* paid: to be given back */
enum err payment_surcharge(const struct row *order, int64_t at_ms, int64_t *ret_fen) must_check;
#endif
