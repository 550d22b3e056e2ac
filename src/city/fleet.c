/* SPDX-License-Identifier: Apache-2.0 */
#include "city/fleet.h"

#include "city/dice.h"

enum form { LOCAL, FOREIGN, ENERGY_SMALL, ENERGY_LARGE, SUFFIX, EMBASSY, ARMED, MILITARY };
enum { BLACK = 1, WHITE, GREY, RED, BLUE, YELLOW, BROWN = 8, GREEN };

static const struct kind {
	int share;			/* of 1000 */
	enum form form;
	const char *issuer, *suffix;	/* "鲁C", "挂" */
	uint8_t class_code, plate_colour, ink;
	struct {
		const char *type, *use;
		enum body body;
	} as[4];			/* the nth of the kind is as[n % 4] */
} kinds[] = {
	{ 640, LOCAL, "鲁C", "", 2, BLUE, INK_BLUE,
	    { { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SUV }, { "K33", "A", BODY_SEDAN }, { "K32", "A", BODY_VAN } } },
	{ 130, ENERGY_SMALL, "鲁C", "", 52, GREEN, INK_GREEN,
	    { { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SUV }, { "K33", "D", BODY_SEDAN }, { "K33", "A", BODY_SUV } } },
	{ 105, FOREIGN, "", "", 2, BLUE, INK_BLUE,
	    { { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SUV }, { "K33", "A", BODY_SUV }, { "H31", "F", BODY_TRUCK } } },
	{ 46, LOCAL, "鲁C", "", 1, YELLOW, INK_YELLOW,
	    { { "H11", "F", BODY_TRUCK }, { "H21", "F", BODY_TRUCK }, { "K11", "C", BODY_BUS }, { "H17", "F", BODY_TRUCK } } },
	{ 24, FOREIGN, "", "", 1, YELLOW, INK_YELLOW,
	    { { "H11", "F", BODY_TRUCK }, { "H11", "F", BODY_TRUCK }, { "K11", "B", BODY_BUS }, { "Q11", "F", BODY_TRUCK } } },
	{ 16, SUFFIX, "鲁C", "挂", 15, YELLOW, INK_YELLOW,
	    { { "B11", "F", BODY_TRAILER }, { "B15", "F", BODY_TRAILER }, { "B11", "F", BODY_TRAILER }, { "B21", "F", BODY_TRAILER } } },
	{ 12, LOCAL, "鲁C", "", 7, YELLOW, INK_YELLOW,
	    { { "M21", "A", BODY_CYCLE }, { "M21", "A", BODY_CYCLE }, { "M21", "A", BODY_CYCLE }, { "M21", "A", BODY_CYCLE } } },
	{ 8, ENERGY_LARGE, "鲁C", "", 51, GREEN, INK_YELLOW_GREEN,
	    { { "K11", "C", BODY_BUS }, { "K11", "C", BODY_BUS }, { "H21", "F", BODY_TRUCK }, { "K11", "C", BODY_BUS } } },
	{ 5, SUFFIX, "鲁C", "学", 16, YELLOW, INK_YELLOW,
	    { { "K33", "N", BODY_SEDAN }, { "K33", "N", BODY_SEDAN }, { "K33", "N", BODY_SEDAN }, { "H21", "N", BODY_TRUCK } } },
	{ 5, SUFFIX, "鲁C", "警", 23, WHITE, INK_WHITE,
	    { { "K33", "H", BODY_SUV }, { "K33", "H", BODY_SEDAN }, { "K33", "H", BODY_SEDAN }, { "K32", "H", BODY_VAN } } },
	{ 2, MILITARY, "", "", 32, WHITE, INK_WHITE,
	    { { "K33", "A", BODY_SUV }, { "H21", "A", BODY_TRUCK }, { "K33", "A", BODY_SEDAN }, { "H21", "A", BODY_TRUCK } } },
	{ 2, ARMED, "", "", 31, WHITE, INK_WHITE,
	    { { "K33", "A", BODY_SUV }, { "H21", "A", BODY_TRUCK }, { "K33", "A", BODY_SUV }, { "K32", "A", BODY_VAN } } },
	{ 2, SUFFIX, "粤Z", "港", 26, BLACK, INK_BLACK,
	    { { "K33", "A", BODY_SUV }, { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_VAN }, { "K33", "A", BODY_SEDAN } } },
	{ 1, SUFFIX, "粤Z", "澳", 27, BLACK, INK_BLACK,
	    { { "K33", "A", BODY_SUV }, { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_VAN }, { "K33", "A", BODY_SEDAN } } },
	{ 1, EMBASSY, "使", "", 3, BLACK, INK_BLACK,
	    { { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SEDAN } } },
	{ 1, SUFFIX, "鲁B", "领", 4, BLACK, INK_BLACK,
	    { { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SEDAN }, { "K33", "A", BODY_SUV } } },
};

