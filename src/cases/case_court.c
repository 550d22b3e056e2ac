/* SPDX-License-Identifier: Apache-2.0 */
/* case_court.c - who does not pay is called upon, then the court is asked. */
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/payment_order.h"
#include "cases/stay.h"
#include "engine/record.h"
#include "paper/content.h"

/* 行政强制法 46: more than thirty days of surcharge. */
enum err
case_may_demand(struct call *c, const struct row *r)
{
	enum err e = case_not_contested(c, r);

	return e || (e = case_not_stayed(c, r)) ? e : case_over(c, r);
}

/* 行政强制法 35, 38, 54: ten working days after the demand was served. */
static enum err
demand_over(struct call *c, const struct row *r)
{
	struct row *demand;
	int64_t end;
	enum err e = paper_served(c, r, "demand_notice", "行政强制法38、54", &demand);

	if (e || (e = law_term_end(c, "court_urge", row_time(demand, document_served_at), &end)))
		return e;
	return c->now_ms >= end ? E_OK : refuse_text(c, E_GUARD, "document.demand_notice", "催告书送达后十个工作日未满（行政强制法54）",
	    "ten working days have not passed since the demand was served");
}

/* 处罚法 72/2: of a fine that was deferred or split the time to ask the court runs from the end of that; no earlier than the time to contest is over, since
 * until then nothing can be asked. */
static enum err
court_time(struct call *c, const struct row *r, int64_t contest_ends, int64_t *ret_last)
{
	int64_t until;
	enum err e = first_id(c, "SELECT until FROM deferral WHERE violation_case = ?1 AND state = 'approved'", (struct first_arg[]){ FIRST_INT(r->id) }, 1, &until);

	return e ? e : law_term_end(c, "court_apply", (until > contest_ends ? until : contest_ends) - 1, ret_last);
}

/* 行政强制法 53, 54: ten working days after the demand, the time to contest over, three months from then. */
enum err
case_may_apply(struct call *c, const struct row *r)
{
	bool first = row_is(r, violation_case_remedy, "reconsider_first");
	int64_t ends, last;
	enum err e = case_not_contested(c, r);

	if (e || (e = case_over(c, r)) || (e = law_term_end(c, first ? "recon_apply" : "sue_direct", row_time(r, violation_case_served_at), &ends)) ||
	    (e = court_time(c, r, ends, &last)))
		return e;
	if (c->now_ms < ends)
		return refuse_text(c, E_GUARD, "served_at", "复议或者诉讼期限未满（行政强制法53）", "the decision may still be contested");
	if (c->now_ms >= last)
		return refuse_text(c, E_GUARD, "served_at", "已逾三个月申请期限（行政强制法53）", "the three months to apply are over");
	return demand_over(c, r);
}

static enum err
owed_now(struct call *c, const struct row *r, struct payment_owed *ret)
{
	struct row *order;
	enum err e = payment_of(c, r->id, &order);

	if (e || !order)
		return e ? e : refuse(c, E_GUARD, NULL, -1);
	return payment_owed(c, order, c->now_ms, ret);
}

/* What is still to be paid; what was paid of it in parts is said beside it. */
static void
put_owed(struct paper_pool *p, const struct payment_owed *o)
{
	put_int(p, "fine", o->fine);
	put_int(p, "surcharge", o->surcharge);
	if (o->paid_fine)
		put_int(p, "paid", o->paid_fine + o->paid_surcharge);
}

static struct slice
object_state(struct call *c, const struct payment_owed *o)
{
	struct slice paid = money_words(c->arena, o->paid_fine + o->paid_surcharge);

	return o->paid_fine ? arena_printf(c->arena, "已分期缴纳%.*s；上列罚款和加处罚款尚未缴纳。", (int)paid.n, paid.p) : S("罚款和加处罚款均未缴纳。");
}

/* 行政强制法 35, 54: until when, how, how much. */
enum err
case_demand(struct call *c, struct row *draft)
{
	struct paper_pool p;
	struct payment_owed o;
	struct row *d;
	int64_t until;
	enum err e;

	if ((e = owed_now(c, draft, &o)) ||
	    (e = law_term_end(c, "court_urge", c->now_ms, &until)) || (e = case_pool(&p, c, draft, "demand_notice")))
		return e;
	put_owed(&p, &o);
	put_int(&p, "total", o.fine + o.surcharge);
	put_date(&p, "perform_by", until - 1);
	return pool_issue(&p, &d);
}

enum err
case_apply(struct call *c, struct row *draft)
{
	struct paper_pool p;
	struct payment_owed o;
	struct row *demand, *d;
	enum err e;

	if ((e = owed_now(c, draft, &o)) ||
	    (e = paper_last(c, draft, "demand_notice", &demand)) || (e = case_pool(&p, c, draft, "court_application")))
		return e;
	put_owed(&p, &o);
	if (demand) {
		put_text(&p, "demand_no", row_text(demand, document_number));
		put_date(&p, "demand_served", row_time(demand, document_served_at));
	}
	put_text(&p, "opinion", row_empty(draft, violation_case_defence) ? S("催告后当事人未提出意见，未履行义务。") : row_text(draft, violation_case_defence));
	put_text(&p, "object_state", object_state(c, &o));
	if ((e = put_person(&p, "head", c->who->person))) {
		pool_close(&p);
		return e;
	}
	return pool_issue(&p, &d);
}
