/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include "tap.h"
#include "base/plate.h"

static plate_t
packed(const char *text)
{
	plate_t p = 0;

	if (!plate_pack(slice_of(text), &p))
		fail_msg("%s is not packed", text);
	return p;
}

static void
test_round_trip(void **state)
{
	static const char *const same[] = {
		"鲁C12345", "京AD12345", "粤B12345D", "鲁C1234警", "粤Z1234港", "粤Z1234澳", "使123456", "123456使", "沪A1234领", "鲁C1234挂",
		"鲁C1234学", "鲁C1234试", "鲁C1234超", "鲁C12345临", "WJ鲁1234X", "VA12345", "鲁X1234应急", "民航B1234", "军A12345", "琼Z99999",
		"鲁C1?345", "?", "??????", "IO", "A",
	};
	char out[PLATE_TEXT_MAX];

	for (size_t i = 0; i < N_ELEMS(same); i++) {
		assert_int_equal(plate_print(packed(same[i]), out), strlen(same[i]));
		assert_string_equal(out, same[i]);
		assert_true(packed(same[i]) < PLATE_ALIAS);
	}
	assert_int_equal(plate_print(0, out), 0);
	assert_string_equal(out, "");
	assert_int_equal(plate_print(PLATE_ALIAS | 0x1234, out), 17);
	assert_string_equal(out, "#0000000000001234");
	assert_true(plate_print(~0ull >> 1, out) < PLATE_TEXT_MAX);
}

static void
test_folded(void **state)
{
	static const char *const pair[][2] = {
		{ "鲁c12345", "鲁C12345" }, { "鲁C·12345", "鲁C12345" }, { " 鲁 C.1 2345 ", "鲁C12345" }, { "鲁Ｃ１２３４５", "鲁C12345" },
		{ "鲁ｃ　１２３４５", "鲁C12345" }, { "鲁C1-345", "鲁C1?345" }, { "鲁C1_345", "鲁C1?345" }, { "鲁C1*345", "鲁C1?345" },
		{ "鲁C1＊345", "鲁C1?345" }, { "鲁C1？345", "鲁C1?345" }, { "鲁C1－345", "鲁C1?345" }, { "鲁C1＿345", "鲁C1?345" },
		{ "鲁C•12345", "鲁C12345" }, { "鲁C1—345", "鲁C1?345" }, { "鲁C1□345", "鲁C1?345" }, { "鲁C・12345", "鲁C12345" },
	};

	for (size_t i = 0; i < N_ELEMS(pair); i++)
		assert_true(packed(pair[i][0]) == packed(pair[i][1]));
}

/* The encoding of a code point, surrogates too. */
static size_t
encode(uint32_t cp, char *out)
{
	static const struct {
		uint32_t below;
		unsigned char lead;
	} form[] = { { 0x80, 0 }, { 0x800, 0xc0 }, { 0x10000, 0xe0 }, { 0x110000, 0xf0 } };
	size_t n = 0;

	while (cp >= form[n].below)
		n++;
	for (size_t i = n; i; i--, cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3f));
	out[0] = (char)(form[n].lead | cp);
	return n + 1;
}

/* Every code point there is, in every place of a plate: taken are the 110 symbols, their folded forms and what is skipped. */
static void
test_every_character(void **state)
{
	int symbols = 0, skipped = 0, folded = 0;

	for (uint32_t cp = 0; cp < 0x110000; cp++) {
		char text[16], out[PLATE_TEXT_MAX], one[5] = { 0 };
		size_t n = encode(cp, one);
		plate_t p = 42, q;
		bool ok = plate_pack((struct slice){ one, n }, &p);
		for (size_t at = 0; at <= 3; at++) {
			memcpy(text, "AB3", at);
			memcpy(text + at, one, n);
			memcpy(text + at + n, "9Z", 2);
			bool in = plate_pack((struct slice){ text, at + n + 2 }, &q);
			if (in && !ok)
				skipped += at == 0;
			if (in)
				assert_int_equal(plate_length(q), at + ok + 2);
			else
				assert_false(ok);
		}
		if (!ok) {
			assert_true(p == 42);
			continue;
		}
		assert_int_equal(plate_length(p), 1);
		plate_print(p, out);
		symbols += strcmp(out, one) == 0;
		folded += strcmp(out, one) != 0;
	}
	assert_int_equal(symbols, 1 + 31 + 10 + 26 + 41);	/* unread is printed as '?' */
	assert_int_equal(folded, 26 + 3 + 10 + 26 + 26 + 4 + 3);	/* lower; -*_; full width; dashes and square */
	assert_int_equal(skipped, 3 + 1 + 3 + 1);		/* space, tab, dot; full-width dot is one; three dots; wide space */
}

