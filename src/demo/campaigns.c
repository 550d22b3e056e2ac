/* SPDX-License-Identifier: Apache-2.0 */
/* campaigns.c - the eighteen campaigns and 145 joint actions of the account's year, over the last twelve months. */
#include "base/clock.h"
#include "cases/campaign.h"
#include "cases/joint_action.h"
#include "demo/demo_.h"
#include "people/people.h"

#define ACTIONS 145

static const struct {
	const char *name, *kind, *aim;
	int from, days;			/* days before today, length */
} campaigns[] = {
	{ "逢十统一行动（上半年）", "tens", "每逢十日集中治理酒驾、涉牌涉证，减少夜间伤亡事故。", 360, 178 },
	{ "逢十统一行动（下半年）", "tens", "每逢十日集中治理酒驾、涉牌涉证，减少夜间伤亡事故。", 180, 178 },
	{ "周末夜查酒驾醉驾", "weekend", "周五、周六夜间设卡，减少酒后驾驶。", 350, 330 },
	{ "元旦春节交通安全整治", "holiday", "返乡客流车流集中，减少超员、疲劳驾驶。", 345, 55 },
	{ "清明祭扫出行整治", "holiday", "山区祭扫道路，减少占道停车和面包车超员。", 240, 8 },
	{ "五一假期整治", "holiday", "景区周边道路，减少违停和随意变道。", 212, 8 },
	{ "国庆假期整治", "holiday", "高速出口和景区连接线，减少超速和占用应急车道。", 60, 9 },
	{ "异地用警（第一轮）", "exchange", "大队之间交换警力，查处熟人区域不敢管的违法。", 320, 14 },
	{ "异地用警（第二轮）", "exchange", "大队之间交换警力，查处熟人区域不敢管的违法。", 150, 14 },
	{ "24小时勤务", "round_clock", "重点国省道全天有警，压降凌晨货车事故。", 300, 280 },
	{ "渣土车联合整治", "joint", "与住建、城管联合，减少超载、遗洒和右转事故。", 280, 90 },
	{ "货车超限超载联合治理", "joint", "与交通运输联合，减少超限超载。", 230, 120 },
	{ "校车和接送学生车辆整治", "joint", "与教育部门联合，杜绝非法接送学生车辆。", 90, 60 },
	{ "旅游客车安全检查", "joint", "与文旅、交通运输联合，检查动态监控和安全带。", 200, 40 },
	{ "摩托车电动车头盔佩戴", "other", "提高头盔佩戴率，减少颅脑伤亡。", 270, 200 },
	{ "机动车礼让斑马线", "other", "提高礼让率，减少行人伤亡。", 170, 120 },
	{ "农村面包车超员整治", "other", "减少农村面包车超员。", 130, 60 },
	{ "冬季雨雪天气交通安全", "other", "桥面、坡道提前管控，减少追尾事故。", 30, 60 },
};
static const char *const brigades[] = { "zhangdian", "zichuan", "boshan", "linzi", "zhoucun", "huantai" };

struct campaigning {
	struct demo *d;
	uint64_t random;
	int64_t id[N_ELEMS(campaigns)];
	int made;
};

static int32_t
first_day(const struct campaigning *w, size_t i)
{
	return beijing_day(w->d->now_ms) - campaigns[i].from;
}

static enum err
make_campaign(struct call *c, struct campaigning *w, size_t i)
{
	struct row *r = row_new(c->arena, &campaign_record), *after;
	char from[TIME_TEXT_MAX], to[TIME_TEXT_MAX];
	enum err e;

	row_set_text(r, campaign_name, slice_of(campaigns[i].name));
	row_set_text(r, campaign_kind, slice_of(campaigns[i].kind));
	row_set_text(r, campaign_from_day, (struct slice){ from, date_print(first_day(w, i), from) });
	row_set_text(r, campaign_to_day, (struct slice){ to, date_print(first_day(w, i) + campaigns[i].days, to) });
	row_set_text(r, campaign_aim, slice_of(campaigns[i].aim));
	if ((e = demo_act_as(c, "dispatcher@detachment")) || (e = record_create(c, r)))
		return e;
	w->id[i] = r->id;
	if ((e = demo_act_as(c, "leader@detachment")))
		return e;
	return record_fire(c, &campaign_record, r->id, 0, "start", row_new(c->arena, &campaign_record), 0, &after);
}

