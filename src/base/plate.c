/* SPDX-License-Identifier: Apache-2.0 */
/* plate.c - text to symbols and back, patterns, nearness. The grammar is in plate_form.c. */
#include <stdio.h>
#include "base/plate_.h"

#define SKIP 0xff			/* not part of a plate: spaces, the dot behind the issuer */
#define EVERY (PLATE_ALIAS - 1)		/* all symbols */

/* ---- reading ---- */

#define D(c) [c] = SYMBOL_DIGIT + (c) - '0'
#define L(c) [c] = SYMBOL_LETTER + (c) - 'A', [(c) + 'a' - 'A'] = SYMBOL_LETTER + (c) - 'A'
static const uint8_t ascii[128] = {
	D('0'), D('1'), D('2'), D('3'), D('4'), D('5'), D('6'), D('7'), D('8'), D('9'),
	L('A'), L('B'), L('C'), L('D'), L('E'), L('F'), L('G'), L('H'), L('I'), L('J'), L('K'), L('L'), L('M'),
	L('N'), L('O'), L('P'), L('Q'), L('R'), L('S'), L('T'), L('U'), L('V'), L('W'), L('X'), L('Y'), L('Z'),
	['-'] = PLATE_UNREAD, ['?'] = PLATE_UNREAD, ['*'] = PLATE_UNREAD, ['_'] = PLATE_UNREAD,
	[' '] = SKIP, ['\t'] = SKIP, ['.'] = SKIP,
};
#undef D
#undef L

/* A perfect hash: two signs in one place would not compile (an initialiser given twice). */
#define PLACE(cp) ((uint32_t)(cp) * 0xc9e1df97u >> 24)
#define X(n, cp, text) [PLACE(cp)] = { cp, n },
static const struct {
	uint16_t cp;
	uint8_t symbol;
} hanzi[256] = { PLATE_PROVINCES(X) PLATE_OTHERS(X) };
#undef X

static unsigned
wide_symbol(uint32_t cp)
{
	if (hanzi[PLACE(cp)].cp == cp)
		return hanzi[PLACE(cp)].symbol;
	if (cp >= 0xff01 && cp <= 0xff5e)	/* full width */
		return ascii[cp - 0xff01 + '!'];
	switch (cp) {
	case 0x3000:				/* ideographic space */
	case 0x00b7: case 0x2022: case 0x30fb:	/* dots */
		return SKIP;
	case 0x2013: case 0x2014: case 0x25a1:	/* dashes and the empty square */
		return PLATE_UNREAD;
	default:
		return 0;
	}
}

