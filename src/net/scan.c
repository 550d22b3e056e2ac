/* SPDX-License-Identifier: Apache-2.0 */
/* scan.c - the scanner's slower ways: long strings, escapes, UTF-8 beyond ASCII, numbers, skipping. */
#include <assert.h>
#include "net/scan.h"

void
scan_open(struct scan *s, struct slice text, int depth_max)
{
	const char *p = text.p ? text.p : "";

	assert(depth_max <= 64);	/* scan_skip keeps a bit for each level */
	*s = (struct scan){ .p = p, .end = p + text.n, .begin = p, .depth_max = depth_max };
}

bool
scan_fail(struct scan *s, const char *at, const char *what)
{
	if (!s->fault) {
		s->fault = what;
		s->fault_at = (size_t)(at - s->begin);
	}
	s->p = s->end;
	return false;
}

bool
scan_end(struct scan *s)
{
	scan_space(s);
	if (s->p < s->end)
		return scan_fail(s, s->p, "结尾之后还有内容|something behind the end");
	return !s->fault;
}

/* ---- strings ---- */

/* The first byte from p that is not plain: quote, backslash, control, or not ASCII. */
static const char *
plain_end(const char *p, const char *end)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\'), space = _mm_set1_epi8(' ');
#define SPECIAL(v) _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, back)), _mm_cmplt_epi8(v, space))
	for (; end - p >= 64; p += 64) {
		const __m128i *v = (const __m128i *)(const void *)p;
		__m128i a = SPECIAL(_mm_loadu_si128(v)), b = SPECIAL(_mm_loadu_si128(v + 1));
		__m128i c = SPECIAL(_mm_loadu_si128(v + 2)), d = SPECIAL(_mm_loadu_si128(v + 3));
		if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))))
			break;
	}
	for (; end - p >= 16; p += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
		int m = _mm_movemask_epi8(SPECIAL(v));
		if (m)
			return p + __builtin_ctz((unsigned)m);
	}
#undef SPECIAL
#else
	for (; end - p >= 8; p += 8) {	/* a byte below n: (x - n) carries into its top bit; equal to c: (x ^ c) below 1 */
		const uint64_t one = 0x0101010101010101ull, top = one << 7;
		uint64_t x, q, b;
		memcpy(&x, p, 8);
		q = x ^ one * '"';
		b = x ^ one * '\\';
		if ((((q - one) & ~q) | ((b - one) & ~b) | (x - one * ' ') | x) & top)
			break;
	}
#endif
	while (p < end && (unsigned char)*p >= ' ' && *p != '"' && *p != '\\' && (unsigned char)*p < 0x80)
		p++;
	return p;
}

/* Length of the well-formed sequence at p that begins beyond ASCII (Unicode 15, table 3-7); 0: none. */
static inline size_t
sequence(const unsigned char *p, size_t left)
{
	if (p[0] >= 0xe0 && p[0] < 0xf0) {
		unsigned low = p[0] == 0xe0 ? 0xa0 : 0x80, high = p[0] == 0xed ? 0x9f : 0xbf;
		return left >= 3 && p[1] >= low && p[1] <= high && (p[2] & 0xc0) == 0x80 ? 3 : 0;
	}
	if (p[0] >= 0xc2 && p[0] < 0xe0)
		return left >= 2 && (p[1] & 0xc0) == 0x80 ? 2 : 0;
	if (p[0] >= 0xf0 && p[0] <= 0xf4) {
		unsigned low = p[0] == 0xf0 ? 0x90 : 0x80, high = p[0] == 0xf4 ? 0x8f : 0xbf;
		return left >= 4 && p[1] >= low && p[1] <= high && (p[2] & 0xc0) == 0x80 && (p[3] & 0xc0) == 0x80 ? 4 : 0;
	}
	return 0;
}

static const int8_t hex_of[256] = {
	['1'] = 1, ['2'] = 2, ['3'] = 3, ['4'] = 4, ['5'] = 5, ['6'] = 6, ['7'] = 7, ['8'] = 8, ['9'] = 9,
	['a'] = 10, ['b'] = 11, ['c'] = 12, ['d'] = 13, ['e'] = 14, ['f'] = 15,
	['A'] = 10, ['B'] = 11, ['C'] = 12, ['D'] = 13, ['E'] = 14, ['F'] = 15,
};

