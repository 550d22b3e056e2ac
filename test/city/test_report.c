/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include <jansson.h>
#include "base/clock.h"
#include "base/limits.h"
#include "city/report.h"

#define DEVICE "37030300001190000001"
#define GATE "37030300001210000001"

static const struct report sample = { .device = DEVICE, .tollgate = GATE, .time = "20261123110000", .type = "K33", .use = "A",
	.brand = "模拟品牌甲", .plate = { "鲁C12345", 9 }, .serial = 1234567, .class_code = 2, .plate_colour = 5, .colour = 2, .lane = 3,
	.direction = 1, .speed_kmh = 47, .reliability = 98 };

static json_t *
parsed(struct buf *b, const struct report *r)
{
	json_t *j;

	buf_reset(b);
	report_put(b, r);
	j = json_loadb(b->p, b->n, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(j);
	return j;
}

static const char *
text(json_t *j, const char *key)
{
	return json_string_value(json_object_get(j, key));
}

static void
test_members(void **state)
{
	struct buf b;
	json_t *j;

	buf_init(&b, KIB(64));
	j = parsed(&b, &sample);
	assert_string_equal(text(j, "PlateNo"), "鲁C12345");
	assert_string_equal(text(j, "PlateClass"), "02");
	assert_string_equal(text(j, "TollgateID"), GATE);
	assert_string_equal(text(j, "PassTime"), "20261123110000");
	assert_int_equal(strlen(text(j, "MotorVehicleID")), 48);
	assert_int_equal(json_integer_value(json_object_get(j, "LaneNo")), 3);
	json_decref(j);
	buf_free(&b);
}

/* The size that the bench prints is the size that is sent, whatever the plate. */
static void
test_size(void **state)
{
	static const char *const plates[] = { "鲁C12345", "鲁CD12345", "鲁C1234挂", "使123456", "WJ鲁12345", "" };
	struct buf b;

	buf_init(&b, KIB(64));
	for (size_t i = 0; i < N_ELEMS(plates); i++) {
		struct report r = sample;
		r.size = REPORT_SIZE;
		r.plate = slice_of(plates[i]);
		json_decref(parsed(&b, &r));
		assert_int_equal(b.n, REPORT_SIZE);
	}
	buf_free(&b);
}

static void
test_pictures(void **state)
{
	struct report_picture p[2] = { { 1, 640, 360, S("QUJD") }, { 2, 160, 48, S("REVG") } };
	struct report r = sample;
	struct buf b;
	json_t *j, *list;

	r.picture = p;
	r.npicture = 2;
	buf_init(&b, KIB(64));
	j = parsed(&b, &r);
	list = json_object_get(json_object_get(j, "SubImageList"), "SubImageInfoObject");
	assert_int_equal(json_array_size(list), 2);
	assert_string_equal(text(json_array_get(list, 1), "Type"), "02");
	assert_string_equal(text(json_array_get(list, 1), "Data"), "REVG");
	assert_int_equal(strlen(text(json_array_get(list, 0), "ImageID")), 41);
	json_decref(j);
	buf_free(&b);
}

static void
test_time(void **state)
{
	char t[15];
	int64_t ms;

	assert_true(time_parse(S("2026-11-23T03:04:05Z"), &ms));
	report_time(ms, t);
	assert_string_equal(t, "20261123110405");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_members), cmocka_unit_test(test_size), cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_time) };

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
