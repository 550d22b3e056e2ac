/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base64.h"
#ifdef __x86_64__
#include <immintrin.h>
#endif

#define NOT 0x40			/* bit 6: no character of the alphabet */

static const uint8_t value_of[256] = {
#define X16(n) [(n) * 16 ... (n) * 16 + 15] = NOT
	X16(0), X16(1), [0x20 ... 0x2a] = NOT, ['+'] = 62, [0x2c ... 0x2e] = NOT, ['/'] = 63,
	['0'] = 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, [0x3a ... 0x40] = NOT,
	['A'] = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, [0x5b ... 0x60] = NOT,
	['a'] = 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, [0x7b ... 0x7f] = NOT,
	X16(8), X16(9), X16(10), X16(11), X16(12), X16(13), X16(14), X16(15)
#undef X16
};

/* Whole groups of four; stops at the first that holds anything else. */
static size_t
groups(const unsigned char *p, size_t n, uint8_t *out)
{
	size_t i = 0;

	for (; n - i >= 4; i += 4, out += 3) {
		uint32_t a = value_of[p[i]], b = value_of[p[i + 1]], c = value_of[p[i + 2]], d = value_of[p[i + 3]];
		uint32_t v = a << 18 | b << 12 | c << 6 | d;
		if ((a | b | c | d) & NOT)
			break;
		out[0] = (uint8_t)(v >> 16);
		out[1] = (uint8_t)(v >> 8);
		out[2] = (uint8_t)v;
	}
	return i;
}

#ifdef __x86_64__
/* The method of Wojciech Mula and Daniel Lemire, "Faster Base64 Encoding and Decoding Using AVX2 Instructions" (2018):
 * two look-ups by nibble say whether a character belongs, a third what to add to it. */
#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

static __attribute__((target("avx2"))) size_t
groups_avx2(const unsigned char *p, size_t n, uint8_t *out)
{
	const __m256i low = TWICE(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a);
	const __m256i high = TWICE(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
	const __m256i roll = TWICE(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
	const __m256i pack = TWICE(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
	const __m256i slash = _mm256_set1_epi8(0x2f);
	size_t i = 0;

	for (; n - i >= 44; i += 32, out += 24) {	/* 32 bytes are stored where 24 count: 44 characters give room */
		__m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
		__m256i hi = _mm256_and_si256(_mm256_srli_epi32(v, 4), slash);
		__m256i bad_low = _mm256_shuffle_epi8(low, _mm256_and_si256(v, slash));
		if (!_mm256_testz_si256(bad_low, _mm256_shuffle_epi8(high, hi)))
			break;
		v = _mm256_add_epi8(v, _mm256_shuffle_epi8(roll, _mm256_add_epi8(_mm256_cmpeq_epi8(v, slash), hi)));
		v = _mm256_madd_epi16(_mm256_maddubs_epi16(v, _mm256_set1_epi32(0x01400140)), _mm256_set1_epi32(0x00011000));
		v = _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(v, pack), _mm256_setr_epi32(0, 1, 2, 4, 5, 6, -1, -1));
		_mm256_storeu_si256((__m256i *)(void *)out, v);
	}
	return i;
}
#endif

static size_t
fast(const unsigned char *p, size_t n, uint8_t *out)
{
	size_t i = 0;

#ifdef __x86_64__
	if (n >= 44 && __builtin_cpu_supports("avx2"))
		i = groups_avx2(p, n, out);
#endif
	return i + groups(p + i, n - i, out + i / 4 * 3);
}

/* One character by itself: line ends, padding, the rest of a group. */
static bool
single(struct base64 *b, unsigned char c, uint8_t *out, size_t *n)
{
	uint32_t v = value_of[c];

	if (c == '\n' || c == '\r')
		return true;
	if (c == '=') {			/* after two or three; the bits that are left over must be 0 */
		if (b->have < 2 || b->have + b->padding > 3 || (b->bits & (b->have == 2 ? 0xf : 3)))
			return false;
		b->padding++;
		return true;
	}
	if (v & NOT || b->padding)
		return false;
	b->bits = b->bits << 6 | v;
	if (++b->have >= 2)
		out[(*n)++] = (uint8_t)(b->bits >> (b->have == 2 ? 4 : b->have == 3 ? 2 : 0));
	if (b->have == 4)
		*b = (struct base64){ 0 };
	return true;
}

bool
base64_more(struct base64 *b, struct slice text, uint8_t *out, size_t *ret_n)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t i = 0, n = 0;

	for (; i < text.n; i++) {
		if (!b->have && !b->padding && text.n - i >= 4) {
			size_t step = fast(p + i, text.n - i, out + n);
			i += step;
			n += step / 4 * 3;
			if (i == text.n)
				break;
		}
		if (!single(b, p[i], out, &n))
			break;
	}
	*ret_n = n;
	return i == text.n;
}

bool
base64_end(const struct base64 *b)
{
	return b->have ? b->have + b->padding == 4 : !b->padding;
}

bool
base64_decode(struct slice text, uint8_t *out, size_t *ret_n)
{
	struct base64 b = { 0 };

	return base64_more(&b, text, out, ret_n) && base64_end(&b);
}