static enum err
make_campaigns(struct call *c, void *ctx)
{
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(campaigns) && !e; i++)
		e = make_campaign(c, ctx, i);
	return e;
}

static void
add_units(struct campaigning *w, struct row *r)
{
	int first = demo_below(&w->random, N_ELEMS(brigades)), n = 2 + demo_below(&w->random, 4);

	for (int i = 0; i < n; i++) {
		size_t at = demo_place_named(brigades[(size_t)(first + i) % N_ELEMS(brigades)]);
		row_add_part(r, 0)->value[joint_action_taking_unit] = (struct value){ .kind = V_INT, .i = demo_unit(at) };
		row_add_part(r, 1)->value[joint_action_place_name] = (struct value){ .kind = V_TEXT,
			.s = arena_printf(r->arena, "%s执法站", demo_place[at].short_name) };
	}
	r->parts_given = true;
}

static enum err
tell_action(struct call *c, struct campaigning *w, int64_t id)
{
	struct row *how = row_new(c->arena, &joint_action_record), *after;
	enum err e = record_fire(c, &joint_action_record, id, 0, "hold", how, 0, &after);

	if (e)
		return e;
	row_set_int(how, joint_action_checked, 300 + demo_below(&w->random, 900));
	row_set_text(how, joint_action_outcome, S("模拟数据：各检查点按时到位，秩序平稳，未发生执法安全问题。"));
	return record_fire(c, &joint_action_record, id, 0, "tell", how, 1ull << joint_action_checked | 1ull << joint_action_outcome, &after);
}

/* In the evening, or by day where lorries are looked at. */
static enum err
make_action(struct call *c, struct campaigning *w, int n)
{
	size_t i = (size_t)n % N_ELEMS(campaigns);
	int32_t day = first_day(w, i) + (n / (int)N_ELEMS(campaigns)) * campaigns[i].days / 9;
	struct row *r = row_new(c->arena, &joint_action_record);
	bool joint = slice_is(slice_of(campaigns[i].kind), "joint");
	int64_t from = beijing_start_ms(day) + (joint ? 9 : 19) * 3600000LL, to = from + (3 + demo_below(&w->random, 3)) * 3600000LL;
	enum err e;

	row_set_text(r, joint_action_name, arena_printf(c->arena, "%s第%d次统一行动", campaigns[i].name, n / (int)N_ELEMS(campaigns) + 1));
	row_set_int(r, joint_action_campaign, w->id[i]);
	row_set_int(r, joint_action_starts_at, from);
	row_set_int(r, joint_action_ends_at, to);
	row_set_text(r, joint_action_partners, joint ? S("交通运输、城管部门") : S("公安分县局"));
	row_set_int(r, joint_action_officers, 40 + demo_below(&w->random, 80));
	row_set_int(r, joint_action_auxiliaries, 60 + demo_below(&w->random, 120));
	add_units(w, r);
	if ((e = demo_act_as(c, "dispatcher@detachment")) || (e = record_create(c, r)))
		return e;
	return to < c->now_ms ? tell_action(c, w, r->id) : E_OK;
}

static enum err
make_actions(struct call *c, void *ctx)
{
	struct campaigning *w = ctx;
	enum err e = E_OK;

	w->random = w->d->seed + 4;
	for (int n = 0; n < ACTIONS && !e; n++)
		e = make_action(c, w, n);
	return e;
}

enum err
demo_campaigns(struct demo *d)
{
	struct campaigning w = { .d = d };
	enum err e = engine_write(d->engine, "模拟数据", make_campaigns, &w);

	return e ? e : engine_write(d->engine, "模拟数据", make_actions, &w);
}
