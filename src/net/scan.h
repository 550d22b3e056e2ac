/* SPDX-License-Identifier: Apache-2.0 */
/* scan.h - strict JSON in one pass, for what comes by the hundred thousand: no tree, no memory, nothing copied.
 *
 * Shape   a cursor over the text. scan_value() reads the value that stands there; an object or array is entered, and then
 *         scan_key() or scan_item() is asked until it says no:
 *             while (scan_key(&s, &key)) if (wanted(key)) scan_value(&s, &v); else scan_skip(&s);
 *         Strings come as written, without quotes: v.escaped says that scan_text() has work to do.
 * Strict  RFC 8259: UTF-8 (no surrogates, no overlong forms), escapes with whole surrogate pairs, no control characters, no U+0000
 *         even when escaped, numbers by the grammar, depth at most that of scan_open, nothing behind the value (scan_end).
 *         Takes and refuses what jansson does (the fuzz target compares them), but for a NUL, which ends a text there.
 * Twice   the same key again in an object is the caller's to notice: struct scan_keys for keys not known beforehand.
 * Errors  fault says what, fault_at where; from then on everything answers false.
 * Cost    1.2 GB/s and more over small records, several GB/s over long strings.
 */
#ifndef NET_SCAN_H
#define NET_SCAN_H
#include "base/slice.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum scan_kind { SCAN_NONE, SCAN_STRING, SCAN_NUMBER, SCAN_TRUE, SCAN_FALSE, SCAN_NULL, SCAN_OBJECT, SCAN_ARRAY };

struct scan {
	const char *p, *end, *begin;
	const char *fault;		/* "中文|English"; NULL: none */
	size_t fault_at;
	int depth, depth_max;
	bool fresh;			/* just behind '{' or '[': no comma is due */
};
struct scan_string {
	struct slice text;
	bool escaped;
};
struct scan_value {
	enum scan_kind kind;
	bool escaped;			/* a string with backslashes */
	struct slice text;		/* a string without its quotes, a number as written; else absent */
};

void scan_open(struct scan *s, struct slice text, int depth_max);	/* at most 64 levels */
bool scan_end(struct scan *s) must_check;		/* only white space is left, and nothing was wrong */
bool scan_value(struct scan *s, struct scan_value *ret);
bool scan_skip(struct scan *s);				/* the value that stands here, checked like any other */
bool scan_fail(struct scan *s, const char *at, const char *what);	/* false; the first fault stays */

/* A string as text. False when it is longer than cap. */
bool scan_text(struct scan_string t, char *out, size_t cap, size_t *ret_n) must_check;
/* A number, or a string that holds one, rounded to an integer. False: none, or beyond int64. */
bool scan_integer(struct slice text, int64_t *ret) must_check;

#define SCAN_KEYS 64
struct scan_keys {			/* n = 0 to begin with; the rest need not be set */
	int n;
	struct slice key[SCAN_KEYS];
};
/* False: this key was there before (compared as it is given), or there are SCAN_KEYS already. */
bool scan_keys_new(struct scan_keys *k, struct slice key) must_check;

/* ---- the hot part, inline ---- */

bool scan_string_long(struct scan *s, size_t ok, struct scan_string *ret);	/* ok bytes are known to be plain */

static inline void
scan_space(struct scan *s)
{
	while (s->p < s->end && (unsigned char)*s->p <= ' ' && (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t'))
		s->p++;
}

/* A string of less than 32 plain bytes that begins at p, behind its quote: what follows it; NULL: ask scan_string. A loop that
 * keeps p in a register and comes back to the cursor only when this says no is twice as fast. */
static inline const char *
scan_short(const char *p, const char *end, struct slice *ret)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\'), space = _mm_set1_epi8(' ');
	__m128i a, b;
	uint32_t quotes, all;

	if (end - p < 32)
		return NULL;
	a = _mm_loadu_si128((const __m128i *)(const void *)p);
	b = _mm_loadu_si128((const __m128i *)(const void *)(p + 16));
	quotes = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, quote)) | (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b, quote)) << 16;
	a = _mm_or_si128(_mm_cmpeq_epi8(a, back), _mm_cmplt_epi8(a, space));
	b = _mm_or_si128(_mm_cmpeq_epi8(b, back), _mm_cmplt_epi8(b, space));
	all = quotes | (uint32_t)_mm_movemask_epi8(a) | (uint32_t)_mm_movemask_epi8(b) << 16;
	if (!(quotes & (all & -all)))		/* the first that is special is no quote */
		return NULL;
	*ret = (struct slice){ p, (size_t)__builtin_ctz(all) };
	return p + ret->n + 1;
#else
	const char *q = p, *stop = end - p < 32 ? end : p + 32;

	while (q < stop && (unsigned char)*q >= ' ' && (unsigned char)*q < 0x80 && *q != '"' && *q != '\\')
		q++;
	if (q == stop || *q != '"')
		return NULL;
	*ret = (struct slice){ p, (size_t)(q - p) };
	return q + 1;
#endif
}

/* Behind the opening quote. Sixteen bytes at once: nearly every string of a passage ends within. */
static inline bool
scan_string(struct scan *s, struct scan_string *ret)
{
	size_t ok = 0;
#ifdef __SSE2__
	if (s->end - s->p >= 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)s->p);
		__m128i special = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')), _mm_cmplt_epi8(v, _mm_set1_epi8(' ')));
		unsigned quote = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
		unsigned m = quote | (unsigned)_mm_movemask_epi8(special);	/* signed: bytes from 0x80 are below ' ' too */
		ok = m ? (size_t)__builtin_ctz(m) : 16;
		if (m && quote >> ok & 1) {
			*ret = (struct scan_string){ { s->p, ok }, false };
			s->p += ok + 1;
			return true;
		}
	}
#endif
	return scan_string_long(s, ok, ret);
}

/* The next key of an object that was entered, with its colon; false at its end, or when something was wrong. */
bool scan_key(struct scan *s, struct scan_string *ret);
/* Whether another value stands in the array that was entered. */
bool scan_item(struct scan *s);
#endif
