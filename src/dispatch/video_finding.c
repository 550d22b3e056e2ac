/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/video_finding.h"

#include "dispatch/incident.h"
#include "duty/video_look.h"
#include "engine/record.h"
#include "org/device.h"
#include "org/repair_order.h"

/* What each kind is called as an incident. 规范 33 (jams), 34 (signals, signs), 35 (occupied roads): seen, it is acted upon and reported. */
static const struct {
	const char *kind, *incident;
} becomes[] = {
	{ "jam", "jam" }, { "crash", "crash" }, { "illegal_parking", "violation" }, { "obstacle", "obstacle" }, { "breakdown", "breakdown" },
	{ "violation", "violation" }, { "road_works", "obstacle" }, { "signal_fault", "signal_fault" }, { "weather", "weather" }, { "other", "other" },
};

static const char *
incident_kind_of(const struct row *r)
{
	for (size_t i = 0; i < N_ELEMS(becomes); i++)
		if (row_is(r, video_finding_kind, becomes[i].kind))
			return becomes[i].incident;
	return NULL;
}

static struct slice
kind_zh(const struct row *r)
{
	for (const struct choice *o = video_finding_record.field[video_finding_kind].type.choice; o->name; o++)
		if (row_is(r, video_finding_kind, o->name))
			return title_zh(o->title);
	return (struct slice){ NULL, 0 };
}

static void
copy_place(struct row *r, const struct row *device)
{
	struct slice at = row_text(device, device_address);

	row_set_int(r, video_finding_device, device->id);
	row_set_text(r, video_finding_address, at.n ? at : row_text(device, device_name));
	row_set_point(r, video_finding_place, row_point(device, device_place));
}

/* Only what oneself is looking at, or has just looked at, is a finding of one's own. */
static enum err
video_finding_check(struct call *c, struct row *r)
{
	struct row *look, *device;
	struct slice kind = kind_zh(r), camera;
	enum err e = record_load(c, &video_look_record, row_ref(r, video_finding_look), &look);

	if (e)
		return e;
	if (row_ref(look, video_look_person) != c->who->person)
		return refuse_text(c, E_GUARD, "look", "只能就本人的查看记录发现", "the look is not your own");
	if ((e = record_load(c, &device_record, row_ref(look, video_look_device), &device)))
		return e;
	camera = row_text(look, video_look_camera);
	r->unit = look->unit;
	copy_place(r, device);
	row_set_text(r, video_finding_camera, camera);
	row_set_text(r, video_finding_subject, arena_printf(c->arena, "%.*s · %.*s", (int)kind.n, kind.p, (int)camera.n, camera.p));
	row_set_int(r, video_finding_person, c->who->person);
	row_set_int(r, video_finding_seen_at, c->now_ms);
	return E_OK;
}

static enum err
video_finding_is_traffic(struct call *c, const struct row *r)
{
	return incident_kind_of(r) ? E_OK : refuse_text(c, E_GUARD, "kind", "设备故障应报修", "a device fault is a repair, not an incident");
}

static enum err
video_finding_is_device(struct call *c, const struct row *r)
{
	return row_is(r, video_finding_kind, "device_fault") || row_is(r, video_finding_kind, "other") ? E_OK :
	    refuse_text(c, E_GUARD, "kind", "不是设备故障，应转警情", "is no fault of the device: raise an incident");
}

static enum err
video_finding_open_incident(struct call *c, struct row *draft)
{
	struct row *i = row_new(c->arena, &incident_record);
	enum err e;

	i->unit = draft->unit;
	row_set_text(i, incident_kind, slice_of(incident_kind_of(draft)));
	row_set_text(i, incident_source, S("video"));
	row_set_int(i, incident_priority, row_int(draft, video_finding_priority));
	row_set_int(i, incident_called_at, row_time(draft, video_finding_seen_at));
	row_set_text(i, incident_address, row_text(draft, video_finding_address));
	if (!row_empty(draft, video_finding_place))
		row_set_point(i, incident_place, row_point(draft, video_finding_place));
	row_set_text(i, incident_what, row_text(draft, video_finding_what));
	row_set_text(i, incident_origin, S("video_finding"));
	row_set_int(i, incident_origin_row, draft->id);
	if ((e = record_create(c, i)))
		return e;
	row_set_int(draft, video_finding_incident, i->id);
	return E_OK;
}

/* Of a granted camera the order goes to the unit that owns it: the system opens it there in the name of who saw it. */
static enum err
video_finding_open_repair(struct call *c, struct row *draft)
{
	struct row *o = row_new(c->arena, &repair_order_record);
	enum err e;

	row_set_int(o, repair_order_device, row_ref(draft, video_finding_device));
	row_set_text(o, repair_order_fault, S("image"));
	row_set_int(o, repair_order_seen_at, row_time(draft, video_finding_seen_at));
	row_set_text(o, repair_order_urgency, S("normal"));
	row_set_text(o, repair_order_what, row_text(draft, video_finding_what));
	if ((e = record_create_as_system(c, o)))
		return e;
	row_set_int(draft, video_finding_repair_order, o->id);
	return E_OK;
}

#define NAME video_finding
#define DEF "dispatch/video_finding.def"
#include "engine/define.h"
