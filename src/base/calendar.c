/* SPDX-License-Identifier: Apache-2.0 */
/* The days themselves; period.c counts on them.
 *
 *      first                                  first + n - 1
 *      |-- one byte a day: PLAIN, OFF or WORK ---|            every other day is PLAIN
 */
#include "base/calendar.h"

#define YEAR_FIRST 1900
#define YEARS 300

enum { PLAIN, OFF, WORK };

struct calendar {
	int32_t first, n;
	bool known[YEARS];
	unsigned char state[];
};

static bool
in_range(int32_t day)
{
	return day >= civil_days((struct civil){ YEAR_FIRST, 1, 1 }) &&
	    day <= civil_days((struct civil){ YEAR_FIRST + YEARS - 1, 12, 31 });
}

struct calendar *
calendar_make(const struct calendar_day *day, size_t n)
{
	int32_t first = INT32_MAX, last = INT32_MIN;
	struct calendar *c;

	for (size_t i = 0; i < n; i++) {
		if (!in_range(day[i].day))
			continue;
		first = day[i].day < first ? day[i].day : first;
		last = day[i].day > last ? day[i].day : last;
	}
	if (first > last)
		return mem_alloc(sizeof(*c));
	c = mem_alloc(sizeof(*c) + (size_t)(last - first + 1));
	c->first = first;
	c->n = last - first + 1;
	for (size_t i = 0; i < n; i++) {
		if (!in_range(day[i].day))
			continue;
		c->state[day[i].day - first] = day[i].off ? OFF : WORK;
		c->known[civil_of(day[i].day).year - YEAR_FIRST] = true;
	}
	return c;
}

void
calendar_free(struct calendar *c)
{
	mem_free(c);
}

static int
state_of(const struct calendar *c, int32_t day)
{
	return day >= c->first && day - c->first < c->n ? c->state[day - c->first] : PLAIN;
}

bool
calendar_off(const struct calendar *c, int32_t day)
{
	return state_of(c, day) == OFF;
}

bool
calendar_makeup(const struct calendar *c, int32_t day)
{
	return state_of(c, day) == WORK && civil_weekday(day) > 5;
}

bool
calendar_works(const struct calendar *c, int32_t day)
{
	int state = state_of(c, day);

	return state == WORK || (state == PLAIN && civil_weekday(day) <= 5);
}

bool
calendar_known(const struct calendar *c, int32_t day)
{
	return in_range(day) && c->known[civil_of(day).year - YEAR_FIRST];
}

bool
calendar_differs(const struct calendar *was, const struct calendar *is, int32_t from, int32_t to,
    int32_t *ret_day)
{
	for (int32_t day = from; day <= to && in_range(day); day++) {
		if (calendar_works(was, day) == calendar_works(is, day))
			continue;
		*ret_day = day;
		return true;
	}
	return false;
}

/* A notice may restate an ordinary day: nothing is made up. */
static int
mark_of(const struct calendar *c, int32_t day)
{
	int state = state_of(c, day);

	return state == WORK && civil_weekday(day) <= 5 ? PLAIN : state;
}

struct slice
calendar_day_text(const struct calendar *c, int32_t day, struct arena *a)
{
	static const char *const week[] = { "一", "二", "三", "四", "五", "六", "日" };
	static const char *const mark[] = { [PLAIN] = "", [OFF] = "·放假", [WORK] = "·补班/上班" };
	char date[TIME_TEXT_MAX];

	date_print(day, date);
	return arena_printf(a, "%s（周%s%s）", date, week[civil_weekday(day) - 1], mark[mark_of(c, day)]);
}

struct slice
calendar_day_text_en(const struct calendar *c, int32_t day, struct arena *a)
{
	static const char *const week[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const mark[] = { [PLAIN] = "", [OFF] = ", holiday", [WORK] = ", made up" };
	char date[TIME_TEXT_MAX];

	date_print(day, date);
	return arena_printf(a, "%s (%s%s)", date, week[civil_weekday(day) - 1], mark[mark_of(c, day)]);
}
