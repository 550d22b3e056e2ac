/* SPDX-License-Identifier: Apache-2.0 */
#include "base/surcharge.h"

#define FINE_MAX_FEN 1000000000000LL
#define WHOLE_BP 10000

enum err
surcharge_of(struct surcharge_rule rule, struct surcharge s, int32_t *ret_overdue_days, int64_t *ret_fen)
{
	int64_t days, cap, fen;

	if (s.fine_fen < 0 || s.fine_fen > FINE_MAX_FEN || s.paused_days < 0 ||
	    rule.day_bp < 0 || rule.day_bp > WHOLE_BP || rule.cap_bp < 0 || rule.cap_bp > 10 * WHOLE_BP)
		return E_BAD_VALUE;
	days = (int64_t)s.paid_day - s.last_day;
	if (days > 0 && !rule.pay_day_counts)
		days--;
	days = days > s.paused_days ? days - s.paused_days : 0;
	cap = s.fine_fen * rule.cap_bp / WHOLE_BP;
	/* a fine is at most 10^12 and days at most 2^32: the cap is asked first, so nothing overflows */
	if (rule.day_bp && days >= (int64_t)rule.cap_bp / rule.day_bp + 1)
		fen = cap;
	else
		fen = s.fine_fen * rule.day_bp * days / WHOLE_BP;
	*ret_overdue_days = (int32_t)(days > INT32_MAX ? INT32_MAX : days);
	*ret_fen = fen < cap ? fen : cap;
	return E_OK;
}
