/* SPDX-License-Identifier: Apache-2.0 */
#include "city/camera.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/limits.h"
#include "city/dice.h"

#define CAMERAS_MAX 20000
#define ON_ROAD_M 20.0

struct gate_spot {			/* a tollgate of the server and where it lies on the roads */
	char code[21], name[96];
	uint32_t node, arc;		/* one of them, else UINT32_MAX */
};
struct loading {
	uint8_t kind;			/* of the cameras of this list */
	struct cameras *c;
	const struct roads *roads;
	struct int_map gates;		/* id to gate_spot */
	struct arena arena;
	uint64_t seed;
};

static void
text_of(json_t *row, const char *key, char *ret, size_t max)
{
	struct slice s = json_slice(json_object_get(row, key));

	(void)snprintf(ret, max, "%.*s", (int)s.n, s.n ? s.p : "");
}

static bool
place_of(json_t *row, struct point *ret)
{
	json_t *p = json_object_get(row, "place");

	if (json_array_size(p) != 2)
		return false;
	ret->lon_e7 = (int32_t)(json_number_value(json_array_get(p, 0)) * 1e7);
	ret->lat_e7 = (int32_t)(json_number_value(json_array_get(p, 1)) * 1e7);
	return true;
}

static void
find_spot(const struct roads *r, struct point at, struct gate_spot *g)
{
	double least = ON_ROAD_M;

	g->node = roads_nearest(r, at);
	g->arc = UINT32_MAX;
	if (geo_distance_m(r->node[g->node].at, at) < ON_ROAD_M)
		return;
	g->node = UINT32_MAX;
	for (uint32_t i = 0; i < r->narc; i++) {
		struct point m = roads_on(r, &r->arc[i], 0.5);
		if (labs(m.lat_e7 - at.lat_e7) > 4000 || labs(m.lon_e7 - at.lon_e7) > 4000 || i > r->arc[i].back)
			continue;
		double d = geo_distance_m(m, at);
		if (d < least)
			least = d, g->arc = i;
	}
}

static enum err
take_gate(void *ctx, json_t *row)
{
	struct loading *l = ctx;
	struct gate_spot *g = arena_new(&l->arena, struct gate_spot);
	struct point at;

	text_of(row, "code", g->code, sizeof g->code);
	text_of(row, "name", g->name, sizeof g->name);
	if (strlen(g->code) != 20 || !place_of(row, &at))
		return E_OK;
	find_spot(l->roads, at, g);
	if (g->node == UINT32_MAX && g->arc == UINT32_MAX)
		return E_OK;
	l->c->gates++;
	return int_map_put(&l->gates, json_integer_value(json_object_get(row, "id")), g);
}

/* A device says where vehicles go to ("e"); GA/T 1400 says from where to where (1: W to E). */
static uint8_t
direction_of(const char *word)
{
	static const char *const words[] = { "", "e", "w", "s", "n", "ne", "sw", "se", "nw" };

	for (uint8_t i = 1; i < N_ELEMS(words); i++)
		if (!strcmp(words[i], word))
			return i;
	return 0;
}

/* The arc at this gate that goes this way, and how many lanes of others are counted before its own. */
static uint32_t
arc_at(const struct roads *r, const struct gate_spot *g, uint8_t direction, uint8_t *ret_base)
{
	uint32_t two[2], first = 0, n = 2;
	int base = 0;

	if (g->node == UINT32_MAX) {
		two[0] = g->arc;
		two[1] = r->arc[g->arc].back;
	} else {
		first = r->node[g->node].first;
		n = r->node[g->node].n;
	}
	for (uint32_t k = 0; k < n; k++) {
		uint32_t arc = g->node == UINT32_MAX ? two[k] : r->arc[first + k].back;
		*ret_base = (uint8_t)base;
		if (r->arc[arc].direction == direction)
			return arc;
		base += r->arc[arc].lanes;
	}
	return UINT32_MAX;
}