static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";	/* 24: no I, no O (GA 36) */
#define LETTERS 24u
#define TAIL_ONE (100000u + 5u * LETTERS * 10000u)		/* five symbols with at most one letter */
#define TAIL_TWO (TAIL_ONE + 10u * LETTERS * LETTERS * 1000u)	/* with at most two */
#define STRIDE 15485863u	/* a prime that divides none of the sizes below: n * STRIDE % size meets each value once */

static void
put_digits(char *at, uint32_t v, int n)
{
	while (n--) {
		at[n] = (char)('0' + v % 10);
		v /= 10;
	}
}

/* The nth of all tails of five symbols, those without letters first. */
static void
put_tail(char *at, uint32_t n)
{
	static const uint8_t pair[10][2] = { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 0, 4 }, { 1, 2 }, { 1, 3 }, { 1, 4 }, { 2, 3 }, { 2, 4 }, { 3, 4 } };
	char digits[5];
	int a = -1, b = -1, d = 0;
	char la = 0, lb = 0;

	if (n < 100000) {
		put_digits(at, n, 5);
		return;
	}
	n -= 100000;
	if (n < TAIL_ONE - 100000) {
		a = (int)(n % 5);
		la = letters[n / 5 % LETTERS];
		put_digits(digits, n / 5 / LETTERS, 4);
	} else {
		n -= TAIL_ONE - 100000;
		a = pair[n % 10][0], b = pair[n % 10][1];
		la = letters[n / 10 % LETTERS], lb = letters[n / 10 / LETTERS % LETTERS];
		put_digits(digits, n / 10 / LETTERS / LETTERS, 3);
	}
	for (int i = 0; i < 5; i++)
		at[i] = i == a ? la : i == b ? lb : digits[d++];
}

static char *
put_text(char *at, const char *s)
{
	size_t n = strlen(s);

	memcpy(at, s, n);
	return at + n;
}

/* Plates from elsewhere: near provinces more often than far ones. */
static char *
put_foreign(char *at, uint32_t n, uint32_t of)
{
	static const char near[][8] = { "鲁A", "鲁F", "鲁G", "鲁H", "鲁M", "鲁B", "鲁V", "鲁N", "冀J", "冀A", "豫A", "豫G", "苏C", "苏A", "皖A", "京A", "津C", "晋A",
		"浙A", "沪A", "辽A", "吉A", "黑A", "陕A", "川A", "粤B", "鄂A", "湘A", "赣A", "闽A", "蒙A", "新A" };
	uint32_t count = N_ELEMS(near);

	at = put_text(at, near[n % count]);
	put_tail(at, (uint32_t)((uint64_t)(n / count) * STRIDE % of));
	return at + 5;
}