/* The symbol at *at, which is moved behind it; 0: none. *ret_ch is what it was in ASCII, for patterns. */
static inline unsigned
next_symbol(struct slice s, size_t *at, unsigned *ret_cp)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t left = s.n - *at;

	if (p[0] < 0x80) {
		*at += 1;
		*ret_cp = p[0];
		return ascii[p[0]];
	}
	if (left >= 3 && (p[0] & 0xf0) == 0xe0 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		*at += 3;
		*ret_cp = (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	} else if (left >= 2 && p[0] >= 0xc2 && p[0] < 0xe0 && (p[1] & 0xc0) == 0x80) {
		*at += 2;
		*ret_cp = (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	} else {
		return 0;
	}
	return wide_symbol(*ret_cp);
}

bool
plate_pack(struct slice text, plate_t *ret)
{
	plate_t p = 0;
	int n = 0;

	for (size_t at = 0; at < text.n;) {
		unsigned cp, s = next_symbol(text, &at, &cp);
		if (s == SKIP)
			continue;
		if (!s || n == PLATE_SYMBOLS)
			return false;
		p = p << PLATE_BITS | s;
		n++;
	}
	if (!n)
		return false;
	*ret = p << (PLATE_BITS * (PLATE_SYMBOLS - n));
	return true;
}

/* A '*' that is not at the end would need a search: refused. So is a pattern that names no symbol at all. */
bool
plate_pattern(struct slice text, plate_t *ret_want, plate_t *ret_mask)
{
	plate_t want = 0, mask = 0;
	bool rest = false;
	int n = 0;

	for (size_t at = 0; at < text.n;) {
		unsigned cp, s = next_symbol(text, &at, &cp);
		if (s == SKIP)
			continue;
		if (!s || rest)
			return false;
		if ((rest = cp == '*' || cp == 0xff0a))
			continue;
		if (n++ == PLATE_SYMBOLS)
			return false;
		want = want << PLATE_BITS | (s == PLATE_UNREAD ? 0 : s);
		mask = mask << PLATE_BITS | (s == PLATE_UNREAD ? 0 : SYMBOL_MAX - 1);
	}
	if (!want)
		return false;
	n = PLATE_BITS * (PLATE_SYMBOLS - n);
	*ret_want = want << n;
	*ret_mask = mask << n | (rest ? 0 : ((plate_t)1 << n) - 1);
	return true;
}

/* ---- printing ---- */

#define X(n, cp, text) [n] = text,
#define A(n, c) [n] = c,
static const char symbol_text[SYMBOL_MAX][4] = {
	PLATE_PROVINCES(X) PLATE_OTHERS(X)
	A(33, "0") A(34, "1") A(35, "2") A(36, "3") A(37, "4") A(38, "5") A(39, "6") A(40, "7") A(41, "8") A(42, "9")
	A(43, "A") A(44, "B") A(45, "C") A(46, "D") A(47, "E") A(48, "F") A(49, "G") A(50, "H") A(51, "I") A(52, "J")
	A(53, "K") A(54, "L") A(55, "M") A(56, "N") A(57, "O") A(58, "P") A(59, "Q") A(60, "R") A(61, "S") A(62, "T")
	A(63, "U") A(64, "V") A(65, "W") A(66, "X") A(67, "Y") A(68, "Z")
};
#undef X
#undef A

size_t
plate_print(plate_t p, char out[PLATE_TEXT_MAX])
{
	size_t n = 0;

	if (p & PLATE_ALIAS)
		return (size_t)snprintf(out, PLATE_TEXT_MAX, "#%016llx", (unsigned long long)(p & EVERY));
	for (int i = 0; i < PLATE_SYMBOLS && plate_symbol(p, i); i++) {
		const char *t = symbol_text[plate_symbol(p, i)];
		size_t step = t[0] ? strlen(t) : 1;
		memcpy(out + n, t[0] ? t : "?", step);	/* unread, or a symbol of a newer release */
		n += step;
	}
	out[n] = 0;
	return n;
}

/* ---- counting: all nine symbols at once ---- */

#define LOW 0x0102040810204081ull	/* bit 0 of each symbol */
#define HIGH (LOW << 6)

/* Bit 6 of every symbol that is not 0: adding 63 to the lower six bits carries into it. */
static inline uint64_t
present(uint64_t p)
{
	uint64_t six = LOW * 63;

	return (((p & six) + six) | p) & HIGH;
}

/* How many of them: the product gathers the nine in its highest symbol. (No instruction for it on every machine.) */
static inline int
count(uint64_t high)
{
	return (int)((high >> 6) * LOW >> 56 & 0x7f);
}

int
plate_length(plate_t p)
{
	return p & PLATE_ALIAS ? 0 : count(present(p));
}

int
plate_unread(plate_t p)
{
	return p & PLATE_ALIAS ? 0 : PLATE_SYMBOLS - count(present(p ^ LOW));
}

/* ---- nearness ---- */

#define COST_ALIKE 40			/* cameras mix these up every day */
#define COST_UNREAD 60
#define COST_OTHER 150
#define COST_MISSING 200		/* one plate is longer */

#define L(c) [SYMBOL_LETTER + (c) - 'A']
#define D(c) [SYMBOL_DIGIT + (c) - '0']
static const uint8_t alike[SYMBOL_MAX] = {
	D('0') = 1, L('D') = 1, L('O') = 1, L('Q') = 1,
	D('8') = 2, L('B') = 2,
	D('5') = 3, L('S') = 3,
	D('2') = 4, L('Z') = 4,
	D('1') = 5, L('I') = 5, L('T') = 5, D('7') = 5,
};
#undef D
#undef L

static inline int
cost(unsigned a, unsigned b)
{
	if (!a || !b)
		return COST_MISSING;
	if (a == PLATE_UNREAD || b == PLATE_UNREAD)
		return COST_UNREAD;
	return alike[a] && alike[a] == alike[b] ? COST_ALIKE : COST_OTHER;
}

int
plate_near(plate_t a, plate_t b, unsigned *ret_why)
{
	uint64_t differing = present((a ^ b) & EVERY);
	int score = 1000;

	*ret_why = 0;
	if (a == b)
		return 1000;
	if ((a | b) & PLATE_ALIAS)	/* a pseudonym is near nothing */
		return 0;
	for (; differing; differing &= differing - 1) {
		int i = PLATE_SYMBOLS - 1 - __builtin_ctzll(differing) / PLATE_BITS;
		*ret_why |= 1u << i;
		score -= cost(plate_symbol(a, i), plate_symbol(b, i));
	}
	return score > 0 ? score : 0;
}
