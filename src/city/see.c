/* SPDX-License-Identifier: Apache-2.0 */
/* see.c - what a camera makes of a vehicle that passes: reading, misreading, pictures, and when it is sent. */
#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "city/city_.h"
#include "city/dice.h"
#include "city/jpeg.h"
#include "city/report.h"

#define BATCH_MOST 100
#define BATCH_WAIT_MS 200		/* what came together goes together */
#define BATCH_WAIT_BUSY_MS 1000
#define LATE_PERMILLE 3
#define TWICE_PERMILLE 3

struct late {
	struct late *next;
	int64_t due_ms;
	int32_t camera;
	size_t n;
	char body[];
};

struct reading {
	struct vehicle vehicle;		/* what drives there */
	struct vehicle wears;		/* whose plate */
	char plate[PLATE_TEXT_MAX];	/* as read */
	struct report report;
	char time[15];
};

static bool
chance(struct city *c, uint32_t permille)
{
	return dice_below(&c->dice, 1000) < permille;
}

static void
read_plate(struct city *c, const struct camera *cam, struct reading *r)
{
	struct report *p = &r->report;

	memcpy(r->plate, r->wears.plate, sizeof r->plate);
	p->reliability = 88 + (int)dice_below(&c->dice, 12);
	if (chance(c, cam->no_plate)) {
		p->plate = (struct slice){ NULL, 0 };
		p->reliability = 0;
		return;
	}
	if (chance(c, cam->unread)) {
		fleet_misread(&r->wears, &c->dice, 0, 1 + (int)dice_below(&c->dice, 2), r->plate);
		p->reliability = 35 + (int)dice_below(&c->dice, 30);
	} else if (chance(c, cam->misread)) {
		fleet_misread(&r->wears, &c->dice, 1, 0, r->plate);
		p->reliability = 60 + (int)dice_below(&c->dice, 30);
	}
	p->plate = slice_of(r->plate);
}

static void
make_reading(struct city *c, struct camera *cam, const struct traffic_pass *pass, struct reading *r)
{
	fleet_vehicle(&c->fleet, pass->vehicle, &r->vehicle);
	fleet_vehicle(&c->fleet, pass->wears, &r->wears);
	report_time(pass->at_ms + cam->clock_ms, r->time);
	r->report = (struct report){ .device = cam->code, .tollgate = cam->gate, .time = r->time, .serial = cam->serial++,
		.type = r->vehicle.type, .use = r->wears.use, .brand = r->vehicle.brand, .class_code = r->wears.class_code,
		.plate_colour = r->wears.plate_colour, .colour = r->vehicle.colour, .lane = cam->lane_base + pass->lane,
		.direction = cam->direction, .speed_kmh = pass->speed_kmh };
	if (chance(c, 12))		/* white taken for grey, and the like */
		r->report.colour = 1 + (int)dice_below(&c->dice, 5);
	read_plate(c, cam, r);
}

/* ---- pictures ---- */

static enum light
light_at(int64_t at_ms)
{
	int minute = (int)((at_ms + BEIJING_MS) % DAY_MS / 60000);

	return minute < 380 || minute > 1080 ? LIGHT_NIGHT : minute < 430 || minute > 1030 ? LIGHT_DUSK : LIGHT_DAY;
}

static enum weather
weather_at(const struct city *c, int64_t at_ms)
{
	uint64_t luck = dice_mix(c->o.seed ^ (uint64_t)(at_ms / (3 * 3600000))) % 100;
	int hour = (int)((at_ms + BEIJING_MS) % DAY_MS / 3600000);

	return luck < 18 ? WEATHER_RAIN : luck > 90 && hour < 9 ? WEATHER_FOG : WEATHER_DRY;
}

static bool
may_paint(struct city *c)
{
	int64_t now = clock_mono_ms();

	if (!c->painter || c->behind || !c->o.pictures)
		return false;
	c->picture_room += (double)(now - c->picture_ms) * c->o.pictures / 1000;
	c->picture_ms = now;
	if (c->picture_room > c->o.pictures)
		c->picture_room = c->o.pictures;
	if (c->picture_room < 1)
		return false;
	c->picture_room -= 1;
	return true;
}

