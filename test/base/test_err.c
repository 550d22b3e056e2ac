/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include "base/err.h"

/* Every row of the table is complete, and no two errors read the same to the person who gets them. */
static void
test_every_row(void **state)
{
	for (int e = 0; e < ERR_COUNT; e++) {
		assert_true(slice_starts(slice_of(err_name(e)), "E_"));
		assert_true(err_http(e) >= 200 && err_http(e) <= 599);
		assert_true(utf8_valid(slice_of(err_zh(e))) && (unsigned char)err_zh(e)[0] >= 0x80);
		assert_true(strlen(err_en(e)) > 3);
		for (int other = 0; other < e; other++) {
			assert_string_not_equal(err_name(e), err_name(other));
			assert_string_not_equal(err_zh(e), err_zh(other));
			assert_string_not_equal(err_en(e), err_en(other));
		}
	}
}

static void
test_known_rows(void **state)
{
	assert_int_equal(E_OK, 0);
	assert_string_equal(err_name(E_NO_RECORDING), "E_NO_RECORDING");
	assert_int_equal(err_http(E_NO_RECORDING), 409);
	assert_int_equal(err_http(E_NOT_FOUND), 404);
	assert_int_equal(err_http(E_STALE), 412);
	assert_string_equal(err_en(E_BUSY), "Busy; try again shortly");
	assert_string_equal(err_zh(E_LOCKED), "账号已锁定");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row), cmocka_unit_test(test_known_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
