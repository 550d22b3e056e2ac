/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/violation_code.h"

#include "engine/record.h"

static enum err
violation_code_check(struct call *c, struct row *draft)
{
	int64_t least = row_int(draft, violation_code_fine_min), most = row_int(draft, violation_code_fine_max);
	int64_t usual = row_int(draft, violation_code_fine_default);

	if (least > most)
		return refuse_text(c, E_BAD_VALUE, "fine_max", "上限不能低于下限", "must not be below the least fine");
	if (!row_empty(draft, violation_code_fine_default) && (usual < least || usual > most))
		return refuse_text(c, E_BAD_VALUE, "fine_default", "须在上下限之间", "must lie between the least and the greatest fine");
	return E_OK;
}

#define NAME violation_code
#define DEF "cases/violation_code.def"
#include "engine/define.h"
