/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/camera_grant.h"

#include "base/clock.h"
#include "duty/video_figure.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/ripe.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "org/device.h"

bool
camera_grant_holds(const struct call *c, const struct row *grant)
{
	return grant->state == camera_grant_is_in_force && row_time(grant, camera_grant_from_at) <= c->now_ms &&
	    c->now_ms < row_time(grant, camera_grant_to_at);
}

/* What the receiver must know of the camera; the device itself stays its owner's. */
static void
copy_camera(struct row *r, const struct row *device)
{
	row_set_text(r, camera_grant_camera, row_text(device, device_name));
	row_set_text(r, camera_grant_category, row_text(device, device_category));
	if (!row_empty(device, device_address))
		row_set_text(r, camera_grant_address, row_text(device, device_address));
	if (!row_empty(device, device_road))
		row_set_text(r, camera_grant_road, row_text(device, device_road));
	row_set_point(r, camera_grant_place, row_point(device, device_place));
}

static enum err
long_enough(struct call *c, const struct row *r)
{
	int64_t days, from = row_time(r, camera_grant_from_at), to = row_time(r, camera_grant_to_at);
	enum err e = video_figure(c, "grant_most_days", &days);

	if (e)
		return e;
	if (to <= from)
		return refuse_text(c, E_BAD_VALUE, "to_at", "截止时间须晚于起始时间", "must be later than its beginning");
	if (to - from > days * DAY_MS)
		return refuse_named(c, E_BAD_VALUE, "to_at", arena_printf(c->arena, "授权最长%lld天", (long long)days),
		    arena_printf(c->arena, "a grant lasts %lld days at most", (long long)days));
	return E_OK;
}

static enum err
camera_grant_check(struct call *c, struct row *r)
{
	struct row *device;
	enum err e = long_enough(c, r);

	if (e)
		return e;
	if (r->id)	/* what was approved is what counts */
		return r->state == camera_grant_is_applied ? E_OK :
		    refuse_text(c, E_NO_STEP, NULL, "已批准的授权不得修改，须收回后另行申请", "what was approved is not changed: withdraw it and apply anew");
	if ((e = record_load(c, &device_record, row_ref(r, camera_grant_device), &device)))
		return e;
	if (units_within(device->unit, row_ref(r, camera_grant_receiver)))
		return refuse_text(c, E_BAD_VALUE, "receiver", "该单位本来就可以查看此摄像机", "this unit may watch the camera as its own");
	r->unit = device->unit;
	copy_camera(r, device);
	return E_OK;
}

static enum err
camera_grant_put_in_force(struct call *c, struct row *draft)
{
	if (row_time(draft, camera_grant_to_at) <= c->now_ms)
		return refuse_text(c, E_GUARD, "to_at", "授权期限已过", "its time is over");
	row_set_int(draft, camera_grant_approved_by, c->who->person);
	row_set_int(draft, camera_grant_approved_at, c->now_ms);
	return record_share(c, draft, row_ref(draft, camera_grant_receiver));
}

static enum err
camera_grant_end(struct call *c, struct row *draft)
{
	row_set_int(draft, camera_grant_ended_at, c->now_ms);
	return E_OK;
}

static enum err
tick(struct engine *e, void *ctx)
{
	static const struct ripe over = { &camera_grant_record, "lapse", "to_at", "state = 'in_force'", "授权期满" };
	int64_t fired;

	(void)ctx;
	return ripe_fire(e, &over, &fired);
}

enum err
camera_grant_timers(struct engine *e)
{
	return timer_add(e, "duty.camera_grant", 60000, tick, NULL);
}

#define NAME camera_grant
#define DEF "duty/camera_grant.def"
#include "engine/define.h"
