/* SPDX-License-Identifier: Apache-2.0 */
/* roads.c - the road network: the ten nearest of 5,000 units on 20,000 nodes, in memory and on one core; a network of that size made, and imported
 * from a file through GDAL into the store.
 */
#include <stdlib.h>
#include <time.h>

#include "bench/bench_.h"
#include "map/net.h"

#define SIDE 142			/* 20,164 nodes */
#define UNITS 5000
#define NEAREST 10
#define QUESTIONS 20000
#define SNAPS 20000
#define WARM 500
#define WORD(s) ((char *)(uintptr_t)(s))

struct town {
	struct road_line *line;
	struct point (*shape)[2];
	size_t n;
	uint32_t dice;
};

static uint32_t
dice(uint32_t *state)
{
	return (*state = *state * 1664525 + 1013904223) >> 8;
}

static int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Streets some 300 m apart, bent a little, of every speed; every fifth is one-way. */
static struct point
corner(int x, int y)
{
	uint32_t s = (uint32_t)(x * 8191 + y);

	return (struct point){ 1180000000 + x * 33000 + (int32_t)(dice(&s) % 9000), 366000000 + y * 27000 + (int32_t)(dice(&s) % 7000) };
}

static void
add(struct town *t, struct point a, struct point b)
{
	t->shape[t->n][0] = a;
	t->shape[t->n][1] = b;
	t->line[t->n] = (struct road_line){ .section = (int64_t)t->n + 1, .name = S("街"), .shape = t->shape[t->n], .nshape = 2, .from_km_m = ROAD_NO_KM, .to_km_m = ROAD_NO_KM,
		.limit_kmh = (uint16_t)(30 + dice(&t->dice) % 50), .class = ROAD_URBAN, .oneway = dice(&t->dice) % 5 == 0 };
	t->n++;
}

static void
make_town(struct bench *b, struct town *t)
{
	size_t most = (size_t)2 * SIDE * SIDE;

	*t = (struct town){ .line = arena_array(&b->arena, struct road_line, most), .shape = arena_alloc(&b->arena, most * sizeof *t->shape), .dice = 11 };
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++) {
			if (x + 1 < SIDE)
				add(t, corner(x, y), corner(x + 1, y));
			if (y + 1 < SIDE)
				add(t, corner(x, y), corner(x, y + 1));
		}
}

static struct road_spot
anywhere(const struct town *t, const struct road_net *n, uint32_t *state)
{
	uint32_t edge = dice(state) % (uint32_t)t->n;

	return (struct road_spot){ .edge = edge, .along_m = dice(state) % road_edge(n, edge)->metres };
}

