/* SPDX-License-Identifier: Apache-2.0 */
/* joint.c - services that work with the force, and a joint operation that is going on between three squadrons. */
#include "demo/demo_.h"
#include "dispatch/joint_invitation.h"
#include "dispatch/joint_note.h"
#include "dispatch/joint_operation.h"
#include "dispatch/joint_task.h"
#include "dispatch/partner_service.h"

#define MIN_MS 60000LL

static const struct {
	const char *name, *kind, *phone;
} services[] = {
	{ "市消防救援支队指挥中心（模拟）", "fire", "119" }, { "市急救指挥中心（模拟）", "ambulance", "120" },
	{ "市公路事业中心（模拟）", "road_admin", "0533-0000001" },
	{ "高速公路运营分公司（模拟）", "motorway", "0533-0000002" }, { "市城市管理局（模拟）", "city_admin", "0533-0000003" },
	{ "市应急管理局（模拟）", "emergency", "0533-0000004" }, { "市气象台（模拟）", "weather", "0533-0000005" }, { "清障救援公司（模拟）", "tow", "0533-0000006" },
};

struct joining {
	struct demo *d;
	int64_t tow, operation;
};

static enum err
make_services(struct call *c, struct joining *j)
{
	enum err e = demo_act_as(c, "dispatcher@detachment");

	for (size_t i = 0; i < N_ELEMS(services) && !e; i++) {
		struct row *r = row_new(c->arena, &partner_service_record);
		row_set_text(r, partner_service_name, slice_of(services[i].name));
		row_set_text(r, partner_service_kind, slice_of(services[i].kind));
		row_set_text(r, partner_service_duty_phone, slice_of(services[i].phone));
		e = record_create(c, r);
		j->tow = r->id;
	}
	return e;
}

static void
ask(struct row *r, const char *login, int64_t service, const char *what)
{
	struct value *v = row_add_part(r, 0)->value;

	if (login)
		v[joint_operation_invite_unit] = (struct value){ .kind = V_INT, .i = demo_unit(demo_place_named(login)) };
	else
		v[joint_operation_invite_service] = (struct value){ .kind = V_INT, .i = service };
	v[joint_operation_invite_asked] = (struct value){ .kind = V_TEXT, .s = slice_of(what) };
	r->parts_given = true;
}

static enum err
begin(struct call *c, struct joining *j)
{
	struct row *r = row_new(c->arena, &joint_operation_record), *after;
	enum err e = demo_act_as(c, "duty@zhangdian-1");

	c->now_ms = j->d->now_ms - 70 * MIN_MS;
	row_set_text(r, joint_operation_name, S("G309货车分流（模拟）"));
	row_set_text(r, joint_operation_kind, S("jam"));
	row_set_text(r, joint_operation_purpose, S("G309马尚段货车侧翻清理期间，引导货车绕行，防止次生事故。"));
	row_set_int(r, joint_operation_from_at, c->now_ms);
	row_set_int(r, joint_operation_to_at, j->d->now_ms + 180 * MIN_MS);
	row_set_text(r, joint_operation_area, S("G309马尚段至南定段"));
	row_set_point(r, joint_operation_place, (struct point){ 1180690000, 368580000 });
	ask(r, "zhangdian-2", 0, "南定路口引导货车右转绕行");
	ask(r, "linzi-2", 0, "齐都方向提前分流提示");
	ask(r, NULL, j->tow, "两台拖车到马尚段");
	if (e || (e = record_create(c, r)))
		return e;
	j->operation = r->id;
	return record_fire(c, &joint_operation_record, r->id, 0, "ask", row_new(c->arena, &joint_operation_record), 0, &after);
}

static enum err
answer(struct call *c, struct joining *j, const char *user, const char *text, const char *verb, const char *words, const char *said)
{
	struct row *how = row_new(c->arena, &joint_invitation_record), *after;
	stmt_scoped st = NULL;
	enum err e = demo_act_as(c, user);
	int64_t id;

	if (e || (e = sql(c->conn, &st, text)))
		return e;
	sql_int(st, 1, j->operation);
	if ((e = sql_step(st)))
		return e;
	id = col_int(st, 0);
	sql_done(st);
	row_set_text(how, joint_invitation_answer, slice_of(words));
	if (said)
		row_set_text(how, joint_invitation_said_by, slice_of(said));
	return record_fire(c, &joint_invitation_record, id, 0, verb, how,
	    1ull << joint_invitation_answer | (said ? 1ull << joint_invitation_said_by : 0), &after);
}

