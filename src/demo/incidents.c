/* SPDX-License-Identifier: Apache-2.0 */
/* incidents.c - calls of the last hours: waiting, with a patrol on its way, merged, dealt with, closed. Callers and plates are invented. */
#include "demo/demo_.h"
#include "dispatch/dispatch_order.h"
#include "dispatch/incident.h"
#include "duty/patrol.h"
#include "engine/first.h"

#define MIN_MS 60000
enum { VEHICLE, ANSWER };

struct told {
	const char *kind, *source, *address, *what, *road;
	int ago_min, priority, injured, dead;
	double lon, lat;
	const char *closing, *outcome;		/* NULL: open */
	int merged_into;			/* 1 + index; 0: none */
};
static const struct told calls[] = {
	{ "crash_injury", "call", "张店区人民西路与柳泉路路口", "轿车与电动自行车相撞，骑车人倒地，意识清醒",
		"main_road", 2, 1, 1, 0, 118.0478, 36.8073, NULL, NULL, 0 },
	{ "crash_injury", "transfer_110", "张店区人民西路柳泉路口东侧", "电动车被撞，有人受伤", "main_road", 1, 1, 1, 0, 118.0484, 36.8075, NULL, NULL, 1 },
	{ "breakdown", "call", "G309临淄区稷下段", "货车爆胎停在行车道，未摆放警告标志", "highway", 6, 3, -1, -1, 118.3080, 36.8260, NULL, NULL, 0 },
	{ "signal_fault", "patrol", "张店区共青团路与金晶大道路口", "南北方向信号灯全灭", "main_road", 25, 3, -1, -1, 118.0610, 36.8130, NULL, NULL, 0 },
	{ "crash", "call", "张店区昌国路与世纪路路口", "两车追尾，无人受伤，车可移动",
		"main_road", 180, 3, 0, 0, 118.0380, 36.7940, "handled", "适用简易程序，双方当场达成协议，车辆已移至路边，12分钟恢复通行", 0 },
	{ "obstacle", "call", "周村区正阳路", "路面有散落的木板", "street", 300, 3, -1, -1, 117.8700, 36.8030, "not_found", NULL, 0 },
	{ "violation", "call", "张店区新村西路", "车辆占用应急车道停放", "street", 420, 4, -1, -1, 118.0290, 36.8120, "passed_on", "已告知停车管理单位处理", 0 },
};
struct making {
	struct demo *d;
	int64_t id[N_ELEMS(calls)];
};

static void
part(struct row *r, int which, int field, const char *v, int field2, const char *v2)
{
	struct value *to = row_add_part(r, which)->value;

	to[field] = (struct value){ .kind = V_TEXT, .s = slice_of(v) };
	to[field2] = (struct value){ .kind = V_TEXT, .s = slice_of(v2) };
	r->parts_given = true;
}

static void
put_caller(struct row *r, const struct told *t, size_t i)
{
	if (!strcmp(t->source, "patrol"))
		return;
	row_set_text(r, incident_caller_phone, arena_printf(r->arena, "1390000%04zu", 1000 + i));
	row_set_text(r, incident_caller_name, i % 2 ? S("模拟甲") : S("模拟乙"));
	row_set_text(r, incident_recording, arena_printf(r->arena, "MN-%06zu", 20 + i));
	if (strcmp(t->source, "transfer_110"))
		return;
	row_set_text(r, incident_number_110, S("MN110-0007"));
	row_set_int(r, incident_transferred_at, row_time(r, incident_called_at));
}

static enum err
make_call(struct call *c, struct making *w, size_t i)
{
	const struct told *t = &calls[i];
	struct row *r = row_new(c->arena, &incident_record);
	enum err e;

	row_set_text(r, incident_kind, slice_of(t->kind));
	row_set_text(r, incident_source, slice_of(t->source));
	row_set_int(r, incident_priority, t->priority);
	row_set_int(r, incident_called_at, c->now_ms - t->ago_min * MIN_MS);
	row_set_text(r, incident_address, slice_of(t->address));
	row_set_text(r, incident_what, slice_of(t->what));
	row_set_text(r, incident_road_class, slice_of(t->road));
	row_set_point(r, incident_place, (struct point){ (int32_t)(t->lon * 1e7), (int32_t)(t->lat * 1e7) });
	if (t->injured >= 0) {
		row_set_int(r, incident_injured, t->injured);
		row_set_int(r, incident_dead, t->dead);
		part(r, VEHICLE, incident_vehicle_plate, "鲁C·模0001", incident_vehicle_type, "小型轿车");
		part(r, ANSWER, incident_answer_question, "crash_goods", incident_answer_answer, "没有");
		part(r, ANSWER, incident_answer_question, "crash_fled", incident_answer_answer, "没有");
	}
	put_caller(r, t, i);
	e = record_create(c, r);
	w->id[i] = r->id;
	return e;
}

static enum err
end_call(struct call *c, struct making *w, size_t i)
{
	const struct told *t = &calls[i];
	struct row *how = row_new(c->arena, &incident_record), *after;

	if (t->merged_into) {
		row_set_int(how, incident_merged_into, w->id[t->merged_into - 1]);
		return record_fire(c, &incident_record, w->id[i], 0, "merge", how, 1ull << incident_merged_into, &after);
	}
	if (!t->closing)
		return E_OK;
	row_set_text(how, incident_closing_code, slice_of(t->closing));
	if (t->outcome)
		row_set_text(how, incident_outcome, slice_of(t->outcome));
	return record_fire(c, &incident_record, w->id[i], 0, "close", how, 1ull << incident_closing_code | (t->outcome ? 1ull << incident_outcome : 0), &after);
}

/* The lorry on the highway: a patrol of the squadron there is on its way, if one is on duty at this hour. */
static enum err
send_patrol(struct call *c, struct making *w)
{
	static const char *const steps[] = { "acknowledge", "set_out" };
	struct row *o = row_new(c->arena, &dispatch_order_record), *after;
	int64_t patrol;
	enum err e = first_id(c, "SELECT id FROM patrol WHERE state = 'free' AND unit = ?1 ORDER BY id LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(demo_unit(demo_place_named("linzi-2"))) }, 1, &patrol);

	if (e || !patrol)
		return e;
	row_set_int(o, dispatch_order_incident, w->id[2]);
	row_set_int(o, dispatch_order_patrol, patrol);
	row_set_text(o, dispatch_order_task, S("到G309稷下段，摆放警告标志，联系清障"));
	if ((e = record_create(c, o)))
		return e;
	for (size_t i = 0; i < N_ELEMS(steps) && !e; i++)
		e = record_fire(c, &dispatch_order_record, o->id, 0, steps[i], row_new(c->arena, &dispatch_order_record), 0, &after);
	return e;
}

static enum err
make_all(struct call *c, void *ctx)
{
	struct making *w = ctx;
	enum err e = demo_act_as(c, "dispatcher@detachment");

	for (size_t i = 0; i < N_ELEMS(calls) && !e; i++)
		e = make_call(c, w, i);
	for (size_t i = 0; i < N_ELEMS(calls) && !e; i++)
		e = end_call(c, w, i);
	return e ? e : send_patrol(c, w);
}

enum err
demo_incidents(struct demo *d)
{
	struct making w = { .d = d };

	return engine_write(d->engine, "模拟数据", make_all, &w);
}