static int
by_size(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

static void
tell(const struct bench *b, const char *name, int64_t *ns, size_t n)
{
	char text[80];

	qsort(ns, n, sizeof *ns, by_size);
	(void)snprintf(text, sizeof text, "%s_p50", name);
	figure_one(b, text, (double)ns[n / 2] / 1e3, "us");
	(void)snprintf(text, sizeof text, "%s_p99", name);
	figure_one(b, text, (double)ns[n * 99 / 100] / 1e3, "us");
}

static enum err
nearest(struct bench *b, const struct town *t, const struct road_net *n)
{
	struct road_spot *unit = arena_array(&b->arena, struct road_spot, UNITS);
	int64_t *ns = arena_array(&b->arena, int64_t, QUESTIONS);
	struct road_reach r[NEAREST];
	struct road_units *u;
	uint32_t state = 5;
	size_t found = 0;

	for (int i = 0; i < UNITS; i++)
		unit[i] = anywhere(t, n, &state);
	u = road_units_make(n, unit, UNITS);
	for (int i = -WARM; i < QUESTIONS; i++) {
		struct road_spot goal = anywhere(t, n, &state);
		int64_t began = now_ns();
		found += road_units_nearest(u, &goal, NEAREST, r);
		if (i >= 0)
			ns[i] = now_ns() - began;
	}
	road_units_free(u);
	if (found != (size_t)(QUESTIONS + WARM) * NEAREST)
		return bench_failed("roads: units that were not found", E_INTERNAL);
	tell(b, "roads_nearest", ns, QUESTIONS);
	for (int i = 0; i < QUESTIONS / 10; i++) {
		struct road_spot goal = anywhere(t, n, &state);
		int64_t began = now_ns();
		(void)road_nearest(n, &goal, unit, UNITS, NEAREST, r);
		ns[i] = now_ns() - began;
	}
	tell(b, "roads_nearest_unsorted", ns, QUESTIONS / 10);
	return E_OK;
}

static void
snaps(struct bench *b, const struct road_net *n)
{
	int64_t *ns = arena_array(&b->arena, int64_t, SNAPS);
	struct road_spot s;
	uint32_t state = 9;

	for (int i = 0; i < SNAPS; i++) {
		struct point at = { 1180000000 + (int32_t)(dice(&state) % (SIDE * 33000)), 366000000 + (int32_t)(dice(&state) % (SIDE * 27000)) };
		int64_t began = now_ns();
		(void)!road_snap(n, at, 500, &s);
		ns[i] = now_ns() - began;
	}
	tell(b, "roads_snap", ns, SNAPS);
}

/* ---- import ---- */

static enum err
write_town(const struct town *t, const char *path)
{
	FILE *f = fopen(path, "we");
	bool good;

	if (!f)
		return E_STORE;
	(void)fprintf(f, "{\"type\":\"FeatureCollection\",\"features\":[");
	for (size_t i = 0; i < t->n; i++)
		(void)fprintf(f, "%s{\"type\":\"Feature\",\"properties\":{\"id\":%zu,\"highway\":\"tertiary\",\"name\":\"街%zu\"},\"geometry\":{\"type\":\"LineString\","
		    "\"coordinates\":[[%.7f,%.7f],[%.7f,%.7f]]}}", i ? "," : "", i + 1, i % SIDE, t->shape[i][0].lon_e7 / 1e7, t->shape[i][0].lat_e7 / 1e7,
		    t->shape[i][1].lon_e7 / 1e7, t->shape[i][1].lat_e7 / 1e7);
	(void)fprintf(f, "]}\n");
	good = !ferror(f);
	return !fclose(f) && good ? E_OK : E_STORE;
}

static enum err
import(struct bench *b, const struct town *t)
{
	const char *data = house_path(b, "roads"), *file = house_path(b, "roads.geojson");
	char *argv[] = { WORD("luan"), WORD("import"), WORD("roads"), WORD(file), WORD("--data"), WORD(data),
		WORD("--store"), WORD(b->o.store), WORD("--log-level"), WORD("error"), NULL };
	struct engine *e;
	int64_t us, again_us, rss;
	enum err err = write_town(t, file);

	if (err || (err = house_make(b, data, &e)))
		return bench_failed("roads: store", err);
	engine_close(e);
	if ((err = program_run(b, argv, &us, &rss)) || (err = program_run(b, argv, &again_us, &rss)))
		return bench_failed("roads: import (is luan-map there?)", err);
	figure_one(b, "roads_import_sections_per_s", (double)t->n * 1e6 / (double)us, "/s");
	figure_one(b, "roads_import_again_s", (double)again_us / 1e6, "s");
	(void)remove(file);
	house_remove(b, data);
	return E_OK;
}

enum err
bench_roads(struct bench *b)
{
	struct town t;
	struct road_net *n;
	int64_t began;
	enum err e;

	make_town(b, &t);
	began = now_us();
	n = road_net_make(t.line, t.n, NULL, 0);
	figure_one(b, "roads_make_ms", (double)(now_us() - began) / 1e3, "ms");
	figure_one(b, "roads_nodes", road_net_size(n).nodes, "nodes");
	e = nearest(b, &t, n);
	snaps(b, n);
	road_net_let_go(n);
	return e ? e : import(b, &t);
}
