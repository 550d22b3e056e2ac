/* SPDX-License-Identifier: Apache-2.0 */
/* Who drove a route, and who did not; what speeds amount to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#include "travel/samples.h"
#include "travel/trips.h"

#define MIN 60000
static const struct trip_route routes[] = {
	{ .id = 1, .gate = { 10, 11, 12, 13 }, .ngate = 4, .most_ms = 30 * MIN, .to_ms = INT64_MAX },
	{ .id = 2, .gate = { 10, 11, 20 }, .ngate = 3, .most_ms = 30 * MIN, .to_ms = INT64_MAX },
};
static struct {
	size_t n;
	struct {
		size_t route;
		int64_t start, ms;
	} trip[8];
} got;

static void
take(void *ctx, size_t route, int64_t start_ms, int64_t ms)
{
	assert_null(ctx);
	assert_true(got.n < N_ELEMS(got.trip));
	got.trip[got.n].route = route;
	got.trip[got.n].start = start_ms;
	got.trip[got.n++].ms = ms;
}

/* at: minutes and gates, ended by gate 0. */
static size_t
drive(const struct trip_route *r, size_t nroute, const int (*at)[2])
{
	struct trip_row row[16];
	size_t n = 0;

	for (; at[n][1]; n++)
		row[n] = (struct trip_row){ .plate = 77, .at_ms = at[n][0] * (int64_t)MIN, .gate = (uint32_t)at[n][1], .class_code = 2 };
	got.n = 0;
	trips_sort(row, n);
	trips_each(r, nroute, row, n, take, NULL);
	return got.n;
}

#define DRIVE(...) drive(routes, N_ELEMS(routes), (const int[][2]){ __VA_ARGS__, { 0, 0 } })

static void
one_route(void **state)
{
	assert_int_equal(DRIVE({ 0, 10 }, { 2, 11 }, { 5, 12 }, { 9, 13 }), 1);
	assert_true(got.trip[0].route == 0 && got.trip[0].start == 0 && got.trip[0].ms == 9 * MIN);
	assert_int_equal(DRIVE({ 9, 13 }, { 0, 10 }, { 5, 12 }, { 2, 11 }), 1);		/* in whatever order they came */
	assert_int_equal(DRIVE({ 0, 10 }, { 9, 13 }), 1);				/* cameras miss some */
	assert_int_equal(DRIVE({ 0, 10 }, { 3, 11 }, { 7, 20 }), 1);
	assert_int_equal(got.trip[0].route, 1);						/* the other that begins there */
}

static void
not_a_trip(void **state)
{
	assert_int_equal(DRIVE({ 0, 11 }, { 5, 12 }, { 9, 13 }), 0);			/* not from its beginning */
	assert_int_equal(DRIVE({ 0, 10 }, { 5, 12 }), 0);				/* not to its end */
	assert_int_equal(DRIVE({ 0, 10 }, { 5, 99 }, { 9, 13 }), 0);			/* elsewhere in between */
	assert_int_equal(DRIVE({ 0, 10 }, { 5, 12 }, { 7, 11 }, { 9, 13 }), 0);		/* turned round */
	assert_int_equal(DRIVE({ 0, 10 }, { 31, 13 }), 0);				/* stopped on the way */
	assert_int_equal(DRIVE({ 0, 10 }, { 30, 13 }), 1);
}

static void
again_and_again(void **state)
{
	assert_int_equal(DRIVE({ 0, 10 }, { 4, 10 }, { 9, 13 }, { 20, 10 }, { 26, 13 }), 2);
	assert_true(got.trip[0].start == 4 * MIN && got.trip[0].ms == 5 * MIN && got.trip[1].ms == 6 * MIN);
	assert_int_equal(DRIVE({ 0, 10 }, { 0, 10 }, { 9, 13 }), 1);			/* on two lanes at once: one vehicle, one trip */
	assert_int_equal(DRIVE({ 0, 10 }, { 5, 13 }, { 6, 13 }), 1);
	assert_int_equal(DRIVE({ 0, 10 }, { 5, 12 }, { 5, 11 }, { 9, 13 }), 1);		/* within one moment any order */
}

