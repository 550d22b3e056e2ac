/* SPDX-License-Identifier: Apache-2.0 */
/* devices.c - 10,952 devices and their tollgates on the demo's road network, with codes of GB/T 28181 appendix D for what
 * reports passages: 8 digits centre, 2 industry, 3 type (119 camera, 121 tollgate), 1 network, 6 number. */
#include "base/clock.h"
#include "demo/demo_.h"
#include "demo/stands.h"
#include "org/device.h"
#include "org/device_reading.h"
#include "org/tollgate.h"

#define CHUNK 500

static const struct {
	const char *category, *zh;
	bool evidence;
} kinds[STAND_KINDS] = {
	{ "red_light", "电子警察", true }, { "checkpoint", "卡口", true }, { "speed", "测速", true }, { "parking", "违停抓拍", true },
	{ "video", "监控", false }, { "overview", "高空监控", false }, { "signal", "信号机", false }, { "sign", "诱导屏", false },
	{ "flow", "流量检测", false }, { "weather", "气象站", false },
};
static const struct {
	const char *device, *lane, *zh;
} ways[] = { { "all", "other", "" }, { "e", "we", "由西向东" }, { "w", "ew", "由东向西" }, { "s", "ns", "由北向南" }, { "n", "sn", "由南向北" },
	{ "ne", "swne", "由西南向东北" }, { "sw", "nesw", "由东北向西南" }, { "se", "nwse", "由西北向东南" }, { "nw", "senw", "由东南向西北" } };

struct maker {
	struct demo *d;
	struct stands stands;
	struct arena arena;
	uint64_t random;
	int64_t *gate_id;
	int gates, made, read;
};

static struct slice
on_day(struct call *c, int32_t day)
{
	char text[TIME_TEXT_MAX];

	return arena_copy(c->arena, (struct slice){ text, date_print(day, text) });
}

static void
set_dates(struct call *c, struct row *r, uint64_t *random, int32_t today, bool evidence)
{
	int32_t installed = today - 30 - demo_below(random, 365 * 7);

	row_set_text(r, device_installed_on, on_day(c, installed));
	if (!evidence)
		return;
	row_set_text(r, device_reviewed_on, on_day(c, installed + 3));
	row_set_text(r, device_published_on, on_day(c, installed + 5));
	row_set_text(r, device_verified_until, on_day(c, today - 20 + demo_below(random, 380)));
}

/* Where a road leaves the city no unit sits: the one of its other end answers for it. */
static size_t
place_of(const struct roads *r, const struct road_arc *a)
{
	size_t at = r->node[a->to].place ? r->node[a->to].place : r->node[a->from].place;

	return at ? at : demo_place_named("zhangdian");
}

static const char *
road_words(const struct road *r)
{
	return r->ref ? r->ref : r->name;
}

/* "马尚人民路与柳泉路路口", "周村G309K12+300" */
static struct slice
spot_name(struct call *c, const struct roads *r, const struct gate *g)
{
	const struct road_arc *a = &r->arc[g->arm[0]];
	const char *of = demo_place[place_of(r, a)].short_name;
	uint32_t other = a->road, m = a->along_m + a->metres / 2;

	for (int i = 1; i < g->narm && g->node != UINT32_MAX; i++)
		if (r->arc[g->arm[i]].road != a->road)
			other = r->arc[g->arm[i]].road;
	if (g->node == UINT32_MAX || other == a->road)
		return arena_printf(c->arena, "%s%sK%u+%03u", of, road_words(&r->road[a->road]), m / 1000, m % 1000);
	return arena_printf(c->arena, "%s%s与%s路口", of, road_words(&r->road[a->road]), road_words(&r->road[other]));
}

static void
add_lanes(struct call *c, struct row *r, const struct roads *roads, const struct gate *g)
{
	int no = 0;

	for (int i = 0; i < g->narm; i++) {
		const struct road_arc *a = &roads->arc[g->arm[i]];
		for (int k = 0; k < a->lanes; k++) {
			struct value *v = row_add_part(r, 0)->value;
			v[tollgate_lane_no] = (struct value){ .kind = V_INT, .i = ++no };
			v[tollgate_lane_direction] = (struct value){ .kind = V_TEXT, .s = slice_of(ways[a->direction].lane) };
			v[tollgate_lane_name] = (struct value){ .kind = V_TEXT, .s = arena_printf(c->arena, "%s%d车道", ways[a->direction].zh, k + 1) };
		}
	}
}

static enum err
make_gate(struct call *c, struct maker *m, int i)
{
	const struct gate *g = &m->stands.gate[i];
	const struct roads *roads = &m->stands.roads;
	const struct road_arc *a = &roads->arc[g->arm[0]];
	struct row *r = row_new(c->arena, &tollgate_record);
	size_t at = place_of(roads, a);
	enum err e;

	r->unit = demo_unit(at);
	row_set_text(r, tollgate_code, arena_printf(c->arena, "%s00001210%06d", demo_place[at].area, i + 1));
	row_set_text(r, tollgate_name, arena_printf(c->arena, "%.*s%s", (int)spot_name(c, roads, g).n, spot_name(c, roads, g).p,
	    g->kind == STAND_RED_LIGHT ? "" : kinds[g->kind].zh));
	row_set_point(r, tollgate_place, stands_gate_place(&m->stands, g));
	row_set_text(r, tollgate_road, slice_of(road_words(&roads->road[a->road])));
	row_set_text(r, tollgate_category, g->border ? S("city") : g->kind == STAND_RED_LIGHT ? S("urban") : S("county"));
	row_set_text(r, tollgate_usage, g->border ? S("security") : S("traffic"));
	row_set_text(r, tollgate_area_code, slice_of(demo_place[at].area));
	row_set_int(r, tollgate_limit_kmh, a->limit_kmh);
	if (g->node == UINT32_MAX)
		row_set_int(r, tollgate_km_m, a->along_m + a->metres / 2);
	add_lanes(c, r, roads, g);
	if ((e = record_create(c, r)))
		return e;
	m->gate_id[i] = r->id;
	return E_OK;
}

