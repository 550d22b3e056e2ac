/* SPDX-License-Identifier: Apache-2.0 */
/* full_score_study.c - studied, examined, cleared (记分管理办法 18 to 24). */
#include "base/clock.h"
#include "cases/full_score_.h"
#include "cases/law.h"
#include "cases/study_exam.h"
#include "engine/record.h"

void
full_score_study_again(struct row *draft)
{
	row_clear(draft, full_score_test);
	row_clear(draft, full_score_exam_at);
	row_clear(draft, full_score_passed_at);
	row_clear(draft, full_score_studied_at);
}

/* ---- study ---- */

enum err
full_score_begin(struct call *c, struct row *draft)
{
	row_set_int(draft, full_score_began_at, c->now_ms);
	return E_OK;
}

/* 18, 19/2, 21: in all, attended, on the spot. */
enum err
full_score_has_studied(struct call *c, const struct row *r)
{
	struct study_done done;
	enum err e = full_score_done(c, r, &done);

	if (e || (done.days >= row_int(r, full_score_days) && done.attend >= row_int(r, full_score_attend_days) && done.onsite >= row_int(r, full_score_onsite_days)))
		return e;
	return refuse_named(c, E_GUARD, "days",
	    arena_printf(c->arena, "应学%lld天，其中现场和网络%lld天、现场%lld天；已学%lld、%lld、%lld天（记分管理办法18、19）",
		(long long)row_int(r, full_score_days), (long long)row_int(r, full_score_attend_days), (long long)row_int(r, full_score_onsite_days),
		(long long)done.days, (long long)done.attend, (long long)done.onsite),
	    arena_printf(c->arena, "%lld days are asked, %lld attended or online, %lld on the spot; studied: %lld, %lld, %lld",
		(long long)row_int(r, full_score_days), (long long)row_int(r, full_score_attend_days), (long long)row_int(r, full_score_onsite_days),
		(long long)done.days, (long long)done.attend, (long long)done.onsite));
}

enum err
full_score_finish(struct call *c, struct row *draft)
{
	row_set_int(draft, full_score_studied_at, c->now_ms);
	row_set_text(draft, full_score_test, S("theory"));
	row_clear(draft, full_score_exam_at);
	return E_OK;
}

/* ---- examination ---- */

enum err
full_score_may_book(struct call *c, const struct row *r)
{
	if (!row_empty(r, full_score_exam_at))
		return refuse_text(c, E_GUARD, "exam_at", "已预约，考试结果尚未登记", "it is booked, and its result is not noted yet");
	return c->now_ms >= row_time(r, full_score_retake_from) ? E_OK :
	    refuse_text(c, E_GUARD, "retake_from", "考试不合格的，十日后预约重新考试（记分管理办法21、22）", "after a failure it is booked again when ten days have passed");
}

enum err
full_score_book(struct call *c, struct row *draft)
{
	return row_time(draft, full_score_exam_at) > c->now_ms ? E_OK : refuse_text(c, E_BAD_VALUE, "exam_at", "须晚于当前时间", "must lie in the future");
}

enum err
full_score_was_examined(struct call *c, const struct row *r)
{
	return !row_empty(r, full_score_exam_at) && row_time(r, full_score_exam_at) <= c->now_ms ? E_OK :
	    refuse_text(c, E_GUARD, "exam_at", "未预约或者未到考试时间", "it is not booked, or its time has not come");
}

/* 22: the yard before the road, as 使用规定 43 and 44 follow each other. */
static const char *
next_test(const struct row *r)
{
	bool yard = row_is(r, full_score_tests, "yard_road"), road = yard || row_is(r, full_score_tests, "road");

	if (row_is(r, full_score_test, "theory"))
		return yard ? "yard" : road ? "road" : NULL;
	return row_is(r, full_score_test, "yard") ? "road" : NULL;
}

/* 使用规定 53/1: recorded throughout, without recording there is none; the examiner records his part. */
static enum err
keep_result(struct call *c, const struct row *draft, bool passed)
{
	struct row *x = row_new(c->arena, &study_exam_record);

	x->unit = draft->unit;
	row_set_int(x, study_exam_full_score, draft->id);
	row_set_text(x, study_exam_test, row_text(draft, full_score_test));
	row_set_int(x, study_exam_at, row_time(draft, full_score_exam_at));
	row_set_int(x, study_exam_passed, passed);
	row_set_int(x, study_exam_examiner, row_ref(draft, full_score_examiner));
	row_set_text(x, study_exam_recording, row_text(draft, full_score_exam_recording));
	return record_create_as_system(c, x);
}

enum err
full_score_pass(struct call *c, struct row *draft)
{
	const char *next = next_test(draft);
	enum err e = keep_result(c, draft, true);

	if (e)
		return e;
	row_clear(draft, full_score_exam_at);
	row_clear(draft, full_score_examiner);
	row_clear(draft, full_score_exam_recording);
	row_clear(draft, full_score_retake_from);
	if (next) {
		row_set_text(draft, full_score_test, slice_of(next));
		draft->state = full_score_is_testing;
		return E_OK;
	}
	row_clear(draft, full_score_test);
	row_set_int(draft, full_score_passed_at, c->now_ms);
	return E_OK;
}

enum err
full_score_fail(struct call *c, struct row *draft)
{
	const char *term = row_is(draft, full_score_test, "theory") ? "exam_retake" : row_is(draft, full_score_test, "yard") ? "yard_exam_retake" : "road_exam_retake";
	int64_t from;
	enum err e = law_term_end(c, term, row_time(draft, full_score_exam_at), &from);

	if (e || (e = keep_result(c, draft, false)))
		return e;
	row_set_int(draft, full_score_retake_from, from);
	row_set_int(draft, full_score_failures, row_int(draft, full_score_failures) + 1);
	row_clear(draft, full_score_exam_at);
	row_clear(draft, full_score_examiner);
	row_clear(draft, full_score_exam_recording);
	return E_OK;
}

/* 31/1: records of study and results that were come by in deceit do not count. */
enum err
full_score_annul(struct call *c, struct row *draft)
{
	(void)c;
	full_score_study_again(draft);
	return E_OK;
}

/* ---- cleared ---- */

/* 23: "且罚款已缴纳". */
enum err
full_score_all_paid(struct call *c, const struct row *r)
{
	int64_t unpaid;
	enum err e = first_id(c, "SELECT count(*) FROM full_score_case l JOIN violation_case v ON v.id = l.violation_case WHERE l.full_score = ?1 AND l.state = 'counted'"
	    " AND v.fine > 0 AND v.state NOT IN ('paid', 'closed', 'cancelled')", (struct first_arg[]){ FIRST_INT(r->id) }, 1, &unpaid);

	return e || !unpaid ? e : refuse_text(c, E_GUARD, "points", "罚款尚未缴纳（记分管理办法23）", "a fine has not been paid");
}

enum err
full_score_clear(struct call *c, struct row *draft)
{
	int64_t from;
	enum err e = full_score_returnable(c, draft, &from);

	row_set_int(draft, full_score_cleared_at, c->now_ms);
	row_set_int(draft, full_score_return_from, from);
	return e;
}