static void
take_pictures(struct city *c, const struct camera *cam, const struct traffic_pass *pass, struct reading *r, struct report_picture ret[2])
{
	char caption[200], when[TIME_TEXT_MAX];
	/* the plate has the colours of the vehicle that it belongs to, the body is the one that drives */
	struct vehicle shown = r->vehicle;
	struct shot shot = { .vehicle = &shown, .plate = r->wears.plate, .light = light_at(pass->at_ms), .weather = weather_at(c, pass->at_ms),
		.lane = pass->lane, .number = r->report.serial, .caption = caption };

	shown.ink = r->wears.ink;
	(void)time_print_local(pass->at_ms + cam->clock_ms, when);
	(void)snprintf(caption, sizeof caption, "%s %.60s %d车道 %dkm/h", when, cam->where, r->report.lane, pass->speed_kmh);
	buf_reset(&c->scene), buf_reset(&c->plate), buf_reset(&c->scene64), buf_reset(&c->plate64);
	painter_scene(c->painter, &shot, &c->scene);
	painter_plate(c->painter, &shot, &c->plate);
	base64_put(&c->scene64, buf_slice(&c->scene));
	base64_put(&c->plate64, buf_slice(&c->plate));
	ret[0] = (struct report_picture){ .type = 1, .width = SCENE_WIDTH, .height = SCENE_HEIGHT, .base64 = buf_slice(&c->scene64) };
	ret[1] = (struct report_picture){ .type = 2, .width = PLATE_WIDTH, .height = PLATE_HEIGHT, .base64 = buf_slice(&c->plate64) };
	r->report.picture = ret;
	r->report.npicture = 2;
	c->pictures++;
}

/* ---- violations ---- */

#define VIOLATION_PERMILLE 1		/* of what is seen; a city of this size records some thousand a day */

/* What each kind of camera finds, in about the shares that a year has. */
static const char *const found_by[][8] = {
	[CAMERA_RED_LIGHT] = { "1208", "1208", "1208", "1625", "1625", "1117", "1117", "1205" },
	[CAMERA_CHECKPOINT] = { "1101", "1101", "1101", "1116", "1116", "1223", "1018", "1018" },
	[CAMERA_SPEED] = { "1352", "1352", "1352", "1352", "1352", "1352", "1636", "1636" },
};

static bool
violates(struct city *c, const struct camera *cam, struct reading *r)
{
	int limit = c->roads.arc[cam->arc].limit_kmh;

	if (!c->painter || c->behind || !r->report.plate.n || r->report.reliability < 85 || !chance(c, VIOLATION_PERMILLE))
		return false;
	r->report.violation = found_by[cam->kind][dice_below(&c->dice, 8)];
	r->report.maker_b = cam->code[19] % 2;
	if (cam->kind == CAMERA_SPEED)
		r->report.speed_kmh = limit * (slice_is(slice_of(r->report.violation), "1636") ? 128 : 114) / 100;
	c->violations++;
	return true;
}

static void
take_composite(struct city *c, const struct camera *cam, const struct traffic_pass *pass, struct reading *r, struct report_picture ret[2])
{
	char caption[200], when[TIME_TEXT_MAX];
	struct vehicle shown = r->vehicle;
	struct shot shot = { .vehicle = &shown, .plate = r->wears.plate, .light = light_at(pass->at_ms), .weather = weather_at(c, pass->at_ms),
		.lane = pass->lane, .number = r->report.serial, .caption = caption };

	shown.ink = r->wears.ink;
	(void)time_print_local(pass->at_ms + cam->clock_ms, when);
	(void)snprintf(caption, sizeof caption, "%s %.60s 违法代码%s %dkm/h", when, cam->where, r->report.violation, r->report.speed_kmh);
	buf_reset(&c->scene), buf_reset(&c->plate), buf_reset(&c->scene64), buf_reset(&c->plate64);
	painter_composite(c->painter, &shot, &c->scene);
	painter_plate(c->painter, &shot, &c->plate);
	base64_put(&c->scene64, buf_slice(&c->scene));
	base64_put(&c->plate64, buf_slice(&c->plate));
	ret[0] = (struct report_picture){ .type = 7, .width = 2 * SCENE_WIDTH, .height = 2 * SCENE_HEIGHT, .base64 = buf_slice(&c->scene64) };
	ret[1] = (struct report_picture){ .type = 2, .width = PLATE_WIDTH, .height = PLATE_HEIGHT, .base64 = buf_slice(&c->plate64) };
	r->report.picture = ret;
	r->report.npicture = 2;
	c->pictures++;
}

