/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include "base/buf.h"

static void
test_grows_to_its_maximum(void **state)
{
	struct buf b;

	buf_init(&b, 1000);
	for (int i = 0; i < 1000; i++)
		buf_putc(&b, 'x');
	assert_int_equal(b.n, 1000);
	assert_false(b.full);
	buf_putc(&b, 'y');
	assert_true(b.full);
	assert_int_equal(b.n, 1000);
	assert_true(b.cap <= 1000);
	buf_reset(&b);
	buf_puts(&b, "again");
	assert_slice(buf_slice(&b), "again");
	buf_free(&b);
}

/* Once full it stays full: a shorter piece that would still fit must not make the output lie. */
static void
test_stays_full(void **state)
{
	struct buf b;

	buf_init(&b, 8);
	buf_puts(&b, "12345");
	buf_puts(&b, "6789");
	buf_puts(&b, "0");
	assert_true(b.full);
	assert_slice(buf_slice(&b), "12345");
	buf_free(&b);
	buf_init(&b, 0);
	buf_puts(&b, "");
	assert_false(b.full);
	buf_puts(&b, "1");
	assert_true(b.full);
	assert_slice(buf_slice(&b), "");
	buf_free(&b);
}

static void
test_numbers(void **state)
{
	struct buf b;

	buf_init(&b, 10000);
	buf_int(&b, 0);
	buf_putc(&b, ' ');
	buf_int(&b, INT64_MIN);
	buf_putc(&b, ' ');
	buf_int(&b, INT64_MAX);
	assert_slice(buf_slice(&b), "0 -9223372036854775808 9223372036854775807");
	buf_reset(&b);
	buf_printf(&b, "%d|%s", 5, "ok");
	assert_slice(buf_slice(&b), "5|ok");
	buf_printf(&b, "%0900d", 1);
	assert_int_equal(b.n, 904);
	assert_int_equal(b.p[903], '1');
	assert_false(b.full);
	buf_printf(&b, "%9100d", 1);
	assert_true(b.full);
	assert_int_equal(b.n, 904);
	buf_reset(&b);
	buf_time(&b, 0);
	assert_slice(buf_slice(&b), "1970-01-01T00:00:00.000Z");
	buf_free(&b);
}

static void
test_json(void **state)
{
	static const struct {
		struct slice in;
		const char *out;
	} cases[] = {
		{ { NULL, 0 }, "null" }, { S(""), "\"\"" }, { S("鲁C"), "\"鲁C\"" },
		{ S("a\"b\\c"), "\"a\\\"b\\\\c\"" }, { S("\b\t\n\f\r"), "\"\\b\\t\\n\\f\\r\"" },
		{ S("\0\x01\x0b\x1f\x7f"), "\"\\u0000\\u0001\\u000b\\u001f\\u007f\"" },
		{ S("x\xffy"), "\"x\xef\xbf\xbdy\"" }, { S("\xe9\xb2"), "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
		{ S("\xed\xa0\x80" "z"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\"" },
		{ S("\xf0\x9f\x9a\x93!"), "\"\xf0\x9f\x9a\x93!\"" },
		{ S("</script>"), "\"</script>\"" },
	};
	struct buf b;

	buf_init(&b, 1000);
	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		buf_reset(&b);
		buf_json(&b, cases[i].in);
		assert_slice(buf_slice(&b), cases[i].out);
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grows_to_its_maximum), cmocka_unit_test(test_stays_full),
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
