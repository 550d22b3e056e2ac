/* SPDX-License-Identifier: Apache-2.0 */
/* alarm.c - what people do with an alarm. How one is raised stands in raise.c. */
#include "match/alarm.h"

#include "engine/record.h"
#include "match/raise.h"
#include "match/watch_entry.h"

static enum err
alarm_note_confirmed(struct call *c, struct row *draft)
{
	row_set_int(draft, alarm_confirmed_by, c->who->person);
	row_set_int(draft, alarm_confirmed_at, c->now_ms);
	return E_OK;
}

static void
end(struct call *c, struct row *draft)
{
	row_set_int(draft, alarm_closed_at, c->now_ms);
	row_clear(draft, alarm_open_key);	/* the next sighting is a new alarm */
}

/* Counts against the device: raise.c and the figures read outcome. */
static enum err
alarm_note_misread(struct call *c, struct row *draft)
{
	row_set_text(draft, alarm_outcome, S("false_read"));
	end(c, draft);
	return E_OK;
}

static enum err
alarm_note_signed(struct call *c, struct row *draft)
{
	row_set_int(draft, alarm_signed_by, c->who->person);
	row_set_int(draft, alarm_signed_at, c->now_ms);
	return E_OK;
}

/* Handed on: only the unit that it was handed to signs. */
static enum err
alarm_is_receiver(struct call *c, const struct row *r)
{
	return may(c, R_officer|R_duty|R_leader, row_ref(r, alarm_handed_to)) ? E_OK :
	    refuse_text(c, E_FORBIDDEN, "handed_to", "须由移交的单位签收", "the unit that it was handed to signs");
}

static enum err
alarm_hand_on(struct call *c, struct row *draft)
{
	row_clear(draft, alarm_signed_by);
	row_clear(draft, alarm_signed_at);
	return alarm_share(c, draft, row_ref(draft, alarm_handed_to));
}

static enum err
has_scene(struct call *c, const struct row *r, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT 1 FROM attachment WHERE record = 'alarm' AND row = ?1 AND slot = 'scene' AND removed_at IS NULL LIMIT 1");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, r->id);
	e = sql_step(st);
	*ret = !e;
	return e == E_DONE ? E_OK : e;
}

/* 事故处理程序规定 46: what was captured is taken off the list; until then its entry stands as "to be cancelled". An urgent one is
 * to be approved first: it only notes the capture. */
static enum err
capture(struct call *c, const struct row *r)
{
	struct row *entry, *after;
	enum err e;

	if (row_empty(r, alarm_watch_entry))
		return E_OK;
	if ((e = record_load(c, &watch_entry_record, row_ref(r, alarm_watch_entry), &entry)) ||
	    (entry->state != watch_entry_is_in_force && entry->state != watch_entry_is_urgent))
		return e;
	return record_fire_as_system(c, &watch_entry_record, entry->id, "capture", &after);
}

/* "Withdrawn" is said of an entry that is; where there is none, somebody has to say why nothing is done. */
static enum err
is_withdrawn(struct call *c, const struct row *r)
{
	struct row *entry;
	enum err e;

	if (!row_is(r, alarm_outcome, "withdrawn"))
		return E_OK;
	if (row_empty(r, alarm_watch_entry))
		return row_empty(r, alarm_note) ? refuse_text(c, E_MISSING, "note", "须说明情况", "say why") : E_OK;
	if ((e = record_load(c, &watch_entry_record, row_ref(r, alarm_watch_entry), &entry)))
		return e;
	return entry->state == watch_entry_is_urgent || entry->state == watch_entry_is_in_force ?
	    refuse_text(c, E_GUARD, "outcome", "布控仍有效", "the entry is still in force") : E_OK;
}

static enum err
alarm_close(struct call *c, struct row *draft)
{
	bool scene = false;
	enum err e = is_withdrawn(c, draft);

	if (e)
		return e;
	if (row_is(draft, alarm_outcome, "missed") && row_empty(draft, alarm_note))
		return refuse_text(c, E_MISSING, "note", "未拦截须说明原因", "say why it was not intercepted");
	if (row_is(draft, alarm_outcome, "intercepted")) {
		if ((e = has_scene(c, draft, &scene)))
			return e;
		if (!scene)
			return refuse_text(c, E_GUARD, "scene", "拦截并处置须上传现场照片", "a picture of the stop is required");
		if ((e = capture(c, draft)))
			return e;
	}
	end(c, draft);
	return E_OK;
}

/* Nobody has confirmed and signed it: then nobody can have stopped anything. */
static enum err
alarm_close_unseen(struct call *c, struct row *draft)
{
	enum err e = is_withdrawn(c, draft);

	if (e)
		return e;
	if (!row_is(draft, alarm_outcome, "withdrawn") && !row_is(draft, alarm_outcome, "false_read"))
		return refuse_text(c, E_GUARD, "outcome", "须先核实并签收", "it must be confirmed and signed first");
	end(c, draft);
	return E_OK;
}

#define NAME alarm
#define DEF "match/alarm.def"
#include "engine/define.h"
