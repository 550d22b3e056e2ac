/* SPDX-License-Identifier: Apache-2.0 */
/* road_rows.c - the simulated network as rows: a section for each pair of arcs, a post each kilometre of a numbered road. */
#include "demo/demo_.h"
#include "demo/roads.h"
#include "engine/record.h"
#include "map/polyline.h"
#include "map/road_post.h"
#include "map/road_section.h"

#define CHUNK 500
#define SOURCE S("模拟城市")

struct maker {
	struct roads roads;
	struct arena arena;
	uint32_t arc, posted;
};

static bool
numbered(const struct roads *r, const struct road_arc *a)
{
	return r->road[a->road].ref != NULL;
}

/* Where a road leaves the city no unit sits: the detachment keeps it. */
static int64_t
keeper_of(const struct roads *r, const struct road_arc *a)
{
	return demo_unit(r->node[a->to].place ? r->node[a->to].place : r->node[a->from].place);
}

static enum err
make_section(struct call *c, const struct roads *roads, uint32_t i)
{
	const struct road_arc *a = &roads->arc[i];
	const struct road *road = &roads->road[a->road];
	struct point shape[2] = { roads->node[a->from].at, roads->node[a->to].at };
	struct row *r = row_new(c->arena, &road_section_record);
	struct buf text;

	buf_init(&text, 256);
	polyline_encode(&text, shape, 2);
	row_set_text(r, road_section_code, arena_printf(c->arena, "sim-%05u", i));
	row_set_text(r, road_section_name, slice_of(road->name));
	if (road->ref) {
		row_set_text(r, road_section_number, slice_of(road->ref));
		row_set_int(r, road_section_from_km_m, a->along_m);
		row_set_int(r, road_section_to_km_m, a->along_m + a->metres);
	}
	row_set_text(r, road_section_class, slice_of(road->class == ROAD_STREET ? "street" : road_class_word(road->class)));
	row_set_int(r, road_section_limit_kmh, a->limit_kmh);
	row_set_int(r, road_section_lanes, a->lanes);
	row_set_int(r, road_section_oneway, 0);
	row_set_int(r, road_section_keeper, keeper_of(roads, a));
	row_set_text(r, road_section_shape, buf_slice(&text));
	row_set_text(r, road_section_source, SOURCE);
	buf_free(&text);
	return record_create(c, r);
}

static enum err
make_post(struct call *c, const struct roads *roads, const struct road_arc *a, uint32_t km)
{
	struct row *r = row_new(c->arena, &road_post_record);
	const char *number = roads->road[a->road].ref;

	row_set_text(r, road_post_code, arena_printf(c->arena, "%s@%u", number, km * 1000));
	row_set_text(r, road_post_number, slice_of(number));
	row_set_int(r, road_post_km_m, km * 1000);
	row_set_point(r, road_post_place, roads_on(roads, a, (double)(km * 1000 - a->along_m) / a->metres));
	row_set_text(r, road_post_source, SOURCE);
	return record_create(c, r);
}

static enum err
make_some(struct call *c, void *ctx)
{
	struct maker *m = ctx;
	uint32_t end = m->arc + CHUNK < m->roads.narc ? m->arc + CHUNK : m->roads.narc;
	enum err e = E_OK;

	for (; m->arc < end && !e; m->arc++) {
		const struct road_arc *a = &m->roads.arc[m->arc];
		if (a->backward)
			continue;
		e = make_section(c, &m->roads, m->arc);
		for (uint32_t km = a->along_m / 1000 + 1; !e && numbered(&m->roads, a) && km * 1000 < a->along_m + a->metres; km++)
			e = make_post(c, &m->roads, a, km);
	}
	return e;
}

enum err
demo_roads(struct demo *d)
{
	struct maker m = { 0 };
	enum err e = E_OK;

	arena_init(&m.arena);
	roads_make(&m.roads, &m.arena);
	while (m.arc < m.roads.narc && !e)
		e = engine_write(d->engine, "模拟数据", make_some, &m);
	arena_free(&m.arena);
	return e;
}
