/* SPDX-License-Identifier: Apache-2.0 */
/* plate_form.c - the grammar of plates (GA 36-2018 and the services' own), and which class and colour go with it. */
#include "base/plate_.h"

/* ---- sets of symbols ---- */

enum {
	PROVINCE = 1 << 0, DIGIT = 1 << 1, LETTER = 1 << 2,	/* A-Z without I and O */
	LETTER_O = 1 << 3,		/* as an issuer: the police department */
	ENERGY = 1 << 4,		/* A B C D E pure electric, F G H J K other */
	ARMY = 1 << 5,			/* the first letter of a military plate */
	ARMY_2 = 1 << 6,		/* the second */
	OLD_ARMY = 1 << 7,
	W = 1 << 8, J = 1 << 9, Z = 1 << 10, CANTON = 1 << 11,
	POLICE = 1 << 12, LEARNER = 1 << 13, TRAILER = 1 << 14, HONG_KONG = 1 << 15, MACAO = 1 << 16,
	CONSUL = 1 << 17, EMBASSY = 1 << 18, TRIAL = 1 << 19, TEMPORARY = 1 << 20, URGENT_1 = 1 << 21, URGENT_2 = 1 << 22,
	ISSUER = LETTER | LETTER_O, SERIAL = LETTER | DIGIT,
	END = 0,
};

#define PROVINCE_OF(n, cp, text) [n] = PROVINCE | ((cp) == 0x7ca4 ? CANTON : 0),
#define DIGIT_OF(c) [SYMBOL_DIGIT + (c) - '0'] = DIGIT
#define LETTER_OF(c, more) [SYMBOL_LETTER + (c) - 'A'] = LETTER | (more)
static const uint32_t set_of[SYMBOL_MAX] = {
	[PLATE_UNREAD] = ~0u,		/* may have been any */
	PLATE_PROVINCES(PROVINCE_OF)
	DIGIT_OF('0'), DIGIT_OF('1'), DIGIT_OF('2'), DIGIT_OF('3'), DIGIT_OF('4'),
	DIGIT_OF('5'), DIGIT_OF('6'), DIGIT_OF('7'), DIGIT_OF('8'), DIGIT_OF('9'),
	LETTER_OF('A', ENERGY | ARMY_2), LETTER_OF('B', ENERGY | ARMY | ARMY_2), LETTER_OF('C', ENERGY | ARMY | ARMY_2),
	LETTER_OF('D', ENERGY | ARMY_2), LETTER_OF('E', ENERGY | ARMY | ARMY_2), LETTER_OF('F', ENERGY | ARMY_2),
	LETTER_OF('G', ENERGY | ARMY | ARMY_2), LETTER_OF('H', ENERGY | ARMY | ARMY_2), LETTER_OF('J', ENERGY | ARMY | ARMY_2 | J),
	LETTER_OF('K', ENERGY | ARMY | ARMY_2), LETTER_OF('L', ARMY | ARMY_2), LETTER_OF('M', ARMY_2),
	LETTER_OF('N', ARMY | ARMY_2), LETTER_OF('P', ARMY_2), LETTER_OF('Q', 0), LETTER_OF('R', ARMY_2),
	LETTER_OF('S', ARMY), LETTER_OF('T', ARMY_2), LETTER_OF('U', ARMY_2), LETTER_OF('V', ARMY | ARMY_2),
	LETTER_OF('W', W), LETTER_OF('X', 0), LETTER_OF('Y', ARMY_2), LETTER_OF('Z', Z),
	[SYMBOL_LETTER + 'O' - 'A'] = LETTER_O | ARMY_2,
	[69] = POLICE, [70] = LEARNER, [71] = TRAILER, [72] = HONG_KONG, [73] = MACAO, [74] = CONSUL, [75] = EMBASSY,
	[76] = TRIAL, [77] = TRIAL, [78] = TEMPORARY, [79] = URGENT_1, [80] = URGENT_2,
	[83] = OLD_ARMY, [84] = OLD_ARMY, [85] = OLD_ARMY, [86] = OLD_ARMY, [87] = OLD_ARMY, [88] = OLD_ARMY,
	[89] = OLD_ARMY, [90] = OLD_ARMY, [91] = OLD_ARMY, [92] = OLD_ARMY,
};

/* ---- shapes ---- */