static void
test_wrong(void **state)
{
	static const char *const wrong[] = {
		"", " ", "···", "鲁C12345678", "无车牌", "未识别", "鲁C12345\n", "鲁C1234@", "鲁C1234/", "車", "\xe9", "\xe9\xb2", "鲁C\xe9\xb2",
		"\xff", "\x80", "\xc0\xb1", "\xe0\x80\xb1", "\xf0\x9f\x9a\x97", "鲁C12345鲁C12345", "é", "\xc2", "\xc1\x81",
	};
	plate_t p = 7;

	for (size_t i = 0; i < N_ELEMS(wrong); i++)
		if (plate_pack(slice_of(wrong[i]), &p))
			fail_msg("%s is taken", wrong[i]);
	assert_false(plate_pack((struct slice){ "A\0B", 3 }, &p));
	assert_false(plate_pack((struct slice){ NULL, 0 }, &p));
	assert_true(p == 7);
	assert_true(plate_pack(S("123456789"), &p));
	assert_false(plate_pack(S("1234567890"), &p));
}

static void
test_order_and_counts(void **state)
{
	assert_true(packed("鲁C12345") < packed("鲁C12346"));
	assert_true(packed("鲁C1234") < packed("鲁C12340"));
	assert_true(packed("鲁C99999") < packed("鲁D00000"));
	assert_int_equal(plate_length(0), 0);
	assert_int_equal(plate_unread(0), 0);
	assert_int_equal(plate_length(packed("鲁C12345")), 7);
	assert_int_equal(plate_length(packed("123456789")), 9);
	assert_int_equal(plate_unread(packed("?????????")), 9);
	assert_int_equal(plate_unread(packed("鲁?1??45")), 3);
	assert_int_equal(plate_unread(packed("京A台海9民")), 0);
	assert_int_equal(plate_length(PLATE_ALIAS | 12345), 0);
	assert_int_equal(plate_unread(PLATE_ALIAS | 1), 0);
}

