/* SPDX-License-Identifier: Apache-2.0 */
/* interception_order.c - a post ahead: a patrol, in a station or at a place, becomes an order of its own (dispatch_order). */
#include "dispatch/dispatch.h"
#include "dispatch/dispatch_order.h"
#include "dispatch/interception.h"
#include "dispatch/interception_.h"
#include "dispatch/station.h"
#include "duty/patrol.h"
#include "engine/first.h"
#include "engine/record.h"
#include "match/alarm.h"
#include "match/raise.h"
#include "org/tollgate.h"

struct posting {
	struct call *c;
	struct row *draft;		/* of the interception */
	struct row *patrol, *station, *gate, *order;	/* NULL: none */
};

static enum err
load_one(struct posting *p, int field, const struct record *rec, struct row **ret)
{
	*ret = NULL;
	return row_empty(p->draft, field) ? E_OK : record_load(p->c, rec, row_ref(p->draft, field), ret);
}

/* A patrol that mans a station is ordered there, also where nobody says so. */
static enum err
find_station(struct posting *p)
{
	int64_t id;
	enum err e;

	if (p->station || !row_is(p->patrol, patrol_kind, "station"))
		return E_OK;
	if ((e = first_id(p->c, "SELECT id FROM station WHERE unit = ?1 AND state = 'in_use' ORDER BY id LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(p->patrol->unit) }, 1, &id)) || !id)
		return e;
	row_set_int(p->draft, interception_station, id);
	return record_load(p->c, &station_record, id, &p->station);
}

/* The forecast names tollgates of all units to whoever sees the alarm: the number is no reference into one's own area. */
static enum err
find_gate(struct posting *p)
{
	struct call *c = p->c;
	int64_t id;
	enum err e;

	if (row_empty(p->draft, interception_tollgate))
		return E_OK;
	if ((e = first_id(c, "SELECT id FROM tollgate WHERE id = ?1", (struct first_arg[]){ FIRST_INT(row_int(p->draft, interception_tollgate)) }, 1, &id)))
		return e;
	return id ? record_load(c, &tollgate_record, id, &p->gate) : refuse_text(c, E_BAD_VALUE, "tollgate", "没有这个卡口", "no such tollgate");
}

static enum err
learn(struct posting *p)
{
	enum err e;

	if ((e = load_one(p, interception_patrol, &patrol_record, &p->patrol)) || (e = load_one(p, interception_station, &station_record, &p->station)) ||
	    (e = find_gate(p)))
		return e;
	return find_station(p);
}

/* ---- whether it may be ---- */

static enum err
may_send(const struct posting *p)
{
	struct call *c = p->c;

	if (!may(c, R_dispatcher|R_duty, p->patrol->unit))
		return refuse_text(c, E_FORBIDDEN, "patrol", "只能指挥本单位及下级单位的警力", "only patrols of your own units");
	if (p->patrol->state == patrol_is_off)
		return refuse_text(c, E_GUARD, "patrol", "该警力已下岗", "is off duty");
	if (p->station && p->station->state != station_is_in_use)
		return refuse_text(c, E_GUARD, "station", "该执法站已停用", "the station is closed");
	for (int i = 0; i < p->draft->npart_row; i++) {
		int64_t id, before = p->draft->part_row[i].value[interception_post_ordered].i;
		enum err e;
		if (p->draft->part_row[i].value[interception_post_patrol].i != p->patrol->id)
			continue;
		if ((e = first_id(c, "SELECT id FROM dispatch_order WHERE id = ?1 AND state IN (" ORDER_LIVE ")",
		    (struct first_arg[]){ FIRST_INT(before) }, 1, &id)))
			return e;
		if (id)
			return refuse_text(c, E_EXISTS, "patrol", "已向该警力下达", "has been ordered already");
	}
	return E_OK;
}

/* 违法行为处理程序规定 7/2, 执勤执法工作规范 70, 72 (crew_rule); 72/1/2: on a motorway in poor conditions only at a toll gate, service or parking area. */
static enum err
enough_there(const struct posting *p)
{
	struct call *c = p->c;
	struct slice road = row_text(p->draft, interception_road), site = row_text(p->draft, interception_site);
	struct crew crew;
	enum err e;

	if ((e = scene_crew_of(c, p->patrol->id, &crew)) || (e = crew_enough(c, road, row_bool(p->draft, interception_poor), &crew, "patrol")))
		return e;
	if (slice_is(road, "motorway") && row_bool(p->draft, interception_poor) && (!site.n || slice_is(site, "roadside")))
		return refuse_text(c, E_GUARD, "site", "恶劣条件下高速公路只在收费站、服务区、停车区设点（执勤执法工作规范 72/1/2）",
		    "in poor conditions on a motorway only at a toll gate, service or parking area");
	return E_OK;
}

/* What is not said follows from the station, then from where the patrol works. */
static enum err
take_place(struct posting *p)
{
	struct row *d = p->draft;

	if (p->station) {
		row_set_text(d, interception_road, row_text(p->station, station_road));
		row_set_text(d, interception_site, row_text(p->station, station_site));
	}
	if (row_empty(d, interception_road) && !row_empty(p->patrol, patrol_road))
		row_set_text(d, interception_road, row_text(p->patrol, patrol_road));
	if (row_empty(d, interception_road))
		return refuse_text(p->c, E_MISSING, "road", "须说明道路类别", "the kind of road has to be said");
	return E_OK;
}

/* ---- the order ---- */

static struct slice
task_of(const struct posting *p)
{
	struct slice said = row_text(p->draft, interception_task), what = row_text(p->draft, interception_subject), at;

	if (said.n)
		return said;
	at = p->station ? row_text(p->station, station_name) : p->gate ? row_text(p->gate, tollgate_name) : S("前方");
	return arena_printf(p->c->arena, "在%.*s拦截：%.*s。号牌见预警，拦截前核对号牌、颜色、车型；不站在行车道上拦截，拒停的不得追缉，立即报告去向（执勤执法工作规范 73）。",
	    (int)at.n, at.p, (int)what.n, what.p);
}

static enum err
make_order(struct posting *p)
{
	struct call *c = p->c;
	struct row *o = row_new(c->arena, &dispatch_order_record);
	enum err e;

	o->unit = p->patrol->unit;
	row_set_int(o, dispatch_order_alarm, row_ref(p->draft, interception_alarm));
	row_set_int(o, dispatch_order_patrol, p->patrol->id);
	row_set_text(o, dispatch_order_task, task_of(p));
	if (p->station)
		row_set_point(o, dispatch_order_place, row_point(p->station, station_place));
	else if (p->gate)
		row_set_point(o, dispatch_order_place, row_point(p->gate, tollgate_place));
	if ((e = record_create_as_system(c, o)))
		return e;
	p->order = o;
	return record_share(c, o, p->draft->unit);
}

/* Whoever is ordered sees alarm and interception. */
static enum err
tell_unit(const struct posting *p)
{
	struct row *alarm;
	enum err e;

	if ((e = record_load(p->c, &alarm_record, row_ref(p->draft, interception_alarm), &alarm)) || (e = alarm_share(p->c, alarm, p->patrol->unit)))
		return e;
	return record_share(p->c, p->draft, p->patrol->unit);
}

static void
note_post(struct posting *p)
{
	struct value *v = row_add_part(p->draft, 0)->value;

	v[interception_post_patrol] = (struct value){ .kind = V_INT, .i = p->patrol->id };
	if (p->station)
		v[interception_post_station] = (struct value){ .kind = V_INT, .i = p->station->id };
	if (p->gate)
		v[interception_post_tollgate] = (struct value){ .kind = V_INT, .i = p->gate->id };
	v[interception_post_road] = (struct value){ .kind = V_TEXT, .s = row_text(p->draft, interception_road) };
	v[interception_post_poor] = (struct value){ .kind = V_INT, .i = row_bool(p->draft, interception_poor) };
	v[interception_post_ordered] = (struct value){ .kind = V_INT, .i = p->order->id };
	v[interception_post_at] = (struct value){ .kind = V_INT, .i = p->c->now_ms };
	row_set_int(p->draft, interception_posts, row_int(p->draft, interception_posts) + 1);
	if (row_empty(p->draft, interception_first_ordered_at))
		row_set_int(p->draft, interception_first_ordered_at, p->c->now_ms);
}

/* What was said of this order stands among the posts: the next one says its own. */
static void
forget_asked(struct row *draft)
{
	static const int asked[] = { interception_patrol, interception_station, interception_tollgate, interception_road, interception_site,
		interception_poor, interception_task };

	for (size_t i = 0; i < N_ELEMS(asked); i++)
		row_clear(draft, asked[i]);
}

enum err
intercept_order(struct call *c, struct row *draft)
{
	struct posting p = { .c = c, .draft = draft };
	enum err e;

	if ((!draft->npart_row && (e = record_parts(c, draft))) || (e = learn(&p)) || (e = may_send(&p)) || (e = take_place(&p)) || (e = enough_there(&p)) ||
	    (e = make_order(&p)) || (e = tell_unit(&p)))
		return e;
	note_post(&p);
	forget_asked(draft);
	return E_OK;
}

enum err
intercept_own_patrol(struct call *c, const struct row *r, int64_t person, int64_t *ret)
{
	*ret = 0;
	return first_id(c, "SELECT t.id FROM interception_post p JOIN patrol t ON t.id = p.patrol WHERE p.parent = ?1 AND (t.leader = ?2 OR EXISTS"
	    " (SELECT 1 FROM patrol_crew m WHERE m.parent = t.id AND m.person = ?2)) ORDER BY p.id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id), FIRST_INT(person) }, 2, ret);
}