#define S4 SERIAL, SERIAL, SERIAL, SERIAL
#define D4 DIGIT, DIGIT, DIGIT, DIGIT
static const struct shape {
	uint8_t form, length;
	uint32_t set[PLATE_SYMBOLS];
} shapes[] = {				/* the frequent ones first; NORMAL has a way of its own besides */
	{ PLATE_NORMAL, 7, { PROVINCE, ISSUER, S4, SERIAL } },
	{ PLATE_ENERGY_SMALL, 8, { PROVINCE, ISSUER, ENERGY, SERIAL, D4 } },
	{ PLATE_ENERGY_LARGE, 8, { PROVINCE, ISSUER, D4, DIGIT, ENERGY } },
	{ PLATE_TRAILER, 7, { PROVINCE, ISSUER, S4, TRAILER } },
	{ PLATE_COACH, 7, { PROVINCE, ISSUER, S4, LEARNER } },
	{ PLATE_POLICE, 7, { PROVINCE, ISSUER, SERIAL, DIGIT, DIGIT, DIGIT, POLICE } },
	{ PLATE_HONG_KONG, 7, { CANTON, Z, S4, HONG_KONG } },
	{ PLATE_MACAO, 7, { CANTON, Z, S4, MACAO } },
	{ PLATE_TEST, 7, { PROVINCE, ISSUER, S4, TRIAL } },
	{ PLATE_CONSULATE, 7, { PROVINCE, ISSUER, D4, CONSUL } },
	{ PLATE_EMBASSY, 7, { EMBASSY, D4, DIGIT, DIGIT } },
	{ PLATE_EMBASSY, 7, { D4, DIGIT, DIGIT, EMBASSY } },
	{ PLATE_TEMPORARY, 7, { PROVINCE, ISSUER, S4, TEMPORARY } },
	{ PLATE_TEMPORARY, 8, { PROVINCE, ISSUER, S4, SERIAL, TEMPORARY } },
	{ PLATE_ARMED_POLICE, 8, { W, J, PROVINCE, D4, SERIAL } },
	{ PLATE_ARMED_POLICE, 7, { W, J, D4, SERIAL } },
	{ PLATE_MILITARY, 7, { ARMY, ARMY_2, D4, DIGIT } },
	{ PLATE_MILITARY, 7, { OLD_ARMY, ISSUER, D4, DIGIT } },
	{ PLATE_EMERGENCY, 8, { PROVINCE, ISSUER, D4, URGENT_1, URGENT_2 } },
};
#undef S4
#undef D4

static bool
is_shape(const struct shape *s, const uint32_t *set)
{
	for (int i = 0; i < s->length; i++)
		if (!(s->set[i] & set[i]))
			return false;
	return true;
}

/* At most two letters among the last five. */
static bool
too_many_letters(const uint32_t *set)
{
	int n = 0;

	for (int i = 2; i < 7; i++)
		n += (set[i] & (LETTER | DIGIT)) == LETTER;
	return n > 2;
}

enum plate_form
plate_form(plate_t p)
{
	int length = plate_length(p);
	uint32_t set[PLATE_SYMBOLS];

	if (p & PLATE_ALIAS || length < 7 || length > 8)
		return PLATE_WRONG;
	for (int i = 0; i < length; i++)
		set[i] = set_of[plate_symbol(p, i)];
	for (size_t i = 0; i < N_ELEMS(shapes); i++) {
		if (shapes[i].length != length || !is_shape(&shapes[i], set))
			continue;
		if (shapes[i].form == PLATE_NORMAL && too_many_letters(set))
			continue;
		return plate_unread(p) ? PLATE_PARTLY : (enum plate_form)shapes[i].form;
	}
	return PLATE_WRONG;
}

const char *
plate_form_title(enum plate_form f)
{
	static const char *const title[PLATE_FORMS] = {
		[PLATE_WRONG] = "不是号牌|Not a plate", [PLATE_PARTLY] = "部分未识别|Partly unread",
		[PLATE_NORMAL] = "普通号牌|Ordinary", [PLATE_ENERGY_SMALL] = "小型新能源|Small new energy",
		[PLATE_ENERGY_LARGE] = "大型新能源|Large new energy", [PLATE_POLICE] = "警用|Police",
		[PLATE_EMBASSY] = "使馆|Embassy", [PLATE_CONSULATE] = "领馆|Consulate", [PLATE_TRAILER] = "挂车|Trailer",
		[PLATE_COACH] = "教练|Learner", [PLATE_TEST] = "试验、特型|Trial", [PLATE_HONG_KONG] = "香港入出境|Hong Kong",
		[PLATE_MACAO] = "澳门入出境|Macao", [PLATE_TEMPORARY] = "临时行驶|Temporary",
		[PLATE_ARMED_POLICE] = "武警|Armed police", [PLATE_MILITARY] = "军队|Military",
		[PLATE_EMERGENCY] = "应急救援|Emergency service",
	};

	return (unsigned)f < PLATE_FORMS ? title[f] : title[PLATE_WRONG];
}

