/* SPDX-License-Identifier: Apache-2.0 */
#include "map/net_words.h"

#include "map/net.h"

#define KM_MOST 9999

static void
skip_space(struct slice *s)
{
	while (s->n && (*s->p == ' ' || *s->p == '\t'))
		s->p++, s->n--;
}

static bool
take(struct slice *s, const char *word)
{
	size_t n = strlen(word);

	if (!slice_starts(*s, word))
		return false;
	s->p += n;
	s->n -= n;
	return true;
}

/* Up to `most` digits; how many there were. */
static size_t
digits(struct slice *s, size_t most, int64_t *ret)
{
	size_t n = 0;

	for (*ret = 0; n < s->n && n < most && s->p[n] >= '0' && s->p[n] <= '9'; n++)
		*ret = *ret * 10 + (s->p[n] - '0');
	s->p += n;
	s->n -= n;
	return n;
}

static bool
set_number(struct road_said *r, char letter, int64_t value)
{
	return snprintf(r->number, sizeof r->number, "%c%lld", letter, (long long)value) < (int)sizeof r->number && value > 0;
}

/* "G309", "g 309" or "309国道" */
static bool
take_number(struct slice *s, struct road_said *r)
{
	static const struct {
		const char *word;
		char letter;
	} kinds[] = { { "国道", 'G' }, { "省道", 'S' }, { "县道", 'X' }, { "乡道", 'Y' }, { "村道", 'C' } };
	char letter = s->n ? *s->p & ~0x20 : 0;
	int64_t value;
	struct slice rest = *s;

	if (letter == 'G' || letter == 'S' || letter == 'X' || letter == 'Y' || letter == 'C') {
		rest.p++, rest.n--;
		skip_space(&rest);
		if (!digits(&rest, 5, &value) || (rest.n && *rest.p >= '0' && *rest.p <= '9') || !set_number(r, letter, value))
			return false;
		*s = rest;
		return true;
	}
	if (!digits(&rest, 5, &value))
		return false;
	for (size_t i = 0; i < N_ELEMS(kinds); i++)
		if (take(&rest, kinds[i].word)) {
			*s = rest;
			return set_number(r, kinds[i].letter, value);
		}
	return false;
}

/* Behind the point of "12.3": thousandths, however many digits there are. */
static int64_t
fraction(struct slice *s)
{
	int64_t value = 0, digit;
	int64_t worth = 100;

	for (; digits(s, 1, &digit); worth /= 10)
		value += digit * worth;
	return value;
}

/* "K12+300", "12+300", "12公里300米", "12.3km", "12公里" */
static bool
take_km(struct slice *s, int32_t *ret)
{
	int64_t km, m = 0;
	bool kay = take(s, "K") || take(s, "k"), marked = kay;

	skip_space(s);
	if (!digits(s, 4, &km))
		return false;
	if (take(s, "."))
		m = fraction(s);
	skip_space(s);
	if (take(s, "+")) {
		marked = true;
		if (!digits(s, 3, &m))
			return false;
	} else if (take(s, "公里") || take(s, "km") || take(s, "KM") || take(s, "千米")) {
		int64_t more;
		marked = true;
		skip_space(s);
		if (digits(s, 3, &more))
			m = more;
	}
	if (!marked || km > KM_MOST)
		return false;
	*ret = (int32_t)(km * 1000 + m);
	return true;
}

bool
road_said(struct slice words, struct road_said *ret)
{
	struct slice s = words;

	*ret = (struct road_said){ .km_m = ROAD_NO_KM };
	if (!words.n)
		return false;
	skip_space(&s);
	if (!take_number(&s, ret))
		return false;
	for (; s.n; s.p++, s.n--) {	/* "G309 张店段 K12+300": what stands between is passed over */
		struct slice rest = s;
		if ((*s.p == 'K' || *s.p == 'k' || (*s.p >= '0' && *s.p <= '9')) && take_km(&rest, &ret->km_m))
			return true;
	}
	return true;
}

bool
road_said_two(struct slice words, struct slice *ret_a, struct slice *ret_b)
{
	static const char *const between[] = { "与", "和", "、", "/", "&", "＆", " " }, *const tail[] = { "交叉路口", "交叉口", "路口", "交口", "口" };

	for (size_t b = 0; b < N_ELEMS(between); b++) {
		size_t n = strlen(between[b]);
		for (size_t i = 1; i + n < words.n; i++) {
			if (memcmp(words.p + i, between[b], n))
				continue;
			*ret_a = slice_trim((struct slice){ words.p, i });
			*ret_b = slice_trim((struct slice){ words.p + i + n, words.n - i - n });
			for (size_t t = 0; t < N_ELEMS(tail); t++) {
				size_t k = strlen(tail[t]);
				if (ret_b->n > k && !memcmp(ret_b->p + ret_b->n - k, tail[t], k)) {
					ret_b->n -= k;
					break;
				}
			}
			return ret_a->n && ret_b->n;
		}
	}
	return false;
}
