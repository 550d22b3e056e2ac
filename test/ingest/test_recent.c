/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include "ingest/recent.h"

#define IMAGE "37030000001190000001022026112718000000001"	/* 41 */
#define VEHICLE IMAGE "0200001"

static void
test_found(void **state)
{
	struct recent *r = recent_new();

	recent_put_vehicle(r, 7, S(VEHICLE), S("another"), 99, 1000);
	assert_int_equal(recent_get(r, 7, S(VEHICLE), 2000), 99);
	assert_int_equal(recent_get(r, 7, S(IMAGE), 2000), 99);
	assert_int_equal(recent_get(r, 7, S("another"), 2000), 99);
	assert_int_equal(recent_get(r, 8, S(IMAGE), 2000), 0);		/* another device's */
	assert_int_equal(recent_get(r, 7, S(""), 2000), 0);
	assert_int_equal(recent_get(r, 7, S("nobody"), 2000), 0);
	assert_int_equal(recent_get(r, 7, S(IMAGE), 1000 + RECENT_MS), 99);
	assert_int_equal(recent_get(r, 7, S(IMAGE), 3000 + RECENT_MS), 0);
	recent_put_vehicle(r, 7, S("short"), (struct slice){ NULL, 0 }, 5, 1000);
	assert_int_equal(recent_get(r, 7, S("short"), 1000), 5);
	recent_free(r);
}

/* More than there is room for: the newest are found, nothing is found that was not put. */
static void
test_full(void **state)
{
	struct recent *r = recent_new();
	char text[32];
	int found = 0;

	for (int i = 1; i <= 1000000; i++)
		recent_put(r, 1, (struct slice){ text, (size_t)snprintf(text, sizeof text, "%d", i) }, i, 0);
	for (int i = 1; i <= 1000000; i++) {
		int64_t got = recent_get(r, 1, (struct slice){ text, (size_t)snprintf(text, sizeof text, "%d", i) }, 0);

		assert_true(got == 0 || got == i);
		found += got != 0;
	}
	assert_true(found > 200000 && recent_get(r, 1, S("1000000"), 0) == 1000000);
	recent_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_found), cmocka_unit_test(test_full) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
