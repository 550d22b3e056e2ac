/* SPDX-License-Identifier: Apache-2.0 */
/* video.c - cameras granted to squadrons, plans of video patrol in force, and the rounds of the last days. One squadron has as many cameras as a
 * real one may call up: some 500, most of them others'. */
#include "base/clock.h"
#include "demo/demo_.h"
#include "dispatch/video_finding.h"
#include "duty/camera_grant.h"
#include "duty/video_look.h"
#include "duty/video_plan.h"
#include "duty/video_round.h"
#include "engine/first.h"

#define DAYS 6
#define PLAN_OWN 16
#define PLAN_GRANTED 8
#define CHUNK 100
#define CAMERAS "state = 'active' AND category IN ('video', 'overview', 'checkpoint', 'red_light', 'parking')"

static const struct {
	const char *login;
	int share, slack;		/* grants: devices / share; permille of looks left out */
} squadrons[] = { { "zhangdian-1", 25, 40 }, { "zhangdian-2", 400, 190 }, { "linzi-2", 400, 80 } };
#define SQUADRONS ((int)N_ELEMS(squadrons))

struct watching {
	struct demo *d;
	uint64_t random;
	int squadron, day, made;
	int64_t grant_from, plan;
};

static size_t
place(const struct watching *w)
{
	return demo_place_named(squadrons[w->squadron].login);
}

static enum err
act_as(struct call *c, const struct watching *w, const char *role)
{
	return demo_act_as(c, arena_printf(c->arena, "%s@%s", role, squadrons[w->squadron].login).p);
}

static enum err
fire(struct call *c, const struct record *rec, int64_t id, const char *verb)
{
	struct row *after;

	return record_fire(c, rec, id, 0, verb, row_new(c->arena, rec), 0, &after);
}

/* ---- grants ---- */

static enum err
grant_one(struct call *c, const struct watching *w, int64_t device)
{
	struct row *r = row_new(c->arena, &camera_grant_record);
	enum err e = demo_act_as(c, "device@detachment");

	row_set_int(r, camera_grant_device, device);
	row_set_int(r, camera_grant_receiver, demo_unit(place(w)));
	row_set_text(r, camera_grant_purpose, S("模拟数据：辖区周边道路视频巡查"));
	row_set_int(r, camera_grant_from_at, w->grant_from);
	row_set_int(r, camera_grant_to_at, w->grant_from + 300 * DAY_MS);
	if (e || (e = record_create(c, r)) || (e = demo_act_as(c, "leader@detachment")))
		return e;
	return fire(c, &camera_grant_record, r->id, "approve");
}

/* The nearest cameras of others, some at a time. */
static enum err
grant_some(struct call *c, void *ctx)
{
	struct watching *w = ctx;
	const struct place *p = &demo_place[place(w)];
	int64_t id[CHUNK];
	stmt_scoped st = NULL;
	int n = 0, most = w->d->devices / squadrons[w->squadron].share + PLAN_GRANTED - w->made;
	enum err e = sql(c->conn, &st, "SELECT id FROM device WHERE unit <> ?1 AND " CAMERAS " ORDER BY abs(place_lon - ?2) + abs(place_lat - ?3), id LIMIT ?4 OFFSET ?5");

	if (e)
		return e;
	sql_int(st, 1, demo_unit(place(w)));
	sql_int(st, 2, (int64_t)(p->lon * 1e7));
	sql_int(st, 3, (int64_t)(p->lat * 1e7));
	sql_int(st, 4, most < CHUNK ? most : CHUNK);
	sql_int(st, 5, w->made);
	while (n < CHUNK && !(e = sql_step(st)))
		id[n++] = col_int(st, 0);
	if (e && e != E_DONE)
		return e;
	sql_done(st);
	c->now_ms = w->grant_from;
	for (e = E_OK; w->made >= 0 && n > 0 && !e; n--, w->made++)
		e = grant_one(c, w, id[n - 1]);
	if (!e && most <= CHUNK)
		w->made = -1;
	return e;
}

/* ---- plans ---- */

static enum err
list_cameras(struct call *c, struct row *plan, const char *text, int64_t unit, int most, int field)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);

	if (e)
		return e;
	sql_int(st, 1, unit);
	sql_int(st, 2, most);
	while (!(e = sql_step(st))) {
		int64_t group = plan->npart_row / 4 + 1;
		struct value *v = row_add_part(plan, 0)->value;
		v[video_plan_camera_group_no] = (struct value){ .kind = V_INT, .i = group };
		v[field] = (struct value){ .kind = V_INT, .i = col_int(st, 0) };
	}
	plan->parts_given = true;
	return e == E_DONE ? E_OK : e;
}

static enum err
make_plan(struct call *c, void *ctx)
{
	struct watching *w = ctx;
	struct row *r = row_new(c->arena, &video_plan_record);
	int64_t unit = demo_unit(place(w));
	enum err e = act_as(c, w, "duty");

	c->now_ms = w->grant_from + 8 * 3600000LL;	/* with the first shift */
	r->unit = unit;
	row_set_text(r, video_plan_name, arena_printf(c->arena, "%s重点路段", demo_place[place(w)].short_name));
	row_set_text(r, video_plan_shift, S("full"));
	row_set_text(r, video_plan_starts, S("08:00"));
	row_set_int(r, video_plan_hours, 24);
	row_set_int(r, video_plan_times, 2);
	row_set_int(r, video_plan_dwell_s, 12);
	row_set_int(r, video_plan_group_size, 4);
	if (e || (e = list_cameras(c, r, "SELECT id FROM device WHERE unit = ?1 AND " CAMERAS " ORDER BY road, km_m, id LIMIT ?2", unit, PLAN_OWN, video_plan_camera_device)) ||
	    (e = list_cameras(c, r, "SELECT id FROM camera_grant WHERE receiver = ?1 AND state = 'in_force' ORDER BY id DESC LIMIT ?2", unit, PLAN_GRANTED,
		video_plan_camera_camera_grant)) || !r->npart_row || (e = record_create(c, r)) || (e = demo_act_as(c, "leader@detachment")))
		return e;
	w->plan = r->id;
	return fire(c, &video_plan_record, r->id, "approve");
}