static void
test_forms(void **state)
{
	static const struct {
		const char *text;
		enum plate_form form;
	} cases[] = {
		{ "鲁C12345", PLATE_NORMAL }, { "鲁CA123B", PLATE_NORMAL }, { "鲁CAB12C", PLATE_WRONG }, { "鲁O12345", PLATE_NORMAL },
		{ "鲁I12345", PLATE_WRONG }, { "鲁C1234I", PLATE_WRONG }, { "鲁CO1234", PLATE_WRONG }, { "鲁C1234", PLATE_WRONG },
		{ "鲁C123456", PLATE_WRONG }, { "CC12345", PLATE_MILITARY }, { "鲁112345", PLATE_WRONG }, { "C鲁12345", PLATE_WRONG },
		{ "鲁CD12345", PLATE_ENERGY_SMALL }, { "鲁CFA1234", PLATE_ENERGY_SMALL }, { "鲁CK12345", PLATE_ENERGY_SMALL },
		{ "鲁CL12345", PLATE_WRONG }, { "鲁CDAB123", PLATE_WRONG }, { "鲁C12345D", PLATE_ENERGY_LARGE }, { "鲁C12345L", PLATE_WRONG },
		{ "鲁CI12345", PLATE_WRONG }, { "鲁C1234警", PLATE_POLICE }, { "鲁CA123警", PLATE_POLICE }, { "鲁C12A4警", PLATE_WRONG },
		{ "鲁O1234警", PLATE_POLICE }, { "使123456", PLATE_EMBASSY }, { "123456使", PLATE_EMBASSY }, { "使12345", PLATE_WRONG },
		{ "沪A1234领", PLATE_CONSULATE }, { "沪A123A领", PLATE_WRONG }, { "鲁C1234挂", PLATE_TRAILER }, { "鲁CA123挂", PLATE_TRAILER },
		{ "鲁C1234学", PLATE_COACH }, { "鲁C1234试", PLATE_TEST }, { "鲁C1234超", PLATE_TEST }, { "粤Z1234港", PLATE_HONG_KONG },
		{ "粤ZAB12澳", PLATE_MACAO }, { "粤B1234港", PLATE_WRONG }, { "鲁Z1234港", PLATE_WRONG }, { "鲁C1234临", PLATE_TEMPORARY },
		{ "鲁C12345临", PLATE_TEMPORARY }, { "WJ鲁12345", PLATE_ARMED_POLICE }, { "WJ鲁1234X", PLATE_ARMED_POLICE },
		{ "WJ12345", PLATE_ARMED_POLICE }, { "WJ鲁1234", PLATE_WRONG }, { "VA12345", PLATE_MILITARY }, { "AA12345", PLATE_WRONG },
		{ "VQ12345", PLATE_WRONG }, { "KA1234X", PLATE_WRONG }, { "军A12345", PLATE_MILITARY }, { "鲁X1234应急", PLATE_EMERGENCY },
		{ "鲁X1234急应", PLATE_WRONG }, { "鲁X1234应", PLATE_WRONG }, { "警警警警警警警", PLATE_WRONG }, { "123456789", PLATE_WRONG },
		{ "鲁C1?345", PLATE_PARTLY }, { "???????", PLATE_PARTLY }, { "????????", PLATE_PARTLY }, { "?????????", PLATE_WRONG },
		{ "鲁?12345", PLATE_PARTLY }, { "?C12345", PLATE_PARTLY }, { "鲁I1?345", PLATE_WRONG }, { "?", PLATE_WRONG },
		{ "鲁CAB??C", PLATE_WRONG },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++)
		if (plate_form(packed(cases[i].text)) != cases[i].form)
			fail_msg("%s: %s", cases[i].text, plate_form_title(plate_form(packed(cases[i].text))));
	assert_int_equal(plate_form(0), PLATE_WRONG);
	assert_int_equal(plate_form(PLATE_ALIAS | packed("鲁C12345")), PLATE_WRONG);
	for (int f = 0; f <= PLATE_FORMS; f++)
		assert_non_null(strchr(plate_form_title((enum plate_form)f), '|'));
}

static bool
matches(const char *pattern, const char *plate)
{
	plate_t want, mask;

	assert_true(plate_pattern(slice_of(pattern), &want, &mask));
	assert_true((want & ~mask) == 0 && mask < PLATE_ALIAS);
	return (packed(plate) & mask) == want;
}

static void
test_patterns(void **state)
{
	static const char *const wrong[] = { "", "*", "???", "鲁*C", "鲁C**", "鲁C1234567890", "鲁C%", "\xff", "鲁C\xe9" };
	plate_t want = 1, mask = 2;

	assert_true(matches("鲁C12345", "鲁C12345"));
	assert_false(matches("鲁C12345", "鲁C12346"));
	assert_false(matches("鲁C1234", "鲁C12345"));
	assert_true(matches("鲁C?2345", "鲁C12345"));
	assert_true(matches("鲁C?2345", "鲁C-2345"));
	assert_false(matches("鲁C?2345", "鲁C112345"));
	assert_true(matches("鲁C*", "鲁C12345"));
	assert_true(matches("鲁C*", "鲁C1234挂"));
	assert_true(matches("鲁C*", "鲁C"));
	assert_false(matches("鲁C*", "鲁D12345"));
	assert_true(matches("?????5*", "鲁C12356"));
	assert_false(matches("?????5*", "鲁C12346"));
	assert_true(matches("鲁c·１？３45", "鲁C12345"));
	for (size_t i = 0; i < N_ELEMS(wrong); i++)
		assert_false(plate_pattern(slice_of(wrong[i]), &want, &mask));
	assert_true(want == 1 && mask == 2);
	assert_true(plate_pattern(S("123456789"), &want, &mask) && mask == PLATE_ALIAS - 1);
	assert_true(plate_pattern(S("12345678?"), &want, &mask) && mask == PLATE_ALIAS - 128);
}

static int
near(const char *a, const char *b, unsigned *why)
{
	unsigned back;
	int n = plate_near(packed(a), packed(b), why);

	assert_int_equal(plate_near(packed(b), packed(a), &back), n);
	assert_int_equal(back, *why);
	return n;
}

