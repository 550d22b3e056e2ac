/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include "store/passage.h"

static void
test_types(void **state)
{
	int n = 0;

	for (unsigned i = 1; i < 256 && passage_vehicle_type_code((uint8_t)i)[0]; i++, n++)
		assert_int_equal(passage_vehicle_type(slice_of(passage_vehicle_type_code((uint8_t)i))), i);
	assert_true(n > 150);
	assert_string_equal(passage_vehicle_type_code(passage_vehicle_type(S("K33"))), "K33");
	assert_int_equal(passage_vehicle_type(S("k33")), passage_vehicle_type(S("K33")));
	assert_string_equal(passage_vehicle_type_code(255), "");
}

static void
test_unknown_types(void **state)
{
	static const char *const wrong[] = { "", "1", "K3", "K333", "K3x", "A00", "K99", "K3@", "K/3", "鲁", "33K", "@10" };

	for (size_t i = 0; i < N_ELEMS(wrong); i++)
		assert_int_equal(passage_vehicle_type(slice_of(wrong[i])), 0);
	assert_int_equal(passage_vehicle_type((struct slice){ NULL, 0 }), 0);
}

static void
test_series(void **state)
{
	assert_string_equal(passage_series_name(SERIES_LIVE), "live");
	assert_string_equal(passage_series_name(SERIES_HELD), "held");
	assert_string_equal(passage_series_name(SERIES_COUNT), "");
	assert_true(passage_id(1, 0xffffffff) + 1 == passage_id(2, 0));
}

static void
test_violations(void **state)
{
	static const char *const right[] = { "1000", "1625", "9999", "13441", "1039A", "1039Z", "10390" };
	static const char *const wrong[] = { "", "0", "162", "0162", "162500", "16 5", "1625a", "1625-", "x625" };
	char text[8];

	for (size_t i = 0; i < N_ELEMS(right); i++) {
		uint32_t v = passage_violation(slice_of(right[i]));
		assert_int_not_equal(v, 0);
		assert_int_equal(passage_violation_print(v, text), strlen(right[i]));
		assert_string_equal(text, right[i]);
	}
	for (size_t i = 0; i < N_ELEMS(wrong); i++)
		assert_int_equal(passage_violation(slice_of(wrong[i])), 0);
	assert_int_not_equal(passage_violation(S("1039")), passage_violation(S("10390")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types), cmocka_unit_test(test_unknown_types), cmocka_unit_test(test_series), cmocka_unit_test(test_violations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
