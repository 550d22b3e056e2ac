/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include "base/geo.h"

#define P(lon, lat) { (int32_t)((lon) * 1e7 + 0.5), (int32_t)((lat) * 1e7 + 0.5) }

static void
test_valid(void **state)
{
	assert_true(point_valid((struct point)P(118.05, 36.81)));
	assert_true(point_valid((struct point){ -1800000000, 900000000 }));
	assert_false(point_valid((struct point){ 0, 0 }));
	assert_false(point_valid((struct point){ 1800000001, 1 }));
	assert_false(point_valid((struct point){ 1, -900000001 }));
}

/* Published pairs of the two systems, to about a metre of what the maps print. */
static void
test_known_pairs(void **state)
{
	static const struct point pair[][2] = {
		{ P(121.5272106, 31.1774276), P(121.531541859, 31.175303984) },	/* Shanghai */
		{ P(113.912316, 22.543847), P(113.917176481, 22.540796132) },	/* Shenzhen */
		{ P(116.377817, 39.911954), P(116.384047225, 39.913345455) },	/* Beijing */
	};

	for (size_t i = 0; i < N_ELEMS(pair); i++) {
		assert_true(geo_distance_m(geo_to_gcj02(pair[i][0]), pair[i][1]) < 0.1);
		assert_true(geo_distance_m(geo_from_gcj02(pair[i][1]), pair[i][0]) < 0.1);
	}
}

/* There and back within a centimetre or two, over all of the city and the corners of the country. */
static void
test_round_trip(void **state)
{
	for (int32_t lon = 1175000000; lon <= 1186000000; lon += 7654321)
		for (int32_t lat = 359000000; lat <= 374000000; lat += 7654321) {
			struct point p = { lon, lat }, q = geo_to_gcj02(p);
			double moved = geo_distance_m(p, q);

			assert_true(moved > 100 && moved < 1000);
			assert_true(geo_distance_m(geo_from_gcj02(q), p) < 0.05);
		}
	for (int32_t lon = 745000000; lon < 1350000000; lon += 55000000)
		for (int32_t lat = 180000000; lat < 530000000; lat += 35000000) {
			struct point p = { lon, lat };

			assert_true(geo_distance_m(geo_from_gcj02(geo_to_gcj02(p)), p) < 1);
		}
}

static void
test_abroad_is_left_alone(void **state)
{
	const struct point paris = P(2.3522, 48.8566), back = geo_from_gcj02(paris), to = geo_to_gcj02(paris);

	assert_true(to.lon_e7 == paris.lon_e7 && to.lat_e7 == paris.lat_e7);
	assert_true(back.lon_e7 == paris.lon_e7 && back.lat_e7 == paris.lat_e7);
}

static void
test_distance(void **state)
{
	static const struct point a = P(118.0, 36.8), north = P(118.0, 37.8), east = P(119.0, 36.8);
	static const struct point dateline[] = { { 1799900000, 0 }, { -1799900000, 0 } };
	static const struct point poles[] = { { 5, 900000000 }, { 1500000000, -900000000 } };

	assert_true(geo_distance_m(a, a) == 0);
	assert_float_equal(geo_distance_m(a, north), 111195.1, 1);
	assert_float_equal(geo_distance_m(a, east), 89038, 5);
	assert_float_equal(geo_distance_m(east, a), geo_distance_m(a, east), 1e-6);
	assert_float_equal(geo_distance_m(dateline[0], dateline[1]), 2223.9, 1);
	assert_float_equal(geo_distance_m(poles[0], poles[1]), 20015114, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid), cmocka_unit_test(test_known_pairs), cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_abroad_is_left_alone), cmocka_unit_test(test_distance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