/* The four digits at p; -1: they are not all there. */
static int
hex4(const char *p, const char *end)
{
	int v = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_of[(unsigned char)p[i]];
		if (!digit && p[i] != '0')
			return -1;
		v = v << 4 | digit;
	}
	return v;
}

/* Length of the escape at p, which is a backslash, and what it stands for; 0: none. */
static size_t
escape(const char *p, const char *end, uint32_t *ret)
{
	static const char plain[256] = { ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n',
		['r'] = '\r', ['t'] = '\t' };
	int v, low;

	if (end - p < 2)
		return 0;
	if (plain[(unsigned char)p[1]]) {
		*ret = (unsigned char)plain[(unsigned char)p[1]];
		return 2;
	}
	if (p[1] != 'u' || (v = hex4(p + 2, end)) <= 0)		/* U+0000 is refused */
		return 0;
	*ret = (uint32_t)v;
	if (v < 0xd800 || v > 0xdfff)
		return 6;
	if (v > 0xdbff || end - p < 12 || p[6] != '\\' || p[7] != 'u')
		return 0;
	if ((low = hex4(p + 8, end)) < 0xdc00 || low > 0xdfff)
		return 0;
	*ret = 0x10000 + (((uint32_t)v & 0x3ff) << 10 | ((uint32_t)low & 0x3ff));
	return 12;
}

bool
scan_string_long(struct scan *s, size_t ok, struct scan_string *ret)
{
	const char *p = s->p + ok;

	ret->escaped = false;
	for (;;) {
		size_t step;
		uint32_t cp;
		p = plain_end(p, s->end);
		if (p >= s->end)
			return scan_fail(s, p, "字符串未结束|string without end");
		if (*p == '"')
			break;
		if ((unsigned char)*p >= 0x80) {
			if (!(step = sequence((const unsigned char *)p, (size_t)(s->end - p))))
				return scan_fail(s, p, "不是UTF-8|not UTF-8");
		} else if (*p == '\\') {
			if (!(step = escape(p, s->end, &cp)))
				return scan_fail(s, p, "转义无效|wrong escape");
			ret->escaped = true;
		} else {
			return scan_fail(s, p, "字符串中有控制字符|control character in a string");
		}
		p += step;
	}
	ret->text = (struct slice){ s->p, (size_t)(p - s->p) };
	s->p = p + 1;
	return true;
}

static size_t
put_utf8(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

bool
scan_text(struct scan_string t, char *out, size_t cap, size_t *ret_n)
{
	const char *p = t.text.n ? t.text.p : "", *end = p + t.text.n;
	size_t n = 0;

	while (p < end) {
		const char *back = t.escaped ? memchr(p, '\\', (size_t)(end - p)) : NULL;
		size_t run = (size_t)((back ? back : end) - p), step;
		uint32_t cp;
		char c[4];
		if (run > cap - n)
			return false;
		memcpy(out + n, p, run);
		n += run;
		p += run;
		if (!back)
			break;
		if (!(step = escape(p, end, &cp)))	/* not a string of this scanner */
			return false;
		run = put_utf8(cp, c);
		if (run > cap - n)
			return false;
		memcpy(out + n, c, run);
		n += run;
		p += step;
	}
	*ret_n = n;
	return true;
}

/* ---- numbers ---- */

static inline const char *
digits(const char *p, const char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

/* The end of the number at p; NULL: none. */
static const char *
number_end(const char *p, const char *end)
{
	const char *q;

	if (p < end && *p == '-')
		p++;
	q = p < end && *p == '0' ? p + 1 : digits(p, end);
	if (q == p)
		return NULL;
	if (q < end && *q == '.') {
		p = q + 1;
		if ((q = digits(p, end)) == p)
			return NULL;
	}
	if (q < end && (*q == 'e' || *q == 'E')) {
		p = q + 1;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		if ((q = digits(p, end)) == p)
			return NULL;
	}
	return q;
}

/* Only what devices write: digits, perhaps a fraction; an exponent is none of them. */
bool
scan_integer(struct slice text, int64_t *ret)
{
	const char *p = text.n ? text.p : "", *end = p + text.n, *q;
	bool minus = p < end && *p == '-';
	int64_t v;

	p += minus;
	q = digits(p, end);
	if (q == p || q - p > 18)
		return false;
	for (v = 0; p < q; p++)
		v = v * 10 + (*p - '0');
	if (q < end && (*q != '.' || end - q < 2 || digits(q + 1, end) != end))
		return false;
	if (end - q >= 2 && q[1] >= '5')
		v++;
	*ret = minus ? -v : v;
	return true;
}

/* ---- values ---- */

static bool
literal(struct scan *s, const char *word, size_t n, enum scan_kind kind, struct scan_value *ret)
{
	if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n) != 0)
		return scan_fail(s, s->p, "缺少值|value expected");
	s->p += n;
	ret->kind = kind;
	return true;
}

