/* SPDX-License-Identifier: Apache-2.0 */
/* gat_time.c - yyyyMMddHHmmss, local time of Beijing; and what devices write instead: separators, fractions, an offset. */
#include "base/clock.h"
#include "ingest/gat.h"

#define YEAR_MIN 1970			/* a clock that lost its battery; the port judges how far off it is */
#define YEAR_MAX 2199

/* n digits at *at. */
static bool
digits(struct slice t, size_t *at, int n, int *ret)
{
	int v = 0;

	if (t.n - *at < (size_t)n)
		return false;
	for (; n; n--, (*at)++) {
		if (t.p[*at] < '0' || t.p[*at] > '9')
			return false;
		v = v * 10 + (t.p[*at] - '0');
	}
	*ret = v;
	return true;
}

static bool
skip(struct slice t, size_t *at, const char *any)
{
	if (*at < t.n && t.p[*at] && strchr(any, t.p[*at])) {
		(*at)++;
		return true;
	}
	return false;
}

/* A fraction: ".5", or three digits run on. Beyond milliseconds it is cut off. */
static bool
fraction(struct slice t, size_t *at, int *ret_ms)
{
	int unit = 100;

	*ret_ms = 0;
	if (!skip(t, at, "."))
		return t.n - *at < 3 || t.p[*at] < '0' || t.p[*at] > '9' || digits(t, at, 3, ret_ms);
	if (*at >= t.n || t.p[*at] < '0' || t.p[*at] > '9')
		return false;
	for (; *at < t.n && t.p[*at] >= '0' && t.p[*at] <= '9'; (*at)++, unit /= 10)
		*ret_ms += unit * (t.p[*at] - '0');
	return true;
}

/* "Z", "+08:00", "+0800"; nothing is Beijing. */
static bool
offset(struct slice t, size_t *at, int64_t *ret_ms)
{
	int h, m, sign;

	*ret_ms = BEIJING_MS;
	if (*at == t.n)
		return true;
	if (skip(t, at, "Zz")) {
		*ret_ms = 0;
		return true;
	}
	sign = t.p[*at] == '-' ? -1 : 1;
	if (!skip(t, at, "+-") || !digits(t, at, 2, &h))
		return false;
	(void)skip(t, at, ":");
	if (!digits(t, at, 2, &m) || h > 14 || m > 59)
		return false;
	*ret_ms = sign * (h * 60 + m) * 60000ll;
	return true;
}

static bool
instant(struct civil c, int hour, int minute, int second, int64_t *ret_ms)
{
	if (c.year < YEAR_MIN || c.year > YEAR_MAX || !civil_valid(c) || hour > 23 || minute > 59 || second > 59)
		return false;
	*ret_ms = civil_days(c) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000ll;
	return true;
}

/* yyyyMMddHHmmss and nothing else, as it should be. */
static bool
plain(const char *p, int64_t *ret_ms)
{
	int two[7];
	unsigned wrong = 0;

	for (int i = 0; i < 7; i++) {
		unsigned a = (unsigned)p[2 * i] - '0', b = (unsigned)p[2 * i + 1] - '0';
		wrong |= (a > 9) | (b > 9);
		two[i] = (int)(a * 10 + b);
	}
	if (wrong || !instant((struct civil){ two[0] * 100 + two[1], two[2], two[3] }, two[4], two[5], two[6], ret_ms))
		return false;
	*ret_ms -= BEIJING_MS;
	return true;
}

bool
gat_time(struct slice text, int64_t *ret_ms)
{
	struct slice t = slice_trim(text);
	struct civil c;
	int hour, minute, second, ms;
	int64_t off, at_ms;
	size_t at = 0;

	if (t.n == 14)
		return plain(t.p, ret_ms);
	if (t.n < 14 || !digits(t, &at, 4, &c.year))
		return false;
	(void)skip(t, &at, "-/");
	if (!digits(t, &at, 2, &c.month))
		return false;
	(void)skip(t, &at, "-/");
	if (!digits(t, &at, 2, &c.day))
		return false;
	(void)skip(t, &at, " T");
	if (!digits(t, &at, 2, &hour))
		return false;
	(void)skip(t, &at, ":");
	if (!digits(t, &at, 2, &minute))
		return false;
	(void)skip(t, &at, ":");
	if (!digits(t, &at, 2, &second) || !fraction(t, &at, &ms) || !offset(t, &at, &off) || at != t.n)
		return false;
	if (!instant(c, hour, minute, second, &at_ms))
		return false;
	*ret_ms = at_ms + ms - off;
	return true;
}
