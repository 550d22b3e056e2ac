/* SPDX-License-Identifier: Apache-2.0 */
#include "recorder/recorder_failure.h"

#include "engine/deadline.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "recorder/recorder_issue.h"

/* Reported now by who wears it: the recorder is the one issued to him. */
static enum err
failure_check(struct call *c, struct row *r)
{
	struct row *issue;
	struct slice why;
	int64_t id, by;
	enum err e;

	if (r->id)
		return E_OK;
	if (row_ref(r, recorder_failure_superior) == c->who->person)
		return refuse_text(c, E_SECOND_PERSON, "superior", "须报告上级", "a superior is told");
	if ((e = first_id(c, "SELECT id FROM recorder_issue WHERE officer = ?1 AND state = 'out' ORDER BY id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(c->who->person) }, 1, &id)))
		return e;
	if (!id)
		return refuse_text(c, E_GUARD, "recorder", "没有领用中的记录仪", "no recorder is issued to you");
	if ((e = record_load(c, &recorder_issue_record, id, &issue)) || (e = deadline_reckon(c, S("recorder_tell"), c->now_ms, &by, &why)))
		return e;
	r->unit = issue->unit;
	row_set_text(r, recorder_failure_subject, row_text(issue, recorder_issue_subject));
	row_set_int(r, recorder_failure_recorder, row_ref(issue, recorder_issue_recorder));
	row_set_int(r, recorder_failure_issue, id);
	row_set_int(r, recorder_failure_officer, c->who->person);
	row_set_int(r, recorder_failure_known_by, by);
	return E_OK;
}

static enum err
failure_is_superior(struct call *c, const struct row *r)
{
	if (row_ref(r, recorder_failure_superior) != c->who->person)
		return refuse_text(c, E_FORBIDDEN, "superior", "由所列报告对象知悉", "the superior named takes note");
	return row_empty(r, recorder_failure_known_at) ? E_OK : refuse_text(c, E_GUARD, "known_at", "已知悉", "noted already");
}

static enum err
failure_know(struct call *c, struct row *draft)
{
	row_set_int(draft, recorder_failure_known_at, c->now_ms);
	return E_OK;
}

static enum err
failure_is_mine(struct call *c, const struct row *r)
{
	enum err e = creator_only(c, r);

	if (e)
		return e;
	return row_empty(r, recorder_failure_over_at) ? E_OK : refuse_text(c, E_GUARD, "over_at", "已恢复记录", "it records again already");
}

/* Examined by neither who reported it nor who was told. */
static enum err
failure_third_person(struct call *c, const struct row *r)
{
	enum err e = second_person(c, r);

	if (e)
		return e;
	return row_ref(r, recorder_failure_superior) == c->who->person ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

/* With the written explanation the excuse is used up. */
static enum err
failure_end(struct call *c, struct row *draft)
{
	if (row_empty(draft, recorder_failure_over_at))
		row_set_int(draft, recorder_failure_over_at, c->now_ms);
	return E_OK;
}

#define NAME recorder_failure
#define DEF "recorder/recorder_failure.def"
#include "engine/define.h"
