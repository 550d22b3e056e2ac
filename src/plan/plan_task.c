/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/plan_task.h"

#include "plan/plans_.h"

/* Issued by hand: of a plan that runs, to be done later than now. */
static enum err
plan_task_check(struct call *c, struct row *r)
{
	struct row *p;
	enum err e;

	if (r->id || !c->who->person || c->as_system)
		return E_OK;
	if ((e = record_load(c, &plan_record, row_ref(r, plan_task_plan), &p)))
		return e;
	if (p->state != plan_is_running)
		return refuse_text(c, E_GUARD, "plan", "预案未在执行", "the plan is not running");
	if (row_time(r, plan_task_finish_by) <= c->now_ms)
		return refuse_text(c, E_BAD_VALUE, "finish_by", "完成时限须晚于现在", "it must be later than now");
	row_set_int(r, plan_task_phase, row_int(p, plan_phase));
	return E_OK;
}

/* From here on the task's own time runs. */
static enum err
plan_task_acknowledge(struct call *c, struct row *draft)
{
	row_set_int(draft, plan_task_acknowledged_by, c->who->person);
	row_set_int(draft, plan_task_acknowledged_at, c->now_ms);
	draft->due_from = c->now_ms;
	draft->due_at = row_time(draft, plan_task_finish_by) > c->now_ms ? row_time(draft, plan_task_finish_by) : c->now_ms;
	return E_OK;
}

static enum err
plan_task_ended(struct call *c, struct row *draft)
{
	row_set_int(draft, plan_task_ended_at, c->now_ms);
	return E_OK;
}

static enum err
plan_task_decline(struct call *c, struct row *draft)
{
	if (c->reason.n)
		row_set_text(draft, plan_task_done, c->reason);
	return plan_task_ended(c, draft);
}

/* 规范72/1: a fixed post on a highway or urban expressway in bad visibility: three officers, or two with two auxiliaries. The figures are rows. */
static enum err
post_is_manned(struct call *c, const struct row *r)
{
	int64_t officers = row_int(r, plan_task_officers), auxiliaries = row_int(r, plan_task_auxiliaries), alone, paired, with;
	enum err e;

	if ((e = figure_asked(c, "post_officers", &alone)) || (e = figure_asked(c, "post_pair_officers", &paired)) || (e = figure_asked(c, "post_pair_auxiliaries", &with)))
		return e;
	if (officers >= alone || (officers >= paired && auxiliaries >= with))
		return E_OK;
	return refuse_named(c, E_GUARD, "officers",
	    arena_printf(c->arena, "低能见度设点执勤须有%lld名民警，或者%lld名民警和%lld名辅警（规范72条）", (long long)alone, (long long)paired, (long long)with),
	    arena_printf(c->arena, "a fixed post in bad visibility needs %lld officers, or %lld with %lld auxiliaries (art. 72)", (long long)alone,
	    (long long)paired, (long long)with));
}

static enum err
plan_task_finish(struct call *c, struct row *draft)
{
	enum err e = row_bool(draft, plan_task_fixed_post) ? post_is_manned(c, draft) : E_OK;

	return e ? e : plan_task_ended(c, draft);
}

#define NAME plan_task
#define DEF "plan/plan_task.def"
#include "engine/define.h"