/* Small: a letter for the drive, a symbol, four digits; large: five digits and the letter. */
static char *
put_energy(char *at, uint32_t n, bool large)
{
	static const char drive[] = "DDADFD";
	static const char second[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	char d = drive[n % 6 < 5 ? n % 6 : 4];
	uint32_t k;

	if (large) {
		d = n & 1 ? 'F' : 'D';
		put_digits(at, (uint32_t)((uint64_t)(n / 2) * STRIDE % 100000), 5);
		at[5] = d;
		return at + 6;
	}
	d = "DFA"[n % 3];
	k = (uint32_t)((uint64_t)(n / 3) * STRIDE % 340000);
	at[0] = d;
	at[1] = second[k / 10000];
	put_digits(at + 2, k, 4);
	return at + 6;
}

static char *
put_suffix(char *at, const struct kind *k, uint32_t n)
{
	static const char first[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	bool trailer = k->class_code == 15;
	uint32_t v = (uint32_t)((uint64_t)n * STRIDE % (trailer ? 34 * 34 * 100 : k->class_code == 4 ? 10000 : 34 * 1000));

	at = put_text(at, k->issuer);
	put_digits(at, v, 4);
	if (k->class_code != 4)		/* a consulate's are digits only */
		at[0] = first[v / (trailer ? 3400 : 1000)];
	if (trailer)
		at[1] = first[v / 100 % 34];
	return put_text(at + 4, k->suffix);
}

static char *
put_service(char *at, const struct kind *k, uint32_t n)
{
	static const char first[] = "VKHBSLJN", second[] = "ABCDJKLM";

	if (k->form == EMBASSY) {
		at = put_text(at, k->issuer);
		put_digits(at, (uint32_t)((uint64_t)n * STRIDE % 1000000), 6);
		return at + 6;
	}
	if (k->form == MILITARY) {
		*at++ = first[n % 8];
		*at++ = second[n / 8 % 8];
		put_digits(at, (uint32_t)((uint64_t)(n / 64) * STRIDE % 100000), 5);
		return at + 5;
	}
	at = put_text(at, "WJ鲁");
	put_digits(at, (uint32_t)((uint64_t)n * STRIDE % 100000), 5);
	return at + 5;
}

static size_t
put_plate(char *out, const struct kind *k, uint32_t n, uint32_t size)
{
	/* a small city gets by without plates of two letters, as cities did for long */
	uint32_t of = (uint64_t)size * (uint64_t)k->share / 1000 < TAIL_ONE ? TAIL_ONE : TAIL_TWO;
	char *at = out;

	switch (k->form) {
	case LOCAL:
		at = put_text(at, k->issuer);
		put_tail(at, (uint32_t)((uint64_t)n * STRIDE % of));
		at += 5;
		break;
	case FOREIGN:
		at = put_foreign(at, n, TAIL_ONE);
		break;
	case ENERGY_SMALL:
	case ENERGY_LARGE:
		at = put_energy(put_text(at, k->issuer), n, k->form == ENERGY_LARGE);
		break;
	case SUFFIX:
		at = put_suffix(at, k, n);
		break;
	default:
		at = put_service(at, k, n);
	}
	*at = 0;
	return (size_t)(at - out);
}

static uint8_t
paint(uint64_t luck, const struct kind *k)
{
	static const uint8_t car[16] = { WHITE, WHITE, WHITE, WHITE, WHITE, WHITE, BLACK, BLACK, BLACK, GREY, GREY, GREY, RED, BLUE, BROWN, GREEN };
	static const uint8_t heavy[16] = { RED, RED, RED, BLUE, BLUE, BLUE, WHITE, WHITE, YELLOW, YELLOW, GREEN, GREY, RED, WHITE, BLUE, BROWN };

	return k->class_code == 1 || k->class_code == 15 || k->class_code == 51 ? heavy[luck & 15] : k->class_code == 23 ? WHITE : car[luck & 15];
}

void
fleet_vehicle(const struct fleet *f, uint32_t number, struct vehicle *ret)
{
	static const char *const brands[] = { "模拟品牌甲", "模拟品牌乙", "模拟品牌丙", "模拟品牌丁", "模拟品牌戊", "模拟品牌己" };
	/* neighbours in number are of different kinds; the shift keeps each thousand whole */
	uint32_t block = number / 1000, at = (number % 1000 * 389 + block * 7) % 1000, k = 0;
	uint64_t luck = dice_mix(f->seed + (uint64_t)number * 0x9e3779b97f4a7c15ull);
	uint32_t n;

	while (at >= (uint32_t)kinds[k].share)
		at -= (uint32_t)kinds[k++].share;
	n = block * (uint32_t)kinds[k].share + at;
	ret->number = number;
	ret->plate_n = (uint8_t)put_plate(ret->plate, &kinds[k], n, f->size);
	ret->class_code = kinds[k].class_code;
	ret->plate_colour = kinds[k].plate_colour;
	ret->ink = kinds[k].ink;
	ret->colour = paint(luck, &kinds[k]);
	ret->body = (uint8_t)kinds[k].as[luck >> 8 & 3].body;
	memcpy(ret->type, kinds[k].as[luck >> 8 & 3].type, 4);
	memcpy(ret->use, kinds[k].as[luck >> 8 & 3].use, 2);
	ret->brand = brands[(luck >> 16) % N_ELEMS(brands)];
}

/* ---- what a camera makes of it ---- */

static char
look_alike(char c, uint64_t luck)
{
	static const char mixed[][4] = { "0DQ", "8B", "5S", "2Z", "1T7" };

	for (size_t i = 0; i < N_ELEMS(mixed); i++) {
		const char *at = memchr(mixed[i], c, strlen(mixed[i]));
		if (at)
			return mixed[i][((size_t)(at - mixed[i]) + 1 + luck % (strlen(mixed[i]) - 1)) % strlen(mixed[i])];
	}
	if (c >= '0' && c <= '9')
		return (char)('0' + (c - '0' + 1 + (int)(luck % 9)) % 10);
	return letters[((size_t)(strchr(letters, c) ? strchr(letters, c) - letters : 0) + 1 + luck % (LETTERS - 1)) % LETTERS];
}

void
fleet_misread(const struct vehicle *v, uint64_t *dice, int wrong, int unread, char ret[PLATE_TEXT_MAX])
{
	memcpy(ret, v->plate, PLATE_TEXT_MAX);
	while (wrong + unread > 0) {
		/* an ASCII symbol behind the issuer, so that the text stays a plate */
		size_t at = 4 + dice_below(dice, v->plate_n > 4 ? v->plate_n - 4u : 1u);
		if (at >= v->plate_n || (unsigned char)ret[at] >= 0x80) {
			at = 1;
			while (at < v->plate_n && (unsigned char)ret[at] >= 0x80)
				at++;
		}
		ret[at] = unread > 0 ? '-' : look_alike(ret[at], dice_next(dice));
		if (unread > 0)
			unread--;
		else
			wrong--;
	}
}
