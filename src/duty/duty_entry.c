/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/duty_entry.h"

#include "base/clock.h"
#include "duty/crew.h"
#include "duty/duty_post.h"
#include "duty/duty_shift.h"
#include "duty/roster.h"
#include "engine/first.h"
#include "engine/record.h"

struct around {				/* what an entry refers to */
	struct row *roster, *shift, *post;
};

static int64_t
member(const struct row *r, int i)
{
	return r->part_row[i].value[duty_entry_crew_person].i;
}

static bool
is_officer(const struct row *r, int i)
{
	return slice_is(r->part_row[i].value[duty_entry_crew_part].s, "officer");
}

enum err
entry_overlapping(struct call *c, int64_t person, const struct row *at, int64_t except, int64_t *ret_id)
{
	return first_id(c, "SELECT e.id FROM duty_entry e JOIN roster r ON r.id = e.roster WHERE e.state = 'planned' AND r.state <> 'withdrawn'"
	    " AND e.id NOT IN (?1, ?2) AND e.starts_at < ?3 AND e.ends_at > ?4 AND (e.sergeant = ?5 OR EXISTS (SELECT 1 FROM duty_entry_crew m"
	    " WHERE m.parent = e.id AND m.person = ?5)) LIMIT 1", (struct first_arg[]){ FIRST_INT(at->id), FIRST_INT(except),
	    FIRST_INT(row_time(at, duty_entry_ends_at)), FIRST_INT(row_time(at, duty_entry_starts_at)), FIRST_INT(person) }, 5, ret_id);
}

static bool
open_for_change(const struct row *roster)
{
	return roster->state == roster_is_draft || roster->state == roster_is_changed;
}

static enum err
refuse_closed(struct call *c)
{
	return refuse_text(c, E_NO_STEP, "roster", "排班表已批准或发布，须先调整或通过换班办理", "the roster is approved or published: open it for a change, or swap");
}

static enum err
entry_may_change(struct call *c, const struct row *r)
{
	struct row *roster;
	enum err e = record_load(c, &roster_record, row_ref(r, duty_entry_roster), &roster);

	return e ? e : c->as_system || open_for_change(roster) ? E_OK : refuse_closed(c);
}

static bool
within(struct slice day, struct slice from, struct slice to)	/* to: inclusive */
{
	return day.n == 10 && memcmp(day.p, from.p, 10) >= 0 && memcmp(day.p, to.p, 10) <= 0;
}

static enum err
load_around(struct call *c, const struct row *r, struct around *ret)
{
	struct slice day = row_text(r, duty_entry_day);
	enum err e;

	if ((e = record_load(c, &roster_record, row_ref(r, duty_entry_roster), &ret->roster)) ||
	    (e = record_load(c, &duty_shift_record, row_ref(r, duty_entry_shift), &ret->shift)) ||
	    (e = record_load(c, &duty_post_record, row_ref(r, duty_entry_post), &ret->post)))
		return e;
	if (!c->as_system && !open_for_change(ret->roster))
		return refuse_closed(c);
	if (!within(day, row_text(ret->roster, roster_from_day), row_text(ret->roster, roster_to_day)))
		return refuse_text(c, E_BAD_VALUE, "day", "不在排班表的日期内", "lies outside the roster");
	if (ret->post->unit != ret->roster->unit || (!r->id && ret->post->state != duty_post_is_in_use))
		return refuse_text(c, E_BAD_VALUE, "post", "须是本单位在用的岗位", "must be a post in use of the same unit");
	if (memcmp(ret->shift->valid_from.p, day.p, 10) > 0 || (ret->shift->valid_to.n && memcmp(ret->shift->valid_to.p, day.p, 10) <= 0))
		return refuse_text(c, E_BAD_VALUE, "shift", "该班次当日不适用", "is not in force on that day");
	return E_OK;
}

