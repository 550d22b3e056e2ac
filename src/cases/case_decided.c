/* SPDX-License-Identifier: Apache-2.0 */
/* case_decided.c - legal review, approval, decision, cancellation: each refuses what has not been prepared.
 *
 * A decision on the spot is refused without a recording (on_site.h): the force's own rule, no condition of law.
 */
#include "cases/article.h"
#include "cases/authority.h"
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/full_score.h"
#include "cases/law.h"
#include "cases/on_site.h"
#include "cases/payment_order.h"
#include "cases/register.h"
#include "base/clock.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "paper/content.h"
#include "people/person.h"

/* 处罚法 44, 45, 62: told, heard, answered. */
static enum err
is_prepared(struct call *c, const struct row *r)
{
	enum err e;

	if (!row_empty(r, violation_case_defence) && row_empty(r, violation_case_defence_answer))
		return refuse_text(c, E_GUARD, "defence_answer", "陈述申辩尚未复核（行政处罚法45/1、62）", "the defence has not been answered");
	if ((e = case_hearing_closed(c, r)) || (e = case_full_clears_no_other(c, r)) || row_is(r, violation_case_procedure, "simple"))
		return e;
	return paper_signed(c, r, "intended_penalty", "行政处罚法44、62；违法处理程序规定48/1/2、3");
}

static enum err
not_on_the_case(struct call *c, const struct row *r)
{
	enum err e = second_person(c, r);

	if (e)
		return e;
	return c->who->person && c->who->person == row_ref(r, violation_case_officer2) ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

/* ---- legal review ---- */

enum err
case_may_review(struct call *c, const struct row *r)
{
	enum err e = not_on_the_case(c, r);

	if (e)
		return e;
	if (row_is(r, violation_case_procedure, "simple"))
		return refuse_text(c, E_GUARD, "procedure", "简易程序不经审核", "the simple procedure has no review");
	return is_prepared(c, r);
}

enum err
case_review(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_reviewed_by, c->who->person);
	case_clock(c, draft);
	return E_OK;
}

/* ---- approval ---- */

/* Of this case, beside what the row of its authority asks of all: a circumstance says so. */
static enum err
case_asks(struct call *c, const struct row *r, const char *effect, bool *ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT p.id FROM violation_case_factor p JOIN discretion_factor f ON f.id = p.factor WHERE p.parent = ?1 AND f.effect = ?2 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id), FIRST_TEXT(slice_of(effect)) }, 2, &id);

	*ret = id != 0;
	return e;
}

static enum err
review_done(struct call *c, const struct row *r, const struct row *authority)
{
	bool asked;
	enum err e = case_asks(c, r, "review", &asked);
	bool needed = asked || row_is(authority, authority_review, "always") ||
	    (row_is(authority, authority_review, "after_hearing") && !row_empty(r, violation_case_heard_at));

	return e || !needed || r->state == violation_case_is_reviewed ? e :
	    refuse_text(c, E_GUARD, "reviewed_by", "未经审核不得作出决定（行政处罚法58/1；快速办理：行政案件程序规定44）", "without legal review nothing is decided");
}

static enum err
discussed(struct call *c, const struct row *r, const struct row *authority)
{
	bool minutes = true, asked;
	enum err e = case_asks(c, r, "heads", &asked);

	if (!e && (asked || row_is(authority, authority_approver, "heads")))
		e = case_attached(c, r, "minutes", &minutes);
	return e || minutes ? e : refuse_text(c, E_GUARD, "minutes", "须经负责人集体讨论（行政处罚法57/2）", "the heads must have discussed it");
}

/* 规定 48/1/1: the party was asked, and a record of it made, signed or with the refusal noted; drawn up here, or attached. Of quick handling a recording
 * takes its place (行政案件程序规定 45/3). */
static enum err
inquired(struct call *c, const struct row *r)
{
	struct row *record;
	bool attached;
	enum err e;

	if (row_is(r, violation_case_procedure, "quick") && !row_empty(r, violation_case_site_recording))
		return E_OK;
	if ((e = case_attached(c, r, "inquiry", &attached)) || attached || (e = paper_last(c, r, "inquiry_record", &record)))
		return e;
	return record && !row_empty(record, document_signature) ? E_OK : refuse_text(c, E_GUARD, "inquiry",
	    "须有询问笔录，经当事人签名或者注明拒绝（违法处理程序规定48/1/1；行政处罚法54）", "there must be a record of the inquiry, signed or with the refusal noted");
}

