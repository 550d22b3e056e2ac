/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/video_plan.h"

#include "base/clock.h"
#include "duty/camera_grant.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/units.h"

#define MIN_MS 60000LL
#define PLAN_CAMERAS 1000		/* as the part says */

bool
video_plan_shift_at(const struct row *plan, int64_t at_ms, struct video_shift *ret)
{
	int32_t today = beijing_day(at_ms);

	for (int32_t day = today; day >= today - 1; day--) {	/* that of today, or one that began yesterday */
		ret->from_ms = beijing_start_ms(day) + row_int(plan, video_plan_starts_min) * MIN_MS;
		ret->to_ms = ret->from_ms + row_int(plan, video_plan_hours) * 60 * MIN_MS;
		if (ret->from_ms <= at_ms && at_ms < ret->to_ms)
			return true;
	}
	return false;
}

static int
two_digits(const char *p)
{
	return (p[0] - '0') * 10 + p[1] - '0';
}

static enum err
bad_part(struct call *c, int pos, const char *field, const char *zh, const char *en)
{
	return refuse_named(c, E_BAD_VALUE, arena_printf(c->arena, "camera.%d.%s", pos, field).p, slice_of(zh), slice_of(en));
}

static enum err
check_camera(struct call *c, const struct row *r, const struct value *v, int pos)
{
	bool own = v[video_plan_camera_device].kind != V_NULL, lent = v[video_plan_camera_camera_grant].kind != V_NULL;
	struct row *grant;
	enum err e;

	if (own == lent)
		return bad_part(c, pos, "device", "须为本单位摄像机或授权摄像机之一", "is either an own camera or a granted one");
	if (own)
		return E_OK;
	if ((e = record_load(c, &camera_grant_record, v[video_plan_camera_camera_grant].i, &grant)))
		return e;
	return units_within(r->unit, row_ref(grant, camera_grant_receiver)) ? E_OK :
	    bad_part(c, pos, "camera_grant", "该授权不是给本单位的", "is not granted to this unit");
}

/* Twice in a plan, a camera would have to be looked at twice as often as it says. */
static bool
listed_before(const struct row *r, int i)
{
	const struct value *v = r->part_row[i].value;

	for (int k = 0; k < i; k++)
		if (value_eq(&v[video_plan_camera_device], &r->part_row[k].value[video_plan_camera_device]) &&
		    value_eq(&v[video_plan_camera_camera_grant], &r->part_row[k].value[video_plan_camera_camera_grant]))
			return true;
	return false;
}

static enum err
video_plan_check(struct call *c, struct row *r)
{
	struct slice starts = row_text(r, video_plan_starts);
	enum err e;

	if (r->id && r->state != video_plan_is_draft)
		return refuse_text(c, E_NO_STEP, NULL, "已批准的计划不得修改，须另拟", "an approved plan is not changed: draft another");
	row_set_int(r, video_plan_starts_min, two_digits(starts.p) * 60 + two_digits(starts.p + 3));
	if (!r->parts_given)
		return E_OK;
	for (int i = 0; i < r->npart_row; i++)
		if ((e = listed_before(r, i) ? bad_part(c, i, "device", "摄像机重复", "is listed twice") : check_camera(c, r, r->part_row[i].value, i)))
			return e;
	row_set_int(r, video_plan_cameras, r->npart_row);
	return E_OK;
}

/* ---- filled in from what may be watched ---- */

static enum err
add_cameras(struct call *c, struct row *draft, const char *text, int field)
{
	stmt_scoped st = NULL;
	int64_t size = row_int(draft, video_plan_group_size);
	enum err e = sql(c->conn, &st, text);

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, draft->unit);
	if (field == video_plan_camera_camera_grant)	/* a grant has its time */
		sql_int(st, 2, c->now_ms);
	while (draft->npart_row < PLAN_CAMERAS && !(e = sql_step(st))) {
		int64_t group = draft->npart_row / size + 1;
		struct value *v = row_add_part(draft, 0)->value;
		v[video_plan_camera_group_no] = (struct value){ .kind = V_INT, .i = group };
		v[field] = (struct value){ .kind = V_INT, .i = col_int(st, 0) };
	}
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* Along the roads, own ones first: neighbours on the road are neighbours on the screen. A later grant of the same camera replaces an earlier. */
static enum err
video_plan_fill(struct call *c, struct row *draft)
{
	enum err e;

	draft->part_row = NULL;
	draft->npart_row = 0;
	draft->parts_given = true;
	if ((e = add_cameras(c, draft, "SELECT id FROM device WHERE unit = ?1 AND state IN ('active', 'faulty')"
	    " AND category IN ('video', 'overview', 'checkpoint', 'red_light', 'parking', 'speed') ORDER BY road, km_m, id LIMIT 1000", video_plan_camera_device)) ||
	    (e = add_cameras(c, draft, "SELECT max(id) FROM camera_grant WHERE receiver = ?1 AND state = 'in_force' AND from_at <= ?2 AND to_at > ?2"
	    " GROUP BY road, device ORDER BY road, device LIMIT 1000", video_plan_camera_camera_grant)))
		return e;
	row_set_int(draft, video_plan_cameras, draft->npart_row);
	return E_OK;
}

/* ---- in force ---- */

static enum err
video_plan_may_approve(struct call *c, const struct row *r)
{
	enum err e = second_person(c, r);

	if (e)
		return e;
	return row_int(r, video_plan_cameras) > 0 ? E_OK : refuse_text(c, E_GUARD, "camera", "计划中没有摄像机", "the plan lists no camera");
}

/* The one before ends when its successor begins: coverage is measured against one plan. */
static enum err
video_plan_put_in_force(struct call *c, struct row *draft)
{
	struct row *after;
	int64_t old;
	enum err e = first_id(c, "SELECT id FROM video_plan WHERE unit = ?2 AND shift = ?1 AND state = 'in_force'",
	    (struct first_arg[]){ FIRST_TEXT(row_text(draft, video_plan_shift)), FIRST_INT(draft->unit) }, 2, &old);

	if (e || (old && (e = record_fire_as_system(c, &video_plan_record, old, "retire", &after))))
		return e;
	row_set_int(draft, video_plan_approved_by, c->who->person);
	row_set_int(draft, video_plan_approved_at, c->now_ms);
	return E_OK;
}

static enum err
video_plan_end(struct call *c, struct row *draft)
{
	row_set_int(draft, video_plan_retired_at, c->now_ms);
	return E_OK;
}

#define NAME video_plan
#define DEF "duty/video_plan.def"
#include "engine/define.h"