static void
test_near(void **state)
{
	static const char *const alike[] = { "0DOQ", "8B", "5S", "2Z", "1IT7" };
	unsigned why;

	assert_int_equal(near("鲁C12345", "鲁C12345", &why), 1000);
	assert_int_equal(why, 0);
	assert_int_equal(near("鲁C12345", "鲁C12395", &why), 850);
	assert_int_equal(why, 1 << 5);
	assert_int_equal(near("鲁C12345", "皖C1234S", &why), 810);
	assert_int_equal(why, 1 << 0 | 1 << 6);
	assert_int_equal(near("鲁C1?345", "鲁C12345", &why), 940);
	assert_int_equal(near("鲁C12345", "鲁C12345D", &why), 800);
	assert_int_equal(why, 1 << 7);
	assert_int_equal(near("鲁C12345", "京A98760", &why), 0);
	for (size_t i = 0; i < N_ELEMS(alike); i++)
		for (const char *a = alike[i]; *a; a++)
			for (const char *b = alike[i]; *b; b++) {
				char x[2] = { *a }, y[2] = { *b };
				assert_int_equal(near(x, y, &why), *a == *b ? 1000 : 960);
			}
	assert_true(near("8", "0", &why) < 900);
	assert_int_equal(plate_near(PLATE_ALIAS | 5, 5, &why), 0);
	assert_int_equal(plate_near(PLATE_ALIAS | 5, PLATE_ALIAS | 5, &why), 1000);
	assert_int_equal(plate_near(0, 0, &why), 1000);
}

static void
test_fits(void **state)
{
	static const int own[PLATE_FORMS] = { [PLATE_NORMAL] = 2, [PLATE_ENERGY_SMALL] = 52, [PLATE_ENERGY_LARGE] = 51, [PLATE_POLICE] = 23,
		[PLATE_EMBASSY] = 3, [PLATE_CONSULATE] = 4, [PLATE_TRAILER] = 15, [PLATE_COACH] = 16, [PLATE_TEST] = 18, [PLATE_HONG_KONG] = 26,
		[PLATE_MACAO] = 27, [PLATE_TEMPORARY] = 22, [PLATE_ARMED_POLICE] = 31, [PLATE_MILITARY] = 32, [PLATE_EMERGENCY] = 2 };

	for (enum plate_form f = PLATE_NORMAL; f < PLATE_FORMS; f++) {
		assert_true(plate_fits_class(f, own[f]));
		assert_true(plate_fits_class(f, 0) && plate_fits_class(f, 99) && plate_fits_class(f, 42));
		assert_int_equal(plate_fits_class(f, 23), f == PLATE_POLICE);
		assert_true(plate_fits_colour(f, own[f], 0) && plate_fits_colour(f, own[f], 99));
		assert_false(plate_fits_colour(f, own[f], 10));
	}
	assert_true(plate_fits_class(PLATE_WRONG, 2) && plate_fits_class(PLATE_PARTLY, 52));
	assert_true(plate_fits_colour(PLATE_NORMAL, 2, 5) && !plate_fits_colour(PLATE_NORMAL, 2, 6));
	assert_true(plate_fits_colour(PLATE_NORMAL, 1, 6) && !plate_fits_colour(PLATE_NORMAL, 1, 5));
	assert_true(plate_fits_colour(PLATE_ENERGY_LARGE, 51, 6) && !plate_fits_colour(PLATE_ENERGY_SMALL, 52, 6));
	assert_true(plate_fits_colour(PLATE_NORMAL, 0, 1) && !plate_fits_colour(PLATE_POLICE, 23, 5));
	assert_true(plate_fits_colour(PLATE_NORMAL, 22, 2) && plate_fits_colour(PLATE_NORMAL, 25, 9) && plate_fits_colour(PLATE_NORMAL, 6, 1));
	assert_true(plate_fits_class(PLATE_NORMAL, 77) && plate_fits_class(PLATE_NORMAL, -1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip), cmocka_unit_test(test_folded), cmocka_unit_test(test_every_character),
		cmocka_unit_test(test_wrong), cmocka_unit_test(test_order_and_counts), cmocka_unit_test(test_forms),
		cmocka_unit_test(test_patterns), cmocka_unit_test(test_near), cmocka_unit_test(test_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