static enum err
make_gates(struct call *c, void *ctx)
{
	struct maker *m = ctx;
	enum err e = E_OK;

	for (int i = 0; i < CHUNK && m->gates < m->stands.ngate && !e; i++)
		e = make_gate(c, m, m->gates++);
	return e;
}

static void
set_spot(struct call *c, struct row *r, struct maker *m, const struct stand *s)
{
	const struct roads *roads = &m->stands.roads;
	const struct road_arc *a = &roads->arc[s->arc];
	const struct gate *g = s->gate >= 0 ? &m->stands.gate[s->gate] : NULL;
	const struct gate own = { .node = UINT32_MAX, .arm = { s->arc }, .narm = 1 };
	struct slice spot = spot_name(c, roads, g ? g : &own);

	row_set_text(r, device_name, arena_printf(c->arena, "%.*s%s%s", (int)spot.n, spot.p, ways[a->direction].zh, kinds[s->kind].zh));
	if (g && g->node != UINT32_MAX)
		row_set_text(r, device_junction, spot);
	else
		row_set_int(r, device_km_m, a->along_m + a->metres / 2);
	row_set_text(r, device_road, slice_of(road_words(&roads->road[a->road])));
	row_set_text(r, device_road_class, slice_of(road_class_word(roads->road[a->road].class)));
	row_set_text(r, device_direction, slice_of(ways[a->direction].device));
	row_set_int(r, device_lanes, a->lanes);
	row_set_point(r, device_place, stands_place(&m->stands, s));
}

static enum err
make_device(struct call *c, struct maker *m)
{
	const struct stand *s = &m->stands.stand[m->made];
	struct row *r = row_new(c->arena, &device_record);
	size_t at = place_of(&m->stands.roads, &m->stands.roads.arc[s->arc]);

	r->unit = demo_unit(at);
	row_set_text(r, device_code, arena_printf(c->arena, STAND_GATES(s->kind) ? "%s00001190%06d" : "%s%06d", demo_place[at].area, m->made + 1));
	row_set_text(r, device_category, slice_of(kinds[s->kind].category));
	set_spot(c, r, m, s);
	row_set_text(r, device_maker, arena_printf(c->arena, "模拟厂家%c", 'A' + demo_below(&m->random, 5)));
	row_set_text(r, device_serial_no, arena_printf(c->arena, "SIM%08d", m->made + 1));
	set_dates(c, r, &m->random, beijing_day(m->d->now_ms), kinds[s->kind].evidence);
	if (STAND_GATES(s->kind)) {
		row_set_int(r, device_tollgate, m->gate_id[s->gate]);
		row_set_text(r, device_password, slice_of(m->d->password));
	}
	m->made++;
	return record_create(c, r);
}

static enum err
make_devices(struct call *c, void *ctx)
{
	struct maker *m = ctx;
	enum err e = E_OK;

	for (int i = 0; i < CHUNK && m->made < m->stands.nstand && !e; i++)
		e = make_device(c, m);
	return e;
}

/* One reading of each device, not long ago: a few clocks are wrong, a few devices do not answer. */
static enum err
make_readings(struct call *c, void *ctx)
{
	struct maker *m = ctx;
	enum err e = E_OK;

	for (int i = 0; i < CHUNK && m->read < m->made && !e; i++) {
		struct row *r = row_new(c->arena, &device_reading_record);
		int luck = demo_below(&m->random, 1000);
		row_set_int(r, device_reading_device, ++m->read);
		row_set_int(r, device_reading_at, c->now_ms - demo_below(&m->random, 600000));
		row_set_int(r, device_reading_online, luck > 8);
		row_set_int(r, device_reading_clock_ms, luck < 6 ? 1500 + luck * 400 : demo_below(&m->random, 800) - 400);
		row_set_int(r, device_reading_unread_permille, luck < 20 ? 200 + luck * 10 : demo_below(&m->random, 60));
		row_set_int(r, device_reading_disk_percent, 20 + demo_below(&m->random, 70));
		e = record_create(c, r);
	}
	return e;
}

enum err
demo_devices(struct demo *d)
{
	struct maker m = { .d = d, .random = d->seed + 1 };
	enum err e = E_OK;

	arena_init(&m.arena);
	stands_plan(&m.stands, d->seed, d->devices, &m.arena);
	m.gate_id = arena_array(&m.arena, int64_t, (size_t)m.stands.ngate + 1);
	while (m.gates < m.stands.ngate && !e)
		e = engine_write(d->engine, "模拟数据", make_gates, &m);
	while (m.made < m.stands.nstand && !e)
		e = engine_write(d->engine, "模拟数据", make_devices, &m);
	while (m.read < m.made && !e)
		e = engine_write(d->engine, "模拟数据", make_readings, &m);
	arena_free(&m.arena);
	return e;
}
