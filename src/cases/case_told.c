/* SPDX-License-Identifier: Apache-2.0 */
/* case_told.c - who is liable, what he is told before anything is decided, what he answers, the hearing. */
#include <string.h>

#include "base/clock.h"
#include "cases/authority.h"
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/full_score.h"
#include "cases/law.h"
#include "cases/office.h"
#include "cases/speed_band.h"
#include "cases/violation_code.h"
#include "engine/deadline.h"
#include "engine/guard.h"
#include "engine/record.h"

/* ---- who is liable ---- */

/* 道路交通安全法 114, 处理程序规定 21: the owner or keeper, the driver where he can be determined; a picture names neither. 记分管理办法 14/2:
 * somebody with 12 points clears no other car. His period is taken as twelve months back: what the licence office knows better is its own. */
enum err
case_establish(struct call *c, struct row *draft)
{
	struct slice key;
	int64_t points;
	bool proof;
	enum err e;

	if (row_is(draft, violation_case_source, "camera")) {
		if ((e = case_attached(c, draft, "liability", &proof)))
			return e;
		if (!proof)
			return refuse_text(c, E_GUARD, "liability", "须有认定所有人、管理人或者实际驾驶人的证据（道路交通安全法114、违法处理程序规定21）",
			    "evidence of who owns, keeps or drove must be attached");
	}
	if (row_is(draft, violation_case_party, "driver") && row_is(draft, violation_case_party_kind, "unit"))
		return refuse_text(c, E_BAD_VALUE, "party_kind", "驾驶人须为个人", "a driver is a person");
	if ((e = case_key(c, "case.party", row_text(draft, violation_case_party_id), &key)))
		return e;
	row_set_text(draft, violation_case_party_key, key);
	if (!row_is(draft, violation_case_party, "driver") || row_bool(draft, violation_case_own_vehicle) || !row_is(draft, violation_case_source, "camera"))
		return E_OK;
	if ((e = full_score_year(c, key, &points)))
		return e;
	return points < law_figure(c, "full_score", 12) ? E_OK : refuse_text(c, E_GUARD, "own_vehicle", "累积记分满12分的，不得再处理其他机动车的记录（记分管理办法14/2）",
	    "with 12 points nobody clears another car");
}

/* ---- what is told ---- */

enum err
case_authority(struct call *c, const struct row *r, struct row **ret)
{
	struct slice p = row_text(r, violation_case_penalty);
	const char *code = slice_is(p, "revocation") ? "revocation" : slice_is(p, "suspension") ? "suspension" : slice_is(p, "warning") ? "warning" :
	    row_is(r, violation_case_procedure, "simple") ? "fine_simple" : row_is(r, violation_case_procedure, "quick") ? "fine_quick" : "fine";

	return law_authority(c, code, c->now_ms, ret);
}

bool
case_hearing_open(const struct call *c, const struct row *r)
{
	return row_bool(r, violation_case_hearing_right) && row_empty(r, violation_case_heard_at) && row_empty(r, violation_case_waived_at) &&
	    c->now_ms < row_time(r, violation_case_hearing_until);
}

/* 规定 51 counts from the appearance, but 处罚法 64 forbids a decision while a hearing may be asked for: then from the end of that, from the
 * waiver or from the hearing (documents.md 1.2, a reading). */
void
case_clock(const struct call *c, struct row *draft)
{
	bool right = row_bool(draft, violation_case_hearing_right), heard = !row_empty(draft, violation_case_heard_at);
	bool waived = !row_empty(draft, violation_case_waived_at);
	int64_t from = heard ? row_time(draft, violation_case_heard_at) : right && waived ? row_time(draft, violation_case_waived_at) :
	    right ? row_time(draft, violation_case_hearing_until) : row_time(draft, violation_case_appeared_at);

	if (row_is(draft, violation_case_procedure, "simple") || !from)
		return;
	draft->due_at = 0;
	if (case_hearing_open(c, draft)) {
		draft->due_from = row_time(draft, violation_case_told_at);
		draft->due_term = S("hearing_apply");
		return;
	}
	draft->due_from = from;
	draft->due_term = row_is(draft, violation_case_penalty, "suspension") ? S("decide_suspension") :
	    row_is(draft, violation_case_penalty, "revocation") ? (heard ? S("decide_revocation_after_hearing") : S("decide_revocation")) : S("decide_fine");
}

