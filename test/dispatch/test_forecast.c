/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "dispatch/forecast.h"
#include "dispatch/transition.h"

static const struct point here = { 1180000000, 368000000 };
static const struct forecast_rules rules = { .detour = 1350, .kmh = 45, .horizon_ms = 2700000, .prior = 20, .spread = 350, .missed = 120, .elsewhere = 120, .hurry = 1200 };

static struct forecast_gate
gate(int64_t id, double course, double metres)
{
	return (struct forecast_gate){ .id = id, .at = geo_ahead(here, course, metres) };
}

static struct forecast
made(const struct forecast_gate *g, size_t n, double course, uint32_t gone, int64_t past_ms)
{
	struct forecast_facts f = { .last = here, .last_ms = 1000000, .now_ms = 1000000 + past_ms, .course = course, .gone = gone, .gate = g, .n = n, .rules = rules };
	struct forecast r;

	forecast_make(&f, &r);
	return r;
}

static int
sum(const struct forecast *f)
{
	int s = f->elsewhere;

	for (size_t i = 0; i < f->n; i++)
		s += f->next[i].permille;
	return s;
}

static void
courses_and_places_are_each_others_way_back(void **state)
{
	(void)state;
	for (int c = 0; c < 360; c += 15) {
		struct point p = geo_ahead(here, c, 3000);
		assert_true(fabs(geo_distance_m(here, p) - 3000) < 10);
		assert_true(fabs(remainder(geo_course(here, p) - c, 360)) < 0.5);
	}
	assert_true(course_of_direction(1) == 90 && course_of_direction(4) == 0 && course_of_direction(9) < 0 && course_of_direction(0) < 0);
}

static void
nothing_known_is_no_forecast(void **state)
{
	struct forecast f = made(NULL, 0, FORECAST_ANY_WAY, 0, 60000);

	(void)state;
	assert_int_equal(f.n, 0);
	assert_int_equal(f.elsewhere, 1000);
	assert_true(f.reach_m > 500 && f.reach_m < 1500);	/* a minute at 45 km/h, less the detour, a fifth faster */
}

static void
ahead_is_likelier_than_behind(void **state)
{
	struct forecast_gate g[] = { gate(1, 270, 2000), gate(2, 90, 2000) };
	struct forecast f = made(g, 2, 90, 0, 0);

	(void)state;
	assert_int_equal(f.next[0].id, 2);
	assert_true(f.next[0].permille > 8 * f.next[1].permille);
	assert_int_equal(sum(&f), 1000);
	f = made(g, 2, FORECAST_ANY_WAY, 0, 0);
	assert_true(abs(f.next[0].permille - f.next[1].permille) < 10);
}

static void
the_nearer_place_comes_first_on_the_same_way(void **state)
{
	struct forecast_gate g[] = { gate(1, 90, 6000), gate(2, 90, 3000), gate(3, 60, 3200) };
	struct forecast f = made(g, 3, 90, 0, 0);

	(void)state;
	assert_int_equal(f.next[0].id, 2);
	assert_int_equal(f.next[2].id, 1);
}

static void
what_was_counted_outweighs_what_is_expected(void **state)
{
	struct forecast_gate g[] = { gate(1, 90, 2000), gate(2, 0, 4000) };
	struct forecast f;

	(void)state;
	g[1].n = 180;
	g[1].ln_mean = log(400);
	g[1].ln_sd = 0.2;
	g[0].n = 20;
	f = made(g, 2, 90, 200, 0);
	assert_int_equal(f.next[0].id, 2);
	assert_true(f.next[0].permille > 650);
	assert_int_equal((f.next[0].eta_ms - 1000000 + 500) / 1000, 400);
	assert_true(f.next[0].from_ms < f.next[0].eta_ms && f.next[0].eta_ms < f.next[0].to_ms);
}

/* Smoothing: one vehicle is hardly a reason. */
static void
one_vehicle_changes_little(void **state)
{
	struct forecast_gate g[] = { gate(1, 90, 2000), gate(2, 270, 2000) };
	struct forecast before = made(g, 2, 90, 0, 0), after;

	(void)state;
	g[1].n = 1;
	after = made(g, 2, 90, 1, 0);
	assert_int_equal(after.next[0].id, 1);
	assert_true(before.next[0].permille - after.next[0].permille < 60);
}

static void
what_is_overdue_grows_unlikely_and_never_impossible(void **state)
{
	struct forecast_gate g[] = { gate(1, 90, 1000), gate(2, 90, 9000) };
	struct forecast soon = made(g, 2, 90, 0, 0), late = made(g, 2, 90, 0, 900000);

	(void)state;
	assert_int_equal(soon.next[0].id, 1);
	assert_int_equal(late.next[0].id, 2);
	assert_true(late.next[1].overdue && !late.next[0].overdue);
	assert_true(late.next[1].permille > 0);
	assert_int_equal(sum(&late), 1000);
}