enum err
case_may_approve(struct call *c, const struct row *r)
{
	struct row *authority;
	enum err e = not_on_the_case(c, r);

	if (e)
		return e;
	if (c->who->person && c->who->person == row_ref(r, violation_case_reviewed_by))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	if (row_is(r, violation_case_procedure, "simple"))
		return refuse_text(c, E_GUARD, "procedure", "简易程序由民警当场决定", "in the simple procedure the officer decides");
	if ((e = is_prepared(c, r)) || (e = inquired(c, r)) || (e = case_authority(c, r, &authority)) || (e = review_done(c, r, authority)) || (e = discussed(c, r, authority)))
		return e;
	return law_may_decide(c, authority, R_leader, r->unit);
}

/* 行政案件程序规定 170, 172: what was examined, and who approved it when. */
static enum err
issue_approval(struct call *c, const struct row *draft)
{
	struct slice day = date_words(c->arena, beijing_day(c->now_ms));
	struct paper_pool p;
	struct row *head, *document;
	enum err e;

	if ((e = record_load(c, &person_record, c->who->person, &head)) || (e = paper_replaced(c, draft, "approval_sheet", "重新审批")) ||
	    (e = case_pool(&p, c, draft, "approval_sheet")))
		return e;
	put_text(&p, "approval", arena_printf(c->arena, "同意拟处理意见。\n审批人：%.*s　%.*s", (int)row_text(head, person_name).n, row_text(head, person_name).p,
	    (int)day.n, day.p));
	return pool_issue(&p, &document);
}

enum err
case_approve(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_approved_by, c->who->person);
	case_clock(c, draft);
	return issue_approval(c, draft);
}

/* ---- decision ---- */

static struct on_site
of_decision(const struct row *r)
{
	return (struct on_site){ "simple_decision", r->unit, 0, row_ref(r, violation_case_officer2), r->created_at, r->id, 0, row_text(r, violation_case_subject) };
}

/* 规定 43, 44: of a stop, there and then. Who got a notice and came later, or whom a camera recorded, is no longer on the road. */
static bool
on_the_spot(const struct row *r)
{
	return row_is(r, violation_case_procedure, "simple") && row_is(r, violation_case_source, "stop") && !row_bool(r, violation_case_notice_given);
}

enum err
case_may_decide_simple(struct call *c, const struct row *r)
{
	struct on_site site = of_decision(r);
	struct recorder_cover cover;
	enum err e;

	if (!row_is(r, violation_case_procedure, "simple"))
		return refuse_text(c, E_GUARD, "procedure", "须经审批（违法处理程序规定48）", "it must be approved first");
	if ((e = is_prepared(c, r)) || !on_the_spot(r))
		return e;
	return on_site_demand(c, &site, &cover);
}

static enum err
note_recording(struct call *c, struct row *draft)
{
	struct on_site site = of_decision(draft);
	struct recorder_cover cover;
	int64_t id;
	enum err e;

	if (!on_the_spot(draft))
		return E_OK;
	if ((e = on_site_demand(c, &site, &cover)) || (e = on_site_issue(c, &site, &cover, &id)))
		return e;
	if (id)
		row_set_int(draft, violation_case_site_recording, id);
	return E_OK;
}

enum err
case_may_decide(struct call *c, const struct row *r)
{
	return is_prepared(c, r);
}

/* 规定 54/2: the notice is over and there was no defence; a second person of the authority decides. */
enum err
case_may_decide_absent(struct call *c, const struct row *r)
{
	struct row *authority;
	enum err e = case_over(c, r);

	if (e || (e = not_on_the_case(c, r)) || (e = case_hearing_closed(c, r)) || (e = case_authority(c, r, &authority)))
		return e;
	return law_may_decide(c, authority, R_leader, r->unit);
}

/* The surcharge may only be added when its rate and ceiling stand in the decision (行政强制法 45/1): they do in ours. */
enum err
case_decide(struct call *c, struct row *draft)
{
	bool simple = row_is(draft, violation_case_procedure, "simple");
	struct row *document;
	int64_t by;
	enum err e;

	row_set_int(draft, violation_case_decided_at, c->now_ms);
	row_set_int(draft, violation_case_decided_by, c->who->person);
	row_set_int(draft, violation_case_surcharge_told, row_int(draft, violation_case_fine) > 0);
	row_set_text(draft, violation_case_remedy, simple ? S("reconsider_first") : S("both"));
	if (simple) {
		if ((e = law_term_end(c, "simple_file", c->now_ms, &by)))
			return e;
		row_set_int(draft, violation_case_file_by, by);
		row_clear(draft, violation_case_filed_at);
	}
	if ((e = note_recording(c, draft)))
		return e;
	if ((e = case_paper(c, draft, simple ? "simple_decision" : "general_decision", &document)))
		return e;
	row_set_text(draft, violation_case_decision_no, row_text(document, document_number));
	if ((e = full_score_decided(c, draft)))
		return e;
	return register_queue(c, "decision", draft);
}