/* 山东办法 77, 高速条例 55: the place selects the ladder. *ret -1: none applies. */
static enum err
ladder_fine(struct call *c, const struct row *r, int64_t *ret)
{
	int64_t limit = row_int(r, violation_case_limit_kmh), speed = row_int(r, violation_case_speed_kmh), id;
	struct row *band;
	enum err e;

	*ret = -1;
	if (!limit || speed <= limit)
		return E_OK;
	e = first_id(c, "SELECT id FROM speed_band WHERE road = ?1 AND over_from <= ?2 AND over_to > ?2 AND valid_to IS NULL ORDER BY valid_from DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(row_is(r, violation_case_road, "motorway") ? S("motorway") : S("ordinary")), FIRST_INT((speed - limit) * 1000 / limit) }, 2, &id);
	if (e || !id || (e = record_load(c, &speed_band_record, id, &band)))
		return e;
	*ret = row_int(band, speed_band_fine);
	return E_OK;
}

static enum err
factors(struct call *c, const struct row *r, bool *ret_lighter, bool *ret_none)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT f.effect FROM violation_case_factor p JOIN discretion_factor f ON f.id = p.factor WHERE p.parent = ?1");

	*ret_lighter = *ret_none = false;
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st))) {
		*ret_lighter |= slice_is(col_text(st, 0), "lighter");
		*ret_none |= slice_is(col_text(st, 0), "none");
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* The penalty is one the law has for this violation: kind, bounds, ladder; below the bounds only with a factor. */
static enum err
penalty_fits(struct call *c, struct row *draft, const struct row *v)
{
	bool lighter, none, fine_only = row_is(draft, violation_case_penalty, "fine");
	int64_t fine = row_int(draft, violation_case_fine), ladder;
	enum err e;

	if ((e = factors(c, draft, &lighter, &none)) || (e = ladder_fine(c, draft, &ladder)))
		return e;
	if (none)
		return refuse_text(c, E_GUARD, "penalty", "有不予处罚的情节（行政处罚法30、31、33）", "a circumstance says that there is no penalty");
	if (row_is(draft, violation_case_penalty, "warning") && fine)
		return refuse_text(c, E_BAD_VALUE, "fine", "警告不并处罚款", "a warning carries no fine");
	if (fine_only && !fine)
		return refuse(c, E_MISSING, draft->rec, violation_case_fine);
	if (fine > row_int(v, violation_code_fine_max) || (fine && fine < row_int(v, violation_code_fine_min) && !lighter))
		return refuse_text(c, E_BAD_VALUE, "fine", "超出该违法行为的罚款幅度", "outside the range of this violation");
	if (ladder >= 0 && fine != ladder && !lighter)
		return refuse_text(c, E_BAD_VALUE, "fine", "与超速处罚档次不符（山东省实施办法77、高速公路条例55）", "not the step of the ladder for this speed");
	if (row_is(draft, violation_case_penalty, "revocation") && (row_empty(v, violation_code_revoke) || row_is(v, violation_code_revoke, "no")))
		return refuse_text(c, E_BAD_VALUE, "penalty", "该违法行为不适用吊销", "this violation carries no revocation");
	if (row_is(draft, violation_case_penalty, "suspension") && (row_empty(v, violation_code_suspend_months) ||
	    row_int(draft, violation_case_suspend_months) != row_int(v, violation_code_suspend_months)))
		return refuse_text(c, E_BAD_VALUE, "suspend_months", "与该违法行为的暂扣期限不符", "not the suspension of this violation");
	return E_OK;
}

/* 规定 43, 行政案件程序规定 40-42: what may be simple, what may be quick, what must be general with two officers. */
static enum err
procedure_fits(struct call *c, const struct row *draft, const struct row *authority, const struct row *v)
{
	bool simple = row_is(draft, violation_case_procedure, "simple"), quick = row_is(draft, violation_case_procedure, "quick");
	int64_t fine = row_int(draft, violation_case_fine);

	if (simple && (!row_bool(v, violation_code_simple) || row_is(draft, violation_case_penalty, "suspension") || row_is(draft, violation_case_penalty, "revocation") ||
	    (!row_empty(authority, authority_fine_max) && fine > row_int(authority, authority_fine_max))))
		return refuse_text(c, E_GUARD, "procedure", "二百元（不含）以上罚款、暂扣、吊销应当适用一般程序（违法处理程序规定43/2）", "the general procedure is required");
	if (!simple && row_is(draft, violation_case_told_way, "oral") && !quick)
		return refuse_text(c, E_GUARD, "told_way", "须书面或者笔录告知（违法处理程序规定48/1/2）", "it must be told in writing or in the record");
	if (quick && (!row_is(draft, violation_case_penalty, "fine") || !row_bool(draft, violation_case_consented) || row_bool(draft, violation_case_hearing_right)))
		return refuse_text(c, E_GUARD, "procedure", "快速办理限于认错认罚并书面同意、不适用听证的罚款（行政案件程序规定41、42）",
		    "quick handling needs admission and consent, and no right to a hearing");
	if (!simple && row_int(authority, authority_officers) > 1 && row_empty(draft, violation_case_officer2))
		return refuse_text(c, E_GUARD, "officer2", "执法人员不得少于两人（行政处罚法42/1、违法处理程序规定48）", "two officers are required");
	return E_OK;
}

/* 处罚法 45/2: no heavier for having defended himself. */
static enum err
not_heavier(struct call *c, const struct row *draft)
{
	struct row *before;
	enum err e = record_load(c, &violation_case_record, draft->id, &before);

	if (e || row_empty(before, violation_case_defence))
		return e;
	if (row_int(draft, violation_case_fine) > row_int(before, violation_case_fine) ||
	    (row_is(draft, violation_case_penalty, "revocation") && !row_is(before, violation_case_penalty, "revocation")))
		return refuse_text(c, E_GUARD, "fine", "不得因当事人申辩而给予更重的处罚（行政处罚法45/2）", "no heavier penalty because of the defence");
	return E_OK;
}

/* 处罚法 63, 行政案件程序规定 123: who may ask for a hearing, and until when (处罚法 64/1/1, 85: five working days). */
static enum err
hearing_right(struct call *c, struct row *draft, const struct row *authority)
{
	bool unit = row_is(draft, violation_case_party_kind, "unit");
	int from = unit ? authority_hearing_unit : authority_hearing_person;
	int64_t until;
	bool right = row_bool(authority, authority_hearing) && (row_empty(authority, from) || row_int(draft, violation_case_fine) >= row_int(authority, from));
	enum err e;

	row_set_int(draft, violation_case_hearing_right, right);
	row_clear(draft, violation_case_hearing_until);
	if (!right)
		return E_OK;
	if ((e = law_term_end(c, "hearing_apply", c->now_ms, &until)))
		return e;
	row_set_int(draft, violation_case_hearing_until, until);
	return E_OK;
}

/* 记分管理办法 13, 28: a driver's, told before and printed; none with a warning. */
static void
take_points(struct row *draft, const struct row *v)
{
	bool driver = row_is(draft, violation_case_party, "driver") && !row_is(draft, violation_case_penalty, "warning");

	row_set_int(draft, violation_case_points, driver ? row_int(v, violation_code_points) : 0);
}

enum err
case_has_party(struct call *c, const struct row *r)
{
	return row_empty(r, violation_case_party) ?
	    refuse_text(c, E_GUARD, "party", "须先认定责任人（道路交通安全法114）", "the liable party must be established first") : E_OK;
}

/* 处罚法 44, 规定 48/1/2: told in writing or in the record; told anew, the former record no longer holds. */
static enum err
issue_intended(struct call *c, const struct row *draft)
{
	struct row *document;
	enum err e = paper_replaced(c, draft, "intended_penalty", "重新告知");

	return e ? e : case_paper(c, draft, "intended_penalty", &document);
}

enum err
case_tell(struct call *c, struct row *draft)
{
	struct row *v, *authority;
	enum err e;

	if ((e = record_load(c, &violation_code_record, row_ref(draft, violation_case_violation), &v)) || (e = case_authority(c, draft, &authority)) ||
	    (e = hearing_right(c, draft, authority)) || (e = penalty_fits(c, draft, v)) || (e = procedure_fits(c, draft, authority, v)) || (e = not_heavier(c, draft)))
		return e;
	take_points(draft, v);
	row_set_int(draft, violation_case_told_at, c->now_ms);
	row_clear(draft, violation_case_waived_at);
	row_clear(draft, violation_case_heard_at);
	case_clock(c, draft);
	if (!draft->due_term.n)
		draft->due_from = draft->created_at;
	return row_is(draft, violation_case_procedure, "simple") ? E_OK : issue_intended(c, draft);
}

/* ---- five and more unhandled records ---- */

/* 规定 54/1: five or more of one vehicle, notified, thirty days past, none extended. */
enum err
case_five_unhandled(struct call *c, const struct row *r)
{
	int64_t n, least = law_figure(c, "unhandled_records", 5);
	enum err e;

	if (!row_bool(r, violation_case_absent))
		return refuse_text(c, E_GUARD, "absent", "当事人已接受处理的，依第44条或者第48条办理（违法处理程序规定54/2）", "the party has appeared");
	e = first_id(c, "SELECT count(*) FROM camera_record t WHERE plate = ?1 AND plate_class = ?2 AND"
	    " ((state = 'notified' AND due_at <= ?3) OR (state = 'accepted' AND EXISTS (SELECT 1 FROM violation_case v WHERE v.camera_record = t.id"
	    " AND v.absent = 1 AND v.state IN ('accepted', 'told_absent', 'public_notice'))))",
	    (struct first_arg[]){ FIRST_TEXT(row_text(r, violation_case_plate)), FIRST_TEXT(row_text(r, violation_case_plate_class)), FIRST_INT(c->now_ms) }, 3, &n);
	if (e || n >= least)
		return e ? e : case_has_party(c, r);
	return refuse_text(c, E_GUARD, "absent", "同一机动车满三十日未处理的记录不足五起（违法处理程序规定54/1）", "fewer than five records have been unhandled for thirty days");
}

/* The owner answers for the vehicle; no points, since they need a driver. */
enum err
case_tell_absent(struct call *c, struct row *draft)
{
	struct row *v;
	enum err e = record_load(c, &violation_code_record, row_ref(draft, violation_case_violation), &v);

	row_set_text(draft, violation_case_penalty, S("fine"));
	row_set_text(draft, violation_case_procedure, S("general"));
	row_set_int(draft, violation_case_told_at, c->now_ms);
	row_set_int(draft, violation_case_points, 0);
	if (e || (e = penalty_fits(c, draft, v)))
		return e;
	return issue_intended(c, draft);
}

/* ---- what he answers ---- */

enum err
case_is_defended(struct call *c, const struct row *r)
{
	return row_empty(r, violation_case_defence) ? refuse_text(c, E_GUARD, "defence", "没有陈述申辩", "there is no defence") : E_OK;
}

/* 处罚法 62: only where he says so himself; the signed statement is in the file. */
enum err
case_has_waiver(struct call *c, const struct row *r)
{
	bool there;
	enum err e = case_attached(c, r, "statement", &there);

	return e || there ? e : refuse_text(c, E_GUARD, "statement", "须有当事人签名的放弃声明（行政处罚法62）", "the signed waiver must be attached");
}

enum err
case_waive(struct call *c, struct row *draft)
{
	row_set_int(draft, violation_case_waived_at, c->now_ms);
	case_clock(c, draft);
	return E_OK;
}

/* The five days went by and nobody asked for a hearing: the clock of the decision begins. */
enum err
case_hearing_over(struct call *c, const struct row *r)
{
	return !c->who->person && slice_is(r->due_term, "hearing_apply") && r->due_at <= c->now_ms ? E_OK : refuse(c, E_GUARD, NULL, -1);
}

enum err
case_lapse(struct call *c, struct row *draft)
{
	case_clock(c, draft);
	return E_OK;
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

enum err
case_was_heard(struct call *c, const struct row *r)
{
	bool record;
	enum err e;

	if (row_empty(r, violation_case_hearing_at) || c->now_ms < row_time(r, violation_case_hearing_at))
		return refuse_text(c, E_GUARD, "hearing_at", "尚未通知或者未到听证时间", "no notice was given, or it is not yet time");
	if ((e = case_attached(c, r, "hearing_record", &record)))
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
