/* SPDX-License-Identifier: Apache-2.0 */
/* work.c - what is going on in the demo organisation: repairs in every state, notices with receipts, handover sheets. */
#include <stdio.h>

#include "base/clock.h"
#include "demo/demo_.h"
#include "org/device.h"
#include "org/handover.h"
#include "org/notice.h"
#include "org/repair_order.h"
#include "people/person.h"

#define ORDERS 240

static const char *const faults[] = { "offline", "clock", "image", "view", "unread", "power", "damage", "other" };
static const char *const fault_words[] = {
	"设备离线，网络不通", "设备时钟与北京时间相差3秒以上", "夜间图像过暗，号牌难以辨认", "视角偏移，停止线不在画面内",
	"识别率明显低于同路段设备", "机箱断电", "立杆被车辆刮碰，需现场加固", "数据上传时断时续",
};

struct work {
	struct demo *d;
	uint64_t random;
	int made;
};

/* From here on the call acts for this account; rights are not asked, the demo may play anybody. */
enum err
demo_act_as(struct call *c, const char *user)
{
	struct who *w = arena_new(c->arena, struct who);
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id, unit FROM person WHERE \"user\" = ?1");

	if (e)
		return e;
	sql_text(st, 1, slice_of(user));
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	w->person = col_int(st, 0);
	w->unit = col_int(st, 1);
	(void)snprintf(w->name, sizeof w->name, "%s", user);
	c->who = w;
	c->as_system = true;
	return E_OK;
}

static enum err
fire(struct call *c, const struct record *rec, int64_t id, const char *verb, const struct row *change, uint64_t set)
{
	struct row *after;

	return record_fire(c, rec, id, 0, verb, change ? change : row_new(c->arena, rec), set, &after);
}

/* How far the order has come: most are closed, some wait somewhere on the way. */
static enum err
advance(struct call *c, struct work *w, int64_t id)
{
	struct row *how = row_new(c->arena, &repair_order_record);
	int far = demo_below(&w->random, 10);
	enum err e;

	row_set_text(how, repair_order_cause, S("network"));
	row_set_text(how, repair_order_done, S("更换光纤收发器，恢复后核对时钟和图像"));
	if (far < 2)
		return E_OK;
	if ((e = demo_act_as(c, "maintainer@detachment")) || (e = fire(c, &repair_order_record, id, "accept", NULL, 0)) || far < 4)
		return e;
	if ((e = fire(c, &repair_order_record, id, "repair", how, 1ull << repair_order_cause | 1ull << repair_order_done)) || far < 5)
		return e;
	if ((e = demo_act_as(c, "device@detachment")))
		return e;
	return fire(c, &repair_order_record, id, "check", NULL, 0);
}

static enum err
make_order(struct call *c, struct work *w)
{
	struct row *r = row_new(c->arena, &repair_order_record);
	int kind = demo_below(&w->random, N_ELEMS(faults));
	enum err e;

	row_set_int(r, repair_order_device, 1 + demo_below(&w->random, w->d->devices));
	row_set_text(r, repair_order_fault, slice_of(faults[kind]));
	row_set_text(r, repair_order_urgency, demo_below(&w->random, 4) ? S("normal") : S("urgent"));
	row_set_text(r, repair_order_what, slice_of(fault_words[kind]));
	row_set_int(r, repair_order_seen_at, c->now_ms - demo_below(&w->random, 600) * 60000LL);
	if ((e = demo_act_as(c, "officer@detachment")) || (e = record_create(c, r)))
		return e;
	w->made++;
	return advance(c, w, r->id);
}

static enum err
make_orders(struct call *c, void *ctx)
{
	struct work *w = ctx;
	enum err e = E_OK;

	for (int i = 0; i < 40 && w->made < ORDERS && !e; i++)
		e = make_order(c, w);
	return e;
}

