/* SPDX-License-Identifier: Apache-2.0 */
#include "org/handover.h"

#include "base/clock.h"
#include "engine/record.h"
#include "org/handover_open.h"

static enum err
handover_check(struct call *c, struct row *draft)
{
	int32_t day;

	if (draft->id && draft->state != handover_is_draft)	/* both sign the same sheet */
		return refuse_text(c, E_NO_STEP, NULL, "已签名的交接班记录不得修改，须先收回", "The sheet is signed: take it back first");
	if (!date_parse(row_text(draft, handover_shift_date), &day) || day > beijing_day(c->now_ms) + 1)
		return refuse_text(c, E_BAD_VALUE, "shift_date", "值班日期不能晚于明天", "must not be later than tomorrow");
	if (row_ref(draft, handover_successor) == c->who->person && !draft->id)
		return refuse_text(c, E_SECOND_PERSON, "successor", "接班人须为另一人", "the successor must be another person");
	return E_OK;
}

static enum err
handover_is_successor(struct call *c, const struct row *r)
{
	if (row_ref(r, handover_given_by) == c->who->person)
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	return row_ref(r, handover_successor) == c->who->person ? E_OK :
	    refuse_text(c, E_FORBIDDEN, "successor", "只有所列接班人可以接班", "only the successor named may take over");
}

static enum err
handover_fill(struct call *c, struct row *draft)
{
	return handover_put_open(c, draft);
}

/* What is signed is what is open at that moment, not what was when the sheet was begun. */
static enum err
handover_give(struct call *c, struct row *draft)
{
	row_set_int(draft, handover_given_by, c->who->person);
	row_set_int(draft, handover_given_at, c->now_ms);
	return handover_put_open(c, draft);
}

static enum err
handover_compare(struct call *c, struct row *draft)
{
	return handover_put_changes(c, draft);
}

static enum err
handover_recall(struct call *c, struct row *draft)
{
	(void)c;
	row_clear(draft, handover_given_by);
	row_clear(draft, handover_given_at);
	return E_OK;
}

static enum err
handover_take(struct call *c, struct row *draft)
{
	row_set_int(draft, handover_taken_by, c->who->person);
	row_set_int(draft, handover_taken_at, c->now_ms);
	return handover_put_changes(c, draft);
}

#define NAME handover
#define DEF "org/handover.def"
#include "engine/define.h"
