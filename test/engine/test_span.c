/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/clock.h"
#include "engine/compare_.h"

static int64_t
at(const char *text)
{
	int64_t ms;
	int32_t day;
	if (strlen(text) == 10) {
		assert_true(date_parse(slice_of(text), &day));
		return beijing_start_ms(day);
	}
	assert_true(time_parse(slice_of(text), &ms));
	return ms;
}

struct want {
	const char *from, *to, *want_from, *want_to;
};

static void
check(const struct want *row, size_t n, struct span (*fn)(struct span))
{
	for (size_t i = 0; i < n; i++) {
		struct span got = fn((struct span){ at(row[i].from), at(row[i].to) });
		if (got.from_ms != at(row[i].want_from) || got.to_ms != at(row[i].want_to))
			print_error("row %zu: %s\n", i, row[i].from);
		assert_int_equal(got.from_ms, at(row[i].want_from));
		assert_int_equal(got.to_ms, at(row[i].want_to));
	}
}

static void
year_before(void **state)
{
	static const struct want row[] = {
		{ "2024-03-01", "2024-04-01", "2023-03-01", "2023-04-01" },
		{ "2024-02-01", "2024-03-01", "2023-02-01", "2023-03-01" },	/* 29 days against 28: whole months */
		{ "2025-02-01", "2025-03-01", "2024-02-01", "2024-03-01" },
		{ "2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01" },	/* the day itself */
		{ "2024-02-20", "2024-02-29", "2023-02-20", "2023-03-01" },	/* up to the 28th, inclusive */
		{ "2023-12-20", "2024-01-10", "2022-12-20", "2023-01-10" },
		{ "2024-01-01", "2025-01-01", "2023-01-01", "2024-01-01" },
		{ "2024-03-05T08:00:00+08:00", "2024-03-05T09:30:00+08:00", "2023-03-05T08:00:00+08:00",
		  "2023-03-05T09:30:00+08:00" },
	};
	check(row, N_ELEMS(row), span_year_before);
}

static void
just_before(void **state)
{
	static const struct want row[] = {
		{ "2024-03-01", "2024-04-01", "2024-02-01", "2024-03-01" },
		{ "2024-01-01", "2024-02-01", "2023-12-01", "2024-01-01" },
		{ "2024-04-01", "2024-07-01", "2024-01-01", "2024-04-01" },	/* quarter */
		{ "2024-01-01", "2025-01-01", "2023-01-01", "2024-01-01" },
		{ "2024-03-04", "2024-03-11", "2024-02-26", "2024-03-04" },	/* week */
		{ "2024-03-01", "2024-03-16", "2024-02-15", "2024-03-01" },	/* 15 days */
		{ "2024-03-05T08:00:00+08:00", "2024-03-05T10:00:00+08:00", "2024-03-05T06:00:00+08:00",
		  "2024-03-05T08:00:00+08:00" },
	};
	check(row, N_ELEMS(row), span_just_before);
}

static void
year_to_date(void **state)
{
	static const struct want row[] = {
		{ "2024-03-01", "2024-04-01", "2024-01-01", "2024-04-01" },
		{ "2024-12-01", "2025-01-01", "2024-01-01", "2025-01-01" },	/* to is exclusive: still 2024 */
		{ "2023-12-20", "2024-01-10", "2024-01-01", "2024-01-10" },
	};
	check(row, N_ELEMS(row), span_year_to_date);
}

/* 春运 2024 (26 January to 5 March) is laid beside that of 2023 (7 January to 15 February): 384 days. */
static void
spring_festival_aligned(void **state)
{
	static const struct want row[] = {
		{ "2024-01-26", "2024-03-06", "2023-01-07", "2023-02-16" },
		{ "2023-01-07", "2023-02-16", "2022-01-17", "2022-02-26" },	/* 2023-01-22 on 2022-02-01 */
		{ "2020-01-10", "2020-02-19", "2019-01-21", "2019-03-02" },
		{ "2016-02-08", "2016-02-09", "2015-02-19", "2015-02-20" },
		{ "2030-02-03", "2030-02-04", "2029-02-13", "2029-02-14" },
	};
	struct span got;
	int32_t day, before;
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		assert_true(span_spring_before((struct span){ at(row[i].from), at(row[i].to) }, &got, &day, &before));
		assert_int_equal(got.from_ms, at(row[i].want_from));
		assert_int_equal(got.to_ms, at(row[i].want_to));
	}
	assert_int_equal(beijing_start_ms(day), at("2030-02-03"));
	assert_int_equal(beijing_start_ms(before), at("2029-02-13"));
	assert_false(span_spring_before((struct span){ at("2033-01-01"), at("2033-02-01") }, &got, &day, &before));
	assert_false(span_spring_before((struct span){ at("2012-01-01"), at("2012-02-01") }, &got, &day, &before));
}

/* The dates are those of the calendar: 353 to 355 or 383 to 385 days apart, between 21 January and 20 February. */
static void
festivals_are_lunar(void **state)
{
	for (int year = 2015; year <= 2030; year++) {
		int32_t days = spring_festival(year) - spring_festival(year - 1);
		struct civil c = civil_of(spring_festival(year));
		assert_true((days >= 353 && days <= 355) || (days >= 383 && days <= 385));
		assert_true(c.month == 1 ? c.day >= 21 : c.month == 2 && c.day <= 20);
	}
	assert_int_equal(spring_festival(2031), 0);
}

static void
rates(void **state)
{
	static const struct { double now, base; enum rate rate; double want; } row[] = {
		{ 110, 100, RATE_GIVEN, 10.0 },
		{ 1204, 1313, RATE_GIVEN, -8.3 },
		{ 100, 100, RATE_GIVEN, 0 },
		{ 0, 100, RATE_GIVEN, -100 },
		{ 300, 30, RATE_GIVEN, 900 },
		{ 1005, 1000, RATE_GIVEN, 0.5 },
		{ 5, 0, RATE_ZERO_BASE, 0 },
		{ 0, 0, RATE_ZERO_BASE, 0 },
		{ 60, 29, RATE_SMALL_BASE, 0 },
		{ 60, 1, RATE_SMALL_BASE, 0 },
	};
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		double got = 0;
		assert_int_equal(compare_rate(row[i].now, row[i].base, &got), row[i].rate);
		assert_true(got > row[i].want - 0.001 && got < row[i].want + 0.001);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(year_before), cmocka_unit_test(just_before), cmocka_unit_test(year_to_date),
		cmocka_unit_test(spring_festival_aligned), cmocka_unit_test(festivals_are_lunar), cmocka_unit_test(rates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
