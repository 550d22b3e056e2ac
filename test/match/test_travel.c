/* SPDX-License-Identifier: Apache-2.0 */
/* Impossible travel: a copied plate is found, ordinary driving is not, and dirty data does not flood. */
#include "post.h"

#include <string.h>

#include "match/brake.h"
#include "match/conflict.h"
#include "match/travel.h"

static const struct travel_limits usual = { .max_kmh = 180, .least_m = 3000, .skew_s = 60, .window_min = 120, .reliability = 80 };
/* 0.1 degree of longitude here is about 8.9 km. */
static const struct place_of four[] = { { 1, 1, { 1180000000, 368000000 } }, { 2, 1, { 1181000000, 368000000 } },
	{ 3, 1, { 1186000000, 368000000 } }, { 4, 1, { 1180100000, 368000000 } },
	{ 5, 1, { 1180360000, 368000000 } } };

static struct passage
seen(const char *plate, uint32_t gate, int64_t s)
{
	return (struct passage){ .plate = post_plate(plate), .class_code = 2, .tollgate = gate, .device = gate, .at_ms = s * 1000,
		.reliability = 95, .plate_colour = 5 };
}

static bool
check(struct travel *t, struct places *p, struct passage q, struct travel_found *f)
{
	return travel_check(t, &usual, p, &q, f);
}

static void
test_what_cannot_be_driven_is_found_and_what_can_is_not(void **state)
{
	struct travel *t = travel_new(1024);
	struct places *p = places_new(four, N_ELEMS(four));
	struct travel_found f;

	assert_false(check(t, p, seen("鲁C12345", 1, 100000), &f));
	assert_false(check(t, p, seen("鲁C12345", 2, 100600), &f));	/* 8.9 km in ten minutes */
	assert_true(check(t, p, seen("鲁C12345", 3, 100900), &f));	/* 45 km in five */
	assert_int_equal(f.tollgate, 2);
	assert_in_range(f.kmh, 440, 450);		/* in 300 s and the 60 s that the clocks may be wrong by */
	assert_true(check(t, p, seen("鲁C12345", 3, 100900), &f));	/* sent again after a fault: found again */
	assert_int_equal(f.tollgate, 2);
	assert_false(check(t, p, seen("鲁C12345", 3, 101000), &f));
	assert_false(check(t, p, seen("鲁C54321", 1, 5000), &f));
	assert_false(check(t, p, seen("鲁C54321", 4, 5010), &f));	/* 900 m: too near to be sure of anything */
	assert_false(check(t, p, seen("鲁C22222", 1, 5000), &f));
	assert_false(check(t, p, seen("鲁C22222", 5, 5099), &f));	/* 3.2 km in 99 s: somebody drives 116 km/h */
	assert_false(check(t, p, seen("鲁C99999", 1, 5000), &f));
	assert_false(check(t, p, seen("鲁C99999", 3, 5000 + 7300), &f));	/* too long ago */
	travel_free(t);
	places_let_go(p);
}

/* Pairs that would be impossible if they were to be trusted. */
static void
test_reads_that_cannot_be_trusted_are_left_out(void **state)
{
	struct places *p = places_new(four, N_ELEMS(four));
	struct travel_found f;
	struct passage bad[7];

	for (int i = 0; i < 7; i++)
		bad[i] = seen("鲁C12345", 3, 1010);
	bad[0].reliability = 79;
	bad[1].flags = PASSAGE_LATE;
	bad[2].flags = PASSAGE_CLOCK;
	bad[3].class_code = 0;
	bad[4].class_code = 7;			/* no motorcycle has this form and stands in another slot */
	bad[5].plate = post_plate("鲁C1?345");
	bad[6].tollgate = 99;
	for (int i = 0; i < 7; i++) {
		struct travel *t = travel_new(64);
		assert_false(check(t, p, seen("鲁C12345", 1, 1000), &f));
		assert_false(check(t, p, bad[i], &f));
		travel_free(t);
	}
	places_let_go(p);
}

static void
test_a_brake_holds(void **state)
{
	struct brake *b = brake_new(64);
	struct brake_ask ask[2] = { { { 'd', 1, 0 }, 3600000, 3 }, { { 'a', 0, 0 }, 3600000, 5 } };
	int allowed = 0;

	for (int i = 0; i < 10; i++)
		allowed += brake_allows(b, ask, 2, 1000);
	assert_int_equal(allowed, 3);
	ask[0].key.a = 2;			/* another device, the same city */
	for (int i = 0; i < 10; i++)
		allowed += brake_allows(b, ask, 2, 1000);
	assert_int_equal(allowed, 5);
	assert_true(brake_allows(b, ask, 2, 3600000));	/* the next hour */
	assert_int_equal(brake_refused(b), 15);
	brake_give_back(b, ask, 2, 1000);	/* of an hour that is over: nothing */
	ask[0].most = 1;
	assert_false(brake_allows(b, ask, 1, 3600000));
	brake_give_back(b, ask, 1, 3600000);
	brake_give_back(b, ask, 1, 3600000);	/* never below nothing */
	assert_true(brake_allows(b, ask, 1, 3600000));
	assert_false(brake_allows(b, ask, 1, 3600000));
	for (uint64_t i = 0; i < 1000; i++) {	/* a table that is full refuses */
		ask[0].key.a = 1000 + i;
		allowed += brake_allows(b, ask, 1, 3600001);
	}
	assert_true(allowed < 5 + 64);
	brake_free(b);
}

