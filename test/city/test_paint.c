/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include "base/limits.h"
#include "city/jpeg.h"
#include "city/paint.h"

static struct painter *painter;

static void
shoot(struct buf *b, uint32_t n, enum light light, enum weather weather, size_t size)
{
	struct fleet f = { 7, 100000 };
	struct vehicle v;

	fleet_vehicle(&f, n, &v);
	buf_reset(b);
	painter_scene(painter, &(struct shot){ .vehicle = &v, .plate = v.plate, .light = light, .weather = weather, .lane = 1 + (int)(n % 3),
	    .number = n, .caption = "2026-11-23 11:00:00 模拟卡口 2车道", .size = size }, b);
}

/* Begins and ends as a JPEG, says in its file what it is, and is small. */
static void
test_small(void **state)
{
	struct buf b;

	buf_init(&b, MIB(4));
	for (uint32_t n = 0; n < 40; n++) {
		shoot(&b, n, (enum light)(n % LIGHTS), (enum weather)(n / 3 % WEATHERS), 0);
		assert_true(b.n > 4000 && b.n < 40000);
		assert_memory_equal(b.p, "\xff\xd8\xff", 3);
		assert_memory_equal(b.p + b.n - 2, "\xff\xd9", 2);
		assert_memory_equal(b.p + JPEG_SERIAL_AT, "000000000000模拟 SIMULATED", 12 + 16);
	}
	buf_free(&b);
}

static void
test_same(void **state)
{
	struct buf a, b;

	buf_init(&a, MIB(4));
	buf_init(&b, MIB(4));
	shoot(&a, 17, LIGHT_DUSK, WEATHER_RAIN, 0);
	shoot(&b, 18, LIGHT_DAY, WEATHER_DRY, 0);
	assert_false(slice_eq(buf_slice(&a), buf_slice(&b)));
	shoot(&b, 17, LIGHT_DUSK, WEATHER_RAIN, 0);
	assert_true(slice_eq(buf_slice(&a), buf_slice(&b)));
	buf_free(&a);
	buf_free(&b);
}

static void
test_exact_size(void **state)
{
	struct buf b;

	buf_init(&b, MIB(4));
	shoot(&b, 3, LIGHT_DAY, WEATHER_DRY, 30000);
	assert_int_equal(b.n, 30000);
	shoot(&b, 3, LIGHT_DAY, WEATHER_DRY, 200000);
	assert_int_equal(b.n, 200000);
	buf_free(&b);
}

static void
test_base64(void **state)
{
	struct buf b;

	buf_init(&b, MIB(1));
	base64_put(&b, S("foobar"));
	base64_put(&b, S("fooba"));
	base64_put(&b, S("f"));
	assert_true(slice_eq(buf_slice(&b), S("Zm9vYmFyZm9vYmE=Zg==")));
	buf_free(&b);
}

/* With a folder as argument the pictures are left there, to be looked at. */
static void
keep(const char *dir)
{
	struct fleet f = { 7, 100000 };
	struct buf b;

	buf_init(&b, MIB(4));
	for (uint32_t n = 0; n < 24; n++) {
		char path[512];
		FILE *out;
		struct vehicle v;
		shoot(&b, n * 41, (enum light)(n % LIGHTS), (enum weather)(n / 3 % WEATHERS), 0);
		(void)snprintf(path, sizeof path, "%s/scene-%02u.jpg", dir, n);
		if ((out = fopen(path, "we"))) {
			(void)fwrite(b.p, 1, b.n, out);
			(void)fclose(out);
		}
		fleet_vehicle(&f, n * 41, &v);
		buf_reset(&b);
		painter_plate(painter, &(struct shot){ .vehicle = &v, .plate = v.plate }, &b);
		(void)snprintf(path, sizeof path, "%s/plate-%02u.jpg", dir, n);
		if ((out = fopen(path, "we"))) {
			(void)fwrite(b.p, 1, b.n, out);
			(void)fclose(out);
		}
	}
	buf_free(&b);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_small), cmocka_unit_test(test_same), cmocka_unit_test(test_exact_size),
		cmocka_unit_test(test_base64) };
	int rc;

	if (painter_open(&painter))
		return 77;	/* skipped: no font with Chinese characters */
	if (argc > 1)
		keep(argv[1]);
	rc = cmocka_run_group_tests_name("paint", tests, NULL, NULL);
	painter_close(painter);
	return rc;
}
