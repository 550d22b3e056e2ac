/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "city/route.h"
#include "city/traffic.h"

#define FROM 1764205200000ll		/* 2025-11-27 09:00 in Beijing */

static struct arena arena;
static struct roads roads;
static int32_t *middle, *end;

static struct traffic *
city(uint64_t seed, double per_second)
{
	struct traffic *t;

	traffic_open(&t, &(struct traffic_options){ .roads = &roads, .gates = { middle, end }, .fleet = { seed, 200000 }, .per_second = per_second,
	    .seed = seed, .from_ms = FROM });
	return t;
}

static int
setup(void **state)
{
	arena_init(&arena);
	roads_make(&roads, &arena);
	middle = arena_array(&arena, int32_t, roads.narc);
	end = arena_array(&arena, int32_t, roads.narc);
	for (uint32_t i = 0; i < roads.narc; i++) {
		middle[i] = i % 5 == 0 ? (int32_t)i : -1;
		end[i] = i % 5 == 2 ? (int32_t)i : -1;
	}
	return 0;
}

static int
teardown(void **state)
{
	arena_free(&arena);
	return 0;
}

static void
test_same_by_seed(void **state)
{
	struct traffic *a = city(3, 50), *b = city(3, 50), *c = city(4, 50);
	struct traffic_pass x, y, z;
	int n = 0, other = 0;

	for (int s = 1; s <= 30; s++)
		while (traffic_next(a, FROM + s * 1000, &x)) {
			assert_true(traffic_next(b, FROM + s * 1000, &y));
			assert_memory_equal(&x, &y, sizeof x);
			other += !traffic_next(c, FROM + s * 1000, &z) || z.vehicle != x.vehicle;
			n++;
		}
	assert_true(n > 500 && other > 400);
	traffic_close(a), traffic_close(b), traffic_close(c);
}

/* In the order of time, at the rate that was asked for, each at a camera that is there. */
static void
test_rate(void **state)
{
	struct traffic *t = city(3, 100);
	struct traffic_pass p;
	int64_t last = FROM;
	int n = 0;

	while (traffic_next(t, FROM + 600000, &p)) {
		assert_true(p.at_ms >= last && p.at_ms < FROM + 600000);
		assert_true(p.lane >= 1 && p.lane <= 3 && p.speed_kmh >= 5);
		last = p.at_ms;
		n++;
	}
	assert_in_range(n, 100 * 600 * 60 / 100, 100 * 600 * 110 / 100);
	traffic_close(t);
}

/* No vehicle is ever where it cannot have driven to: 180 km/h as the crow flies from sighting to sighting. */
static void
test_believable(void **state)
{
	struct traffic *t = city(5, 60);
	struct seen {
		int64_t at_ms;
		struct point place;
	} *seen;
	struct int_map last;
	struct traffic_pass p;

	int_map_init(&last, 200001);
	while (traffic_next(t, FROM + 900000, &p)) {
		struct point here = roads_on(&roads, &roads.arc[p.camera], middle[p.camera] >= 0 ? 0.5 : 1);
		if ((seen = int_map_get(&last, (int64_t)p.vehicle + 1))) {
			double hours = (double)(p.at_ms - seen->at_ms) / 3600000;
			assert_true(geo_distance_m(seen->place, here) <= 180000 * hours + 1);
		} else {
			seen = arena_new(&arena, struct seen);
			assert_int_equal(int_map_put(&last, (int64_t)p.vehicle + 1, seen), E_OK);
		}
		*seen = (struct seen){ p.at_ms, here };
	}
	assert_true(last.n > 1000);
	int_map_free(&last);
	traffic_close(t);
}

/* Every way ends, from everywhere to everywhere. */
static void
test_routes(void **state)
{
	struct routes r;

	routes_open(&r, &roads);
	for (uint32_t to = 0; to < roads.nnode; to += 97)
		for (uint32_t from = 0; from < roads.nnode; from += 13) {
			uint32_t at = from, steps = 0;
			while (at != to && steps++ < roads.nnode)
				at = roads.arc[routes_next(&r, at, to)].to;
			assert_int_equal(at, to);
		}
	routes_close(&r);
}

static void
test_peaks(void **state)
{
	int64_t day = beijing_start_ms(beijing_day(FROM));

	assert_true(traffic_peak(day + 8 * 3600000) > 0.95);
	assert_true(traffic_peak(day + 18 * 3600000) > 0.9);
	assert_true(traffic_peak(day + 3 * 3600000) < 0.3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_same_by_seed), cmocka_unit_test(test_rate), cmocka_unit_test(test_believable),
		cmocka_unit_test(test_routes), cmocka_unit_test(test_peaks) };

	return cmocka_run_group_tests_name("traffic", tests, setup, teardown);
}
