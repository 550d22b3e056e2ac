/* SPDX-License-Identifier: Apache-2.0 */
/* measure_return.c - why what was taken is given back: nothing is without a ground that stands in the file (违法处理程序规定 30, 32/2). */
#include "cases/case_steps_.h"
#include "cases/full_score.h"
#include "cases/measure_paper_.h"
#include "engine/first.h"
#include "engine/record.h"

static enum err
studied(struct call *c, const struct row *m, int64_t *ret)
{
	return first_id(c, "SELECT f.id FROM full_score f WHERE f.state = 'cleared' AND (f.measure = ?1 OR EXISTS (SELECT 1 FROM full_score_case l"
	    " WHERE l.full_score = f.id AND l.state = 'counted' AND l.violation_case = ?2)) LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(m->id), FIRST_INT(row_ref(m, measure_violation_case)) }, 2, ret);
}

static bool
without_penalty(const struct row *v)
{
	return v->state == violation_case_is_no_penalty || v->state == violation_case_is_oral_warned || v->state == violation_case_is_cancelled;
}

/* 法 113. A decision that was served before its end was kept has it reckoned now. */
static enum err
suspension_over(struct call *c, const struct row *v)
{
	int64_t end = row_time(v, violation_case_suspended_until);
	enum err e;

	if (row_empty(v, violation_case_served_at))
		end = INT64_MAX;
	else if (row_empty(v, violation_case_suspended_until) &&
	    (e = case_suspension_end(c, v->id, row_time(v, violation_case_served_at), row_int(v, violation_case_suspend_months), &end)))
		return e;
	return c->now_ms >= end ? E_OK :
	    refuse_text(c, E_GUARD, "suspended_until", "暂扣期限届满后发还驾驶证（道路交通安全法113）", "the licence is given back when the suspension has ended");
}

/* 32/2: withheld until the decision; where only a fine is imposed, until it is paid; suspended, until the end of that; revoked, for good. */
static enum err
of_licence(struct call *c, const struct row *v, struct slice *ret)
{
	enum err e;

	if (without_penalty(v)) {
		*ret = S("已决定不予处罚、口头警告或者撤销处罚决定，扣留的理由消失。");
		return E_OK;
	}
	if (row_empty(v, violation_case_decided_at))
		return refuse_text(c, E_GUARD, "decided_at", "驾驶证扣留至作出处罚决定之日（违法处理程序规定32/2）", "the licence is withheld until the decision");
	if (row_is(v, violation_case_penalty, "revocation"))
		return refuse_text(c, E_GUARD, "penalty", "吊销的机动车驾驶证不发还（道路交通安全法110）", "a licence that is revoked is not given back");
	if (row_is(v, violation_case_penalty, "suspension") && (e = suspension_over(c, v)))
		return e;
	if (row_is(v, violation_case_penalty, "fine") && v->state != violation_case_is_paid && v->state != violation_case_is_closed)
		return refuse_text(c, E_GUARD, "fine", "只处罚款的，缴纳完毕后发还驾驶证（违法处理程序规定32/2）",
		    "where only a fine is imposed the licence is given back when it is paid");
	*ret = row_is(v, violation_case_penalty, "suspension") ? S("暂扣机动车驾驶证的期限已届满。") :
	    row_is(v, violation_case_penalty, "fine") ? S("罚款已缴纳完毕。") : S("已作出处罚决定。");
	return E_OK;
}

enum err
measure_return_ground(struct call *c, const struct row *m, struct slice *ret)
{
	bool licence = row_is(m, measure_kind, "licence");
	struct row *v = NULL;
	int64_t id = 0;
	enum err e = licence ? studied(c, m, &id) : E_OK;

	if (e || (!row_empty(m, measure_violation_case) && (e = record_load(c, &violation_case_record, row_ref(m, measure_violation_case), &v))))
		return e;
	if (id)
		*ret = S("满分学习、考试合格并缴纳罚款，扣留的理由消失。");
	else if (licence && v)
		return of_licence(c, v, ret);
	else if (!row_empty(m, measure_proof_at))
		*ret = S("当事人已提供合法证明、补办手续或者接受处理，经核实无误。");
	else if (v && (without_penalty(v) || !row_empty(v, violation_case_decided_at)))
		*ret = S("当事人已接受处理，扣留的理由消失。");
	else
		return refuse_text(c, E_GUARD, "proof_at", "须先登记当事人提供证明、补办手续或者接受处理（违法处理程序规定30）",
		    "first note that proof was given, or that the party was dealt with");
	return E_OK;
}
