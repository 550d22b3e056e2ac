/* SPDX-License-Identifier: Apache-2.0 */
/* dispatch_order.c - an order commits a patrol, is stepped through by its crew, and frees the patrol at its end. See dispatch.h. */
#include "dispatch/dispatch_order.h"

#include "base/clock.h"
#include "dispatch/dispatch.h"
#include "dispatch/incident.h"
#include "dispatch/incident_rule.h"
#include "duty/patrol.h"
#include "engine/first.h"
#include "engine/record.h"
#include "match/alarm.h"
#include "match/raise.h"
#include "terminal/terminal_text.h"

/* ---- issuing ---- */

/* The patrol that another dispatcher took a moment ago: what took it is said. */
static enum err
refuse_taken(struct call *c, const struct row *patrol)
{
	struct slice sign = row_text(patrol, patrol_call_sign), by = S("");
	const struct state *s = &patrol_record.state[patrol->state];
	struct slice zh = title_zh(s->title), en = title_en(s->title, s->name, (char[64]){ 0 }, 64);
	int64_t id;
	struct row *o;
	enum err e = first_id(c, "SELECT id FROM dispatch_order WHERE patrol = ?1 AND state IN (" ORDER_LIVE ") ORDER BY id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(patrol->id) }, 1, &id);

	if (e)
		return e;
	if (id && !(e = record_load(c, &dispatch_order_record, id, &o)))
		by = row_text(o, dispatch_order_task);
	return e ? e : refuse_named(c, E_GUARD, "patrol",
	    arena_printf(c->arena, "%.*s现为“%.*s”，不能派出%s%.*s", (int)sign.n, sign.p, (int)zh.n, zh.p, by.n ? "；在执行：" : "", (int)by.n, by.n ? by.p : ""),
	    arena_printf(c->arena, "%.*s is \"%.*s\" and cannot be sent%s%.*s", (int)sign.n, sign.p, (int)en.n, en.p, by.n ? "; it is on: " : "", (int)by.n, by.n ? by.p : ""));
}

/* Those already on their way count: two patrols of one officer each are two officers. Who goes ahead of the others says who joins him: the law
 * asks for numbers at the scene, and somebody is sent at once (事故处理程序规定 17). */
static enum err
enough(struct call *c, const struct row *draft, const struct row *incident)
{
	struct crew goes, there;
	enum err e;

	if (!row_empty(draft, dispatch_order_shortfall))
		return E_OK;
	if ((e = scene_crew_of(c, row_ref(draft, dispatch_order_patrol), &goes)) || (e = scene_crew_at(c, incident->id, &there)))
		return e;
	goes.officers += there.officers;
	goes.auxiliaries += there.auxiliaries;
	return scene_enough(c, incident, &goes, "shortfall");
}

static enum err
of_incident(struct call *c, struct row *draft, int64_t unit)
{
	struct row *i;
	enum err e;

	if (row_empty(draft, dispatch_order_incident))
		return E_OK;
	if ((e = record_load(c, &incident_record, row_ref(draft, dispatch_order_incident), &i)))
		return e;
	if (i->state == incident_is_closed || i->state == incident_is_merged)
		return refuse_text(c, E_GUARD, "incident", "警情已结警或已并案", "the incident is closed or merged");
	if (row_empty(draft, dispatch_order_place) && !row_empty(i, incident_place))
		row_set_point(draft, dispatch_order_place, row_point(i, incident_place));
	if (row_empty(draft, dispatch_order_address))
		row_set_text(draft, dispatch_order_address, row_text(i, incident_address));
	if ((e = enough(c, draft, i)) || (i->unit != unit && (e = record_share(c, i, unit))))
		return e;
	return incident_ordered(c, i->id);
}

static enum err
of_alarm(struct call *c, struct row *draft, int64_t unit)
{
	struct row *a;
	enum err e;

	if (row_empty(draft, dispatch_order_alarm))
		return E_OK;
	if ((e = record_load(c, &alarm_record, row_ref(draft, dispatch_order_alarm), &a)))
		return e;
	if (row_empty(draft, dispatch_order_place) && !row_empty(a, alarm_place))
		row_set_point(draft, dispatch_order_place, row_point(a, alarm_place));
	return a->unit == unit ? E_OK : alarm_share(c, a, unit);
}

/* Columns count characters: the bytes of so many at most. */
static int
head(struct slice s, size_t chars)
{
	size_t n = 0;

	for (size_t seen = 0; n < s.n; n++)
		if (((unsigned char)s.p[n] & 0xc0) != 0x80 && seen++ == chars)
			break;
	return (int)n;
}

struct to_car {
	struct call call;
	int64_t vehicle;
	struct slice text;
};

static enum err
say_nested(void *ctx, struct conn *conn)
{
	struct to_car *t = ctx;
	int64_t id;

	(void)conn;
	return terminal_say(&t->call, t->vehicle, t->text, true, &id);
}

/* To the screen of the car too, where one is fitted; without one, or when it cannot be told, the order goes by phone and radio. */
static void
tell_car(struct call *c, const struct row *draft, const struct row *patrol)
{
	struct slice task = row_text(draft, dispatch_order_task), at = row_text(draft, dispatch_order_address);
	struct to_car t = { .call = *c, .vehicle = row_ref(patrol, patrol_vehicle) };

	if (row_empty(patrol, patrol_vehicle))
		return;
	t.text = arena_printf(c->arena, "出警指令：%.*s%s%.*s", head(task, 120), task.p, at.n ? "；" : "", head(at, 70), at.n ? at.p : "");	/* TEXT(200) */
	if (!db_nested(c->conn, say_nested, &t))
		*c = t.call;
}

static enum err
order_check(struct call *c, struct row *draft)
{
	struct row *p, *after;
	struct slice sign, task;
	enum err e;

	if (draft->id)
		return E_OK;		/* nothing of it is changed but by its steps: pictures are added to it */
	if ((e = record_load(c, &patrol_record, row_ref(draft, dispatch_order_patrol), &p)))
		return e;
	if (p->state != patrol_is_free)
		return refuse_taken(c, p);
	sign = row_text(p, patrol_call_sign);
	task = row_text(draft, dispatch_order_task);
	draft->unit = p->unit;
	row_set_text(draft, dispatch_order_subject, arena_printf(c->arena, "%.*s · %.*s", (int)sign.n, sign.p, head(task, 297), task.p));	/* TEXT(320), sign TEXT(20) */
	if ((e = of_incident(c, draft, p->unit)) || (e = of_alarm(c, draft, p->unit)))
		return e;
	tell_car(c, draft, p);
	return record_fire_as_system(c, &patrol_record, p->id, "commit", &after);
}

/* ---- the crew ---- */

static enum err
in_crew(struct call *c, int64_t patrol, int64_t *ret)
{
	return first_id(c, "SELECT id FROM patrol WHERE id = ?1 AND leader = ?2 UNION ALL SELECT parent FROM patrol_crew WHERE parent = ?1 AND person = ?2 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(patrol), FIRST_INT(c->who->person) }, 2, ret);
}

/* 规范 69/3: the crew answers for its orders; the duty officer of its unit may step in its name. */
static enum err
order_by_crew(struct call *c, const struct row *r)
{
	int64_t member;
	enum err e;

	if (c->as_system || !c->who->person)
		return E_OK;
	if ((e = in_crew(c, row_ref(r, dispatch_order_patrol), &member)) || member || may(c, R_duty, r->unit))
		return e;
	return refuse_text(c, E_FORBIDDEN, "patrol", "由该警力的组员操作，或者由值班民警代为操作", "a member of the patrol does that, or the duty officer in its name");
}

static enum err
sign_for(struct call *c, struct row *draft)
{
	int64_t member = 0;
	enum err e = in_crew(c, row_ref(draft, dispatch_order_patrol), &member);

	if (e || member)
		row_clear(draft, dispatch_order_behalf);
	else if (c->who->person)
		row_set_int(draft, dispatch_order_behalf, c->who->person);
	return e;
}

/* ---- its life ---- */

/* What the phone says of this step, 0: nothing. What a step before it said stands in the row and is not of this one. */
static enum err
said_now(struct call *c, const struct row *draft, int64_t *ret)
{
	struct row *before;
	enum err e = record_load(c, &dispatch_order_record, draft->id, &before);

	if (e)
		return e;
	*ret = row_time(draft, dispatch_order_said_at);
	if (*ret == row_time(before, dispatch_order_said_at))
		*ret = 0;
	return E_OK;
}

/* What an officer did while offline is sent late: the moment is the phone's, and it is noted that it came late. It lies after the order's last
 * moment and not after now; a phone whose clock is wrong is not believed. What the phone said stays in the row only for a step that came late. */
static enum err
moment(struct call *c, struct row *draft, int64_t *ret)
{
	static const int before[] = { dispatch_order_acknowledged_at, dispatch_order_under_way_at, dispatch_order_on_scene_at, dispatch_order_guarded_at };
	int64_t late_s, said, last = draft->created_at;
	enum err e;

	if ((e = said_now(c, draft, &said)) || (e = dispatch_figure(c, "late_s", &late_s)))
		return e;
	for (size_t i = 0; i < N_ELEMS(before); i++)
		if (row_time(draft, before[i]) > last)
			last = row_time(draft, before[i]);
	*ret = said && said >= last && said < c->now_ms ? said : c->now_ms;
	if (*ret < c->now_ms - late_s * 1000)
		row_set_int(draft, dispatch_order_sent_late, 1);
	else
		row_clear(draft, dispatch_order_said_at);
	return E_OK;
}

static enum err
step_at(struct call *c, struct row *draft, int field)
{
	int64_t at;
	enum err e = moment(c, draft, &at);

	if (e)
		return e;
	row_set_int(draft, field, at);
	if (draft->state != dispatch_order_is_on_scene || field == dispatch_order_on_scene_at)
		draft->due_from = at;		/* the next clock starts when it was done */
	return sign_for(c, draft);
}

static enum err
order_acknowledge(struct call *c, struct row *draft)
{
	return step_at(c, draft, dispatch_order_acknowledged_at);
}

static enum err
order_set_out(struct call *c, struct row *draft)
{
	return step_at(c, draft, dispatch_order_under_way_at);
}

static enum err
order_arrive(struct call *c, struct row *draft)
{
	return step_at(c, draft, dispatch_order_on_scene_at);
}

static enum err
order_guard_scene(struct call *c, struct row *draft)
{
	return step_at(c, draft, dispatch_order_guarded_at);
}

static enum err
order_note(struct call *c, struct row *draft)
{
	return sign_for(c, draft);
}

static enum err
end(struct call *c, struct row *draft, bool well)
{
	struct row *p, *after;
	int64_t at;
	enum err e = moment(c, draft, &at);

	if (e)
		return e;
	row_set_int(draft, dispatch_order_ended_at, at);
	if ((e = record_load(c, &patrol_record, row_ref(draft, dispatch_order_patrol), &p)) ||
	    (p->state == patrol_is_committed && (e = record_fire_as_system(c, &patrol_record, p->id, "release", &after))))
		return e;
	return row_empty(draft, dispatch_order_incident) ? E_OK : incident_order_ended(c, row_ref(draft, dispatch_order_incident), draft->id, well);
}

/* 事故处理程序规定 30(一): a named person directs the traffic at a crash scene. */
static enum err
scene_guarded(struct call *c, const struct row *r)
{
	struct row *i, *rule;
	enum err e;

	if (row_empty(r, dispatch_order_incident) || row_empty(r, dispatch_order_on_scene_at) || !row_empty(r, dispatch_order_guarded_by))
		return E_OK;
	if ((e = record_load(c, &incident_record, row_ref(r, dispatch_order_incident), &i)) || (e = incident_rule_of(c, row_text(i, incident_kind), &rule)))
		return e;
	return row_bool(rule, incident_rule_guarded) ? refuse_text(c, E_GUARD, "guarded_by", "须先确定专人负责现场交通指挥和疏导（事故处理程序规定30）",
	    "name who directs the traffic at the scene first (Crash procedure 30)") : E_OK;
}

static enum err
order_finish(struct call *c, struct row *draft)
{
	enum err e = scene_guarded(c, draft);

	if (e || (e = sign_for(c, draft)))
		return e;
	return end(c, draft, true);
}

static enum err
order_end(struct call *c, struct row *draft)
{
	enum err e = draft->state == dispatch_order_is_refused ? sign_for(c, draft) : E_OK;

	return e ? e : end(c, draft, false);
}

#define NAME dispatch_order
#define DEF "dispatch/dispatch_order.def"
#include "engine/define.h"