enum err
case_no_penalty(struct call *c, const struct row *r)
{
	struct row *authority;
	enum err e = not_on_the_case(c, r);

	if (e || (e = law_authority(c, "no_penalty", c->now_ms, &authority)))
		return e;
	return law_may_decide(c, authority, R_leader, r->unit);
}

static void
put_no_penalty(struct paper_pool *p, const struct row *r)
{
	static const struct { const char *ground, *article, *duty; } of[] = {
		{ "minor", "行政处罚法33/1、57/1/2", "" }, { "first", "行政处罚法33/1、57/1/2", "" }, { "no_fault", "行政处罚法33/2", "" },
		{ "under_14", "行政处罚法30", "责令监护人加以管教。" }, { "incapable", "行政处罚法31", "责令监护人严加看管和治疗。" },
		{ "too_late", "行政处罚法36/1", "" }, { "unproven", "行政处罚法57/1/3", "" },
	};

	for (size_t i = 0; i < N_ELEMS(of); i++)
		if (row_is(r, violation_case_no_penalty_ground, of[i].ground)) {
			put_text(p, "basis", article_words(p->c->arena, slice_of(of[i].article), ARTICLE_ALL));
			put_text(p, "duty", slice_of(of[i].duty));
		}
	put_yes(p, "unproven", row_is(r, violation_case_no_penalty_ground, "unproven"));
}

/* 行政处罚法 33/3: told why, and educated. */
enum err
case_not_penalised(struct call *c, struct row *draft)
{
	struct paper_pool p;
	struct row *document;
	enum err e = case_pool(&p, c, draft, "no_penalty_decision");

	if (e)
		return e;
	put_text(&p, "ground", c->reason);
	put_no_penalty(&p, draft);
	if ((e = pool_issue(&p, &document)))
		return e;
	return case_end(c, draft);
}

/* ---- cancellation ---- */

enum err
case_may_cancel(struct call *c, const struct row *r)
{
	struct row *authority;
	enum err e = not_on_the_case(c, r);

	if (e)
		return e;
	if (c->who->person && (c->who->person == row_ref(r, violation_case_approved_by) || c->who->person == row_ref(r, violation_case_decided_by)))
		return refuse(c, E_SECOND_PERSON, NULL, -1);	/* in the absent road nobody approves: who decides is the head */
	if ((e = case_authority(c, r, &authority)))
		return e;
	return law_may_decide(c, authority, R_leader, r->unit);
}

/* 行政处罚法 75/2: by a document of its own; the one withdrawn no longer holds, and its code says so. */
static enum err
issue_cancellation(struct call *c, const struct row *draft)
{
	struct paper_pool p;
	struct payment_owed o = { 0 };
	struct row *document, *order;
	enum err e = payment_of(c, draft->id, &order);

	if (e || (order && (e = payment_owed(c, order, c->now_ms, &o))) || (e = case_pool(&p, c, draft, "cancel_decision")))
		return e;
	put_text(&p, "ground", c->reason);
	if (o.paid_fine)
		put_int(&p, "paid", o.paid_fine + o.paid_surcharge);
	if (row_int(draft, violation_case_fine) && (!order || o.fine))
		put_text(&p, "undone", S("尚未缴纳的罚款不再缴纳。"));
	if (row_is(draft, violation_case_penalty, "suspension") || row_is(draft, violation_case_penalty, "revocation"))
		put_text(&p, "licence", S("收存的机动车驾驶证予以发还。"));
	if ((e = pool_issue(&p, &document)))
		return e;
	return paper_replaced(c, draft, row_is(draft, violation_case_procedure, "simple") ? "simple_decision" : "general_decision", "撤销");
}

/* 记分管理办法 16: the points go with the decision; what was paid is given back through the treasury. */
enum err
case_cancel(struct call *c, struct row *draft)
{
	enum err e;

	if ((e = issue_cancellation(c, draft)))
		return e;
	row_set_int(draft, violation_case_points, 0);
	if (!row_empty(draft, violation_case_contested_from) && (e = case_uncontest(c, draft)))	/* there is nothing left to contest or to stay */
		return e;
	if ((e = full_score_cancelled(c, draft)) || (e = payment_void(c, draft->id)) || (e = case_release_record(c, draft)))
		return e;
	return register_queue(c, "cancel", draft);
}
