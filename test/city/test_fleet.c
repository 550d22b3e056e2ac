/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include "base/hash.h"
#include "city/dice.h"
#include "city/fleet.h"

#define MANY 1000000u

static void
test_same_by_seed(void **state)
{
	struct fleet a = { 7, MANY }, b = { 8, MANY };
	struct vehicle x, y;
	int other = 0;

	for (uint32_t i = 0; i < 5000; i++) {
		fleet_vehicle(&a, i, &x);
		fleet_vehicle(&a, i, &y);
		assert_string_equal(x.plate, y.plate);
		assert_int_equal(x.colour, y.colour);
		fleet_vehicle(&b, i, &y);
		other += x.colour != y.colour;
	}
	assert_true(other > 2000);
}

/* Every vehicle a plate of its own: the key is plate and class. */
static void
test_distinct(void **state)
{
	struct fleet f = { 7, MANY };
	struct int_map seen;
	struct vehicle v;

	int_map_init(&seen, MANY + 1);
	for (uint32_t i = 0; i < MANY; i++) {
		fleet_vehicle(&f, i, &v);
		int64_t key = (int64_t)(hash64((struct slice){ v.plate, v.plate_n }) * 31 + v.class_code);
		if (int_map_get(&seen, key))
			fail_msg("%s of class %d twice, at %u", v.plate, v.class_code, i);
		assert_int_equal(int_map_put(&seen, key, &seen), E_OK);
	}
	int_map_free(&seen);
}

/* What the city's plates are is what the grammar of plates knows: form, class and colour fit each other. */
static void
test_grammar(void **state)
{
	struct fleet f = { 7, MANY };
	struct vehicle v;
	int form[PLATE_FORMS] = { 0 };

	for (uint32_t i = 0; i < 200000; i++) {
		plate_t p;
		char text[PLATE_TEXT_MAX];
		fleet_vehicle(&f, i, &v);
		assert_true(plate_pack((struct slice){ v.plate, v.plate_n }, &p));
		enum plate_form k = plate_form(p);
		if (k <= PLATE_PARTLY || !plate_fits_class(k, v.class_code) || !plate_fits_colour(k, v.class_code, v.plate_colour))
			fail_msg("%s of class %d, colour %d is of form %d", v.plate, v.class_code, v.plate_colour, k);
		plate_print(p, text);
		assert_string_equal(text, v.plate);
		form[k]++;
	}
	assert_true(form[PLATE_NORMAL] > 100000 && form[PLATE_ENERGY_SMALL] > 20000 && form[PLATE_POLICE] > 500);
	assert_true(form[PLATE_TRAILER] && form[PLATE_COACH] && form[PLATE_EMBASSY] && form[PLATE_HONG_KONG] && form[PLATE_MILITARY]);
}

static void
test_misread(void **state)
{
	struct fleet f = { 7, MANY };
	struct vehicle v;
	uint64_t dice = 3;

	for (uint32_t i = 0; i < 20000; i++) {
		char read[PLATE_TEXT_MAX];
		plate_t p;
		fleet_vehicle(&f, i, &v);
		fleet_misread(&v, &dice, 1, 0, read);
		assert_int_equal(strlen(read), v.plate_n);
		assert_string_not_equal(read, v.plate);
		fleet_misread(&v, &dice, 0, 1, read);
		assert_true(plate_pack(slice_of(read), &p));
		assert_int_equal(plate_unread(p), 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_same_by_seed), cmocka_unit_test(test_distinct), cmocka_unit_test(test_grammar),
		cmocka_unit_test(test_misread) };

	return cmocka_run_group_tests_name("fleet", tests, NULL, NULL);
}
