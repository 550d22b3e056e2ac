/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/legal_term.h"
#include "engine/deadline.h"

/* A term that can be counted at all: flags that contradict its measure are refused where they are written. */
static enum err
legal_term_check(struct call *c, struct row *t)
{
	bool hours = row_is(t, legal_term_measure, "hour");

	if ((hours || row_is(t, legal_term_measure, "minute")) && row_bool(t, legal_term_roll))
		return refuse_text(c, E_BAD_VALUE, "roll", "以小时、分钟计的期间不顺延（行政案件程序规定35）",
		    "Hours and minutes never roll over (art. 35)");
	if (!hours && row_bool(t, legal_term_hour_text))
		return refuse_text(c, E_BAD_VALUE, "hour_text", "仅适用于以小时计的期间", "Only for terms in hours");
	if (row_bool(t, legal_term_whole_days) && !row_bool(t, legal_term_backwards))
		return refuse_text(c, E_BAD_VALUE, "whole_days", "仅适用于倒算的期间", "Only for terms counted backwards");
	return E_OK;
}

#define NAME legal_term
#define DEF "engine/legal_term.def"
#include "engine/define.h"
