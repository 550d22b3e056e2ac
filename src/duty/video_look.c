/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/video_look.h"

#include "duty/camera_grant.h"
#include "duty/video_choices.h"
#include "duty/video_figure.h"
#include "duty/video_round.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "org/device.h"

/* ---- may this camera be watched? ---- */

static enum err
own_camera(struct call *c, struct row *r)
{
	struct row *device;
	enum err e = record_load(c, &device_record, row_ref(r, video_look_device), &device);

	if (e)
		return e;
	if (!may(c, VIDEO_ROLES, device->unit))
		return refuse_text(c, E_FORBIDDEN, "device", "不是本单位的摄像机，也没有授权", "neither a camera of your unit nor granted to it");
	row_set_text(r, video_look_camera, row_text(device, device_name));
	return E_OK;
}

static enum err
grant_holds(struct call *c, const struct row *grant)
{
	return camera_grant_holds(c, grant) ? E_OK : refuse_text(c, E_GUARD, "camera_grant", "授权未生效、已收回或已到期", "the grant is not in force");
}

/* The device of another unit is put in behind the check of references: whoever watches it does not thereby see its file. */
static enum err
granted_camera(struct call *c, struct row *r)
{
	struct row *grant;
	enum err e = record_load(c, &camera_grant_record, row_ref(r, video_look_camera_grant), &grant);

	if (e)
		return e;
	if (!may(c, VIDEO_ROLES, row_ref(grant, camera_grant_receiver)))
		return refuse_text(c, E_FORBIDDEN, "camera_grant", "该授权不是给本单位的", "is not granted to your unit");
	if ((e = grant_holds(c, grant)))
		return e;
	row_set_int(r, video_look_device, row_ref(grant, camera_grant_device));
	row_set_text(r, video_look_camera, row_text(grant, camera_grant_camera));
	return E_OK;
}

static enum err
of_round(struct call *c, struct row *r)
{
	struct row *round;
	enum err e;

	if (row_empty(r, video_look_round))
		return row_empty(r, video_look_why) ? refuse_text(c, E_MISSING, "why", "巡查以外查看摄像机须说明事由", "say why when it is not part of a round") : E_OK;
	if ((e = record_load(c, &video_round_record, row_ref(r, video_look_round), &round)))
		return e;
	if (round->state != video_round_is_running || row_ref(round, video_round_person) != c->who->person)
		return refuse_text(c, E_GUARD, "round", "不是本人正在进行的巡查", "is not a round that you are on");
	r->unit = round->unit;
	return E_OK;
}

static enum err
video_look_check(struct call *c, struct row *r)
{
	enum err e;

	if (row_empty(r, video_look_device) == row_empty(r, video_look_camera_grant))
		return refuse_text(c, E_BAD_VALUE, "device", "须为本单位摄像机或授权摄像机之一", "is either an own camera or a granted one");
	if ((e = of_round(c, r)) || (e = row_empty(r, video_look_device) ? granted_camera(c, r) : own_camera(c, r)) ||
	    (e = video_look_lapse(c, c->who->person)))		/* one pair of eyes, one camera */
		return e;
	row_set_int(r, video_look_person, c->who->person);
	row_set_int(r, video_look_from_at, c->now_ms);
	row_set_int(r, video_look_seen_at, c->now_ms);
	return E_OK;
}

/* ---- how long ---- */

static enum err
measure(struct call *c, struct row *draft, int64_t to_ms)
{
	int64_t least, seconds = (to_ms - row_time(draft, video_look_from_at)) / 1000;
	enum err e = video_figure(c, "look_least_s", &least);

	if (e)
		return e;
	row_set_int(draft, video_look_to_at, to_ms);
	row_set_int(draft, video_look_seconds, seconds < 0 ? 0 : seconds);
	row_set_int(draft, video_look_counts, seconds >= least && !row_is(draft, video_look_result, "left"));
	return E_OK;
}

/* Time in which no sign came is not time looked. */
static enum err
until(struct call *c, const struct row *r, int64_t *ret)
{
	int64_t silent;
	enum err e = video_figure(c, "look_silent_s", &silent);

	if (!e)
		*ret = c->now_ms - row_time(r, video_look_seen_at) > silent * 1000 ? row_time(r, video_look_seen_at) : c->now_ms;
	return e;
}

/* Whose grant was withdrawn meanwhile sees no picture any more (passage/look.c): that is no time looked either. */
static enum err
video_look_still(struct call *c, struct row *draft)
{
	struct row *grant;
	int64_t to;
	enum err e = until(c, draft, &to);

	if (e)
		return e;
	if (!row_empty(draft, video_look_camera_grant) &&
	    ((e = record_load(c, &camera_grant_record, row_ref(draft, video_look_camera_grant), &grant)) || (e = grant_holds(c, grant))))
		return e;
	if (to != c->now_ms)
		return refuse_text(c, E_GUARD, "seen_at", "长时间没有回应，须重新开始查看", "no sign came for too long: begin the look anew");
	row_set_int(draft, video_look_seen_at, c->now_ms);
	return E_OK;
}

static enum err
video_look_end(struct call *c, struct row *draft)
{
	int64_t to;
	enum err e;

	if (row_is(draft, video_look_result, "left"))
		return refuse_text(c, E_BAD_VALUE, "result", "须说明看到了什么", "say what was seen");
	return (e = until(c, draft, &to)) ? e : measure(c, draft, to);
}

static enum err
video_look_break(struct call *c, struct row *draft)
{
	row_set_text(draft, video_look_result, S("left"));
	return measure(c, draft, row_time(draft, video_look_seen_at));
}

enum err
video_look_lapse(struct call *c, int64_t person)
{
	struct row *after;
	int64_t open;
	enum err e = first_id(c, "SELECT id FROM video_look WHERE person = ?1 AND state = 'watching'", (struct first_arg[]){ FIRST_INT(person) }, 1, &open);

	return e || !open ? e : record_fire_as_system(c, &video_look_record, open, "lapse", &after);
}

#define NAME video_look
#define DEF "duty/video_look.def"
#include "engine/define.h"
