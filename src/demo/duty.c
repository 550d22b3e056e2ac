/* SPDX-License-Identifier: Apache-2.0 */
/* duty.c - one squadron's roster from yesterday on for two weeks, with those of this hour signed on; people and a car for two squadrons more. They
 * have no accounts. One post has nobody on it, so that the duty room has a vacancy to show. */
#include "base/clock.h"
#include "demo/demo_.h"
#include "duty/duty_attendance.h"
#include "duty/duty_entry.h"
#include "duty/duty_post.h"
#include "duty/patrol.h"
#include "duty/roster.h"
#include "duty/roster_template.h"
#include "engine/first.h"
#include "org/fleet_vehicle.h"
#include "people/person.h"

#define OFFICERS 14
#define ROSTER_DAYS 14

static const char *const squadrons[] = { "zhangdian-1", "zhangdian-2", "linzi-2" };
static const struct {
	const char *name, *kind, *road;
	int officers;
} posts[] = {
	{ "中队值班室", "duty_room", NULL, 1 },
	{ "城区巡逻一组", "patrol", "main_road", 2 },
	{ "国省道巡逻组", "patrol", "highway", 2 },
	{ "护学岗", "fixed", "street", 1 },
};
enum { POST_ROOM, POST_CITY, POST_HIGHWAY, POST_SCHOOL, POSTS };

struct rostering {
	struct demo *d;
	const char *login;
	int squadron;
	int64_t unit, officer[OFFICERS], post[POSTS], day, night, full, template;
};

static enum err
make_officer(struct call *c, struct rostering *w, int i)
{
	struct row *r = row_new(c->arena, &person_record);
	enum err e;

	r->unit = w->unit;
	row_set_text(r, person_user, arena_printf(c->arena, "road%d@%s", i + 1, w->login));
	row_set_text(r, person_name, arena_printf(c->arena, "模拟民警%c%02d", 'A' + w->squadron, i + 1));
	row_set_text(r, person_police_no, arena_printf(c->arena, "97%02d%02d", w->squadron + 1, i + 1));
	row_set_text(r, person_category, S("police"));
	row_set_text(r, person_post, S("路面民警"));
	if (!(e = record_create(c, r)))
		w->officer[i] = r->id;
	return e;
}

static enum err
make_post(struct call *c, struct rostering *w, int i)
{
	struct row *r = row_new(c->arena, &duty_post_record);
	enum err e;

	r->unit = w->unit;
	row_set_text(r, duty_post_name, slice_of(posts[i].name));
	row_set_text(r, duty_post_kind, slice_of(posts[i].kind));
	if (posts[i].road)
		row_set_text(r, duty_post_road, slice_of(posts[i].road));
	row_set_int(r, duty_post_officers, posts[i].officers);
	if (!(e = record_create(c, r)))
		w->post[i] = r->id;
	return e;
}

static enum err
make_car(struct call *c, struct rostering *w, int i, int64_t *ret)
{
	struct row *r = row_new(c->arena, &fleet_vehicle_record);
	enum err e;

	r->unit = w->unit;
	row_set_text(r, fleet_vehicle_number, arena_printf(c->arena, "模拟%c%02d", 'A' + w->squadron, i + 1));
	row_set_text(r, fleet_vehicle_plate, arena_printf(c->arena, "鲁C9%d%02d警", w->squadron + 1, i + 1));
	row_set_text(r, fleet_vehicle_kind, i < 2 ? S("car") : S("motorcycle"));
	row_set_int(r, fleet_vehicle_seats, i < 2 ? 5 : 2);
	if (!(e = record_create(c, r)))
		*ret = r->id;
	return e;
}

/* ---- the template: two teams by turns in the day, one at night ---- */

static void
add_line(struct row *t, int weekday, int64_t shift, int64_t post, int64_t person, const char *part)
{
	struct value *v = row_add_part(t, 0)->value;

	v[roster_template_line_weekday] = (struct value){ .kind = V_INT, .i = weekday };
	v[roster_template_line_shift] = (struct value){ .kind = V_INT, .i = shift };
	v[roster_template_line_post] = (struct value){ .kind = V_INT, .i = post };
	if (person)
		v[roster_template_line_person] = (struct value){ .kind = V_INT, .i = person };
	if (part)
		v[roster_template_line_part] = (struct value){ .kind = V_TEXT, .s = slice_of(part) };
}

static enum err
person_named(struct call *c, const char *role, const struct rostering *w, int64_t *ret)
{
	return first_id(c, "SELECT id FROM person WHERE \"user\" = ?1", (struct first_arg[]){ FIRST_TEXT(arena_printf(c->arena, "%s@%s", role, w->login)) }, 1, ret);
}

static enum err
make_template(struct call *c, struct rostering *w)
{
	struct row *t = row_new(c->arena, &roster_template_record);
	int64_t leader, sergeant[2];
	enum err e;

	if ((e = person_named(c, "leader", w, &leader)) || (e = person_named(c, "duty", w, &sergeant[0])) || (e = person_named(c, "duty2", w, &sergeant[1])))
		return e;
	t->unit = w->unit;
	row_set_text(t, roster_template_name, S("常规周"));
	for (int day = 1; day <= 7; day++) {
		const int64_t *team = &w->officer[day % 2 ? 0 : 4], *late = &w->officer[day % 2 ? 8 : 11];
		add_line(t, day, w->full, w->post[POST_ROOM], leader, "leader");
		add_line(t, day, w->full, w->post[POST_ROOM], day == 7 ? w->officer[13] : sergeant[day % 2], "sergeant");	/* nobody two days running */
		for (int i = 0; i < 4; i++)
			add_line(t, day, w->day, w->post[i < 2 ? POST_CITY : POST_HIGHWAY], team[i], "officer");
		for (int i = 0; i < 2; i++)
			add_line(t, day, w->night, w->post[POST_CITY], late[i], "officer");
		if (day <= 5)
			add_line(t, day, w->day, w->post[POST_SCHOOL], 0, NULL);
	}
	t->parts_given = true;
	if (!(e = record_create(c, t)))
		w->template = t->id;
	return e;
}

