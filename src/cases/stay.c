/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/stay.h"

#include "cases/law.h"
#include "engine/guard.h"
#include "engine/record.h"

enum err
stay_of(struct call *c, int64_t violation_case, int64_t *ret_id)
{
	return first_id(c, "SELECT id FROM stay WHERE violation_case = ?1 AND state = 'in_force'", (struct first_arg[]){ FIRST_INT(violation_case) }, 1, ret_id);
}

enum err
case_not_stayed(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e = stay_of(c, r->id, &id);

	return e || !id ? e : refuse_text(c, E_GUARD, "stay", "停止执行期间（行政处罚法73/1；行政复议法42；行政诉讼法56）", "its execution is stayed");
}

/* Only during reconsideration or suit, and once at a time. */
static enum err
stay_check(struct call *c, struct row *draft)
{
	struct row *violation;
	int64_t there;
	enum err e;

	if (draft->id)
		return E_OK;
	if ((e = record_load(c, &violation_case_record, row_ref(draft, stay_violation_case), &violation)) || (e = stay_of(c, violation->id, &there)))
		return e;
	draft->unit = violation->unit;
	if (row_empty(violation, violation_case_contested_from))
		return refuse_text(c, E_GUARD, "violation_case", "限于行政复议、行政诉讼期间（行政复议法42；行政诉讼法56）", "only while it is contested");
	if (there)
		return refuse_text(c, E_EXISTS, "violation_case", "已在停止执行中", "its execution is stayed already");
	return row_time(draft, stay_ordered_at) <= c->now_ms ? E_OK : refuse_text(c, E_BAD_VALUE, "ordered_at", "不能晚于当前时间", "must not lie in the future");
}

static enum err
stay_lift(struct call *c, struct row *draft)
{
	row_set_int(draft, stay_lifted_at, c->now_ms);
	return E_OK;
}

#define NAME stay
#define DEF "cases/stay.def"
#include "engine/define.h"
