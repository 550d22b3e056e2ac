/* SPDX-License-Identifier: Apache-2.0 */
/* patrol.c - who may go on duty together. Dispatch orders commit and release a patrol as the system (record_fire_as_system). */
#include "duty/patrol.h"

#include "base/clock.h"
#include "duty/crew.h"
#include "duty/duty_attendance.h"
#include "duty/duty_limit.h"
#include "duty/duty_post.h"
#include "engine/first.h"
#include "engine/record.h"
#include "org/fleet_vehicle.h"

static int64_t
member(const struct row *r, int i)
{
	return r->part_row[i].value[patrol_crew_person].i;
}

static bool
is_officer(const struct row *r, int i)
{
	return slice_is(r->part_row[i].value[patrol_crew_part].s, "officer");
}

static enum err
elsewhere(struct call *c, const struct row *r, int64_t person, const char *field)
{
	int64_t id;
	enum err e = first_id(c, "SELECT p.id FROM patrol p JOIN patrol_crew m ON m.parent = p.id WHERE m.person = ?1 AND p.state <> 'off' AND p.id <> ?2 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(person), FIRST_INT(r->id) }, 2, &id);

	return e || !id ? e : refuse_text(c, E_GUARD, field, "该人员已在另一警力中上岗，须先下岗", "is on duty with another patrol: sign off there first");
}

/* Everybody once, as what he is, and with no other patrol. */
static enum err
crew_fits(struct call *c, const struct row *r, struct crew *ret)
{
	bool led = false;
	enum err e;

	for (int i = 0; i < r->npart_row; i++) {
		const char *field = arena_printf(c->arena, "crew.%d.person", i).p;
		for (int k = 0; k < i; k++)
			if (member(r, k) == member(r, i))
				return refuse_text(c, E_BAD_VALUE, field, "同一人员重复", "the same person twice");
		if ((e = crew_member_fits(c, member(r, i), is_officer(r, i), field)) || (e = elsewhere(c, r, member(r, i), field)))
			return e;
		led |= is_officer(r, i) && member(r, i) == row_ref(r, patrol_leader);
		ret->officers += is_officer(r, i);
		ret->auxiliaries += !is_officer(r, i);
	}
	return led ? E_OK : refuse_text(c, E_GUARD, "leader", "带班民警须是组员中的民警", "must be an officer of the crew");
}

static enum err
vehicle_fits(struct call *c, const struct row *r)
{
	struct row *v;
	int64_t id;
	enum err e;

	if (row_empty(r, patrol_vehicle))
		return row_is(r, patrol_kind, "car") || row_is(r, patrol_kind, "motorcycle") ? refuse(c, E_MISSING, r->rec, patrol_vehicle) : E_OK;
	if ((e = record_load(c, &fleet_vehicle_record, row_ref(r, patrol_vehicle), &v)))
		return e;
	if (v->state != fleet_vehicle_is_in_service)
		return refuse_text(c, E_GUARD, "vehicle", "该车不在用", "is not in service");
	e = first_id(c, "SELECT id FROM patrol WHERE vehicle = ?1 AND state <> 'off' AND id <> ?2 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(v->id), FIRST_INT(r->id) }, 2, &id);
	return e || !id ? e : refuse_text(c, E_GUARD, "vehicle", "该车已由另一警力使用", "is out with another patrol");
}

/* Where it works: what is said, else its post, else the stricter. A station stands at a fixed post. */
static enum err
road_of(struct call *c, struct row *r, bool *ret_fixed)
{
	struct row *post = NULL;
	enum err e;

	if (!row_empty(r, patrol_post) && (e = record_load(c, &duty_post_record, row_ref(r, patrol_post), &post)))
		return e;
	*ret_fixed = row_is(r, patrol_kind, "station") || (post && (row_is(post, duty_post_kind, "fixed") || row_is(post, duty_post_kind, "station")));
	if (!row_empty(r, patrol_road))
		return E_OK;
	row_set_text(r, patrol_road, post && !row_empty(post, duty_post_road) ? row_text(post, duty_post_road) :
	    row_is(r, patrol_kind, "foot") ? S("street") : S("highway"));
	return E_OK;
}

static enum err
sign_on(struct call *c, const struct row *r)
{
	enum err e = E_OK;

	for (int i = 0; i < r->npart_row && !e; i++)
		e = attendance_sign_on(c, &(struct attendance){ .person = member(r, i), .unit = r->unit, .post = row_ref(r, patrol_post),
		    .call_sign = row_text(r, patrol_call_sign), .due_off_ms = row_time(r, patrol_shift_ends) });
	return e;
}

/* Who left the crew while it was out stays on duty until he signs off himself or the patrol ends. */
static enum err
patrol_check(struct call *c, struct row *r)
{
	struct crew crew = { 0, 0 };
	struct row *whole = r;
	bool fixed, poor = false;
	enum err e;

	if (!r->parts_given) {
		whole = row_copy(c->arena, r);
		if ((e = record_parts(c, whole)))
			return e;
	}
	if (!r->id)
		row_set_int(r, patrol_signed_on_at, c->now_ms);
	if (row_time(r, patrol_shift_ends) <= (r->id ? row_time(r, patrol_signed_on_at) : c->now_ms))
		return refuse_text(c, E_BAD_VALUE, "shift_ends", "班次结束须在此刻之后", "must lie in the future");
	if ((e = crew_fits(c, whole, &crew)) || (e = vehicle_fits(c, r)) || (e = road_of(c, r, &fixed)) ||
	    (fixed && (e = crew_by_night(c, c->now_ms, row_time(r, patrol_shift_ends), &poor))) ||
	    (e = crew_enough(c, row_text(r, patrol_road), poor, &crew, "crew")))
		return e;
	return sign_on(c, whole);
}

static enum err
patrol_end(struct call *c, struct row *draft)
{
	struct row *r = row_copy(c->arena, draft);
	enum err e = record_parts(c, r);

	row_set_int(draft, patrol_signed_off_at, c->now_ms);
	for (int i = 0; i < r->npart_row && !e; i++)
		e = attendance_sign_off(c, member(r, i));
	return e;
}

#define NAME patrol
#define DEF "duty/patrol.def"
#include "engine/define.h"
