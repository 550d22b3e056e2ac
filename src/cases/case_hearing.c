/* SPDX-License-Identifier: Apache-2.0 */
/* case_hearing.c - who may ask for a hearing, until when; its notice, its record. */
#include "cases/authority.h"
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/office.h"
#include "engine/record.h"

/* ---- the right ---- */

/* 处罚法 63, 行政案件程序规定 123: who may ask for a hearing; until when is known when he was told (case_document_noted). */
enum err
case_hearing_right(struct call *c, struct row *draft)
{
	int from = row_is(draft, violation_case_party_kind, "unit") ? authority_hearing_unit : authority_hearing_person;
	struct row *authority;
	enum err e = case_authority(c, draft, &authority);

	if (e)
		return e;
	row_set_int(draft, violation_case_hearing_right, row_bool(authority, authority_hearing) &&
	    (row_empty(authority, from) || row_int(draft, violation_case_fine) >= row_int(authority, from)));
	row_clear(draft, violation_case_hearing_until);
	return E_OK;
}

/* 处罚法 64/1/1: the five days run from when he was told. Until that is noted of the document they have not begun, and it stays open. */
bool
case_hearing_open(const struct call *c, const struct row *r)
{
	return row_bool(r, violation_case_hearing_right) && row_empty(r, violation_case_heard_at) && row_empty(r, violation_case_waived_at) &&
	    (row_empty(r, violation_case_hearing_until) || c->now_ms < row_time(r, violation_case_hearing_until));
}

enum err
case_hearing_closed(struct call *c, const struct row *r)
{
	if (!case_hearing_open(c, r))
		return E_OK;
	return row_empty(r, violation_case_hearing_until) ?
	    refuse_text(c, E_GUARD, "hearing_until", "尚未登记告知书的签名或者送达，听证申请期限未起算（行政处罚法64/1/1）",
	    "the days to ask for a hearing have not begun: no signature or service of the notice is noted") :
	    refuse_text(c, E_GUARD, "hearing_until", "听证申请期限未满，不得作出决定（行政处罚法64/1/1）", "a hearing may still be asked for");
}

/* ---- the hearing ---- */

enum err
case_may_ask_hearing(struct call *c, const struct row *r)
{
	if (!row_bool(r, violation_case_hearing_right))
		return refuse_text(c, E_GUARD, "hearing_right", "不属于听证范围（行政处罚法63、行政案件程序规定123）", "there is no right to a hearing");
	return case_hearing_open(c, r) ? E_OK : refuse_text(c, E_GUARD, "hearing_until", "应当在告知后五个工作日内提出（行政处罚法64/1/1）",
	    "it is to be asked for within five working days");
}

enum err
case_ask_hearing(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_hearing_asked_at, c->now_ms);
	return E_OK;
}

static enum err
issue_hearing_notice(struct call *c, const struct row *draft)
{
	struct paper_pool p;
	struct row *office, *document;
	enum err e;

	if ((e = paper_replaced(c, draft, "hearing_notice", "变更听证安排")) || (e = office_of(c, draft->unit, &office)) ||
	    (e = case_pool(&p, c, draft, "hearing_notice")))
		return e;
	put_time(&p, "hearing_at", row_time(draft, violation_case_hearing_at));
	put_text(&p, "hearing_place", office ? row_text(office, office_handle_place) : S(""));
	if ((e = put_person(&p, "chair", row_ref(draft, violation_case_hearing_chair)))) {
		pool_close(&p);
		return e;
	}
	return pool_issue(&p, &document);
}

/* 处罚法 64/1/2: seven working days before; 64/1/4: the chair is not on the case. */
enum err
case_notify_hearing(struct call *c, struct row *draft)
{
	int64_t last, chair = row_ref(draft, violation_case_hearing_chair);
	enum err e = law_term_end(c, "hearing_notice", row_time(draft, violation_case_hearing_at), &last);

	if (e)
		return e;
	if (c->now_ms >= last)
		return refuse_text(c, E_GUARD, "hearing_at", "应当在听证七个工作日前通知（行政处罚法64/1/2、85）", "notice is given seven working days before");
	if (chair == draft->created_by || chair == row_ref(draft, violation_case_officer2))
		return refuse_text(c, E_SECOND_PERSON, "hearing_chair", "由非本案调查人员主持（行政处罚法64/1/4）", "the chair must not be on the case");
	return issue_hearing_notice(c, draft);
}

/* 处罚法 64/1/2, 85: seven working days between the notice's service and the hearing, not its issue. */
static enum err
notified_in_time(struct call *c, const struct row *r)
{
	struct row *notice;
	int64_t last;
	enum err e;

	if ((e = paper_served(c, r, "hearing_notice", "行政处罚法64/1/2", &notice)) ||
	    (e = law_term_end(c, "hearing_notice", row_time(r, violation_case_hearing_at), &last)))
		return e;
	return row_time(notice, document_served_at) < last ? E_OK : refuse_text(c, E_GUARD, "hearing_at",
	    "听证通知书未在听证七个工作日前送达，须另定时间（行政处罚法64/1/2、85）", "the notice was not served seven working days before: another time is to be set");
}

enum err
case_was_heard(struct call *c, const struct row *r)
{
	bool record;
	enum err e;

	if (row_empty(r, violation_case_hearing_at) || c->now_ms < row_time(r, violation_case_hearing_at))
		return refuse_text(c, E_GUARD, "hearing_at", "尚未通知或者未到听证时间", "no notice was given, or it is not yet time");
	if ((e = notified_in_time(c, r)) || (e = case_attached(c, r, "hearing_record", &record)))
		return e;
	return record ? E_OK : refuse_text(c, E_GUARD, "hearing_record", "须有听证笔录（行政处罚法64/1/8）", "the hearing record must be attached");
}

enum err
case_hear(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_heard_at, c->now_ms);
	case_clock(c, draft);
	return E_OK;
}