static bool
number(struct scan *s, struct scan_value *ret)
{
	const char *q = number_end(s->p, s->end);

	if (!q)
		return scan_fail(s, s->p, *s->p == '-' || (*s->p >= '0' && *s->p <= '9') ? "数字无效|wrong number" : "缺少值|value expected");
	ret->kind = SCAN_NUMBER;
	ret->text = (struct slice){ s->p, (size_t)(q - s->p) };
	s->p = q;
	return true;
}

static bool
enter(struct scan *s, enum scan_kind kind, struct scan_value *ret)
{
	if (s->depth >= s->depth_max)
		return scan_fail(s, s->p, "嵌套过深|nested too deeply");
	s->depth++;
	s->p++;
	s->fresh = true;
	ret->kind = kind;
	return true;
}

bool
scan_value(struct scan *s, struct scan_value *ret)
{
	struct scan_string t;

	scan_space(s);
	*ret = (struct scan_value){ .kind = SCAN_NONE };
	if (s->p >= s->end)
		return scan_fail(s, s->p, "缺少值|value expected");
	switch (*s->p) {
	case '"':
		s->p++;
		if (!scan_string(s, &t))
			return false;
		*ret = (struct scan_value){ SCAN_STRING, t.escaped, t.text };
		return true;
	case '{':
		return enter(s, SCAN_OBJECT, ret);
	case '[':
		return enter(s, SCAN_ARRAY, ret);
	case 't':
		return literal(s, "true", 4, SCAN_TRUE, ret);
	case 'f':
		return literal(s, "false", 5, SCAN_FALSE, ret);
	case 'n':
		return literal(s, "null", 4, SCAN_NULL, ret);
	default:
		return number(s, ret);
	}
}

bool
scan_key(struct scan *s, struct scan_string *ret)
{
	scan_space(s);
	if (s->p < s->end && *s->p == '}') {
		s->p++;
		s->depth--;
		s->fresh = false;
		return false;
	}
	if (!s->fresh) {
		if (s->p >= s->end || *s->p != ',')
			return scan_fail(s, s->p, "缺少逗号或}|comma or } expected");
		s->p++;
		scan_space(s);
	}
	s->fresh = false;
	if (s->p >= s->end || *s->p != '"')
		return scan_fail(s, s->p, "缺少键|key expected");
	s->p++;
	if (!scan_string(s, ret))
		return false;
	scan_space(s);
	if (s->p >= s->end || *s->p != ':')
		return scan_fail(s, s->p, "缺少冒号|colon expected");
	s->p++;
	return true;
}

bool
scan_item(struct scan *s)
{
	scan_space(s);
	if (s->p < s->end && *s->p == ']') {
		s->p++;
		s->depth--;
		s->fresh = false;
		return false;
	}
	if (!s->fresh) {
		if (s->p >= s->end || *s->p != ',')
			return scan_fail(s, s->p, "缺少逗号或]|comma or ] expected");
		s->p++;
	}
	s->fresh = false;
	return true;
}

/* What was entered last is the lowest bit of open: 1 an object, 0 an array. */
bool
scan_skip(struct scan *s)
{
	struct scan_value v;
	struct scan_string key;
	int began = s->depth;
	uint64_t open = 0;

	for (;;) {
		if (!scan_value(s, &v))
			return false;
		if (v.kind >= SCAN_OBJECT)
			open = open << 1 | (v.kind == SCAN_OBJECT);
		for (;;) {			/* to the next value, closing what ends before it */
			if (s->depth == began)
				return true;
			if (open & 1 ? scan_key(s, &key) : scan_item(s))
				break;
			if (s->fault)
				return false;
			open >>= 1;
		}
	}
}

/* ---- keys ---- */

/* Few and short: a walk over their lengths is quicker than any table, and bounded. */
bool
scan_keys_new(struct scan_keys *k, struct slice key)
{
	for (int i = 0; i < k->n; i++)
		if (slice_eq(k->key[i], key))
			return false;
	if (k->n >= SCAN_KEYS)
		return false;
	k->key[k->n++] = key;
	return true;
}
