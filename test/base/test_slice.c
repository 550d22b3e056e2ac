/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"

static void
test_int(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int64_t v;
	} cases[] = {
		{ "0", true, 0 }, { "-0", true, 0 }, { "007", true, 7 }, { "-42", true, -42 },
		{ "9223372036854775807", true, INT64_MAX }, { "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 }, { "-9223372036854775809", false, 0 },
		{ "99999999999999999999", false, 0 }, { "", false, 0 }, { "-", false, 0 }, { "+1", false, 0 },
		{ " 1", false, 0 }, { "1 ", false, 0 }, { "1.5", false, 0 }, { "0x10", false, 0 }, { "--1", false, 0 },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		int64_t v = 99;

		assert_int_equal(slice_int(slice_of(cases[i].text), &v), cases[i].ok);
		assert_int_equal(v, cases[i].ok ? cases[i].v : 99);
	}
}

static void
test_cut(void **state)
{
	struct slice rest = S("a,,b,"), piece;

	assert_true(slice_cut(&rest, ',', &piece));
	assert_slice(piece, "a");
	assert_true(slice_cut(&rest, ',', &piece));
	assert_slice(piece, "");
	assert_true(slice_cut(&rest, ',', &piece));
	assert_slice(piece, "b");
	assert_true(rest.p && rest.n == 0);
	assert_true(slice_cut(&rest, ',', &piece));
	assert_slice(piece, "");
	assert_null(rest.p);
	assert_false(slice_cut(&rest, ',', &piece));
}

static void
test_compare(void **state)
{
	assert_true(slice_starts(S("plate"), "pl"));
	assert_true(slice_starts(S("pl"), "pl"));
	assert_false(slice_starts(S("p"), "pl"));
	assert_true(slice_starts(slice_of(NULL), ""));
	assert_true(slice_is(S(""), ""));
	assert_false(slice_is(S("a\0b"), "a"));
	assert_slice(slice_trim(S(" \t\r\n a b \v\f")), "a b");
	assert_slice(slice_trim(S("   ")), "");
}

static void
test_utf8(void **state)
{
	static const struct {
		struct slice text;
		bool valid;
		size_t count;
	} cases[] = {
		{ S("abc"), true, 3 }, { S("鲁C12345"), true, 7 }, { S("\xf0\x9f\x9a\x93"), true, 1 },
		{ S(""), true, 0 }, { S("\xed\x9f\xbf\xee\x80\x80"), true, 2 }, { S("\xf4\x8f\xbf\xbf"), true, 1 },
		{ S("a\0b"), false }, { S("\xc0\x80"), false }, { S("\xc1\xbf"), false },
		{ S("\xe0\x9f\xbf"), false }, { S("\xed\xa0\x80"), false }, { S("\xf0\x8f\xbf\xbf"), false },
		{ S("\xf4\x90\x80\x80"), false }, { S("\xf5\x80\x80\x80"), false }, { S("\xe9\xb2"), false },
		{ S("\x80"), false }, { S("\xe9\xb2\x41"), false }, { S("\xff"), false },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		assert_int_equal(utf8_valid(cases[i].text), cases[i].valid);
		if (cases[i].valid)
			assert_int_equal(utf8_count(cases[i].text), cases[i].count);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_int), cmocka_unit_test(test_cut),
		cmocka_unit_test(test_compare), cmocka_unit_test(test_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
