/* SPDX-License-Identifier: Apache-2.0 */
#include "org/handover.h"

#include "base/clock.h"
#include "engine/record.h"

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

static void
add_item(struct row *draft, struct slice what, const char *record, int64_t row, int64_t due)
{
	struct value *v = row_add_part(draft, 0)->value;

	v[handover_item_what] = (struct value){ .kind = V_TEXT, .s = arena_copy(draft->arena, what) };
	v[handover_item_record] = (struct value){ .kind = V_TEXT, .s = slice_of(record) };
	v[handover_item_row] = (struct value){ .kind = V_INT, .i = row };
	if (due)
		v[handover_item_due] = (struct value){ .kind = V_INT, .i = due };
}

static enum err
add_open(struct call *c, struct row *draft, const char *record, const char *text, int64_t unit)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, unit);
	while (!(e = sql_step(st)))
		add_item(draft, col_text(st, 1), record, col_int(st, 0), col_null(st, 2) ? 0 : col_int(st, 2));
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* What is open in the unit at this moment; items written by hand are kept. */
static enum err
handover_fill(struct call *c, struct row *draft)
{
	struct row *old = row_copy(c->arena, draft);
	enum err e;

	if ((e = record_parts(c, old)))
		return e;
	for (int i = 0; i < old->npart_row; i++)
		if (old->part_row[i].value[handover_item_row].kind == V_NULL)
			*row_add_part(draft, 0) = old->part_row[i];
	if ((e = add_open(c, draft, "repair_order", "SELECT id, substr(what, 1, 200), due_at FROM repair_order WHERE unit = ?1"
	    " AND state IN ('open', 'accepted', 'repaired') ORDER BY due_at LIMIT 90", draft->unit)) ||
	    (e = add_open(c, draft, "receipt", "SELECT id, subject, due_at FROM receipt WHERE unit = ?1"
	    " AND state IN ('waiting', 'urgent') ORDER BY due_at LIMIT 50", draft->unit)))
		return e;
	draft->parts_given = true;
	return E_OK;
}

static enum err
handover_give(struct call *c, struct row *draft)
{
	row_set_int(draft, handover_given_by, c->who->person);
	row_set_int(draft, handover_given_at, c->now_ms);
	return E_OK;
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
	return E_OK;
}

#define NAME handover
#define DEF "org/handover.def"
#include "engine/define.h"