static const struct {
	const char *whose, *task, *address;	/* whose: rows of the invitation; NULL: of the asking unit */
	int until_min, far;			/* 1 accepted, 2 done */
	double lon, lat;
} tasks[] = {
	{ NULL, "侧翻点后方150米设置警戒区", "G309马尚段", -20, 2, 118.0690, 36.8580 },
	{ "invited", "南定路口引导货车右转绕行", "南定路口", 60, 1, 118.0010, 36.8390 },
	{ "invited", "绕行路线巡查，发现排队及时报告", "南定工业路", 120, 0, 117.9950, 36.8450 },
	{ "service", "两台拖车到位，扶正后拖离", "G309马尚段", 45, 1, 118.0700, 36.8570 },
};

static enum err
give(struct call *c, struct joining *j, size_t i)
{
	struct row *r = row_new(c->arena, &joint_task_record), *how = row_new(c->arena, &joint_task_record), *after;
	stmt_scoped st = NULL;
	enum err e = demo_act_as(c, "duty@zhangdian-1");

	c->now_ms = j->d->now_ms - 55 * MIN_MS;
	row_set_int(r, joint_task_operation, j->operation);
	row_set_text(r, joint_task_task, slice_of(tasks[i].task));
	row_set_text(r, joint_task_address, slice_of(tasks[i].address));
	row_set_point(r, joint_task_place, (struct point){ (int32_t)(tasks[i].lon * 1e7), (int32_t)(tasks[i].lat * 1e7) });
	row_set_int(r, joint_task_until_at, j->d->now_ms + tasks[i].until_min * MIN_MS);
	if (e || (e = sql(c->conn, &st, arena_printf(c->arena, "SELECT id FROM joint_invitation WHERE operation = ?1 AND state = 'accepted' AND %s IS NOT NULL",
	    tasks[i].whose ? tasks[i].whose : "id").p)))
		return e;
	sql_int(st, 1, j->operation);
	if (tasks[i].whose && !sql_step(st))
		row_set_int(r, joint_task_invitation, col_int(st, 0));
	sql_done(st);
	if ((e = record_create(c, r)) || !tasks[i].far)
		return e;
	c->now_ms += 6 * MIN_MS;
	if ((e = record_fire(c, &joint_task_record, r->id, 0, "accept", how, 0, &after)) || tasks[i].far < 2)
		return e;
	c->now_ms += 18 * MIN_MS;
	row_set_text(how, joint_task_outcome, S("警戒区已设置，锥筒和警示灯到位。"));
	return record_fire(c, &joint_task_record, r->id, 0, "finish", how, 1ull << joint_task_outcome, &after);
}

static enum err
note(struct call *c, struct joining *j, const char *user, const char *text, int min)
{
	struct row *r = row_new(c->arena, &joint_note_record);
	enum err e = demo_act_as(c, user);

	c->now_ms = j->d->now_ms - min * MIN_MS;
	row_set_int(r, joint_note_operation, j->operation);
	row_set_text(r, joint_note_text, slice_of(text));
	return e ? e : record_create(c, r);
}

static enum err
make_joint(struct call *c, void *ctx)
{
	struct joining *j = ctx;
	enum err e;

	if ((e = make_services(c, j)) || (e = begin(c, j)))
		return e;
	c->now_ms += 5 * MIN_MS;
	if ((e = answer(c, j, "duty@zhangdian-2", "SELECT id FROM joint_invitation WHERE operation = ?1 AND invited IS NOT NULL ORDER BY id LIMIT 1",
		"accept", "出动一个车组", NULL)) ||
	    (e = answer(c, j, "duty@zhangdian-1", "SELECT id FROM joint_invitation WHERE operation = ?1 AND service IS NOT NULL", "note_accepted", "二十分钟到达", "值班调度")))
		return e;
	for (size_t i = 0; i < N_ELEMS(tasks) && !e; i++)
		e = give(c, j, i);
	if (e || (e = note(c, j, "officer@zhangdian-2", "南定路口已到位，货车开始右转绕行。", 40)))
		return e;
	return note(c, j, "duty@zhangdian-1", "侧翻车辆仍占用两条车道，预计四十分钟清完。", 32);
}

enum err
demo_joint(struct demo *d)
{
	struct joining j = { .d = d };

	return engine_write(d->engine, "模拟数据", make_joint, &j);
}