/* ---- class ---- */

#define C(n) (1ull << (n))
#define ANYWHERE (C(41) | C(42) | C(43))	/* no plate, forged, another's: said of any form */

bool
plate_fits_class(enum plate_form f, int class_code)
{
	static const uint64_t classes[PLATE_FORMS] = {
		[PLATE_WRONG] = ~0ull, [PLATE_PARTLY] = ~0ull,	/* nothing can be said */
		[PLATE_NORMAL] = C(1) | C(2) | C(5) | C(6) | C(7) | C(8) | C(11) | C(12) | C(13) | C(14) | C(20) | C(21) | C(22) | C(25),
		[PLATE_ENERGY_SMALL] = C(52), [PLATE_ENERGY_LARGE] = C(51), [PLATE_POLICE] = C(23) | C(24),
		[PLATE_EMBASSY] = C(3) | C(9), [PLATE_CONSULATE] = C(4) | C(10), [PLATE_TRAILER] = C(15),
		[PLATE_COACH] = C(16) | C(17), [PLATE_TEST] = C(18) | C(19) | C(22),
		[PLATE_HONG_KONG] = C(5) | C(11) | C(26), [PLATE_MACAO] = C(5) | C(11) | C(27),
		[PLATE_TEMPORARY] = C(20) | C(21) | C(22), [PLATE_ARMED_POLICE] = C(31), [PLATE_MILITARY] = C(32),
		[PLATE_EMERGENCY] = C(1) | C(2),
	};

	if (class_code <= 0 || class_code > 63 || (unsigned)f >= PLATE_FORMS)	/* not said, or 99 other */
		return true;
	return (classes[f] | ANYWHERE) & C(class_code);
}

/* ---- colour ---- */

enum { BLACK = 1, WHITE = 2, BLUE = 5, YELLOW = 6, BROWN = 8, GREEN = 9, CYAN = 11, COLOURS = 13 };
#define PAPER (C(WHITE) | C(BLUE) | C(YELLOW) | C(BROWN) | C(CYAN))	/* temporary plates, by use and print */
#define GREENISH (C(GREEN) | C(CYAN))

/* An ordinary plate is painted by its class. */
static uint64_t
normal_colours(int class_code)
{
	switch (class_code) {
	case 1: case 7: case 13:
		return C(YELLOW);
	case 2: case 8:
		return C(BLUE);
	case 5: case 6: case 11: case 12:
		return C(BLACK);
	case 14: case 25:
		return C(GREEN) | C(YELLOW);
	case 20: case 21: case 22:
		return PAPER;
	default:
		return C(BLUE) | C(YELLOW) | C(BLACK);
	}
}

bool
plate_fits_colour(enum plate_form f, int class_code, int colour)
{
	static const uint64_t colours[PLATE_FORMS] = {
		[PLATE_WRONG] = ~0ull, [PLATE_PARTLY] = ~0ull,
		[PLATE_ENERGY_SMALL] = GREENISH, [PLATE_ENERGY_LARGE] = GREENISH | C(YELLOW),
		[PLATE_POLICE] = C(WHITE), [PLATE_EMBASSY] = C(BLACK), [PLATE_CONSULATE] = C(BLACK), [PLATE_TRAILER] = C(YELLOW),
		[PLATE_COACH] = C(YELLOW), [PLATE_TEST] = PAPER, [PLATE_HONG_KONG] = C(BLACK), [PLATE_MACAO] = C(BLACK),
		[PLATE_TEMPORARY] = PAPER, [PLATE_ARMED_POLICE] = C(WHITE), [PLATE_MILITARY] = C(WHITE), [PLATE_EMERGENCY] = C(WHITE),
	};

	if (colour <= 0 || colour > COLOURS || (unsigned)f >= PLATE_FORMS)	/* not said, or 99 other */
		return true;
	return (f == PLATE_NORMAL ? normal_colours(class_code) : colours[f]) & C(colour);
}
