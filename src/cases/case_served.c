/* SPDX-License-Identifier: Apache-2.0 */
/* case_served.c - filing, service, what is owed, contest, enforcement. */
#include "base/clock.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/payment_order.h"
#include "engine/record.h"

/* ---- filing with the unit ---- */

enum err
case_is_filed(struct call *c, const struct row *r)
{
	if (row_empty(r, violation_case_file_by))
		return refuse_text(c, E_GUARD, "file_by", "一般程序不备案", "only simple decisions and notices given at the scene are filed");
	return row_empty(r, violation_case_filed_at) ? E_OK : refuse_text(c, E_GUARD, "filed_at", "已备案", "it is filed already");
}

enum err
case_file(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_filed_at, c->now_ms);
	return E_OK;
}

/* ---- service ---- */

/* 规定 55: public notice only after post or electronic service has failed. */
enum err
case_service_failed(struct call *c, const struct row *r)
{
	bool proof;
	enum err e = case_attached(c, r, "service_proof", &proof);

	return e || proof ? e : refuse_text(c, E_GUARD, "service_proof", "邮寄或者电子送达不成功的才公告送达（违法处理程序规定55）",
	    "public notice only after post or electronic service has failed");
}

/* 处罚法 61/2: electronically only with the signed confirmation; 规定 56/2: public service when its period ends. */
static enum err
service_fits(struct call *c, struct row *draft)
{
	struct row *before;
	bool proof, notice;
	enum err e = record_load(c, &violation_case_record, draft->id, &before);

	if (e || (e = case_attached(c, draft, "service_proof", &proof)))
		return e;
	notice = before->state == violation_case_is_public_service;
	if (notice != row_is(draft, violation_case_service, "public"))
		return refuse_text(c, E_GUARD, "service", "公告送达须先公告", "public service begins with the notice");
	if (row_is(draft, violation_case_service, "electronic") && !row_bool(draft, violation_case_consent))
		return refuse_text(c, E_GUARD, "consent", "电子送达须当事人同意并签订确认书（行政处罚法61/2）", "electronic service needs the signed confirmation");
	if ((row_is(draft, violation_case_service, "left") || row_is(draft, violation_case_service, "post")) && !proof)
		return refuse_text(c, E_GUARD, "service_proof", "须有送达回证", "the proof of service must be attached");
	row_set_int(draft, violation_case_served_at, notice ? before->due_at - 1 : c->now_ms);
	return E_OK;
}

enum err
case_serve(struct call *c, struct row *draft)
{
	enum err e = service_fits(c, draft);

	if (e)
		return e;
	draft->due_from = row_time(draft, violation_case_served_at);
	if (row_int(draft, violation_case_fine))
		return payment_open(c, draft);
	draft->state = violation_case_is_closed;	/* nothing to pay: it took effect with its service */
	return case_close_record(c, draft, "close");
}

/* ---- what is owed ---- */

enum err
case_is_late(struct call *c, const struct row *r)
{
	return !c->who->person && r->due_at && r->due_at <= c->now_ms ? E_OK : refuse(c, E_GUARD, NULL, -1);
}

/* The surcharge runs from the day after the last (规定 60, 处罚法 72). */
enum err
case_fall_due(struct call *c, struct row *draft)
{
	struct row *before;
	enum err e = record_load(c, &violation_case_record, draft->id, &before);

	(void)c;
	if (!e)
		draft->due_from = before->due_at - 1;
	return e;
}

/* ---- contest ---- */

enum err
case_contested(struct call *c, const struct row *r)
{
	return row_empty(r, violation_case_contested_from) ? refuse_text(c, E_GUARD, "contested_from", "没有复议或诉讼", "it is not contested") : E_OK;
}

enum err
case_not_contested(struct call *c, const struct row *r)
{
	return row_empty(r, violation_case_contested_from) ? E_OK : refuse_text(c, E_GUARD, "contested_from", "复议或诉讼尚未终结", "it is contested already");
}

/* 处罚法 73: the penalty goes on, only the surcharge stands still. */
int64_t
case_contested_days(const struct row *r, int64_t now_ms)
{
	int64_t days = row_int(r, violation_case_contested_days);

	return row_empty(r, violation_case_contested_from) ? days : days + beijing_day(now_ms) - beijing_day(row_time(r, violation_case_contested_from));
}

enum err
case_contest(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_contested_from, c->now_ms);
	return payment_contest(c, draft->id, c->now_ms, 0);
}

enum err
case_uncontest(struct call *c, struct row *draft)
{
	int64_t days = case_contested_days(draft, c->now_ms);

	row_set_int(draft, violation_case_contested_days, days);
	row_clear(draft, violation_case_contested_from);
	return payment_contest(c, draft->id, 0, c->now_ms);
}

/* ---- enforcement ---- */

/* 行政强制法 46: more than thirty days of surcharge. */
enum err
case_may_demand(struct call *c, const struct row *r)
{
	enum err e = case_not_contested(c, r);

	return e ? e : case_over(c, r);
}

/* 行政强制法 53, 54: ten working days after the demand, the time to contest over, three months from then. */
enum err
case_may_apply(struct call *c, const struct row *r)
{
	bool first = row_is(r, violation_case_remedy, "reconsider_first");
	int64_t ends, last;
	enum err e = case_not_contested(c, r);

	if (e || (e = case_over(c, r)) || (e = law_term_end(c, first ? "recon_apply" : "sue_direct", row_time(r, violation_case_served_at), &ends)) ||
	    (e = law_term_end(c, "court_apply", ends - 1, &last)))
		return e;
	if (c->now_ms < ends)
		return refuse_text(c, E_GUARD, "served_at", "复议或者诉讼期限未满（行政强制法53）", "the decision may still be contested");
	return c->now_ms < last ? E_OK : refuse_text(c, E_GUARD, "served_at", "已逾三个月申请期限（行政强制法53）", "the three months to apply are over");
}

enum err
case_end(struct call *c, struct row *draft)
{
	return case_close_record(c, draft, "close");
}