static void
the_road_network_goes_before_the_straight_line(void **state)
{
	struct forecast_gate g[] = { gate(1, 90, 2000), gate(2, 80, 2200) };
	struct forecast f;

	(void)state;
	g[0].road_ms = 1500000;		/* across the river */
	g[1].road_ms = 150000;
	f = made(g, 2, 90, 0, 0);
	assert_int_equal(f.next[0].id, 2);
	assert_int_equal(f.next[0].eta_ms, 1000000 + 150000);
	g[0].road_ms = rules.horizon_ms + 1;
	f = made(g, 2, 90, 0, 0);
	assert_int_equal(f.n, 1);
}

static void
the_ring_grows_and_follows_the_quick_road(void **state)
{
	struct forecast_gate g[] = { gate(1, 90, 10000), gate(2, 0, 5000) };
	struct forecast f, g2;

	(void)state;
	g[0].road_ms = 360000;		/* 100 km/h eastwards */
	g[1].road_ms = 600000;
	f = made(g, 2, FORECAST_ANY_WAY, 0, 120000);
	g2 = made(g, 2, FORECAST_ANY_WAY, 0, 240000);
	assert_true(geo_distance_m(here, f.ring[9]) > 2 * geo_distance_m(here, f.ring[0]));	/* east, north */
	assert_true(g2.reach_m > 19 * f.reach_m / 10);
	assert_true(fabs(geo_distance_m(here, f.ring[9]) - 4000) < 50);				/* 120 s x 27.8 m/s x 1.2 */
}

static void
eight_are_told_of_many(void **state)
{
	struct forecast_gate g[FORECAST_GATES + 20];
	struct forecast f;

	(void)state;
	for (int i = 0; i < FORECAST_GATES + 20; i++)
		g[i] = gate(i + 1, i * 7 % 360, 800 + 60 * i);
	f = made(g, FORECAST_GATES + 20, FORECAST_ANY_WAY, 0, 30000);
	assert_int_equal(f.n, FORECAST_NEXT);
	for (size_t i = 1; i < f.n; i++)
		assert_true(f.next[i - 1].permille >= f.next[i].permille);
	assert_int_equal(sum(&f), 1000);
}

/* ---- what is learned ---- */

static struct passage
pass(plate_t plate, uint32_t tollgate, int64_t at_s)
{
	return (struct passage){ .plate = plate, .tollgate = tollgate, .at_ms = at_s * 1000, .class_code = 2 };
}

static void
steps_between_places_are_counted(void **state)
{
	struct transitions *t = transitions_new(1024, 1024);
	struct transition x;

	(void)state;
	for (plate_t p = 1; p <= 20; p++) {
		struct passage row[] = { pass(p * 977, 5, 1000), pass(p * 977, p <= 15 ? 6 : 7, 1000 + 100 + p), pass(p * 977, 8, 1400) };
		transitions_learn(t, row, 3);
	}
	x = transition_of(t, 5, 6);
	assert_int_equal(x.n, 15);
	assert_true(fabs(exp(x.ln_mean) - 108) < 1 && x.ln_sd > 0.01 && x.ln_sd < 0.1);
	assert_int_equal(transition_of(t, 5, 7).n, 5);
	assert_int_equal(transitions_from(t, 5), 20);
	assert_int_equal(transition_of(t, 6, 5).n, 0);
	assert_int_equal(transition_of(t, 5, 8).n, 0);
	transitions_free(t);
}

static void
bad_reads_and_long_pauses_teach_nothing(void **state)
{
	struct transitions *t = transitions_new(1024, 1024);
	struct passage row[] = { pass(11, 5, 1000), pass(11, 5, 1100), pass(11, 6, 1000 + TRANSITION_MAX_S + 200), pass(0, 5, 1000), pass(0, 6, 1100),
		pass(12, 5, 1000), pass(12, 6, 900),
		pass(13, 5, 1000), pass(13, 6, 1100) };

	(void)state;
	row[8].flags = PASSAGE_LATE;
	transitions_learn(t, row, N_ELEMS(row));
	assert_int_equal(transitions_from(t, 5), 0);
	transitions_free(t);
}

static void
a_full_table_says_what_it_left_out(void **state)
{
	struct transitions *t = transitions_new(64, 64);

	(void)state;
	for (uint32_t i = 0; i < 500; i++) {
		struct passage row[] = { pass(21, i * 2 + 1, 1000 + i * 20), pass(21, i * 2 + 2, 1010 + i * 20) };
		transitions_learn(t, row, 2);
	}
	assert_true(transitions_stats(t).pairs <= 64 && transitions_stats(t).left_out > 0);
	transitions_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(courses_and_places_are_each_others_way_back), cmocka_unit_test(nothing_known_is_no_forecast), cmocka_unit_test(ahead_is_likelier_than_behind),
		cmocka_unit_test(the_nearer_place_comes_first_on_the_same_way), cmocka_unit_test(what_was_counted_outweighs_what_is_expected),
		cmocka_unit_test(one_vehicle_changes_little), cmocka_unit_test(what_is_overdue_grows_unlikely_and_never_impossible),
		cmocka_unit_test(the_road_network_goes_before_the_straight_line), cmocka_unit_test(the_ring_grows_and_follows_the_quick_road),
		cmocka_unit_test(eight_are_told_of_many), cmocka_unit_test(steps_between_places_are_counted), cmocka_unit_test(bad_reads_and_long_pauses_teach_nothing),
		cmocka_unit_test(a_full_table_says_what_it_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
