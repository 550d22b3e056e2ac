/* SPDX-License-Identifier: Apache-2.0 */
/* Zones: borders read from text, and the grid that answers as each border by itself would. */
#include <stdio.h>
#include <stdlib.h>
#include "../base/tap.h"
#include "terminal/terminal_text.h"
#include "terminal/zone_shape.h"

static uint32_t
dice(uint32_t below)
{
	static uint64_t x = 88172645463325252u;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return (uint32_t)(x >> 20) % below;
}

static void
test_read(void **state)
{
	static const struct {
		const char *text, *why;	/* why: how the words begin; NULL: it is a border */
		uint32_t n;
	} cases[] = {
		{ "118.1,36.8 118.2,36.8 118.2,36.9", NULL, 3 },
		{ "  118.1,36.8  118.2,36.8 118.2,36.9 118.1,36.8 ", NULL, 3 },
		{ "{\"type\":\"Polygon\",\"coordinates\":[[[118.1,36.8],[118.2,36.8],[118.2,36.9],[118.1,36.8]]]}", NULL, 3 },
		{ "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2,7]]]}}", NULL, 3 },
		{ "", "边界至少", 0 }, { "118.1,36.8 118.2,36.8", "边界至少", 0 }, { "x,y 1,2 3,4", "无法读出", 0 }, { "118.1;36.8 1,2 3,4", "无法读出", 0 },
		{ "118.1,96.8 118.2,36.8 118.2,36.9", "坐标不在", 0 },
		{ "0,0 118.2,36.8 118.2,36.9", "坐标不在", 0 }, { "nan,1 1,2 3,4", "坐标不在", 0 },
		{ "100,30 110,30 110,40", "范围过大", 0 }, { "118.1,36.8 118.2,36.8 118.3,36.8", "没有面积", 0 }, { "{\"type\":\"Point\"}", "不是多边形", 0 },
		{ "{", "不是多边形", 0 },
		{ "{\"type\":\"Polygon\",\"coordinates\":[[[118.1,36.8],[118.2,36.8]],[[1,1]]]}", "多边形不能", 0 },
		{ "{\"type\":\"Polygon\",\"coordinates\":[[[118.1],[118.2,36.8],[1,1]]]}", "坐标不在", 0 }, { "{\"type\":\"Polygon\",\"coordinates\":[5]}", "不是多边形", 0 },
	};

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		struct zone_shape s;
		struct arena a;
		const char *why;
		arena_init(&a);
		why = zone_shape_read(slice_of(cases[i].text), &a, &s);
		if (cases[i].why)
			assert_true(why && slice_starts(slice_of(why), cases[i].why));
		else
			assert_true(!why && s.n == cases[i].n);
		arena_free(&a);
	}
}

/* A star of n corners round a place, from a few metres to some kilometres. */
static struct zone_shape
star(struct arena *a, uint32_t n)
{
	int32_t x = 1180000000 + (int32_t)dice(4000000), y = 368000000 + (int32_t)dice(4000000), size = 1000 + (int32_t)dice(300000);
	static const double unit[8][2] = { { 1, 0 }, { .7, .7 }, { 0, 1 }, { -.7, .7 }, { -1, 0 }, { -.7, -.7 }, { 0, -1 }, { .7, -.7 } };
	struct zone_shape s;
	struct buf b;

	buf_init(&b, 1 << 16);
	for (uint32_t i = 0; i < n; i++) {
		double r = size * (.3 + dice(70) / 100.);
		buf_printf(&b, "%.7f,%.7f ", (x + r * unit[i % 8][0]) / 1e7, (y + r * unit[i % 8][1]) / 1e7);
	}
	assert_null(zone_shape_read(buf_slice(&b), a, &s));
	buf_free(&b);
	return s;
}

static void
test_grid_as_each(void **state)
{
	static struct zone_shape shape[300];
	struct zone_grid *g;
	struct arena a;
	size_t inside = 0;

	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(shape); i++)
		shape[i] = star(&a, 3 + dice(6));
	assert_null(zone_shape_read(S("116,35 120,35 120,39 116,39"), &a, &shape[7]));	/* larger than the grid takes */
	g = zone_grid_new(shape, N_ELEMS(shape));
	for (int i = 0; i < 50000; i++) {
		struct point p = { 1180000000 - 400000 + (int32_t)dice(4800000), 368000000 - 400000 + (int32_t)dice(4800000) };
		uint32_t at[ZONES_AT];
		size_t n = zone_grid_at(g, p, at), want = 0;
		for (uint32_t k = 0; k < N_ELEMS(shape); k++)
			if (zone_shape_holds(&shape[k], p)) {
				assert_true(want < n && at[want] == k);
				want++;
			}
		assert_int_equal(n, want);
		inside += n;
	}
	assert_true(inside > 55000);
	zone_grid_free(g);
	arena_free(&a);
}

static void
test_gbk(void **state)
{
	char gbk[64], back[64];
	size_t n, m;

	assert_true(gbk_from_utf8(S("鲁C 淄博"), gbk, sizeof gbk, &n));
	assert_memory_equal(gbk, "\xc2\xb3" "C \xd7\xcd\xb2\xa9", n);
	assert_true(gbk_to_utf8((struct slice){ gbk, n }, back, sizeof back, &m));
	assert_true(slice_is((struct slice){ back, m }, "鲁C 淄博"));
	assert_false(gbk_from_utf8(S("\xf0\x9f\x98\x80"), gbk, sizeof gbk, &n));
	assert_false(gbk_from_utf8(S("淄博淄博"), gbk, 5, &n));
	assert_false(gbk_to_utf8(S("\xff\xff"), back, sizeof back, &m));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_read), cmocka_unit_test(test_grid_as_each), cmocka_unit_test(test_gbk) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
