/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/study_day.h"

#include "base/clock.h"
#include "cases/law.h"
#include "engine/deadline.h"
#include "engine/record.h"

static enum err
studying(struct call *c, const struct row *day, struct row **ret)
{
	enum err e = record_load(c, &full_score_record, row_ref(day, study_day_full_score), ret);

	if (e || (*ret)->state == full_score_is_studying)
		return e;
	return refuse_text(c, E_GUARD, "full_score", "不在学习期间（记分管理办法17至20）", "he is not studying now");
}

static enum err
study_day_open(struct call *c, const struct row *r)
{
	struct row *f;

	return studying(c, r, &f);
}

/* 19/3: more than three hours, on the spot in one go or online in all; by oneself no time is asked. */
static enum err
counts(struct call *c, struct row *draft, int32_t day)
{
	struct legal_term t;

	if (row_is(draft, study_day_way, "alone")) {
		row_set_int(draft, study_day_counts, true);
		return E_OK;
	}
	if (row_empty(draft, study_day_minutes))
		return refuse(c, E_MISSING, draft->rec, study_day_minutes);
	if (!deadline_term(S("study_day_hours"), day, c->arena, &t))
		return refuse_text(c, E_GUARD, "legal_term", "没有有效的学习时间折算（记分管理办法19/3）", "no figure of hours is in force");
	row_set_int(draft, study_day_counts, row_int(draft, study_day_minutes) > (int64_t)t.period.length * 60);
	return E_OK;
}

static enum err
study_day_check(struct call *c, struct row *draft)
{
	struct row *f;
	int64_t there;
	int32_t day;
	enum err e = studying(c, draft, &f);

	if (e)
		return e;
	draft->unit = f->unit;
	if (!date_parse(row_text(draft, study_day_day), &day))
		return refuse(c, E_BAD_VALUE, draft->rec, study_day_day);
	if (day < beijing_day(row_time(f, full_score_began_at)) || day > beijing_day(c->now_ms))
		return refuse_text(c, E_BAD_VALUE, "day", "须在开始学习之日起至今日之间", "must lie between the beginning of the study and today");
	if ((e = first_id(c, "SELECT id FROM study_day WHERE full_score = ?1 AND day = ?2 AND way = ?3 AND state = 'noted'",
	    (struct first_arg[]){ FIRST_INT(f->id), FIRST_TEXT(row_text(draft, study_day_day)), FIRST_TEXT(row_text(draft, study_day_way)) }, 3, &there)))
		return e;
	if (there)
		return refuse_text(c, E_EXISTS, "day", "该日该方式已登记", "that day and way are noted already");
	return counts(c, draft, day);
}

#define NAME study_day
#define DEF "cases/study_day.def"
#include "engine/define.h"
