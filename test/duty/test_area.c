/* SPDX-License-Identifier: Apache-2.0 */
/* Areas as corners: what is a polygon and what is not, and what lies in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "duty/area.h"

static struct point
at(double lon, double lat)
{
	return (struct point){ (int32_t)(lon * 1e7 + 0.5), (int32_t)(lat * 1e7 + 0.5) };
}

static void
corners_are_read(void **state)
{
	struct area a;

	(void)state;
	assert_false(area_parse(S("118.01,36.8 118.05,36.80000001 118.0300000,36.84"), &a));	/* eight digits */
	assert_true(area_parse(S("118.01,36.8  118.05,36.8 118.0300000,36.84 "), &a));
	assert_int_equal(a.n, 3);
	assert_int_equal(a.corner[0].lon_e7, 1180100000);
	assert_int_equal(a.corner[0].lat_e7, 368000000);
	assert_int_equal(a.corner[2].lon_e7, 1180300000);
}

static void
what_is_no_polygon(void **state)
{
	static const char *const bad[] = { "", " ", "118,36", "118,36 119,36", "118,36 119,36 119", "118,36 119,36 119,x", "118,36 119,36 -119,37", "118,36 181,36 119,37",
		"118,36 119,91 119,37", "118,36 119,36 119,37,1", "118,36;119,36;119,37", ".5,36 119,36 119,37", "118.,36 119,36 99999999999,37" };
	char many[AREA_CORNERS_MAX * 8 + 16], *p = many;
	struct area a;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(bad); i++)
		if (area_parse(slice_of(bad[i]), &a))
			fail_msg("taken: \"%s\"", bad[i]);
	for (int i = 0; i <= AREA_CORNERS_MAX; i++) {
		memcpy(p, "118,36 ", 7);
		p += 7;
	}
	assert_false(area_parse((struct slice){ many, (size_t)(p - many) }, &a));
	assert_true(area_parse((struct slice){ many, (size_t)(p - many) - 7 }, &a));
}

/* An L: what its bounding box holds is not all in it. */
static void
in_and_out(void **state)
{
	struct area a;

	(void)state;
	assert_true(area_parse(S("118,36 118.4,36 118.4,36.1 118.1,36.1 118.1,36.4 118,36.4"), &a));
	assert_true(area_contains(&a, at(118.05, 36.3)));
	assert_true(area_contains(&a, at(118.35, 36.05)));
	assert_false(area_contains(&a, at(118.3, 36.3)));
	assert_false(area_contains(&a, at(117.9, 36.05)));
	assert_false(area_contains(&a, at(118.5, 36.05)));
	assert_false(area_contains(&a, at(118.05, 36.5)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(corners_are_read), cmocka_unit_test(what_is_no_polygon), cmocka_unit_test(in_and_out) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