/* ---- rounds of days gone by ---- */

static enum err
look(struct call *c, struct watching *w, int64_t round, const struct value *camera, int64_t *at)
{
	struct row *r = row_new(c->arena, &video_look_record), *how = row_new(c->arena, &video_look_record), *after;
	int luck = demo_below(&w->random, 100);
	enum err e;

	row_set_int(r, video_look_round, round);
	if (camera[video_plan_camera_device].kind != V_NULL)
		row_set_int(r, video_look_device, camera[video_plan_camera_device].i);
	else
		row_set_int(r, video_look_camera_grant, camera[video_plan_camera_camera_grant].i);
	c->now_ms = *at;
	if ((e = record_create(c, r)))
		return e;
	c->now_ms = *at += (8 + demo_below(&w->random, 12)) * 1000;
	row_set_text(how, video_look_result, luck < 2 ? S("dead") : S("nothing"));
	return record_fire(c, &video_look_record, r->id, 0, "end", how, 1ull << video_look_result, &after);
}

static enum err
one_round(struct call *c, struct watching *w, const struct row *plan, int64_t at)
{
	struct row *r = row_new(c->arena, &video_round_record);
	enum err e;

	c->now_ms = at;
	row_set_int(r, video_round_plan, plan->id);
	if ((e = record_create(c, r)))
		return e;
	for (int i = 0; i < plan->npart_row && !e; i++)
		if (demo_below(&w->random, 1000) >= squadrons[w->squadron].slack)
			e = look(c, w, r->id, plan->part_row[i].value, &at);
	return e ? e : fire(c, &video_round_record, r->id, "end");
}

/* Two rounds in each shift: towards noon and in the evening; of the one that goes on, what lies behind it. */
static enum err
make_day(struct call *c, void *ctx)
{
	struct watching *w = ctx;
	int64_t from = beijing_start_ms(beijing_day(w->d->now_ms) - w->day) + 8 * 3600000LL;
	const int begins[] = { 150 + demo_below(&w->random, 60), 630 + demo_below(&w->random, 90) };
	struct row *plan;
	enum err e;

	if (!w->plan)
		return E_OK;
	if ((e = record_load(c, &video_plan_record, w->plan, &plan)) || (e = record_parts(c, plan)) || (e = act_as(c, w, "officer")))
		return e;
	for (size_t i = 0; i < N_ELEMS(begins) && !e; i++)
		if (from + (begins[i] + 30) * 60000LL < w->d->now_ms)
			e = one_round(c, w, plan, from + begins[i] * 60000LL);
	return e;
}

/* Seen on a camera not long ago, and not dealt with yet. */
static enum err
make_finding(struct call *c, void *ctx)
{
	struct watching *w = ctx;
	struct row *look = row_new(c->arena, &video_look_record), *how = row_new(c->arena, &video_look_record), *f = row_new(c->arena, &video_finding_record), *after;
	int64_t device;
	enum err e = first_id(c, "SELECT id FROM device WHERE unit = ?1 AND category = 'video' AND state = 'active' ORDER BY id LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(demo_unit(place(w))) }, 1, &device);

	if (e || !device || (e = act_as(c, w, "officer")))
		return e;
	c->now_ms = w->d->now_ms - 25 * 60000LL;
	row_set_int(look, video_look_device, device);
	row_set_text(look, video_look_why, S("模拟数据：群众反映路口拥堵"));
	if ((e = record_create(c, look)))
		return e;
	row_set_int(f, video_finding_look, look->id);
	row_set_text(f, video_finding_kind, S("illegal_parking"));
	row_set_text(f, video_finding_what, S("模拟数据：路口东侧两辆货车并排停放，右转车道被占用"));
	if ((e = record_create(c, f)))
		return e;
	c->now_ms += 40000;
	row_set_text(how, video_look_result, S("finding"));
	return record_fire(c, &video_look_record, look->id, 0, "end", how, 1ull << video_look_result, &after);
}

static enum err
squadron(struct watching *w)
{
	enum err e = E_OK;

	w->made = 0;
	w->plan = 0;
	while (w->made >= 0 && !e)
		e = engine_write(w->d->engine, "模拟数据", grant_some, w);
	if (!e)
		e = engine_write(w->d->engine, "模拟数据", make_plan, w);
	for (w->day = DAYS; w->day >= 0 && !e; w->day--)
		e = engine_write(w->d->engine, "模拟数据", make_day, w);
	return e || w->squadron ? e : engine_write(w->d->engine, "模拟数据", make_finding, w);
}

enum err
demo_video(struct demo *d)
{
	struct watching w = { .d = d, .random = d->seed + 21, .grant_from = beijing_start_ms(beijing_day(d->now_ms) - DAYS) };
	enum err e = E_OK;

	for (w.squadron = 0; w.squadron < SQUADRONS && !e; w.squadron++)
		e = squadron(&w);
	return e;
}
