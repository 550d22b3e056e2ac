/* SPDX-License-Identifier: Apache-2.0 */
#include "base/slice.h"

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
slice_starts(struct slice s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

bool
slice_int(struct slice s, int64_t *ret)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	size_t i = minus;
	int64_t v = 0;

	if (i >= s.n)
		return false;
	for (; i < s.n; i++) {		/* summed as a negative: INT64_MIN has no positive twin */
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, s.p[i] - '0', &v))
			return false;
	}
	if (!minus && v == INT64_MIN)
		return false;
	*ret = minus ? v : -v;
	return true;
}

struct slice
slice_trim(struct slice s)
{
	while (s.n && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
slice_cut(struct slice *rest, char sep, struct slice *ret)
{
	const char *at;

	if (!rest->p)
		return false;
	at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (!at) {
		*ret = *rest;
		*rest = (struct slice){ NULL, 0 };
		return true;
	}
	*ret = (struct slice){ rest->p, (size_t)(at - rest->p) };
	rest->n -= ret->n + 1;
	rest->p = at + 1;
	return true;
}

/* Length of the well-formed sequence at p (Unicode 15, table 3-7), 0 when there is none. */
static size_t
utf8_sequence(const unsigned char *p, size_t n)
{
	static const struct {
		unsigned char lead_from, lead_to, second_from, second_to, length;
	} form[] = {
		{ 0x01, 0x7f, 0, 0, 1 },		/* NUL is left out on purpose */
		{ 0xc2, 0xdf, 0x80, 0xbf, 2 },
		{ 0xe0, 0xe0, 0xa0, 0xbf, 3 },
		{ 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 },		/* no surrogates */
		{ 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 },
		{ 0xf1, 0xf3, 0x80, 0xbf, 4 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};

	for (size_t i = 0; i < N_ELEMS(form); i++) {
		if (p[0] < form[i].lead_from || p[0] > form[i].lead_to)
			continue;
		if (n < form[i].length)
			return 0;
		if (form[i].length > 1 && (p[1] < form[i].second_from || p[1] > form[i].second_to))
			return 0;
		for (size_t k = 2; k < form[i].length; k++)
			if ((p[k] & 0xc0) != 0x80)
				return 0;
		return form[i].length;
	}
	return 0;
}

bool
utf8_valid(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	for (size_t i = 0, step; i < s.n; i += step) {
		if (p[i] >= 0x20 && p[i] < 0x80) {	/* nearly all bytes take this way */
			step = 1;
			continue;
		}
		step = utf8_sequence(p + i, s.n - i);
		if (!step)
			return false;
	}
	return true;
}

size_t
utf8_count(struct slice s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return count;
}
