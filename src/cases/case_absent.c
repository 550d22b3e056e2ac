/* SPDX-License-Identifier: Apache-2.0 */
/* case_absent.c - five and more records of one vehicle that nobody came for: told in absence, then by public notice (规定 54). */
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/violation_code.h"
#include "engine/record.h"

/* 规定 54/1: five or more of one vehicle, notified, thirty days past, none extended; those with a case were opened when they were (take_record). */
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

/* The owner answers for the vehicle; no points, since they need a driver. His right to a hearing is the same as anybody's (处罚法 63). */
enum err
case_tell_absent(struct call *c, struct row *draft)
{
	struct row *v;
	enum err e = record_load(c, &violation_code_record, row_ref(draft, violation_case_violation), &v);

	row_set_text(draft, violation_case_penalty, S("fine"));
	row_set_text(draft, violation_case_procedure, S("general"));
	row_set_int(draft, violation_case_told_at, c->now_ms);
	row_set_int(draft, violation_case_points, 0);
	if (e || (e = case_penalty_fits(c, draft, v)) || (e = case_hearing_right(c, draft)))
		return e;
	return case_issue_intended(c, draft);
}

/* When the notice went out to him: its service is noted, or the proof that it was sent is attached (app, message, letter: 规定 54/1). 0: not yet. */
static enum err
sent_at(struct call *c, const struct row *r, int64_t *ret)
{
	if (!row_empty(r, violation_case_hearing_until)) {	/* noted of the document */
		*ret = row_time(r, violation_case_told_at);
		return E_OK;
	}
	return first_id(c, "SELECT created_at FROM attachment WHERE record = 'violation_case' AND row = ?1 AND slot = 'told_proof' AND removed_at IS NULL"
	    " AND created_at >= ?2 ORDER BY created_at LIMIT 1", (struct first_arg[]){ FIRST_INT(r->id), FIRST_INT(row_time(r, violation_case_told_at)) }, 2, ret);
}

/* 规定 54/1: thirty days after he was told, which is not the day on which the notice was drawn up. */
enum err
case_may_publish(struct call *c, const struct row *r)
{
	int64_t sent, end;
	enum err e = sent_at(c, r, &sent);

	if (e)
		return e;
	if (!sent)
		return refuse_text(c, E_GUARD, "told_proof", "须登记拟处罚告知的送达，或者附发送凭证（违法处理程序规定54/1）",
		    "the notice's service must be noted, or the proof that it was sent attached");
	if ((e = law_term_end(c, "intent_wait", sent, &end)))
		return e;
	return c->now_ms >= end ? E_OK : refuse_text(c, E_GUARD, "due_at", "告知后未满三十日（违法处理程序规定54/1）", "thirty days have not passed since he was told");
}

enum err
case_publish_absent(struct call *c, struct row *draft)
{
	int64_t sent, until;
	enum err e;

	if ((e = sent_at(c, draft, &sent)) || (e = law_term_end(c, "hearing_apply", sent, &until)))
		return e;
	row_set_int(draft, violation_case_told_at, sent);
	row_set_int(draft, violation_case_hearing_until, until);
	return E_OK;
}
