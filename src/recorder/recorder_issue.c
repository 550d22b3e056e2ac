/* SPDX-License-Identifier: Apache-2.0 */
#include "recorder/recorder_issue.h"

#include "engine/deadline.h"
#include "engine/first.h"
#include "engine/record.h"
#include "people/person.h"
#include "recorder/recorder.h"

#define SHIFT_MAX_MS (36 * 3600000LL)	/* what is longer is a mistyped day */

/* One recorder and one terminal for one officer at a time: else nobody can say whose recording it is. */
static enum err
alone(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM recorder_issue WHERE officer = ?1 AND state = 'out' LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(row_ref(r, recorder_issue_officer)) }, 1, &id);

	if (e)
		return e;
	if (id)
		return refuse_text(c, E_GUARD, "officer", "该民警已领用一台记录仪，须先归还", "the officer has a recorder already");
	if ((e = first_id(c, "SELECT id FROM recorder_issue WHERE terminal = ?1 AND state = 'out' LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(row_text(r, recorder_issue_terminal)) }, 1, &id)))
		return e;
	return id ? refuse_text(c, E_GUARD, "terminal", "该终端已与另一台记录仪配对", "the terminal is paired with another recorder") : E_OK;
}

static enum err
issue_check(struct call *c, struct row *r)
{
	int64_t from = row_time(r, recorder_issue_from_at), until = row_time(r, recorder_issue_until_at);
	struct row *recorder, *holder, *officer;
	enum err e;

	if (r->id)
		return E_OK;
	if (until <= from || until > from + SHIFT_MAX_MS)
		return refuse_text(c, E_BAD_VALUE, "until_at", "班次须在三十六小时以内", "a shift is not longer than thirty-six hours");
	if ((e = record_load(c, &recorder_record, row_ref(r, recorder_issue_recorder), &recorder)))
		return e;
	if (recorder->state != recorder_is_stock)
		return refuse_text(c, E_GUARD, "recorder", "记录仪不在库", "the recorder is not in stock");
	if ((e = alone(c, r)) || (e = record_load(c, &person_record, row_ref(r, recorder_issue_officer), &officer)))
		return e;
	r->unit = officer->unit;	/* it is his unit's paper, whoever keeps the cabinet */
	row_set_text(r, recorder_issue_subject, row_text(recorder, recorder_code));
	holder = row_new(c->arena, &recorder_record);
	row_set_int(holder, recorder_holder, row_ref(r, recorder_issue_officer));
	return recorder_fire(c, &recorder_record, recorder->id, "issue", holder, 1ull << recorder_holder);
}

/* 公通字〔2016〕14号 (not in the pack): uploaded the same day, at the latest within the term of `recorder_upload`. */
static enum err
issue_take_back(struct call *c, struct row *draft)
{
	struct slice why;
	int64_t by;
	enum err e = deadline_reckon(c, S("recorder_upload"), c->now_ms, &by, &why);

	if (e)
		return e;
	row_set_int(draft, recorder_issue_returned_at, c->now_ms);
	row_set_int(draft, recorder_issue_taken_by, c->who->person);
	row_set_int(draft, recorder_issue_upload_by, by);
	return recorder_fire(c, &recorder_record, row_ref(draft, recorder_issue_recorder), row_bool(draft, recorder_issue_faulty) ? "break" : "restock", NULL, 0);
}

static enum err
issue_empty(struct call *c, struct row *draft)
{
	row_set_int(draft, recorder_issue_emptied_at, c->now_ms);
	return E_OK;
}

/* Only what came back faulty may be given up: a whole recorder can be emptied. */
static enum err
issue_is_faulty(struct call *c, const struct row *r)
{
	return row_bool(r, recorder_issue_faulty) ? E_OK :
	    refuse_text(c, E_GUARD, "faulty", "归还时没有故障的记录仪应当上传", "a recorder that came back whole is to be uploaded");
}

#define NAME recorder_issue
#define DEF "recorder/recorder_issue.def"
#include "engine/define.h"