static const struct {
	const char *subject, *kind, *body;
	bool urgent;
} notices[] = {
	{ "关于做好低温雨雪天气道路交通安全应急准备的通知", "order", "各单位检查应急物资和警示设施，落实重点路段值守，恶劣天气预警发布后一小时内完成到岗。", true },
	{ "本周酒驾醉驾集中统一行动安排", "duty", "周五、周六20时至次日2时，各大队组织不少于两处固定检查点，全程开启执法记录仪。", false },
	{ "执法记录仪使用情况通报", "warning", "上月现场执法未全程记录的情形已逐件通知所在单位，请于三个工作日内书面说明。", false },
	{ "新版违法行为代码培训通知", "training", "2022年4月1日起施行的记分管理办法所涉代码变化，请各中队组织学习。", false },
};

static enum err
make_notice(struct call *c, size_t i)
{
	struct row *r = row_new(c->arena, &notice_record);
	enum err e;

	r->unit = demo_unit(0);
	row_set_text(r, notice_subject, slice_of(notices[i].subject));
	row_set_text(r, notice_kind, slice_of(notices[i].kind));
	row_set_text(r, notice_body, slice_of(notices[i].body));
	row_set_int(r, notice_urgent, notices[i].urgent);
	for (size_t p = 0; p < demo_nplace; p++)
		if (!strcmp(demo_place[p].level, i == 1 ? "brigade" : "squadron"))
			row_add_part(r, 0)->value[notice_to_unit] = (struct value){ .kind = V_INT, .i = demo_unit(p) };
	if ((e = record_create(c, r)))
		return e;
	return i == 3 ? E_OK : fire(c, &notice_record, r->id, "publish", NULL, 0);
}

static enum err
make_notices(struct call *c, void *ctx)
{
	enum err e = demo_act_as(c, "leader@detachment");

	(void)ctx;
	for (size_t i = 0; i < N_ELEMS(notices) && !e; i++)
		e = make_notice(c, i);
	return e;
}

static enum err
person_of(struct call *c, const char *user, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id FROM person WHERE \"user\" = ?1");

	if (e)
		return e;
	sql_text(st, 1, slice_of(user));
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	*ret = col_int(st, 0);
	return E_OK;
}

static enum err
make_sheet(struct call *c, void *ctx)
{
	struct work *w = ctx;
	struct row *r = row_new(c->arena, &handover_record);
	char day[TIME_TEXT_MAX];
	int64_t leader, successor;
	enum err e;

	if ((e = demo_act_as(c, "duty@zhangdian-1")) || (e = person_of(c, "leader@zhangdian-1", &leader)) || (e = person_of(c, "duty2@zhangdian-1", &successor)))
		return e;
	r->unit = demo_unit(demo_place_named("zhangdian-1"));
	row_set_text(r, handover_shift_date, (struct slice){ day, date_print(beijing_day(w->d->now_ms), day) });
	row_set_text(r, handover_shift, S("day"));
	row_set_int(r, handover_leader, leader);
	row_set_int(r, handover_successor, successor);
	row_set_text(r, handover_situation, S("早高峰平稳；两处路口信号机故障已报修；处理轻微事故三起。"));
	row_set_text(r, handover_orders, S("夜间加强城区主干道巡逻，落实铁骑到点签到。"));
	row_set_text(r, handover_equipment, S("执法记录仪12台、酒精检测仪4台，均已充电。"));
	if ((e = record_create(c, r)))
		return e;
	return fire(c, &handover_record, r->id, "fill", NULL, 0);
}

enum err
demo_work(struct demo *d)
{
	struct work w = { .d = d, .random = d->seed + 2 };
	enum err e = E_OK;

	while (w.made < ORDERS && !e)
		e = engine_write(d->engine, "模拟数据", make_orders, &w);
	if (e || (e = engine_write(d->engine, "模拟数据", make_notices, &w)))
		return e;
	return engine_write(d->engine, "模拟数据", make_sheet, &w);
}
