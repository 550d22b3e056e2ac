/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/case_party.h"

#include "engine/guard.h"
#include "engine/record.h"

/* It belongs where its case does; what was decided about a person is not written anew afterwards. */
static enum err
case_party_check(struct call *c, struct row *draft)
{
	struct row *violation;
	enum err e = record_load(c, &violation_case_record, row_ref(draft, case_party_violation_case), &violation);

	if (e)
		return e;
	draft->unit = violation->unit;
	if (!row_empty(violation, violation_case_decided_at) || violation->state == violation_case_is_no_penalty)
		return refuse_text(c, E_GUARD, "violation_case", "已作出决定，当事人信息不再变更", "it has been decided: the particulars stay");
	return E_OK;
}

#define NAME case_party
#define DEF "cases/case_party.def"
#include "engine/define.h"
