/* SPDX-License-Identifier: Apache-2.0 */
/* 加处罚款: 违法处理程序规定 60/1/1; 行政处罚法 72/1/1 (3 % a day, at most the fine), 73/3 (paused days). */
#include "tap.h"
#include "base/clock.h"
#include "base/surcharge.h"

static int32_t
day(const char *text)
{
	int32_t d = 0;

	assert_true(date_parse(slice_of(text), &d));
	return d;
}

static void
test_table(void **state)
{
	static const struct {
		int64_t fine_fen;
		const char *last, *paid;
		int32_t paused, overdue;
		int64_t fen;
		const char *what;
	} cases[] = {
		{ 20000, "2019-10-08", "2019-10-07", 0, 0, 0, "paid early" },
		{ 20000, "2019-10-08", "2019-10-08", 0, 0, 0, "paid on the last day" },
		{ 20000, "2019-10-08", "2019-10-09", 0, 1, 600, "one day late: the day of payment counts" },
		{ 20000, "2019-10-08", "2019-10-18", 0, 10, 6000, "ten days" },
		{ 20000, "2019-10-08", "2019-11-10", 0, 33, 19800, "33 days: 99 %" },
		{ 20000, "2019-10-08", "2019-11-11", 0, 34, 20000, "the 34th day reaches the cap" },
		{ 20000, "2019-10-08", "2019-11-12", 0, 35, 20000, "and stays there" },
		{ 20000, "2019-10-08", "2024-10-08", 0, 1827, 20000, "years later" },
		{ 20000, "2019-10-08", "2019-10-18", 4, 6, 3600, "four days of reconsideration are not counted" },
		{ 20000, "2019-10-08", "2019-10-18", 10, 0, 0, "all days paused" },
		{ 20000, "2019-10-08", "2019-10-18", 99, 0, 0, "more paused than late" },
		{ 500000, "2020-01-31", "2020-02-29", 0, 29, 435000, "over a leap February" },
		{ 100, "2019-12-31", "2020-01-01", 0, 1, 3, "one yuan, over the year" },
		{ 55, "2019-10-08", "2019-10-09", 0, 1, 1, "1.65 fen: the fraction is dropped" },
		{ 33, "2019-10-08", "2019-10-09", 0, 1, 0, "0.99 fen" },
		{ 0, "2019-10-08", "2019-12-09", 0, 62, 0, "no fine" },
		{ 1000000000000, "2019-10-08", "2019-11-10", 0, 33, 990000000000, "the largest" },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		int32_t overdue = -1;
		int64_t fen = -1;
		struct surcharge s = { cases[i].fine_fen, day(cases[i].last), day(cases[i].paid), cases[i].paused };

		print_message("# 行政处罚法72/1/1: %s\n", cases[i].what);
		assert_int_equal(surcharge_of(SURCHARGE_RULE, s, &overdue, &fen), E_OK);
		assert_int_equal(overdue, cases[i].overdue);
		assert_int_equal(fen, cases[i].fen);
	}
}

/* Whether the day of payment counts no text says: it is a field of the rule. */
static void
test_rule(void **state)
{
	struct surcharge_rule mild = { 300, 10000, false }, free = { 0, 10000, true }, half = { 300, 5000, true };
	struct surcharge s = { 20000, 100, 110, 0 };
	int32_t overdue;
	int64_t fen;

	assert_int_equal(surcharge_of(mild, s, &overdue, &fen), E_OK);
	assert_int_equal(overdue, 9);
	assert_int_equal(fen, 5400);
	assert_int_equal(surcharge_of(free, s, &overdue, &fen), E_OK);
	assert_int_equal(fen, 0);
	s.paid_day = 1000;
	assert_int_equal(surcharge_of(half, s, &overdue, &fen), E_OK);
	assert_int_equal(fen, 10000);
	s.paid_day = INT32_MAX;
	s.last_day = INT32_MIN;
	assert_int_equal(surcharge_of(SURCHARGE_RULE, s, &overdue, &fen), E_OK);
	assert_int_equal(overdue, INT32_MAX);
	assert_int_equal(fen, 20000);
}

static void
test_refused(void **state)
{
	static const struct surcharge bad[] = {
		{ -1, 0, 1, 0 }, { 1000000000001, 0, 1, 0 }, { 100, 0, 1, -1 },
	};
	static const struct surcharge_rule bad_rule[] = { { -1, 10000, true }, { 10001, 10000, true }, { 300, -1, true } };
	int32_t overdue = 5;
	int64_t fen = 5;

	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_int_equal(surcharge_of(SURCHARGE_RULE, bad[i], &overdue, &fen), E_BAD_VALUE);
	for (size_t i = 0; i < N_ELEMS(bad_rule); i++)
		assert_int_equal(surcharge_of(bad_rule[i], (struct surcharge){ 100, 0, 1, 0 }, &overdue, &fen), E_BAD_VALUE);
	assert_int_equal(overdue, 5);
	assert_int_equal(fen, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table), cmocka_unit_test(test_rule), cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
