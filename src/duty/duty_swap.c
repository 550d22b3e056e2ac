/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/duty_swap.h"

#include "duty/duty_entry.h"
#include "duty/roster.h"
#include "engine/guard.h"
#include "engine/record.h"

/* His row of the entry's crew; -1: he is not on it. */
static int
place_of(const struct row *entry, int64_t person)
{
	for (int i = 0; i < entry->npart_row; i++)
		if (entry->part_row[i].value[duty_entry_crew_person].i == person)
			return i;
	return -1;
}

static bool
is_on(const struct row *entry, int64_t person)
{
	return row_ref(entry, duty_entry_sergeant) == person || place_of(entry, person) >= 0;
}

/* An entry that counts and has not begun. */
static enum err
load_entry(struct call *c, int64_t id, const char *field, struct row **ret)
{
	struct row *roster;
	enum err e;

	if ((e = record_load(c, &duty_entry_record, id, ret)) || (e = record_parts(c, *ret)) ||
	    (e = record_load(c, &roster_record, row_ref(*ret, duty_entry_roster), &roster)))
		return e;
	if ((*ret)->state != duty_entry_is_planned || (roster->state != roster_is_published && roster->state != roster_is_changed))
		return refuse_text(c, E_GUARD, field, "不是已发布的排班", "is not published");
	return row_time(*ret, duty_entry_starts_at) > c->now_ms ? E_OK : refuse_text(c, E_GUARD, field, "该班次已经开始", "has begun");
}

/* Nobody is on two posts at once because of a swap. */
static enum err
is_free(struct call *c, int64_t person, const struct row *entry, int64_t gives_up, const char *field)
{
	int64_t id;
	enum err e = entry_overlapping(c, person, entry, gives_up, &id);

	return e || !id ? e : refuse_text(c, E_GUARD, field, "该人员此时已有其他排班", "is planned elsewhere at that time");
}

static enum err
both_fit(struct call *c, const struct row *r, int64_t asker, struct row **entry, struct row **back)
{
	int64_t colleague = row_ref(r, duty_swap_colleague);
	enum err e;

	*back = NULL;
	if ((e = load_entry(c, row_ref(r, duty_swap_entry), "entry", entry)))
		return e;
	if (!row_empty(r, duty_swap_in_return) && (e = load_entry(c, row_ref(r, duty_swap_in_return), "in_return", back)))
		return e;
	if (!is_on(*entry, asker))
		return refuse_text(c, E_GUARD, "entry", "申请人不在该排班中", "the one who asks is not on it");
	if (colleague == asker || is_on(*entry, colleague))
		return refuse_text(c, E_SECOND_PERSON, "colleague", "替班人须为该班次以外的另一人", "must be another person who is not on that shift");
	if (*back && (!is_on(*back, colleague) || is_on(*back, asker)))
		return refuse_text(c, E_GUARD, "in_return", "对方排班中须有替班人而没有申请人", "the colleague must be on it and the one who asks not");
	if ((e = is_free(c, colleague, *entry, row_ref(r, duty_swap_in_return), "colleague")))
		return e;
	return *back ? is_free(c, asker, *back, (*entry)->id, "in_return") : E_OK;
}

static enum err
swap_check(struct call *c, struct row *r)
{
	struct row *entry, *back;
	enum err e;

	if (r->id)
		return E_OK;
	if ((e = both_fit(c, r, c->who->person, &entry, &back)))
		return e;
	r->unit = entry->unit;
	row_set_int(r, duty_swap_asked_by, c->who->person);
	row_set_text(r, duty_swap_subject, row_text(entry, duty_entry_subject));
	return E_OK;
}

static enum err
swap_is_colleague(struct call *c, const struct row *r)
{
	return row_ref(r, duty_swap_colleague) == c->who->person ? E_OK :
	    refuse_text(c, E_FORBIDDEN, "colleague", "只有替班人可以答复", "only the colleague who is asked answers");
}

static enum err
swap_agree(struct call *c, struct row *draft)
{
	row_set_int(draft, duty_swap_agreed_at, c->now_ms);
	return E_OK;
}

static bool
leads(struct call *c, const struct row *entry)
{
	return may(c, R_leader, entry->unit) || row_ref(entry, duty_entry_leader) == c->who->person;
}

/* The duty leader of that shift, or a leader of the unit; never one of the two. A shift of another unit that is given in return is decided by who
 * leads there too. */
static enum err
swap_may_approve(struct call *c, const struct row *r)
{
	struct row *entry, *back;
	enum err e;

	if (c->who->person == row_ref(r, duty_swap_asked_by) || c->who->person == row_ref(r, duty_swap_colleague))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	if (c->as_system)
		return E_OK;
	if ((e = record_load(c, &duty_entry_record, row_ref(r, duty_swap_entry), &entry)))
		return e;
	if (!leads(c, entry))
		return refuse_text(c, E_FORBIDDEN, NULL, "须由该班次的值班领导批准", "the duty leader of that shift approves");
	if (row_empty(r, duty_swap_in_return))
		return E_OK;
	if ((e = record_load(c, &duty_entry_record, row_ref(r, duty_swap_in_return), &back)))
		return e;
	return back->unit == entry->unit || leads(c, back) ? E_OK :
	    refuse_text(c, E_FORBIDDEN, "in_return", "对方排班属其他单位，须由两个单位共同的领导批准", "that shift is of another unit: who leads both approves");
}

/* `to` stands where `from` stood. */
static enum err
replace(struct call *c, struct row *entry, int64_t from, int64_t to)
{
	struct row *after;
	int at = place_of(entry, from);
	uint64_t set = 0;
	bool was = c->as_system;
	enum err e;

	if (at >= 0)
		entry->part_row[at].value[duty_entry_crew_person].i = to;
	if (row_ref(entry, duty_entry_sergeant) == from) {
		row_set_int(entry, duty_entry_sergeant, to);
		set = 1ull << duty_entry_sergeant;
	}
	c->as_system = true;
	if (!(e = record_patch(c, &duty_entry_record, entry->id, 0, entry, set, &after)))
		e = record_fire_as_system(c, &roster_record, row_ref(entry, duty_entry_roster), "swap", &after);
	c->as_system = was;
	return e;
}

static enum err
swap_apply(struct call *c, struct row *draft)
{
	int64_t asker = row_ref(draft, duty_swap_asked_by), colleague = row_ref(draft, duty_swap_colleague);
	struct row *entry, *back;
	enum err e;

	if ((e = both_fit(c, draft, asker, &entry, &back)) || (e = replace(c, entry, asker, colleague)) || (back && (e = replace(c, back, colleague, asker))))
		return e;
	row_set_int(draft, duty_swap_approved_by, c->who->person);
	return E_OK;
}

#define NAME duty_swap
#define DEF "duty/duty_swap.def"
#include "engine/define.h"
