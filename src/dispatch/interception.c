/* SPDX-License-Identifier: Apache-2.0 */
/* interception.c - what may begin one, and what happens on the road. Orders stand in interception_order.c, the end in interception_end.c. */
#include "dispatch/interception.h"

#include "dispatch/dispatch.h"
#include "dispatch/interception_.h"
#include "dispatch/interceptor.h"
#include "dispatch/officers.h"
#include "dispatch/station.h"
#include "engine/first.h"
#include "engine/record.h"
#include "engine/units.h"
#include "match/alarm.h"
#include "match/watch_entry.h"

/* ---- beginning ---- */

/* A vehicle is stopped only after a person has compared it with the picture; one that is only to be reported is not stopped. */
static enum err
alarm_serves(struct call *c, const struct row *a)
{
	if (a->state == alarm_is_closed || a->state == alarm_is_misread)
		return refuse_text(c, E_GUARD, "alarm", "预警已办结", "the alarm has ended");
	if (a->state == alarm_is_raised)
		return refuse_text(c, E_GUARD, "alarm", "须先由人核对图片与号牌、颜色、车型", "somebody has to compare picture, plate, colour and type first");
	if (row_is(a, alarm_action, "report"))
		return refuse_text(c, E_GUARD, "alarm", "该预警只要求通报关注，不得拦截", "this one is only to be reported, not stopped");
	return E_OK;
}

static enum err
interception_check(struct call *c, struct row *r)
{
	struct row *a;
	enum err e;

	if (r->id)
		return E_OK;
	if ((e = record_get(c, &alarm_record, row_ref(r, interception_alarm), &a)))
		return e;
	if ((e = record_load(c, &alarm_record, a->id, &a)) || (e = alarm_serves(c, a)))
		return e;
	row_set_text(r, interception_subject, row_text(a, alarm_subject));
	row_set_text(r, interception_category, row_text(a, alarm_category));
	row_set_int(r, interception_priority, row_int(a, alarm_priority));
	row_set_text(r, interception_plate, row_text(a, alarm_plate));
	if (!row_empty(a, alarm_plate_class))
		row_set_text(r, interception_plate_class, row_text(a, alarm_plate_class));
	row_set_text(r, interception_open_key, arena_printf(c->arena, "a%lld", (long long)a->id));	/* one at a time for an alarm */
	row_set_int(r, interception_posts, 0);
	interceptor_wake(c->engine);
	return E_OK;
}

static enum err
interception_order(struct call *c, struct row *draft)
{
	return intercept_order(c, draft);
}

/* ---- on the road ---- */

/* The road is that of the post; who was posted nowhere says it. */
static enum err
take_road(struct call *c, struct row *draft, int64_t patrol)
{
	struct row *whole = row_copy(c->arena, draft);
	enum err e = patrol ? record_parts(c, whole) : E_OK;

	for (int i = 0; !e && patrol && i < whole->npart_row; i++) {
		const struct value *v = whole->part_row[i].value;
		if (v[interception_post_patrol].i == patrol && v[interception_post_road].kind == V_TEXT)
			row_set_text(draft, interception_road, v[interception_post_road].s);
	}
	return e || !row_empty(draft, interception_road) ? e :
	    refuse_text(c, E_MISSING, "road", "未设点的须说明道路类别", "who was posted nowhere says the kind of road");
}

/* 违法行为处理程序规定 7/2, 执勤执法工作规范 70: those who are named, and the auxiliaries of their crew, must be enough for the road. */
static enum err
take_officers(struct call *c, struct row *draft)
{
	struct crew crew = { 0 };
	int64_t patrol;
	enum err e;

	if (row_empty(draft, interception_officer))
		row_set_int(draft, interception_officer, c->who->person);
	if ((e = police_officer(c, row_ref(draft, interception_officer), "officer")))
		return e;
	if (!row_empty(draft, interception_officer2) &&
	    (e = second_officer(c, row_ref(draft, interception_officer), row_ref(draft, interception_officer2), "officer2")))
		return e;
	if ((e = intercept_own_patrol(c, draft, row_ref(draft, interception_officer), &patrol)) || (e = take_road(c, draft, patrol)) ||
	    (patrol && (e = scene_crew_of(c, patrol, &crew))))
		return e;
	crew.officers = 1 + !row_empty(draft, interception_officer2);
	return crew_enough(c, row_text(draft, interception_road), false, &crew, "officer2");
}

/* Whose it was: of those posted, the patrol in whose crew the officer is, and its station. */
static enum err
take_post(struct call *c, struct row *draft)
{
	int64_t patrol;
	enum err e = intercept_own_patrol(c, draft, row_ref(draft, interception_officer), &patrol);

	row_clear(draft, interception_patrol);
	row_clear(draft, interception_station);
	if (e || !patrol || (!draft->npart_row && (e = record_parts(c, draft))))
		return e;
	row_set_int(draft, interception_patrol, patrol);
	for (int i = 0; i < draft->npart_row; i++) {
		const struct value *v = draft->part_row[i].value;
		if (v[interception_post_patrol].i == patrol && v[interception_post_station].kind == V_INT)
			row_set_int(draft, interception_station, v[interception_post_station].i);
	}
	draft->parts_given = false;
	return E_OK;
}