static void
test_plate_and_vehicle_that_do_not_fit(void **state)
{
	struct passage p = seen("鲁C12345", 1, 1);

	p.vehicle_type = passage_vehicle_type(S("K33"));
	assert_null(conflict_check(&p, 90));
	p.vehicle_type = passage_vehicle_type(S("H11"));
	assert_non_null(conflict_check(&p, 90));
	p.reliability = 89;
	assert_null(conflict_check(&p, 90));
	p = seen("鲁C12345", 1, 1);
	p.plate_colour = 9;			/* a green plate of class 02 */
	assert_non_null(conflict_check(&p, 90));
	p.plate_colour = 0;
	assert_null(conflict_check(&p, 90));
	p.flags = PASSAGE_UNREAD;
	p.plate_colour = 9;
	assert_null(conflict_check(&p, 90));
}

/* ---- the counter-example: a data set in which a tenth of the reads are other vehicles' plates and every clock is wrong ---- */

#define VEHICLES 5000
#define READS 60000

static uint64_t seed = 7;

static uint64_t
draw(uint64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % n;
}

static plate_t
plate_of(uint64_t vehicle)
{
	static const char digit[] = "0123456789";
	char text[] = "鲁C00000";

	for (size_t i = sizeof text - 2, k = 0; k < 5; k++, i--, vehicle /= 10)
		text[i] = digit[vehicle % 10];
	return post_plate(text);
}

static void
test_dirty_data_does_not_flood(void **state)
{
	struct post *p = post_open();
	struct passage *row = mem_alloc(sizeof *row * READS);
	struct match_stats st;

	for (int i = 0; i < READS; i++) {
		row[i] = post_passage(p, "鲁C00000", 1 + (int)draw(4), 1600000000000 + i * 500 + (int64_t)draw(300000));
		row[i].plate = plate_of(draw(10) ? draw(VEHICLES) : draw(VEHICLES * 2));
		row[i].plate_colour = draw(20) ? 5 : (uint8_t)draw(10);
		row[i].reliability = (uint8_t)(70 + draw(31));
	}
	for (int i = 0; i < READS; i += 500)
		ok(post_send(p, row + i, 500));
	post_settle(p);
	match_stats(p->match, &st);
	assert_true(st.travel > 1000);		/* the data are what they should be */
	assert_true(st.conflicts > 100);
	assert_true(st.braked > 1000);
	/* 4 devices, 4 an hour each; the wall clock may turn an hour during the test */
	assert_in_range(post_count(p, "SELECT count(*) FROM alarm"), 1, 4 * 4 * 2);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm WHERE rule IS NULL"), 0);
	assert_int_equal(st.hits_lost, 0);
	mem_free(row);
	post_close(p);
}

/* ---- what is refused and sent again ---- */

static void
test_a_rule_speaks_of_what_was_refused_and_is_sent_again(void **state)
{
	struct post *p = post_open();
	struct passage row[2];

	post_stop(p);
	p->queue_rows = 1;
	post_start(p);
	for (int i = 0; i < 2; i++) {
		row[i] = post_passage(p, i ? "鲁C54321" : "鲁C12345", 1, 1600000000000 + i);
		row[i].plate_colour = 9;	/* fits neither */
	}
	assert_int_equal(post_send(p, row, 2), E_BUSY);
	ok(post_send(p, row, 1));
	post_settle(p);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 1);
	ok(post_send(p, row, 1));		/* and what was stored is not raised again */
	post_settle(p);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), 1);
	post_close(p);
}

/* ---- the list is swapped while passages pour in: what every generation holds is met every time ---- */

static void
test_swapped_during_a_burst_no_match_is_lost(void **state)
{
	struct post *p = post_open();
	enum { N = 200 };
	struct passage row[50];
	int hits = 0;

	(void)post_entry(p, "鲁C77777", "stolen", "city", p->unit[2]);
	for (int k = 0; k < N / 50; k++) {
		for (int i = 0; i < 50; i++) {
			row[i] = post_passage(p, i % 5 ? "鲁C11111" : "鲁C77777", 1, 1600000000000 + (k * 50 + i) * 1000);
			row[i].lane = (uint8_t)(i % 4);
		}
		ok(post_send(p, row, 50));
		(void)post_entry(p, k % 2 ? "鲁C88888" : "鲁C9999?", "stolen", "city", p->unit[2]);	/* swaps */
		for (int i = 0; i < 50; i++)
			hits += !!(row[i].flags & PASSAGE_HIT);
	}
	post_settle(p);
	assert_int_equal(hits, N / 5);
	assert_int_equal(post_count(p, "SELECT count(*) FROM sighting"), N / 5);
	assert_int_equal(post_count(p, "SELECT count(*) FROM alarm"), 1);
	post_close(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_cannot_be_driven_is_found_and_what_can_is_not),
		cmocka_unit_test(test_reads_that_cannot_be_trusted_are_left_out), cmocka_unit_test(test_a_brake_holds),
		cmocka_unit_test(test_plate_and_vehicle_that_do_not_fit), cmocka_unit_test(test_dirty_data_does_not_flood),
		cmocka_unit_test(test_a_rule_speaks_of_what_was_refused_and_is_sent_again),
		cmocka_unit_test(test_swapped_during_a_burst_no_match_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