static enum err
make_roster(struct call *c, struct rostering *w)
{
	struct row *r = row_new(c->arena, &roster_record), *none = row_new(c->arena, &roster_record), *after;
	char from[TIME_TEXT_MAX], to[TIME_TEXT_MAX];
	int32_t today = beijing_day(w->d->now_ms);
	enum err e;

	r->unit = w->unit;
	row_set_text(r, roster_from_day, (struct slice){ from, date_print(today - 1, from) });
	row_set_text(r, roster_to_day, (struct slice){ to, date_print(today - 2 + ROSTER_DAYS, to) });
	row_set_int(r, roster_template, w->template);
	row_set_text(r, roster_note, S("模拟数据"));
	if ((e = record_create(c, r)) || (e = record_fire(c, &roster_record, r->id, 0, "generate", none, 0, &after)) ||
	    (e = demo_act_as(c, "leader@zhangdian-1")) || (e = record_fire(c, &roster_record, r->id, 0, "approve", none, 0, &after)) ||
	    (e = demo_act_as(c, "duty@zhangdian-1")))
		return e;
	return record_fire(c, &roster_record, r->id, 0, "publish", none, 0, &after);
}

/* ---- those of this hour ---- */

static enum err
sign_on_patrol(struct call *c, struct rostering *w, const int64_t *pair, int n, int64_t ends)
{
	struct row *r = row_new(c->arena, &patrol_record);
	int64_t car;
	enum err e = make_car(c, w, n, &car);

	if (e)
		return e;
	r->unit = w->unit;
	row_set_text(r, patrol_call_sign, arena_printf(c->arena, "铁骑%c%d", 'A' + w->squadron, n + 1));
	row_set_text(r, patrol_kind, S("car"));
	row_set_int(r, patrol_leader, pair[0]);
	row_set_int(r, patrol_vehicle, car);
	row_set_text(r, patrol_road, n ? S("highway") : S("main_road"));
	row_set_int(r, patrol_shift_ends, ends);
	row_set_int(r, patrol_alcohol_tester, 1);
	row_set_int(r, patrol_speed_meter, n);
	for (int i = 0; i < 2; i++) {
		struct value *v = row_add_part(r, 0)->value;
		v[patrol_crew_person] = (struct value){ .kind = V_INT, .i = pair[i] };
		v[patrol_crew_part] = (struct value){ .kind = V_TEXT, .s = S("officer") };
	}
	r->parts_given = true;
	return record_create(c, r);
}

/* By day both patrols of the team of that day, by night the one. Between 06:00 and 08:00 the night still goes on. */
static enum err
sign_on(struct call *c, struct rostering *w)
{
	int64_t at = w->d->now_ms - beijing_start_ms(beijing_day(w->d->now_ms)), start = w->d->now_ms - at;
	bool night = at < 8 * 3600000LL || at >= 20 * 3600000LL;
	int day = civil_weekday(beijing_day(w->d->now_ms - (at < 8 * 3600000LL ? DAY_MS : 0)));
	const int64_t *team = &w->officer[night ? (day % 2 ? 8 : 11) : (day % 2 ? 0 : 4)];
	int64_t ends = night ? start + (at < 8 * 3600000LL ? 8 : 32) * 3600000LL : start + 20 * 3600000LL, sergeant, car;
	enum err e = make_car(c, w, 2, &car);	/* one that is free */

	if (e || w->squadron || (e = sign_on_patrol(c, w, team, 0, ends)) || (!night && (e = sign_on_patrol(c, w, team + 2, 1, ends))) ||
	    (e = person_named(c, day == 7 ? "road14" : day % 2 ? "duty2" : "duty", w, &sergeant)))
		return e;
	return attendance_sign_on(c, &(struct attendance){ .person = sergeant, .unit = w->unit, .call_sign = S("值班室"), .due_off_ms = ends });
}

static enum err
shift_named(struct call *c, const char *code, int64_t *ret)
{
	return first_id(c, "SELECT id FROM duty_shift WHERE code = ?1 LIMIT 1", (struct first_arg[]){ FIRST_TEXT(slice_of(code)) }, 1, ret);
}

static enum err
make_squadron(struct call *c, void *ctx)
{
	struct rostering *w = ctx;
	enum err e = demo_act_as(c, arena_printf(c->arena, "duty@%s", w->login).p);

	if (e || (e = shift_named(c, "day", &w->day)) || (e = shift_named(c, "night", &w->night)) || (e = shift_named(c, "full", &w->full)))
		return e;
	for (int i = 0; i < OFFICERS && !e; i++)
		e = make_officer(c, w, i);
	for (int i = 0; i < POSTS && !e && !w->squadron; i++)
		e = make_post(c, w, i);
	if (!e && !w->squadron && !(e = make_template(c, w)))
		e = make_roster(c, w);
	return e ? e : sign_on(c, w);
}

enum err
demo_duty(struct demo *d)
{
	enum err e = E_OK;

	for (int i = 0; i < (int)N_ELEMS(squadrons) && !e; i++) {
		struct rostering w = { .d = d, .login = squadrons[i], .squadron = i, .unit = demo_unit(demo_place_named(squadrons[i])) };
		e = engine_write(d->engine, "模拟数据", make_squadron, &w);
	}
	return e;
}