static void
draw_faults(struct camera *c, uint64_t seed)
{
	uint64_t dice = seed ^ hash64(slice_of(c->code));
	uint32_t luck = dice_below(&dice, 1000);

	c->misread = (uint16_t)(2 + dice_below(&dice, 9) + (luck < 15 ? 60 + dice_below(&dice, 90) : 0));
	c->unread = (uint16_t)(3 + dice_below(&dice, 9) + (luck >= 15 && luck < 35 ? 80 + dice_below(&dice, 120) : 0));
	c->no_plate = (uint16_t)(1 + dice_below(&dice, 4));
	if (luck >= 990)
		c->clock_ms = (luck & 1 ? 1 : -1) * (int32_t)(2000 + dice_below(&dice, 20000));
	c->batches = dice_below(&dice, 100) < 15;
}

static enum err
take_device(void *ctx, json_t *row)
{
	struct loading *l = ctx;
	struct cameras *all = l->c;
	const struct gate_spot *g = int_map_get(&l->gates, json_integer_value(json_object_get(row, "tollgate")));
	struct camera *c = &all->camera[all->n];
	char way[8];
	int32_t *seen;

	if (!g || all->n == CAMERAS_MAX) {
		all->unplaced++;
		return E_OK;
	}
	*c = (struct camera){ .arc = UINT32_MAX };
	text_of(row, "code", c->code, sizeof c->code);
	text_of(row, "direction", way, sizeof way);
	c->direction = direction_of(way);
	c->arc = arc_at(l->roads, g, c->direction, &c->lane_base);
	if (strlen(c->code) != 20 || c->arc == UINT32_MAX) {
		all->unplaced++;
		return E_OK;
	}
	memcpy(c->gate, g->code, sizeof c->gate);
	memcpy(c->where, g->name, sizeof c->where);
	c->lanes = l->roads->arc[c->arc].lanes;
	c->kind = l->kind;
	draw_faults(c, l->seed);
	buf_init(&c->pending, MIB(8));
	seen = g->node == UINT32_MAX ? &all->middle[c->arc] : &all->end[c->arc];
	*seen = all->n++;
	return E_OK;
}

enum err
cameras_load(struct cameras *ret, struct console *c, const struct roads *roads, uint64_t seed)
{
	static const char *const lists[] = { "devices?category=red_light&state=active", "devices?category=checkpoint&state=active",
		"devices?category=speed&state=active" };
	struct loading l = { .c = ret, .roads = roads, .seed = seed };
	enum err e;

	*ret = (struct cameras){ .camera = mem_alloc(mul_size(CAMERAS_MAX, sizeof *ret->camera)),
		.middle = mem_alloc(mul_size(roads->narc, 4)), .end = mem_alloc(mul_size(roads->narc, 4)) };
	memset(ret->middle, 0xff, roads->narc * 4);
	memset(ret->end, 0xff, roads->narc * 4);
	arena_init(&l.arena);
	int_map_init(&l.gates, CAMERAS_MAX);
	e = console_each(c, "tollgates?state=active", take_gate, &l);
	for (size_t i = 0; i < N_ELEMS(lists) && !e; i++)
		l.kind = (uint8_t)i, e = console_each(c, lists[i], take_device, &l);
	int_map_free(&l.gates);
	arena_free(&l.arena);
	return e ? e : ret->n ? E_OK : E_NOT_FOUND;
}

void
cameras_free(struct cameras *c)
{
	for (int32_t i = 0; i < c->n; i++)
		buf_free(&c->camera[i].pending);
	mem_free(c->camera);
	mem_free(c->middle);
	mem_free(c->end);
}

bool
camera_silent(const struct cameras *c, int32_t i, uint64_t seed, int64_t at_ms)
{
	uint64_t luck = dice_mix(seed ^ hash64_int((uint64_t)i) ^ (uint64_t)(at_ms / 600000));

	(void)c;
	return luck % 1000 < 5;
}
