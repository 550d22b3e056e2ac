/* SPDX-License-Identifier: Apache-2.0 */
#include "store/passage_.h"

const char *
passage_series_name(enum passage_series s)
{
	static const char *const name[SERIES_COUNT] = { "live", "import", "quarantine", "held" };
	return s < SERIES_COUNT ? name[s] : "";
}

/* GA/T 16.4. The place in this table is kept on the disk: append only. */
static const char types[][4] = { "",
	"K10", "K11", "K12", "K13", "K14", "K15", "K16", "K17", "K18", "K19",
	"K20", "K21", "K22", "K23", "K24", "K25", "K26", "K27", "K28", "K29",
	"K30", "K31", "K32", "K33", "K34", "K38", "K39", "K40", "K41", "K42", "K43", "K49",
	"H10", "H11", "H12", "H13", "H14", "H15", "H16", "H17", "H18", "H19", "H1A", "H1B", "H1C", "H1D", "H1E", "H1F", "H1G",
	"H20", "H21", "H22", "H23", "H24", "H25", "H26", "H27", "H28", "H29", "H2A", "H2B", "H2C", "H2D", "H2E", "H2F", "H2G",
	"H30", "H31", "H32", "H33", "H34", "H35", "H36", "H37", "H38", "H39", "H3A", "H3B", "H3C", "H3D", "H3F", "H3G",
	"H40", "H41", "H42", "H43", "H44", "H45", "H46", "H47", "H48", "H49", "H4A", "H4B", "H4C", "H4F", "H4G",
	"H50", "H51", "H52", "H53", "H54", "H55", "H5B", "H5C",
	"Q10", "Q11", "Q12", "Q20", "Q21", "Q22", "Q30", "Q31", "Q32",
	"T10", "T11", "T20", "T21", "T22", "T23", "T30",
	"J11", "J12", "J13",
	"M10", "M11", "M12", "M13", "M14", "M15", "M20", "M21", "M22",
	"N10", "N11", "N12",
	"D10", "D11", "D12",
	"Z10", "Z11", "Z20", "Z21", "Z30", "Z31", "Z40", "Z41", "Z50", "Z51", "Z70", "Z71",
	"B10", "B11", "B12", "B13", "B14", "B15", "B16", "B17", "B18", "B19", "B1A", "B1B", "B1C", "B1D", "B1E", "B1F", "B1G", "B1H",
	"B20", "B21", "B30", "B31",
	"G10", "G11", "G12", "G13", "G14", "G15", "G16", "G17", "G18", "G19", "G20", "G21", "G30", "G31",
	"X99",
};
_Static_assert(N_ELEMS(types) <= 256, "a type of vehicle is kept in one byte");

/* Letter, digit, digit or letter: looked up by number, since every passage of a burst asks. */
#define CODES (26 * 10 * 36)

static uint8_t index_of[CODES];

static int
code_number(const char *c)
{
	int first = (c[0] | 0x20) - 'a', second = c[1] - '0';
	int third = c[2] - '0', letter = (c[2] | 0x20) - 'a';

	if (third < 0 || third > 9)
		third = letter < 0 || letter > 25 ? -1 : letter + 10;
	if (first < 0 || first > 25 || second < 0 || second > 9 || third < 0)
		return -1;
	return (first * 10 + second) * 36 + third;
}

static void __attribute__((constructor))
index_types(void)
{
	for (size_t i = 1; i < N_ELEMS(types); i++)
		index_of[code_number(types[i])] = (uint8_t)i;
}

uint8_t
passage_vehicle_type(struct slice code)
{
	int n = code.n == 3 ? code_number(code.p) : -1;

	return n < 0 ? 0 : index_of[n];
}

const char *
passage_vehicle_type_code(uint8_t i)
{
	return i < N_ELEMS(types) ? types[i] : "";
}

/* ---- packed ---- */

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "segments are little endian"
#endif

/* 1..9999 and a sign: 0 none, 1..10 a digit, 11..36 a letter. */
#define SIGNS 37
uint32_t
passage_violation(struct slice code)
{
	uint32_t n = 0, sign = 0;

	if (code.n < 4 || code.n > 5 || code.p[0] == '0')
		return 0;
	for (size_t i = 0; i < 4; i++) {
		if (code.p[i] < '0' || code.p[i] > '9')
			return 0;
		n = n * 10 + (uint32_t)(code.p[i] - '0');
	}
	if (code.n == 5) {
		char c = code.p[4];
		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z'))
			return 0;
		sign = c <= '9' ? (uint32_t)(c - '0') + 1 : (uint32_t)(c - 'A') + 11;
	}
	return n * SIGNS + sign;
}

size_t
passage_violation_print(uint32_t v, char out[8])
{
	uint32_t n = v / SIGNS, sign = v % SIGNS;

	for (size_t i = 4; i-- > 0; n /= 10)
		out[i] = (char)('0' + n % 10);
	if (sign)
		out[4] = (char)(sign <= 10 ? '0' + sign - 1 : 'A' + sign - 11);
	out[sign ? 5 : 4] = '\0';
	return sign ? 5 : 4;
}

void
passage_pack(const struct passage *p, uint8_t to[PASSAGE_PACKED])
{
	memcpy(to, &p->plate, 8);
	memcpy(to + 8, &p->at_ms, 8);
	memcpy(to + 16, &p->pictures, 6);
	memcpy(to + 22, &p->received_s, 4);
	memcpy(to + 26, &p->tollgate, 4);
	memcpy(to + 30, &p->device, 4);
	memcpy(to + 34, &p->flags, 2);
	memcpy(to + 36, &p->speed_kmh, 2);
	memcpy(to + 38, &p->class_code, 8);
}

void
passage_unpack(const uint8_t from[PASSAGE_PACKED], struct passage *ret)
{
	*ret = (struct passage){ 0 };
	memcpy(&ret->plate, from, 8);
	memcpy(&ret->at_ms, from + 8, 8);
	memcpy(&ret->pictures, from + 16, 6);
	memcpy(&ret->received_s, from + 22, 4);
	memcpy(&ret->tollgate, from + 26, 4);
	memcpy(&ret->device, from + 30, 4);
	memcpy(&ret->flags, from + 34, 2);
	memcpy(&ret->speed_kmh, from + 36, 2);
	memcpy(&ret->class_code, from + 38, 8);
}
_Static_assert(offsetof(struct passage, use) - offsetof(struct passage, class_code) == 7, "the eight small fields lie together");