/* ---- sending ---- */

static void
send_batch(struct city *c, int32_t i)
{
	struct camera *cam = &c->cameras.camera[i];

	buf_puts(&cam->pending, REPORT_END);
	(void)sender_put(c->sender, SEND_PASSAGES, i, buf_slice(&cam->pending), cam->npending);
	buf_reset(&cam->pending);
	cam->npending = 0;
}

static void
into_batch(struct city *c, int32_t i, struct slice object)
{
	struct camera *cam = &c->cameras.camera[i];

	if (!cam->npending) {
		buf_puts(&cam->pending, REPORT_BEGIN);
		cam->pending_ms = c->now_ms;
	} else {
		buf_putc(&cam->pending, ',');
	}
	buf_put(&cam->pending, object);
	if (++cam->npending >= BATCH_MOST || cam->pending.n > KIB(256))
		send_batch(c, i);
}

void
city_flush(struct city *c, bool all)
{
	int64_t wait = c->o.per_second > 500 || c->behind ? BATCH_WAIT_BUSY_MS : BATCH_WAIT_MS;

	for (int32_t i = 0; i < c->cameras.n; i++)
		if (c->cameras.camera[i].npending && (all || c->now_ms - c->cameras.camera[i].pending_ms >= wait))
			send_batch(c, i);
}

static void
hold_back(struct city *c, int32_t camera, struct slice object)
{
	struct late *l = mem_alloc(sizeof *l + object.n);

	*l = (struct late){ .next = c->late, .due_ms = c->now_ms + 60000 + dice_below(&c->dice, 600000), .camera = camera, .n = object.n };
	memcpy(l->body, object.p, object.n);
	c->late = l;
}

void
city_release_late(struct city *c, bool all)
{
	for (struct late **at = &c->late; *at;) {
		struct late *l = *at;
		if (!all && l->due_ms > c->now_ms) {
			at = &l->next;
			continue;
		}
		*at = l->next;
		into_batch(c, l->camera, (struct slice){ l->body, l->n });
		mem_free(l);
	}
}

void
city_drop_late(struct city *c)
{
	for (struct late *l = c->late, *next; l; l = next) {
		next = l->next;
		mem_free(l);
	}
	c->late = NULL;
}

static void
send_single(struct city *c, int32_t i, struct slice object)
{
	buf_puts(&c->cameras.camera[i].pending, REPORT_BEGIN);
	buf_put(&c->cameras.camera[i].pending, object);
	c->cameras.camera[i].npending++;
	send_batch(c, i);
}

void
city_see(struct city *c, const struct traffic_pass *pass)
{
	struct camera *cam = &c->cameras.camera[pass->camera];
	struct report_picture pictures[2];
	struct reading r;
	struct slice object;

	if (camera_silent(&c->cameras, pass->camera, c->o.seed, pass->at_ms)) {
		c->silent++;
		return;
	}
	c->seen++;
	make_reading(c, cam, pass, &r);
	if (violates(c, cam, &r))
		take_composite(c, cam, pass, &r, pictures);
	else if (!cam->batches && may_paint(c))
		take_pictures(c, cam, pass, &r, pictures);
	buf_reset(&c->body);
	report_put(&c->body, &r.report);
	object = buf_slice(&c->body);
	if (chance(c, LATE_PERMILLE)) {
		hold_back(c, pass->camera, object);
		return;
	}
	for (int times = chance(c, TWICE_PERMILLE) ? 2 : 1; times; times--) {
		if (cam->batches || c->behind || (!r.report.npicture && c->o.per_second > 500) || cam->npending)
			into_batch(c, pass->camera, object);
		else
			send_single(c, pass->camera, object);
	}
}
