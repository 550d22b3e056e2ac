/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include "../base/tap.h"
#include "base/arena.h"
#include "net/scan.h"

static bool
takes(struct slice text)
{
	struct scan s;

	scan_open(&s, text, 32);
	return scan_skip(&s) && scan_end(&s);
}

static void
test_taken(void **state)
{
	static const char *const good[] = {
		"0", "-0", "1.5e-3", "true", " null ", "\"\"", "{}", "[]", "[[],{}]", "{\"\":0}", "\t[\r1\n,2 ]", "\"\\u0001\"", "\"\\ud83d\\ude94\"",
		"\"\x7f\"", "\"淄博\"", "1E+9", "[1,\"a\",{\"b\":[true,false,null]}]",
	};
	static const char *const bad[] = {
		"", " ", "{", "[", "\"", "\"a", "01", "1.", ".1", "-", "+1", "1e", "0x1", "tru", "True", "nul", "[1,]", "[,1]", "[1 2]", "{\"a\"}",
		"{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{1:1}", "[1]]", "{}{}", "1 2", "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\u000\"", "\"\\u0000\"",
		"\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe6\xb7\"",
		"[}", "{]", "[1}", "{\"a\":1]", "\f1", "/*c*/1", "NaN", "Infinity", "\xef\xbb\xbf{}", "\"\\", "\"\\u", "{\"a\" 1}", "[1:2]",
	};

	for (size_t i = 0; i < N_ELEMS(good); i++)
		if (!takes(slice_of(good[i])))
			fail_msg("%s is refused", good[i]);
	for (size_t i = 0; i < N_ELEMS(bad); i++)
		if (takes(slice_of(bad[i])))
			fail_msg("%s is taken", bad[i]);
	assert_false(takes((struct slice){ NULL, 0 }));
	assert_false(takes((struct slice){ "\"a\0b\"", 5 }));
}

/* What ends a string is found wherever it stands in blocks of 16 and 64, and nothing behind the text is read. */
static void
test_every_place(void **state)
{
	for (size_t n = 0; n < 200; n++)
		for (size_t at = 0; at <= n; at++) {
			struct scan s;
			struct scan_value v;
			char *text = mem_alloc(n + 2);
			memset(text, 'x', n + 2);
			text[0] = '"';
			text[at + 1] = '"';
			scan_open(&s, (struct slice){ text, n + 2 }, 1);
			assert_true(scan_value(&s, &v) && v.kind == SCAN_STRING && !v.escaped && v.text.n == at);
			assert_int_equal(scan_end(&s), at == n);
			text[at + 1] = '\x1f';
			scan_open(&s, (struct slice){ text, n + 2 }, 1);
			assert_false(scan_value(&s, &v));
			assert_string_equal(s.fault, "字符串中有控制字符|control character in a string");
			assert_int_equal(s.fault_at, at + 1);
			text[at + 1] = '\x80';
			assert_false(takes((struct slice){ text, n + 2 }));
			mem_free(text);
		}
}

static void
test_depth(void **state)
{
	char text[200];

	for (size_t n = 1; n <= 100; n++) {
		struct scan s;
		memset(text, '[', n);
		memset(text + n, ']', n);
		scan_open(&s, (struct slice){ text, 2 * n }, 64);
		assert_int_equal(scan_skip(&s) && scan_end(&s), n <= 64);
		if (n > 64)
			assert_int_equal(s.fault_at, 64);
	}
}

static void
test_text(void **state)
{
	struct scan s;
	struct scan_value v;
	char out[64];
	size_t n;

	scan_open(&s, S("\"\\u9c81C\\/12\\n\\ud83d\\ude94\\\"淄\""), 1);
	assert_true(scan_value(&s, &v) && v.escaped);
	assert_true(scan_text((struct scan_string){ v.text, v.escaped }, out, sizeof out, &n));
	out[n] = 0;
	assert_string_equal(out, "鲁C/12\n\xf0\x9f\x9a\x94\"淄");
	assert_false(scan_text((struct scan_string){ v.text, v.escaped }, out, n - 1, &n));
}

static void
test_integer(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int64_t v;
	} cases[] = {
		{ "0", true, 0 }, { "02", true, 2 }, { "-7", true, -7 }, { "63.5", true, 64 }, { "63.49", true, 63 }, { "-1.5", true, -2 },
		{ "999999999999999999", true, 999999999999999999 }, { "1234567890123456789", false, 0 }, { "", false, 0 }, { "-", false, 0 },
		{ "1.", false, 0 }, { ".5", false, 0 }, { "1e3", false, 0 }, { " 1", false, 0 }, { "1 ", false, 0 }, { "0x1", false, 0 }, { "1.2.3", false, 0 },
		{ "abc", false, 0 }, { "+1", false, 0 },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		int64_t v = 42;
		assert_int_equal(scan_integer(slice_of(cases[i].text), &v), cases[i].ok);
		assert_true(v == (cases[i].ok ? cases[i].v : 42));
	}
}

static void
test_keys(void **state)
{
	struct scan_keys k = { .n = 0 };
	char name[SCAN_KEYS + 1][8];

	for (int i = 0; i < SCAN_KEYS; i++) {
		(void)snprintf(name[i], sizeof name[i], "k%d", i);
		assert_true(scan_keys_new(&k, slice_of(name[i])));
		assert_false(scan_keys_new(&k, slice_of(name[i])));
	}
	assert_int_equal(k.n, SCAN_KEYS);
	assert_false(scan_keys_new(&k, S("one more")));
}

/* After a fault nothing answers true, whatever is asked. */
static void
test_faulty(void **state)
{
	struct scan s;
	struct scan_value v;
	struct scan_string key;

	scan_open(&s, S("{\"a\":1 \"b\":2}"), 4);
	assert_true(scan_value(&s, &v) && v.kind == SCAN_OBJECT);
	assert_true(scan_key(&s, &key) && scan_value(&s, &v));
	assert_slice(v.text, "1");
	assert_false(scan_key(&s, &key));
	assert_string_equal(s.fault, "缺少逗号或}|comma or } expected");
	assert_int_equal(s.fault_at, 7);
	assert_false(scan_key(&s, &key) || scan_item(&s) || scan_value(&s, &v) || scan_skip(&s) || scan_end(&s));
	assert_int_equal(s.fault_at, 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken), cmocka_unit_test(test_every_place), cmocka_unit_test(test_depth), cmocka_unit_test(test_text),
		cmocka_unit_test(test_integer), cmocka_unit_test(test_keys), cmocka_unit_test(test_faulty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
