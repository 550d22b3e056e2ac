/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/roster.h"

#include <string.h>

#include "base/clock.h"
#include "duty/duty_entry.h"
#include "duty/roster_template.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/units.h"

static enum err
days_of(struct call *c, const struct row *r, int32_t *ret_from, int32_t *ret_to)
{
	if (!date_parse(row_text(r, roster_from_day), ret_from) || !date_parse(row_text(r, roster_to_day), ret_to))
		return refuse(c, E_BAD_VALUE, r->rec, roster_from_day);
	return *ret_to >= *ret_from && *ret_to < *ret_from + ROSTER_DAYS_MAX ? E_OK :
	    refuse_text(c, E_BAD_VALUE, "to_day", "须不早于起始日，最长三十一天", "not before the first day, and thirty-one days at most");
}

static enum err
roster_check(struct call *c, struct row *r)
{
	struct slice from = row_text(r, roster_from_day), to = row_text(r, roster_to_day), unit = units_name(r->unit, c->arena);
	int32_t first, last;
	int64_t other;
	enum err e = days_of(c, r, &first, &last);

	if (e)
		return e;
	if (r->id && r->state != roster_is_draft && r->state != roster_is_changed)
		return refuse_text(c, E_NO_STEP, NULL, "排班表已批准或发布，须先调整", "the roster is approved or published: open it for a change");
	row_set_text(r, roster_subject, arena_printf(c->arena, "%.*s %.*s 至 %.*s", (int)(unit.n < 54 ? unit.n : 0), unit.n < 54 ? unit.p : "",
	    (int)from.n, from.p, (int)to.n, to.p));
	if ((e = first_id(c, "SELECT id FROM roster WHERE unit = ?4 AND state <> 'withdrawn' AND from_day <= ?2 AND to_day >= ?1 AND id <> ?3 LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(from), FIRST_TEXT(to), FIRST_INT(r->id), FIRST_INT(r->unit) }, 4, &other)))
		return e;
	return other ? refuse_text(c, E_OVERLAP, "from_day", "本单位已有包含这些日期的排班表", "the unit has a roster for some of these days") : E_OK;
}

/* A plan is looked at by somebody else than the one who drew it, and says who leads. */
static enum err
roster_may_be_approved(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e = second_person(c, r);

	if (e || (e = first_id(c, "SELECT id FROM duty_entry WHERE roster = ?1 AND state = 'planned' LIMIT 1", (struct first_arg[]){ FIRST_INT(r->id) }, 1, &id)))
		return e;
	return id ? E_OK : refuse_text(c, E_GUARD, NULL, "排班表是空的", "nothing is planned in it");
}

static enum err
roster_approve(struct call *c, struct row *draft)
{
	row_set_int(draft, roster_approved_by, c->who->person);
	return E_OK;
}

static enum err
roster_publish(struct call *c, struct row *draft)
{
	row_set_int(draft, roster_published_at, c->now_ms);
	return E_OK;
}

/* ---- from the template ---- */

static int64_t
line(const struct row *t, int i, int field)
{
	return t->part_row[i].value[field].i;
}

static bool
same_place(const struct row *t, int i, int k)
{
	return line(t, i, roster_template_line_weekday) == line(t, k, roster_template_line_weekday) &&
	    line(t, i, roster_template_line_shift) == line(t, k, roster_template_line_shift) &&
	    line(t, i, roster_template_line_post) == line(t, k, roster_template_line_post);
}

static void
put_person(struct row *entry, const struct value *v)
{
	struct slice part = v[roster_template_line_part].s;
	struct value *m;

	if (v[roster_template_line_person].kind == V_NULL)
		return;
	if (part.n && slice_is(part, "leader")) {
		row_set_int(entry, duty_entry_leader, v[roster_template_line_person].i);
		return;
	}
	if (part.n && slice_is(part, "sergeant")) {
		row_set_int(entry, duty_entry_sergeant, v[roster_template_line_person].i);
		return;
	}
	m = row_add_part(entry, 0)->value;
	m[duty_entry_crew_person] = v[roster_template_line_person];
	m[duty_entry_crew_part] = (struct value){ .kind = V_TEXT, .s = part.n ? part : S("officer") };
}

/* The entry of one post and shift on one day, with all lines of it; what stands there already stays. */
static enum err
make_entry(struct call *c, struct row *roster, const struct row *t, int i, struct slice day)
{
	struct row *entry = row_new(c->arena, &duty_entry_record);
	int64_t there;
	enum err e = first_id(c, "SELECT id FROM duty_entry WHERE roster = ?2 AND day = ?1 AND shift = ?3 AND post = ?4", (struct first_arg[]){ FIRST_TEXT(day),
	    FIRST_INT(roster->id), FIRST_INT(line(t, i, roster_template_line_shift)), FIRST_INT(line(t, i, roster_template_line_post)) }, 4, &there);

	if (e || there)
		return e;
	entry->unit = roster->unit;
	row_set_int(entry, duty_entry_roster, roster->id);
	row_set_text(entry, duty_entry_day, day);
	row_set_int(entry, duty_entry_shift, line(t, i, roster_template_line_shift));
	row_set_int(entry, duty_entry_post, line(t, i, roster_template_line_post));
	for (int k = i; k < t->npart_row; k++)
		if (same_place(t, i, k))
			put_person(entry, t->part_row[k].value);
	entry->parts_given = true;
	row_set_int(roster, roster_generated, row_int(roster, roster_generated) + 1);
	return record_create_as_system(c, entry);
}

static enum err
make_day(struct call *c, struct row *roster, const struct row *t, int32_t d)
{
	char text[TIME_TEXT_MAX];
	struct slice day = { text, date_print(d, text) };
	enum err e = E_OK;

	for (int i = 0; i < t->npart_row && !e; i++) {
		bool first = line(t, i, roster_template_line_weekday) == civil_weekday(d);
		for (int k = 0; k < i && first; k++)
			first = !same_place(t, i, k);
		if (first)
			e = make_entry(c, roster, t, i, day);
	}
	return e;
}

static enum err
roster_generate(struct call *c, struct row *draft)
{
	struct row *t;
	int32_t from, to;
	enum err e;

	if (row_empty(draft, roster_template))
		return refuse(c, E_MISSING, draft->rec, roster_template);
	if ((e = record_load(c, &roster_template_record, row_ref(draft, roster_template), &t)) || (e = record_parts(c, t)) || (e = days_of(c, draft, &from, &to)))
		return e;
	if (t->unit != draft->unit || t->state != roster_template_is_in_use)
		return refuse_text(c, E_BAD_VALUE, "template", "须是本单位在用的模板", "must be a template in use of the same unit");
	row_set_int(draft, roster_generated, 0);
	for (int32_t d = from; d <= to && !e; d++)
		e = make_day(c, draft, t, d);
	return e;
}

#define NAME roster
#define DEF "duty/roster.def"
#include "engine/define.h"
