/* SPDX-License-Identifier: Apache-2.0 */
/* surcharge.h - 加处罚款: what is added to a fine that is paid late.
 *
 * Units   fen and days, integers throughout; rates in basis points (1/10000). Fractions of a fen are dropped.
 * Errors  E_BAD_VALUE negative amounts, rates or pauses; a fine above 10^12 fen.
 * Source  违法处理程序规定 60/1/1, 行政处罚法 72/1/1 (3 % a day, never more than the fine),
 *         73/3 (days of reconsideration or suit are not counted). Whether the day of payment
 *         counts as overdue no text says: a field of the rule, set from the row surcharge_pay_day.
 */
#ifndef BASE_SURCHARGE_H
#define BASE_SURCHARGE_H
#include "base/err.h"

struct surcharge_rule {
	int day_bp;			/* 300 = 3 % a day */
	int cap_bp;			/* 10000 = the fine itself */
	bool pay_day_counts;
};
#define SURCHARGE_RULE ((struct surcharge_rule){ 300, 10000, true })

struct surcharge {
	int64_t fine_fen;
	int32_t last_day;		/* last day for payment, days as in clock.h */
	int32_t paid_day;		/* day of payment, or today while unpaid */
	int32_t paused_days;		/* of reconsideration or suit, after last_day */
};
enum err surcharge_of(struct surcharge_rule rule, struct surcharge s, int32_t *ret_overdue_days,
    int64_t *ret_fen) must_check;
#endif
