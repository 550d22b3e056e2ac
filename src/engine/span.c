/* SPDX-License-Identifier: Apache-2.0 */
/* span.c - arithmetic of periods that are compared. */
#include <math.h>
#include "base/clock.h"
#include "engine/compare_.h"

/* 农历正月初一, as published by the Purple Mountain Observatory. */
static const struct civil festival[] = {
	{ 2014, 1, 31 }, { 2015, 2, 19 }, { 2016, 2, 8 }, { 2017, 1, 28 }, { 2018, 2, 16 }, { 2019, 2, 5 },
	{ 2020, 1, 25 }, { 2021, 2, 12 }, { 2022, 2, 1 }, { 2023, 1, 22 }, { 2024, 2, 10 }, { 2025, 1, 29 },
	{ 2026, 2, 17 }, { 2027, 2, 6 }, { 2028, 1, 26 }, { 2029, 2, 13 }, { 2030, 2, 3 },
};

static _Atomic int64_t small_base = 30;	/* until somebody's figure comes: a row of the page setting */

void
compare_set_small_base(int64_t n)
{
	small_base = n;
}

int64_t
compare_small_base(void)
{
	return small_base;
}

int32_t
spring_festival(int year)
{
	for (size_t i = 0; i < N_ELEMS(festival); i++)
		if (festival[i].year == year)
			return civil_days(festival[i]);
	return 0;
}

static struct civil
civil_at(int64_t ms)
{
	return civil_of(beijing_day(ms));
}

static bool
month_start(int64_t ms)
{
	return beijing_start_ms(beijing_day(ms)) == ms && civil_at(ms).day == 1;
}

/* 29 February has its counterpart on the 28th. */
static int32_t
day_years_on(int32_t day, int years)
{
	struct civil c = civil_of(day);
	c.year += years;
	if (!civil_valid(c))
		c.day = 28;
	return civil_days(c);
}

static int64_t
year_before(int64_t ms)
{
	int32_t day = beijing_day(ms);
	return beijing_start_ms(day_years_on(day, -1)) + (ms - beijing_start_ms(day));
}

struct span
span_year_before(struct span s)
{
	struct span r = { year_before(s.from_ms), year_before(s.to_ms) };
	int32_t day = beijing_day(s.to_ms);
	if (beijing_start_ms(day) == s.to_ms && civil_of(day).day != 1)	/* whole days: the last day decides */
		r.to_ms = beijing_start_ms(day_years_on(day - 1, -1) + 1);
	return r;
}

static int64_t
months_on(int64_t ms, int months)
{
	struct civil c = civil_at(ms);
	int m = c.year * 12 + c.month - 1 + months;
	return beijing_start_ms(civil_days((struct civil){ m / 12, m % 12 + 1, 1 }));
}

struct span
span_just_before(struct span s)
{
	if (month_start(s.from_ms) && month_start(s.to_ms)) {
		struct civil a = civil_at(s.from_ms), b = civil_at(s.to_ms);
		int months = (b.year - a.year) * 12 + b.month - a.month;
		return (struct span){ months_on(s.from_ms, -months), s.from_ms };
	}
	return (struct span){ s.from_ms - (s.to_ms - s.from_ms), s.from_ms };
}

struct span
span_year_to_date(struct span s)
{
	struct civil first = { civil_at(s.to_ms - 1).year, 1, 1 };
	return (struct span){ beijing_start_ms(civil_days(first)), s.to_ms };
}

/* The festival nearest to the middle of the span is laid upon the one of the year before. */
bool
span_spring_before(struct span s, struct span *ret, int32_t *ret_festival, int32_t *ret_before)
{
	int32_t middle = beijing_day(s.from_ms + (s.to_ms - s.from_ms) / 2), best = 0, before = 0;
	for (size_t i = 1; i < N_ELEMS(festival); i++) {
		int32_t day = civil_days(festival[i]);
		if (best && abs(day - middle) >= abs(best - middle))
			continue;
		best = day;
		before = civil_days(festival[i - 1]);
	}
	if (abs(best - middle) > 200)
		return false;
	*ret = (struct span){ s.from_ms - (best - before) * DAY_MS, s.to_ms - (best - before) * DAY_MS };
	*ret_festival = best;
	*ret_before = before;
	return true;
}

enum rate
compare_rate(double now, double base, double *ret_percent)
{
	if (base == 0)
		return RATE_ZERO_BASE;
	if (base < (double)compare_small_base())
		return RATE_SMALL_BASE;
	*ret_percent = round((now - base) * 1000 / base) / 10;
	return RATE_GIVEN;
}
