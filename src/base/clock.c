/* SPDX-License-Identifier: Apache-2.0 */
#include <stdatomic.h>
#include <time.h>
#include "base/clock.h"
#include "base/log.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2199

static _Atomic int64_t simulated_ms;	/* 0: the real clock */
static _Atomic int64_t latest_ms;	/* the highest time handed out */
static atomic_bool held;		/* a step back is being held and was logged */

static int64_t
read_ms(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t
clock_now_ms(void)
{
	int64_t now = atomic_load(&simulated_ms), last;

	if (now)
		return now;
	now = read_ms(CLOCK_REALTIME);
	last = atomic_load(&latest_ms);
	while (now > last)
		if (atomic_compare_exchange_weak(&latest_ms, &last, now)) {
			atomic_store(&held, false);
			return now;
		}
	if (last - now > 1000 && !atomic_exchange(&held, true))
		log_at(LOG_WARN, "clock.held", KV("step_back_ms", LI(last - now)));
	return last;
}

int64_t
clock_mono_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

void
clock_simulate(int64_t now_ms)
{
	atomic_store(&simulated_ms, now_ms);
}

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
month_days(int y, int m)
{
	static const int n[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return m == 2 && is_leap(y) ? 29 : n[m - 1];
}

bool
civil_valid(struct civil c)
{
	return c.year >= YEAR_FIRST && c.year <= YEAR_LAST && c.month >= 1 && c.month <= 12 &&
	    c.day >= 1 && c.day <= month_days(c.year, c.month);
}

/* Years counted from March put the leap day last, so a date is plain arithmetic within 400-year eras
 * of 146097 days; 719468 is the day number of 1970-01-01 counted from 0000-03-01. */
int32_t
civil_days(struct civil c)
{
	int y = c.month <= 2 ? c.year - 1 : c.year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct civil
civil_of(int32_t days)
{
	int64_t z = (int64_t)days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = (int)(z - era * 146097);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	int month = mp < 10 ? mp + 3 : mp - 9;

	return (struct civil){ (int)(yoe + era * 400) + (month <= 2), month,
	    doy - (153 * mp + 2) / 5 + 1 };
}

int
civil_weekday(int32_t days)
{
	int w = (int)(((int64_t)days + 3) % 7);		/* 1970-01-01 was a Thursday */

	return (w < 0 ? w + 7 : w) + 1;
}

/* Shown times may be any number; the last eight hours of the range are not worth an error. */
static int64_t
local_ms(int64_t ms)
{
	return ms > INT64_MAX - BEIJING_MS ? INT64_MAX : ms + BEIJING_MS;
}

int32_t
beijing_day(int64_t ms)
{
	int64_t local = local_ms(ms);

	return (int32_t)(local / DAY_MS - (local % DAY_MS < 0));
}

int64_t
beijing_start_ms(int32_t day)
{
	return day * DAY_MS - BEIJING_MS;
}

/* Takes exactly n digits off the front. */
static bool
take_digits(struct slice *s, size_t n, int *ret)
{
	int v = 0;

	if (s->n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s->p[i] < '0' || s->p[i] > '9')
			return false;
		v = v * 10 + (s->p[i] - '0');
	}
	s->p += n;
	s->n -= n;
	*ret = v;
	return true;
}

static bool
take_char(struct slice *s, const char *any)
{
	if (s->n == 0 || !s->p[0] || !strchr(any, s->p[0]))
		return false;
	s->p++;
	s->n--;
	return true;
}

static bool
take_date(struct slice *s, int32_t *ret_day)
{
	struct civil c;

	if (!take_digits(s, 4, &c.year) || !take_char(s, "-") || !take_digits(s, 2, &c.month) ||
	    !take_char(s, "-") || !take_digits(s, 2, &c.day) || !civil_valid(c))
		return false;
	*ret_day = civil_days(c);
	return true;
}

/* hh:mm:ss[.fff...]; digits behind the millisecond are dropped. Seconds may be left out: people type 08:00. */
static bool
take_clock(struct slice *s, int64_t *ret_ms)
{
	int h, m, sec = 0, digit, scale = 100;
	int64_t ms = 0;

	if (!take_digits(s, 2, &h) || !take_char(s, ":") || !take_digits(s, 2, &m))
		return false;
	if (take_char(s, ":")) {
		if (!take_digits(s, 2, &sec))
			return false;
		if (take_char(s, ".")) {
			if (!take_digits(s, 1, &digit))
				return false;
			do {
				ms += digit * scale;
				scale /= 10;
			} while (take_digits(s, 1, &digit));
		}
	}
	if (h > 23 || m > 59 || sec > 59)
		return false;
	*ret_ms = ((h * 60 + m) * 60 + sec) * 1000LL + ms;
	return true;
}

static bool
take_offset(struct slice *s, int64_t *ret_ms)
{
	int h, m;
	bool minus;

	if (take_char(s, "Zz")) {
		*ret_ms = 0;
		return true;
	}
	if (s->n == 0)
		return false;
	minus = s->p[0] == '-';
	if (!take_char(s, "+-") || !take_digits(s, 2, &h) || !take_char(s, ":") || !take_digits(s, 2, &m) ||
	    h > 23 || m > 59)
		return false;
	*ret_ms = (h * 60 + m) * 60000LL * (minus ? -1 : 1);
	return true;
}

bool
time_parse(struct slice s, int64_t *ret_ms)
{
	int32_t day;
	int64_t clock, offset;

	if (!take_date(&s, &day) || !take_char(&s, "Tt ") || !take_clock(&s, &clock) ||
	    !take_offset(&s, &offset) || s.n)
		return false;
	*ret_ms = day * DAY_MS + clock - offset;
	return true;
}

bool
date_parse(struct slice s, int32_t *ret_day)
{
	int32_t day;

	if (!take_date(&s, &day) || s.n)
		return false;
	*ret_day = day;
	return true;
}

static char *
put_digits(char *p, int v, int n)
{
	for (int i = n - 1; i >= 0; i--, v /= 10)
		p[i] = (char)('0' + v % 10);
	return p + n;
}

static char *
put_day(char *p, int32_t day)
{
	struct civil c = civil_of(day);

	p = put_digits(p, c.year < 0 ? 0 : c.year, 4);
	*p++ = '-';
	p = put_digits(p, c.month, 2);
	*p++ = '-';
	return put_digits(p, c.day, 2);
}

/* By hand: every answer and every audit row has several, and printf takes ten times as long. */
static char *
put_instant(char *p, int64_t ms, char between)
{
	int left = (int)((ms % DAY_MS + DAY_MS) % DAY_MS);
	int64_t day = ms / DAY_MS - (ms % DAY_MS < 0);	/* no product: an instant may be nonsense, not an overflow */

	p = put_day(p, (int32_t)day);
	*p++ = between;
	p = put_digits(p, left / 3600000, 2);
	*p++ = ':';
	p = put_digits(p, left / 60000 % 60, 2);
	*p++ = ':';
	return put_digits(p, left / 1000 % 60, 2);
}

size_t
time_print(int64_t ms, char out[TIME_TEXT_MAX])
{
	char *p = put_instant(out, ms, 'T');

	*p++ = '.';
	p = put_digits(p, (int)((ms % 1000 + 1000) % 1000), 3);
	*p++ = 'Z';
	*p = '\0';
	return (size_t)(p - out);
}

size_t
time_print_local(int64_t ms, char out[TIME_TEXT_MAX])
{
	char *p = put_instant(out, local_ms(ms), ' ');

	*p = '\0';
	return (size_t)(p - out);
}

size_t
date_print(int32_t day, char out[TIME_TEXT_MAX])
{
	char *p = put_day(out, day);

	*p = '\0';
	return (size_t)(p - out);
}
