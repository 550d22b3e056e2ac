/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include "base/clock.h"

static void
test_parse(void **state)
{
	static const struct {
		const char *text, *utc;		/* NULL: refused */
	} cases[] = {
		{ "2026-11-23T03:00:00Z", "2026-11-23T03:00:00.000Z" },
		{ "2019-12-01T08:00+08:00", "2019-12-01T00:00:00.000Z" },
		{ "2019-12-01T00:30:15.5+08:00", "2019-11-30T16:30:15.500Z" },
		{ "2019-12-01t08:00:00.123456z", "2019-12-01T08:00:00.123Z" },
		{ "2019-12-01 08:00:00-11:30", "2019-12-01T19:30:00.000Z" },
		{ "2020-02-29T23:59:59Z", "2020-02-29T23:59:59.000Z" },
		{ "1900-01-01T00:00:00Z", "1900-01-01T00:00:00.000Z" },
		{ "2199-12-31T23:59:59.999Z", "2199-12-31T23:59:59.999Z" },
		{ "2019-12-01T08:00", NULL }, { "2019-12-01", NULL }, { "2019-02-29T00:00:00Z", NULL },
		{ "2019-13-01T00:00:00Z", NULL }, { "2019-00-01T00:00:00Z", NULL }, { "2019-01-00T00:00:00Z", NULL },
		{ "2019-01-01T24:00:00Z", NULL }, { "2019-01-01T00:60:00Z", NULL }, { "2019-01-01T00:00:60Z", NULL },
		{ "1899-12-31T23:59:59Z", NULL }, { "2200-01-01T00:00:00Z", NULL }, { "2019-1-1T00:00:00Z", NULL },
		{ "2019-01-01T00:00:00Zx", NULL }, { "2019-01-01T00:00:00.Z", NULL }, { "2019-01-01T00:00:00+0800", NULL },
		{ "2019-01-01T00:00:00+24:00", NULL }, { "", NULL }, { "x", NULL }, { "2019-01-01T", NULL },
	};
	char out[TIME_TEXT_MAX];

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		int64_t ms = 7;

		assert_int_equal(time_parse(slice_of(cases[i].text), &ms), cases[i].utc != NULL);
		if (!cases[i].utc) {
			assert_int_equal(ms, 7);
			continue;
		}
		assert_int_equal(time_print(ms, out), 24);
		assert_string_equal(out, cases[i].utc);
	}
}

/* Every day from 1900 to 2199 follows the one before, in date, number and weekday. */
static void
test_every_day(void **state)
{
	struct civil c = { 1900, 1, 1 };
	int32_t day = civil_days(c), read_back;
	int weekday = 1;		/* a Monday */
	char out[TIME_TEXT_MAX];

	while (c.year < 2200) {
		struct civil back = civil_of(day), next = { c.year, c.month, c.day + 1 };

		assert_true(back.year == c.year && back.month == c.month && back.day == c.day);
		assert_int_equal(civil_days(c), day);
		assert_int_equal(civil_weekday(day), weekday);
		assert_int_equal(date_print(day, out), 10);
		assert_true(date_parse(slice_of(out), &read_back));
		assert_int_equal(read_back, day);
		if (!civil_valid(next))
			next = (struct civil){ c.year, c.month + 1, 1 };
		if (next.month > 12)
			next = (struct civil){ c.year + 1, 1, 1 };
		c = next;
		day++;
		weekday = weekday % 7 + 1;
	}
	assert_int_equal(civil_days((struct civil){ 1970, 1, 1 }), 0);
	assert_int_equal(day - civil_days((struct civil){ 1900, 1, 1 }), 109573);
}

static void
test_beijing(void **state)
{
	static const struct {
		const char *utc, *day;
	} cases[] = {
		{ "2019-12-01T15:59:59.999Z", "2019-12-01" }, { "2019-12-01T16:00:00Z", "2019-12-02" },
		{ "1969-12-31T15:59:59.999Z", "1969-12-31" }, { "1969-12-31T16:00:00Z", "1970-01-01" },
		{ "1950-03-01T00:00:00Z", "1950-03-01" },
	};
	char out[TIME_TEXT_MAX];
	int64_t ms;

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		assert_true(time_parse(slice_of(cases[i].utc), &ms));
		date_print(beijing_day(ms), out);
		assert_string_equal(out, cases[i].day);
		assert_true(beijing_start_ms(beijing_day(ms)) <= ms);
		assert_true(beijing_start_ms(beijing_day(ms) + 1) > ms);
	}
	time_print_local(0, out);
	assert_string_equal(out, "1970-01-01 08:00:00");
	time_print(-1, out);
	assert_string_equal(out, "1969-12-31T23:59:59.999Z");
	time_print(INT64_MIN, out);		/* nonsense stays within its buffer */
	assert_true(strlen(out) < TIME_TEXT_MAX);
	time_print_local(INT64_MAX, out);
	assert_true(strlen(out) < TIME_TEXT_MAX);
}

static void
test_now(void **state)
{
	int64_t before = clock_now_ms(), mono = clock_mono_ms();

	assert_true(before > 1700000000000);
	for (int i = 0; i < 100000; i++) {
		int64_t now = clock_now_ms();

		assert_true(now >= before);
		before = now;
	}
	assert_true(clock_mono_ms() >= mono);
	clock_simulate(1574000000000);
	assert_int_equal(clock_now_ms(), 1574000000000);
	clock_simulate(0);
	assert_true(clock_now_ms() >= before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse), cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_beijing), cmocka_unit_test(test_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
