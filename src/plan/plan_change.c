/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/plan_change.h"

#include "plan/plans_.h"

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))

static enum err
change_decide(struct call *c, struct row *draft)
{
	row_set_int(draft, plan_change_decided_by, c->who->person);
	row_set_int(draft, plan_change_decided_at, c->now_ms);
	return E_OK;
}

/* The plan does not allow what was accepted (a control still in force): then nothing is accepted. */
static enum err
change_accept(struct call *c, struct row *draft)
{
	struct row *how = row_new(c->arena, &plan_record), *after;
	bool end = row_is(draft, plan_change_kind, "stand_down"), was = c->as_system;
	uint64_t set = 0;
	enum err e = change_decide(c, draft);

	if (!end) {
		row_set_int(how, plan_warning, row_ref(draft, plan_change_warning));
		row_set_int(how, plan_ends_at, row_time(draft, plan_change_ends_at));
		set = 1ull << plan_warning | 1ull << plan_ends_at;
		if (!row_empty(draft, plan_change_template)) {
			row_set_int(how, plan_template, row_ref(draft, plan_change_template));
			set |= 1ull << plan_template;
		}
	}
	if (end && !c->reason.n)
		c->reason = row_text(draft, plan_change_why);
	c->as_system = true;
	e = e ? e : record_fire(c, &plan_record, row_ref(draft, plan_change_plan), 0, end ? "stand_down" : "change", how, set, &after);
	c->as_system = was;
	return e;
}

enum err
change_overtake(struct call *c, int64_t plan)
{
	struct ids open;
	struct row *after;
	enum err e = all_ids(c, "SELECT id FROM plan_change WHERE plan = ?1 AND state = 'proposed'", ARGS(FIRST_INT(plan)), &open);

	for (int i = 0; i < open.n && !e; i++)
		e = record_fire_as_system(c, &plan_change_record, open.id[i], "overtake", &after);
	return e;
}

#define NAME plan_change
#define DEF "plan/plan_change.def"
#include "engine/define.h"
