/* SPDX-License-Identifier: Apache-2.0 */
/* case_told.c - who is liable, what he is told before anything is decided, what he answers. */
#include <string.h>

#include "base/clock.h"
#include "cases/authority.h"
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/full_score.h"
#include "cases/law.h"
#include "cases/office.h"
#include "cases/violation_code.h"
#include "engine/guard.h"
#include "engine/record.h"

/* ---- who is liable ---- */

/* 记分管理办法 14/2: who has twelve points may still clear the records of the vehicle whose records he was clearing, of no other. His period is
 * taken as twelve months back: what the licence office knows better is its own. Asked again before a decision: others may have been decided since. */
enum err
case_full_clears_no_other(struct call *c, const struct row *r)
{
	struct slice key = row_text(r, violation_case_party_key);
	int64_t points, same;
	enum err e;

	if (!key.n || !row_is(r, violation_case_party, "driver") || row_bool(r, violation_case_own_vehicle) || !row_is(r, violation_case_source, "camera"))
		return E_OK;
	if ((e = full_score_year(c, key, &points)) || points < law_figure(c, "full_score", 12))
		return e;
	e = first_id(c, "SELECT id FROM violation_case WHERE party_key = ?1 AND vehicle_key = ?2 AND party = 'driver' AND points > 0 AND decided_at >= ?3"
	    " AND state <> 'cancelled' LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(key), FIRST_TEXT(row_text(r, violation_case_vehicle_key)), FIRST_INT(c->now_ms - 365 * DAY_MS) }, 3, &same);
	return e || same ? e : refuse_text(c, E_GUARD, "own_vehicle", "累积记分满12分的，不得再处理其他机动车的记录（记分管理办法14/2）",
	    "with 12 points nobody clears another car");
}

/* 道路交通安全法 114, 处理程序规定 21: the owner or keeper, the driver where he can be determined; a picture names neither. */
enum err
case_establish(struct call *c, struct row *draft)
{
	struct slice key;
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
	return case_full_clears_no_other(c, draft);
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

/* 规定 51 counts from the appearance, but 处罚法 64 forbids a decision while a hearing may be asked for: then from the end of that, from the
 * waiver or from the hearing (documents.md 1.2, a reading). Not told yet, it is the appearance that presses. */
void
case_clock(const struct call *c, struct row *draft)
{
	bool heard = !row_empty(draft, violation_case_heard_at), waived = !row_empty(draft, violation_case_waived_at);
	bool right = row_bool(draft, violation_case_hearing_right), told = !row_empty(draft, violation_case_hearing_until);
	int64_t from = heard ? row_time(draft, violation_case_heard_at) : right && waived ? row_time(draft, violation_case_waived_at) :
	    right && told ? row_time(draft, violation_case_hearing_until) : row_time(draft, violation_case_appeared_at);

	if (row_is(draft, violation_case_procedure, "simple") || !from)
		return;
	draft->due_at = 0;
	if (told && case_hearing_open(c, draft)) {
		draft->due_from = row_time(draft, violation_case_told_at);
		draft->due_term = S("hearing_apply");
		return;
	}
	draft->due_from = from;
	draft->due_term = row_is(draft, violation_case_penalty, "suspension") ? S("decide_suspension") :
	    row_is(draft, violation_case_penalty, "revocation") ? (heard ? S("decide_revocation_after_hearing") : S("decide_revocation")) : S("decide_fine");
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
enum err
case_issue_intended(struct call *c, const struct row *draft)
{
	struct row *document;
	enum err e = paper_replaced(c, draft, "intended_penalty", "重新告知");

	return e ? e : case_paper(c, draft, "intended_penalty", &document);
}

enum err
case_tell(struct call *c, struct row *draft)
{
	struct row *v;
	enum err e;

	if ((e = record_load(c, &violation_code_record, row_ref(draft, violation_case_violation), &v)) || (e = case_hearing_right(c, draft)) ||
	    (e = case_penalty_fits(c, draft, v)) || (e = case_procedure_fits(c, draft, v)) || (e = case_not_heavier(c, draft)))
		return e;
	if (row_bool(draft, violation_case_absent))
		(void)case_appear(c, draft);		/* told in person: he is no longer absent */
	take_points(draft, v);
	row_set_int(draft, violation_case_told_at, c->now_ms);
	row_clear(draft, violation_case_waived_at);
	row_clear(draft, violation_case_heard_at);
	case_clock(c, draft);
	if (!draft->due_term.n)
		draft->due_from = draft->created_at;
	return row_is(draft, violation_case_procedure, "simple") ? E_OK : case_issue_intended(c, draft);
}

/* ---- he was told ---- */

/* 处罚法 64/1/1, 85; 规定 54/1: from the signature, the refusal noted, or the service; the effect finds it in told_at. */
enum err
case_note_told(struct call *c, struct row *draft)
{
	int64_t until;
	enum err e = law_term_end(c, "hearing_apply", row_time(draft, violation_case_told_at), &until);

	if (e)
		return e;
	row_set_int(draft, violation_case_hearing_until, until);
	if (draft->state == violation_case_is_told) {
		case_clock(c, draft);
		return E_OK;
	}
	draft->due_at = 0;
	draft->due_from = row_time(draft, violation_case_told_at);
	draft->due_term = S("intent_wait");
	return E_OK;
}

enum err
case_document_noted(struct call *c, const struct row *document)
{
	struct row *r, *after, *told;
	bool was = c->as_system;
	enum err e;

	if (!row_is(document, document_type, "intended_penalty") || !row_is(document, document_subject, violation_case_record.name))
		return E_OK;
	if ((e = record_load(c, &violation_case_record, row_int(document, document_subject_row), &r)) || !row_empty(r, violation_case_hearing_until) ||
	    (r->state != violation_case_is_told_absent && (r->state != violation_case_is_told || !row_bool(r, violation_case_hearing_right))))
		return e;
	told = row_new(c->arena, &violation_case_record);
	row_set_int(told, violation_case_told_at, row_time(document, row_empty(document, document_served_at) ? document_signed_at : document_served_at));
	c->as_system = true;
	e = record_fire(c, &violation_case_record, r->id, 0, "noted", told, 1ull << violation_case_told_at, &after);
	c->as_system = was;
	return e;
}

/* ---- what he answers ---- */

enum err
case_is_defended(struct call *c, const struct row *r)
{
	return row_empty(r, violation_case_defence) ? refuse_text(c, E_GUARD, "defence", "没有陈述申辩", "there is no defence") : E_OK;
}

/* 处罚法 45/1: what is said now is answered now; the answer to what he said before answers nothing. */
enum err
case_defend(struct call *c, struct row *draft)
{
	(void)c;
	row_clear(draft, violation_case_defence_answer);
	row_set_int(draft, violation_case_absent, 0);
	return E_OK;
}

/* 处罚法 62: only where he says so himself, of what he was told last; a defence waives nothing. */
enum err
case_has_waiver(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM attachment WHERE record = 'violation_case' AND row = ?1 AND slot = 'waiver' AND removed_at IS NULL"
	    " AND created_at >= ?2 LIMIT 1", (struct first_arg[]){ FIRST_INT(r->id), FIRST_INT(row_time(r, violation_case_told_at)) }, 2, &id);

	return e || id ? e : refuse_text(c, E_GUARD, "waiver", "须有当事人签名的放弃声明，在告知之后作出（行政处罚法62）",
	    "the signed waiver, given after he was told, must be attached");
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
