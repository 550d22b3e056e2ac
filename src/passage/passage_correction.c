/* SPDX-License-Identifier: Apache-2.0 */
#include "passage/passage_correction.h"

#include "base/clock.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "passage/passages_.h"

/* Corrections are made by POST passages/{id}/correct, which knows what the device had read. */
static enum err
correction_check(struct call *c, struct row *draft)
{
	return draft->id || c->as_system || c->who->person == 0 ? E_OK : refuse(c, E_FORBIDDEN, draft->rec, -1);
}

/* The newest other correction of the passage that stands; id 0: none. */
static enum err
other_standing(struct call *c, const struct row *r, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "SELECT id FROM passage_correction WHERE passage = ?1 AND id <> ?2 AND state <> 'undone' ORDER BY id DESC LIMIT 1");

	*ret = 0;
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, row_int(r, passage_correction_passage));
	sql_int(st, 2, r->id);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

static bool
overlay_of(const struct row *r, int plate, int class_code, struct history_overlay *ret)
{
	ret->id = row_int(r, passage_correction_passage);
	ret->plate = 0;
	ret->class_code = (uint8_t)row_int(r, class_code);
	return slice_is(row_text(r, plate), "-") || plate_pack(row_text(r, plate), &ret->plate);
}

/* What stood before comes back: an earlier correction, or the device's read. */
static enum err
correction_undo(struct call *c, struct row *draft)
{
	struct history_overlay over;
	struct row *before;
	int64_t other;
	enum err e = other_standing(c, draft, &other);

	if (e)
		return e;
	if (other > draft->id)
		return refuse_text(c, E_GUARD, "passage", "须先撤销较新的更正", "a newer correction must be undone first");
	if (!passages_here())
		return refuse(c, E_STORE, NULL, -1);
	if (other && (e = record_load(c, &passage_correction_record, other, &before)))
		return e;
	if (!(other ? overlay_of(before, passage_correction_plate, passage_correction_class, &over) :
	    overlay_of(draft, passage_correction_read, passage_correction_read_class, &over)))
		return refuse(c, E_CORRUPT, NULL, -1);
	return (e = history_correct(passages_here()->history, &over)) ? refuse(c, e, NULL, -1) : E_OK;
}

/* Of the last day, once at the start: a crash may have come between the record and the history. */
enum err
corrections_apply(struct passages *p)
{
	reader_scoped conn = NULL;
	stmt_scoped st = NULL;
	struct arena a;
	struct call c;
	enum err e = db_reader(p->engine->db, &conn);

	if (e || (e = sql(conn, &st, "SELECT id FROM passage_correction WHERE state <> 'undone' AND created_at > ?1 ORDER BY id")))
		return e;
	arena_init(&a);
	call_system(&c, p->engine, &a, conn, NULL);
	sql_int(st, 1, c.now_ms - DAY_MS);
	while (!(e = sql_step(st))) {
		struct history_overlay over;
		struct row *r;
		if ((e = record_load(&c, &passage_correction_record, col_int(st, 0), &r)))
			break;
		if (!overlay_of(r, passage_correction_plate, passage_correction_class, &over))
			continue;
		e = history_correct(p->history, &over);
		if (e && e != E_NOT_FOUND)
			break;
	}
	arena_free(&a);
	return e == E_DONE ? E_OK : e;
}

#define NAME passage_correction
#define DEF "passage/passage_correction.def"
#include "engine/define.h"