static void
set_time(struct call *c, struct row *r, const struct around *a)
{
	struct slice day = row_text(r, duty_entry_day), at = row_text(a->shift, duty_shift_starts);
	struct slice shift = row_text(a->shift, duty_shift_name), post = row_text(a->post, duty_post_name);
	int32_t d = 0;
	int64_t from;

	if (!date_parse(day, &d))
		return;
	from = beijing_start_ms(d) + ((at.p[0] - '0') * 600 + (at.p[1] - '0') * 60 + (at.p[3] - '0') * 10 + at.p[4] - '0') * 60000LL;
	row_set_int(r, duty_entry_starts_at, from);
	row_set_int(r, duty_entry_ends_at, from + row_int(a->shift, duty_shift_minutes) * 60000);
	row_set_text(r, duty_entry_subject, arena_printf(c->arena, "%.*s %.*s %.*s", (int)day.n, day.p, (int)shift.n, shift.p, (int)post.n, post.p));
}

static enum err
count_crew(struct call *c, const struct row *r, struct crew *ret)
{
	bool sergeant = row_empty(r, duty_entry_sergeant);
	enum err e;

	for (int i = 0; i < r->npart_row; i++) {
		const char *field = arena_printf(c->arena, "crew.%d.person", i).p;
		for (int k = 0; k < i; k++)
			if (member(r, k) == member(r, i))
				return refuse_text(c, E_BAD_VALUE, field, "同一人员重复", "the same person twice");
		if ((e = crew_member_fits(c, member(r, i), is_officer(r, i), field)))
			return e;
		sergeant |= member(r, i) == row_ref(r, duty_entry_sergeant);
		ret->officers += is_officer(r, i);
		ret->auxiliaries += !is_officer(r, i);
	}
	ret->officers += !sergeant;	/* he is there, listed or not */
	return E_OK;
}

/* A rule of the house: the duty room has its sergeant, and a leader who answers for it. */
static enum err
room_is_led(struct call *c, const struct row *r, const struct around *a)
{
	enum err e;

	if (row_is(a->post, duty_post_kind, "duty_room") && row_empty(r, duty_entry_leader))
		return refuse_text(c, E_MISSING, "leader", "值班室须有值班领导", "the duty room needs a duty leader");
	if (row_is(a->post, duty_post_kind, "duty_room") && row_empty(r, duty_entry_sergeant))
		return refuse_text(c, E_MISSING, "sergeant", "值班室须有值班民警", "the duty room needs a duty sergeant");
	if (!row_empty(r, duty_entry_leader) && (e = crew_member_fits(c, row_ref(r, duty_entry_leader), true, "leader")))
		return e;
	return row_empty(r, duty_entry_sergeant) ? E_OK : crew_member_fits(c, row_ref(r, duty_entry_sergeant), true, "sergeant");
}

static int64_t
short_of(int64_t needed, int64_t there)
{
	return needed > there ? needed - there : 0;
}

/* An empty post is a vacancy, which a rule finds; a post with too few for its road is not planned at all. */
static enum err
crew_suffices(struct call *c, struct row *r, const struct around *a, const struct crew *crew)
{
	bool fixed = row_is(a->post, duty_post_kind, "fixed") || row_is(a->post, duty_post_kind, "station");

	row_set_int(r, duty_entry_officers, crew->officers);
	row_set_int(r, duty_entry_auxiliaries, crew->auxiliaries);
	row_set_int(r, duty_entry_wanting, short_of(row_int(a->post, duty_post_officers), crew->officers) +
	    short_of(row_int(a->post, duty_post_auxiliaries), crew->auxiliaries));
	if (!crew->officers && !crew->auxiliaries)
		return E_OK;
	return row_empty(a->post, duty_post_road) ? E_OK :
	    crew_enough(c, row_text(a->post, duty_post_road), fixed && row_bool(a->shift, duty_shift_night), crew, "crew");
}

static enum err
entry_check(struct call *c, struct row *r)
{
	struct crew crew = { 0, 0 };
	struct row *whole = r;
	struct around a;
	enum err e = load_around(c, r, &a);

	if (e)
		return e;
	r->unit = a.roster->unit;
	if (!r->parts_given) {
		whole = row_copy(c->arena, r);
		if (r->id && (e = record_parts(c, whole)))
			return e;
	}
	set_time(c, r, &a);
	if ((e = room_is_led(c, r, &a)) || (e = count_crew(c, whole, &crew)))
		return e;
	return crew_suffices(c, r, &a, &crew);
}

#define NAME duty_entry
#define DEF "duty/duty_entry.def"
#include "engine/define.h"
