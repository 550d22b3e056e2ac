/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/duty_attendance.h"

#include "base/clock.h"
#include "duty/duty_entry.h"
#include "duty/duty_limit.h"
#include "duty/duty_post.h"
#include "engine/first.h"
#include "engine/record.h"

/* The roster entry that he comes on duty for: in force now, or beginning within what may be early. */
static enum err
planned(struct call *c, int64_t person, struct row **ret)
{
	int64_t early = duty_figure(c, "sign_on_early_min", c->now_ms), id;
	enum err e = first_id(c, "SELECT e.id FROM duty_entry e JOIN duty_entry_crew m ON m.parent = e.id JOIN roster r ON r.id = e.roster"
	    " WHERE m.person = ?1 AND e.state = 'planned' AND r.state IN ('published', 'changed') AND e.starts_at <= ?2 AND e.ends_at > ?3 ORDER BY e.starts_at LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(person), FIRST_INT(c->now_ms + (early > 0 ? early : 0) * 60000), FIRST_INT(c->now_ms) }, 3, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &duty_entry_record, id, ret);
}

static void
take_plan(struct call *c, struct row *r, const struct row *entry)
{
	int64_t late = (c->now_ms - row_time(entry, duty_entry_starts_at)) / 60000;

	row_set_int(r, duty_attendance_entry, entry->id);
	row_set_int(r, duty_attendance_due_off_at, row_time(entry, duty_entry_ends_at));
	row_set_int(r, duty_attendance_late_min, late > 0 ? late : 0);
	if (row_empty(r, duty_attendance_post))
		row_set_int(r, duty_attendance_post, row_ref(entry, duty_entry_post));
}

/* A place away from the post is not refused, since a position may be wrong; it is said, and why. */
static enum err
place_fits(struct call *c, struct row *r)
{
	struct row *post;
	enum err e;

	if (row_empty(r, duty_attendance_post) || row_empty(r, duty_attendance_place))
		return E_OK;
	if ((e = record_load(c, &duty_post_record, row_ref(r, duty_attendance_post), &post)))
		return e;
	if (row_empty(post, duty_post_place) || row_empty(post, duty_post_radius_m))
		return E_OK;
	row_set_int(r, duty_attendance_off_m, (int64_t)geo_distance_m(row_point(r, duty_attendance_place), row_point(post, duty_post_place)));
	if (row_int(r, duty_attendance_off_m) <= row_int(post, duty_post_radius_m) || !row_empty(r, duty_attendance_note))
		return E_OK;
	return refuse_named(c, E_MISSING, "note",
	    arena_printf(c->arena, "距岗位%lld米，超出签到范围，须说明", (long long)row_int(r, duty_attendance_off_m)),
	    arena_printf(c->arena, "%lld m away from the post: say why", (long long)row_int(r, duty_attendance_off_m)));
}

static enum err
not_on_yet(struct call *c, int64_t person)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM duty_attendance WHERE person = ?1 AND state = 'on' LIMIT 1", (struct first_arg[]){ FIRST_INT(person) }, 1, &id);

	return e || !id ? e : refuse_text(c, E_EXISTS, "person", "已经在岗", "is on duty already");
}

/* One signs on for himself; for others, whoever answers for the roster. */
static bool
for_him(struct call *c, const struct row *r)
{
	return c->as_system || row_ref(r, duty_attendance_person) == c->who->person || may(c, R_duty|R_leader|R_dispatcher, r->unit);
}

static enum err
attendance_check(struct call *c, struct row *r)
{
	struct row *entry;
	enum err e;

	if (r->id)
		return E_OK;
	if (!for_him(c, r))
		return refuse_text(c, E_GUARD, "person", "只能为本人签到", "only for oneself");
	if ((e = not_on_yet(c, row_ref(r, duty_attendance_person))) || (e = planned(c, row_ref(r, duty_attendance_person), &entry)))
		return e;
	row_set_int(r, duty_attendance_on_at, c->now_ms);
	if (entry)
		take_plan(c, r, entry);
	row_set_text(r, duty_attendance_subject, entry ? row_text(entry, duty_entry_subject) : row_empty(r, duty_attendance_call_sign) ?
	    S("无排班") : row_text(r, duty_attendance_call_sign));
	return place_fits(c, r);
}

static enum err
attendance_own(struct call *c, const struct row *r)
{
	return for_him(c, r) ? E_OK : refuse_text(c, E_FORBIDDEN, "person", "只能为本人签退", "only for oneself");
}

static enum err
attendance_leave(struct call *c, struct row *draft)
{
	row_set_int(draft, duty_attendance_off_at, c->now_ms);
	return E_OK;
}

enum err
attendance_sign_on(struct call *c, const struct attendance *a)
{
	struct row *r;
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM duty_attendance WHERE person = ?1 AND state = 'on' LIMIT 1", (struct first_arg[]){ FIRST_INT(a->person) }, 1, &id);

	if (e || id)
		return e;
	r = row_new(c->arena, &duty_attendance_record);
	r->unit = a->unit;
	row_set_int(r, duty_attendance_person, a->person);
	if (a->post)
		row_set_int(r, duty_attendance_post, a->post);
	row_set_text(r, duty_attendance_way, a->person == c->who->person ? S("phone") : S("desk"));
	row_set_text(r, duty_attendance_call_sign, a->call_sign);
	row_set_int(r, duty_attendance_due_off_at, a->due_off_ms);
	return record_create_as_system(c, r);
}

enum err
attendance_sign_off(struct call *c, int64_t person)
{
	struct row *after;
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM duty_attendance WHERE person = ?1 AND state = 'on' LIMIT 1", (struct first_arg[]){ FIRST_INT(person) }, 1, &id);

	return e || !id ? e : record_fire_as_system(c, &duty_attendance_record, id, "leave", &after);
}

#define NAME duty_attendance
#define DEF "duty/duty_attendance.def"
#include "engine/define.h"