static enum err
interception_stop(struct call *c, struct row *draft)
{
	enum err e;

	if (row_empty(draft, interception_stopped_at))
		row_set_int(draft, interception_stopped_at, c->now_ms);
	if (row_time(draft, interception_stopped_at) > c->now_ms)
		return refuse_text(c, E_BAD_VALUE, "stopped_at", "不能晚于现在", "must not lie in the future");
	if ((e = take_officers(c, draft)) || (e = take_post(c, draft)))
		return e;
	return intercept_recall(c, draft, row_ref(draft, interception_patrol));
}

/* 执勤执法工作规范 73/1/3: those ahead are told of plate and direction; nobody drives after it. */
static enum err
interception_refused(struct call *c, struct row *draft)
{
	if (row_empty(draft, interception_fled_at) || row_time(draft, interception_fled_at) > c->now_ms)
		row_set_int(draft, interception_fled_at, c->now_ms);
	row_set_int(draft, interception_refusals, row_int(draft, interception_refusals) + 1);
	return interceptor_tell_ahead(c, draft);
}

/* The exception is for a driver who has fled: one who was not recorded as refusing to stop is not followed. */
static enum err
interception_fled(struct call *c, const struct row *r)
{
	return row_int(r, interception_refusals) ? E_OK : refuse_text(c, E_GUARD, "refusals", "追缉例外限于拒绝停车、驾车逃跑的车辆（执勤执法工作规范 73/1/3）：先登记拒绝停车",
	    "the exception is for a driver who did not stop and fled (norm art. 73): record the refusal first");
}

/* The exception of the same article, which is told to the command centre at once. */
static enum err
interception_follow(struct call *c, struct row *draft)
{
	row_set_int(draft, interception_followed_by, c->who->person);
	row_set_int(draft, interception_followed_at, c->now_ms);
	row_clear(draft, interception_heard_by);
	row_clear(draft, interception_heard_at);
	return record_share(c, draft, units_root());
}

static enum err
interception_command(struct call *c, const struct row *r)
{
	if (row_ref(r, interception_followed_by) == c->who->person)
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	return may(c, R_dispatcher|R_leader, units_root()) ? E_OK :
	    refuse_text(c, E_FORBIDDEN, NULL, "须由支队指挥中心知悉", "the detachment's command centre has to hear of it");
}

static enum err
interception_hear(struct call *c, struct row *draft)
{
	row_set_int(draft, interception_heard_by, c->who->person);
	row_set_int(draft, interception_heard_at, c->now_ms);
	return E_OK;
}

/* ---- ending ---- */

static enum err
interception_has_scene(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM attachment WHERE ((record = 'interception' AND row = ?1) OR (record = 'alarm' AND row = ?2)) AND slot = 'scene'"
	    " AND removed_at IS NULL LIMIT 1", (struct first_arg[]){ FIRST_INT(r->id), FIRST_INT(row_ref(r, interception_alarm)) }, 2, &id);

	return e || id ? e : refuse_text(c, E_GUARD, "scene", "须上传现场照片", "a picture of the stop is required");
}

/* 事故处理程序规定 45: a vehicle suspected of flight after a crash is held, and handed to where the case is. */
static enum err
interception_close(struct call *c, struct row *draft)
{
	if (row_is(draft, interception_category, "hit_and_run") && !row_is(draft, interception_handling, "held") && !row_is(draft, interception_handling, "handed"))
		return refuse_text(c, E_GUARD, "handling", "发现交通肇事逃逸车辆或者嫌疑车辆的，应当予以扣留并移交（道路交通事故处理程序规定 45）",
		    "a vehicle suspected of flight after a crash is held and handed over");
	return intercept_end(c, draft, "intercepted");
}

static enum err
interception_not_stopped(struct call *c, struct row *draft)
{
	return intercept_end(c, draft, "missed");
}

static enum err
interception_misread(struct call *c, struct row *draft)
{
	return intercept_end(c, draft, "false_read");
}

/* Called off when there is nothing left to stop it for: the alarm has ended, or its entry is no longer in force. */
static enum err
interception_no_ground(struct call *c, const struct row *r)
{
	struct row *a, *entry;
	enum err e = record_load(c, &alarm_record, row_ref(r, interception_alarm), &a);

	if (e || a->state == alarm_is_closed || a->state == alarm_is_misread)
		return e;
	if (row_empty(a, alarm_watch_entry))
		return refuse_text(c, E_GUARD, NULL, "预警尚未办结", "the alarm is still open");
	if ((e = record_load(c, &watch_entry_record, row_ref(a, alarm_watch_entry), &entry)))
		return e;
	return entry->state != watch_entry_is_urgent && entry->state != watch_entry_is_in_force ? E_OK :
	    refuse_text(c, E_GUARD, NULL, "布控仍有效，预警尚未办结", "the entry is in force and the alarm is open");
}

static enum err
interception_end(struct call *c, struct row *draft)
{
	row_set_int(draft, interception_closed_at, c->now_ms);
	row_clear(draft, interception_open_key);
	return intercept_recall(c, draft, 0);
}

#define NAME interception
#define DEF "dispatch/interception.def"
#include "engine/define.h"