static void
its_time(void **state)
{
	struct trip_route r = routes[0];

	r.from_ms = 5 * MIN;
	r.to_ms = 10 * MIN;
	assert_int_equal(drive(&r, 1, (const int[][2]){ { 4, 10 }, { 9, 13 }, { 0, 0 } }), 0);
	assert_int_equal(drive(&r, 1, (const int[][2]){ { 5, 10 }, { 29, 13 }, { 0, 0 } }), 1);
	assert_int_equal(drive(&r, 1, (const int[][2]){ { 10, 10 }, { 12, 13 }, { 0, 0 } }), 0);
}

static void
two_vehicles(void **state)
{
	struct trip_row row[] = { { .plate = 2, .at_ms = 0, .gate = 10, .class_code = 2 }, { .plate = 3, .at_ms = 60000, .gate = 13, .class_code = 2 },
		{ .plate = 2, .at_ms = 60000, .gate = 13, .class_code = 1 } };

	got.n = 0;
	trips_sort(row, N_ELEMS(row));
	trips_each(routes, N_ELEMS(routes), row, N_ELEMS(row), take, NULL);
	assert_int_equal(got.n, 0);	/* another plate, another class of plate */
}

static void
usable(void **state)
{
	struct passage p = { .plate = 5, .class_code = 2, .tollgate = 1 };

	assert_true(trip_usable(&p));
	p.flags = PASSAGE_LATE;
	assert_true(trip_usable(&p));	/* it came late, not false */
	p.flags = PASSAGE_UNREAD;
	assert_false(trip_usable(&p));
	p.flags = PASSAGE_CLOCK;
	assert_false(trip_usable(&p));
	p.flags = PASSAGE_REPEAT;
	assert_false(trip_usable(&p));
	assert_false(trip_usable(&(struct passage){ .plate = 5, .tollgate = 1 }));
}

static void
medians(void **state)
{
	struct samples s = { 0 };
	int n;

	assert_int_equal(samples_median(&s, 0, 1, &n), 0);
	for (uint32_t i = 0; i < 3; i++)
		samples_add(&s, 100 + i, (uint16_t)(300 + 100 * i));
	assert_int_equal(samples_median(&s, 0, 3, &n), 400);
	assert_int_equal(n, 3);
	assert_int_equal(samples_median(&s, 0, 4, &n), 0);
	assert_int_equal(samples_median(&s, 101, 1, &n), 450);
	for (uint32_t i = 0; i < 40; i++)
		samples_add(&s, 1000 + i, 120);
	assert_int_equal(samples_median(&s, 0, 3, &n), 120);
	assert_int_equal(n, SAMPLES_KEPT);
}

static void
levels(void **state)
{
	const struct road_figures urban = { 50, 700, 40, 30, 20, 15 };

	assert_int_equal(samples_level(0, &urban, 500), LEVEL_UNKNOWN);
	assert_int_equal(samples_level(410, &urban, 500), LEVEL_SMOOTH);
	assert_int_equal(samples_level(400, &urban, 500), LEVEL_STEADY);
	assert_int_equal(samples_level(210, &urban, 500), LEVEL_SLOW);
	assert_int_equal(samples_level(200, &urban, 500), LEVEL_CONGESTED);
	assert_int_equal(samples_level(150, &urban, 500), LEVEL_JAM);
	assert_int_equal(samples_level(190, &urban, 200), LEVEL_SMOOTH);	/* a lane of 20 km/h */
	assert_int_equal(samples_level(60, &urban, 200), LEVEL_JAM);
	assert_int_equal(samples_level(400, &(struct road_figures){ 0 }, 500), LEVEL_UNKNOWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_route), cmocka_unit_test(not_a_trip), cmocka_unit_test(again_and_again), cmocka_unit_test(its_time), cmocka_unit_test(two_vehicles),
		cmocka_unit_test(usable), cmocka_unit_test(medians), cmocka_unit_test(levels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
