/* SPDX-License-Identifier: Apache-2.0 */
/* What belongs on a base map, in whose words ever it is said; names as labels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "map/kind.h"

struct tags {
	const char *pair[6][2];
};

static struct slice
tag(void *ctx, const char *key)
{
	const struct tags *t = ctx;

	for (int i = 0; i < 6 && t->pair[i][0]; i++)
		if (!strcmp(t->pair[i][0], key))
			return slice_of(t->pair[i][1]);
	return (struct slice){ NULL, 0 };
}

static void
words_of_every_source(void **state)
{
	static const struct {
		struct tags tags;
		enum map_shape shape;
		bool kept;
		enum map_layer layer;
		const char *class_name;
		int zoom;
	} t[] = {
		{ { { { "highway", "primary" } } }, MAP_LINE, true, MAP_ROAD, "primary", 8 },
		{ { { { "highway", "primary" } } }, MAP_AREA, false },
		{ { { { "highway", "footway" } } }, MAP_LINE, false },
		{ { { { "fclass", "tertiary" } } }, MAP_LINE, true, MAP_ROAD, "tertiary", 11 },
		{ { { { "fclass", "building" } } }, MAP_AREA, true, MAP_BUILT, "building", 13 },
		{ { { { "building", "yes" } } }, MAP_AREA, true, MAP_BUILT, "building", 13 },
		{ { { { "building", "no" } } }, MAP_AREA, false },
		{ { { { "layer", "road" }, { "class", "secondary" } } }, MAP_LINE, true, MAP_ROAD, "secondary", 10 },
		{ { { { "layer", "road" }, { "class", "?" } } }, MAP_LINE, true, MAP_ROAD, "residential", 12 },
		{ { { { "layer", "1" }, { "highway", "trunk" } } }, MAP_LINE, true, MAP_ROAD, "trunk", 8 },
		{ { { { "layer", "place" }, { "class", "district" } } }, MAP_POINT, true, MAP_PLACE, "district", 8 },
		{ { { { "layer", "place" }, { "class", "district" } } }, MAP_LINE, false },
		{ { { { "boundary", "administrative" }, { "admin_level", "6" } } }, MAP_AREA, true, MAP_BOUNDARY, "administrative", 8 },
		{ { { { "boundary", "administrative" }, { "admin_level", "8" } } }, MAP_LINE, true, MAP_BOUNDARY, "administrative", 10 },
		{ { { { "boundary", "administrative" }, { "admin_level", "10" } } }, MAP_LINE, false },
		{ { { { "natural", "water" } } }, MAP_AREA, true, MAP_WATER, "water", 8 },
		{ { { { NULL, NULL } } }, MAP_LINE, false },
	};

	for (size_t i = 0; i < N_ELEMS(t); i++) {
		struct map_kind k;
		struct tags tags = t[i].tags;
		assert_int_equal(map_kind_of(tag, &tags, t[i].shape, &k), t[i].kept);
		if (!t[i].kept)
			continue;
		assert_int_equal(k.layer, t[i].layer);
		assert_string_equal(k.class_name, t[i].class_name);
		assert_int_equal(k.min_zoom, t[i].zoom);
	}
}

static void
other_tags(void **state)
{
	char out[MAP_TEXT_MAX + 1];
	struct slice s = S("\"a\"=>\"x\",\"name:zh\"=>\"摩纳哥 \\\"港\\\"\",\"b\"=>\"\",\"cut");

	assert_true(slice_is(map_other_tag(s, "a", out), "x"));
	assert_true(slice_is(map_other_tag(s, "name:zh", out), "摩纳哥 \"港\""));
	assert_int_equal(map_other_tag(s, "b", out).n, 0);
	assert_int_equal(map_other_tag(s, "x", out).n, 0);
	assert_int_equal(map_other_tag(s, "cut", out).n, 0);
	assert_int_equal(map_other_tag(S(""), "a", out).n, 0);
	assert_int_equal(map_other_tag(S("\""), "a", out).n, 0);
	assert_int_equal(map_other_tag(S("\"a\"=>\"\\"), "a", out).n, 0);
}

static void
names(void **state)
{
	char out[MAP_TEXT_MAX + 1], longest[400];

	assert_true(slice_is(map_name(S(" 人民路\n"), out), "人民路"));
	assert_true(slice_is(map_name(S("a\x01\x7f" "b"), out), "a  b"));
	assert_int_equal(map_name(S("\xff\xfe"), out).n, 0);
	for (size_t i = 0; i < sizeof longest; i++)
		longest[i] = "\xe8\xb7\xaf"[i % 3];
	assert_true(map_name((struct slice){ longest, sizeof longest }, out).n <= MAP_TEXT_MAX);
	assert_true(utf8_valid(map_name((struct slice){ longest, 395 }, out)));
	assert_int_equal(map_name((struct slice){ longest, 395 }, out).n, 120);
}

int
main(void)
{
	const struct CMUnitTest t[] = { cmocka_unit_test(words_of_every_source), cmocka_unit_test(other_tags), cmocka_unit_test(names) };

	return cmocka_run_group_tests(t, NULL, NULL);
}
