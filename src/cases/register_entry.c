/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/register_entry.h"

#include "cases/camera_record.h"
#include "cases/register.h"
#include "engine/record.h"

#define SENT_MOST 10000		/* of the field sent */

enum err
register_queue(struct call *c, const char *kind, const struct row *about)
{
	struct row *r = row_new(c->arena, &register_entry_record);

	r->unit = about->unit;
	row_set_text(r, register_entry_kind, slice_of(kind));
	/* a record and a case may be cancelled at the same id and version */
	row_set_text(r, register_entry_number, arena_printf(c->arena, "%s-%s%lld-%lld", kind, about->rec == &camera_record_record ? "r" : "", (long long)about->id,
	    (long long)about->version));
	row_set_int(r, about->rec == &camera_record_record ? register_entry_camera_record : register_entry_violation_case, about->id);
	return record_create_as_system(c, r);
}

/* The count stays at its end: a register that has been down for long is no reason to refuse it everything else. */
static enum err
register_note_sent(struct call *c, struct row *draft)
{
	int64_t sent = row_int(draft, register_entry_sent);

	row_set_int(draft, register_entry_sent, sent < SENT_MOST ? sent + 1 : SENT_MOST);
	row_set_int(draft, register_entry_sent_at, c->now_ms);
	return E_OK;
}

/* The record learns its number in the register, or comes back. */
static enum err
tell_record(struct call *c, const struct row *draft, const char *verb, uint64_t set)
{
	struct row *change = row_new(c->arena, &camera_record_record), *after, *record;
	bool was = c->as_system;
	enum err e;

	if (row_empty(draft, register_entry_camera_record) || !row_is(draft, register_entry_kind, "record"))
		return E_OK;
	if ((e = record_load(c, &camera_record_record, row_ref(draft, register_entry_camera_record), &record)) ||
	    record->state != camera_record_is_entered)	/* meanwhile it went another way: the answer is kept here */
		return e;
	row_set_text(change, camera_record_register_no, row_text(draft, register_entry_register_no));
	c->as_system = true;
	e = record_fire(c, &camera_record_record, record->id, 0, verb, change, set, &after);
	c->as_system = was;
	return e;
}

static enum err
register_note_entered(struct call *c, struct row *draft)
{
	row_set_int(draft, register_entry_answered_at, c->now_ms);
	return tell_record(c, draft, "registered", 1ull << camera_record_register_no);
}

static enum err
register_note_refused(struct call *c, struct row *draft)
{
	row_set_int(draft, register_entry_answered_at, c->now_ms);
	return tell_record(c, draft, "bounce", 0);
}

static enum err
register_note_held(struct call *c, struct row *draft)
{
	row_set_int(draft, register_entry_held_at, c->now_ms);
	return E_OK;
}

#define NAME register_entry
#define DEF "cases/register_entry.def"
#include "engine/define.h"
