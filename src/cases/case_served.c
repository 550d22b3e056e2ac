/* SPDX-License-Identifier: Apache-2.0 */
/* case_served.c - filing, service, what is owed, contest. */
#include "base/clock.h"
#include "cases/case_paper_.h"
#include "cases/case_party.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/payment_order.h"
#include "cases/stay.h"
#include "engine/record.h"

/* ---- filing with the unit ---- */

enum err
case_no_notice(struct call *c, const struct row *r)
{
	struct row *d;
	enum err e = paper_last(c, r, "handling_notice", &d);

	return e || !d ? e : refuse_text(c, E_GUARD, "document.handling_notice", "已填发处理通知书", "the notice has been given");
}

/* 规定 46/1/3, 47: where to come, until when. */
enum err
case_give_notice(struct call *c, struct row *draft)
{
	struct paper_pool p;
	struct row *d;
	enum err e = case_pool(&p, c, draft, "handling_notice");

	if (e)
		return e;
	put_date(&p, "handle_by", draft->due_at - 1);
	return pool_issue(&p, &d);
}

enum err
case_may_file(struct call *c, const struct row *r)
{
	if (row_empty(r, violation_case_file_by))
		return refuse_text(c, E_GUARD, "file_by", "一般程序不备案", "only simple decisions and notices given at the scene are filed");
	if (!row_empty(r, violation_case_filed_at))
		return refuse_text(c, E_GUARD, "filed_at", "已备案", "it is filed already");
	return r->state == violation_case_is_summoned ? paper_signed(c, r, "handling_notice", "违法处理程序规定46、47") : E_OK;
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

/* The decision itself is what is served: its service was noted, in the way that is said here. */
static enum err
decision_served(struct call *c, const struct row *draft, struct row **ret)
{
	static const struct {
		const char *way, *of_document;
	} same[] = {
		{ "direct", "person" }, { "direct", "proxy" }, { "left", "left" }, { "post", "post" }, { "post", "police" }, { "electronic", "electronic" },
		{ "public", "notice" },
	};
	enum err e = paper_served(c, draft, row_is(draft, violation_case_procedure, "simple") ? "simple_decision" : "general_decision",
	    "行政处罚法61；违法处理程序规定44、48、55", ret);

	for (size_t i = 0; i < N_ELEMS(same) && !e; i++)
		if (row_is(draft, violation_case_service, same[i].way) && row_is(*ret, document_service, same[i].of_document))
			return E_OK;
	return e ? e : refuse_text(c, E_GUARD, "service", "与决定书登记的送达方式不一致", "is not the way that was noted of the decision");
}

/* 处罚法 61/2: electronically only with the signed confirmation; 规定 56/2: public service when its period ends. */
static enum err
service_fits(struct call *c, struct row *draft, struct row **ret)
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
	if ((e = decision_served(c, draft, ret)))
		return e;
	row_set_int(draft, violation_case_served_at, notice ? before->due_at - 1 : row_time(*ret, document_served_at));
	return E_OK;
}

enum err
case_serve(struct call *c, struct row *draft)
{
	struct row *decision, *order;
	enum err e = service_fits(c, draft, &decision);

	if (e || (e = case_receipt(c, draft, decision)))
		return e;
	if ((e = case_suspended(c, draft)))
		return e;
	draft->due_from = row_time(draft, violation_case_served_at);
	if (row_int(draft, violation_case_fine))
		return (e = payment_open(c, draft, &order)) ? e : case_payment_notice(c, draft, order);
	draft->state = violation_case_is_closed;	/* nothing to pay: it took effect with its service */
	return case_close_record(c, draft, "close");
}

/* ---- what is owed ---- */

enum err
case_is_late(struct call *c, const struct row *r)
{
	return !c->who->person && r->due_at && r->due_at <= c->now_ms ? case_not_stayed(c, r) : refuse(c, E_GUARD, NULL, -1);
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
	return payment_contest(c, draft->id, c->now_ms);
}

/* With the contest its stay ends. */
static enum err
end_stay(struct call *c, const struct row *draft)
{
	struct slice reason = c->reason;
	struct row *after;
	int64_t id;
	enum err e = stay_of(c, draft->id, &id);

	if (e || !id)
		return e;
	if (!c->reason.n)
		c->reason = S("复议诉讼终结");
	e = record_fire_as_system(c, &stay_record, id, "lift", &after);
	c->reason = reason;
	return e;
}

/* 行政强制法 46: thirty days of surcharge; those on which it stood still (处罚法 73/3) are none of them. */
enum err
case_uncontest(struct call *c, struct row *draft)
{
	int64_t days = case_contested_days(draft, c->now_ms), still;
	enum err e;

	if ((e = end_stay(c, draft)))
		return e;
	row_set_int(draft, violation_case_contested_days, days);
	row_clear(draft, violation_case_contested_from);
	if ((e = payment_uncontest(c, draft->id, c->now_ms, &still)) || !still || draft->state != violation_case_is_overdue)
		return e;
	draft->due_from += still * DAY_MS;
	draft->due_at = 0;
	return E_OK;
}

/* 处罚法 66/2: the last day of what was approved takes the place of the fifteen; 72/2: the time to ask the court runs from there. */
enum err
case_defer(struct call *c, struct row *draft)
{
	struct row *order;
	enum err e = payment_of(c, draft->id, &order);

	if (e || !order)
		return e ? e : refuse(c, E_GUARD, NULL, -1);
	draft->due_from = c->now_ms;
	draft->due_at = row_time(order, payment_order_pay_by);
	draft->due_term = (struct slice){ NULL, 0 };
	draft->due_why = S("暂缓、分期缴纳批准的期限（行政处罚法66/2）|the day approved for deferral or instalments (Penalty Law art. 66/2)");
	return E_OK;
}

enum err
case_end(struct call *c, struct row *draft)
{
	return case_close_record(c, draft, "close");
}
