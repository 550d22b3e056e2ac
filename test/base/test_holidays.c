/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped rows data/holidays.csv: readable, consistent, and the same as an independent list of the
 * State Council's notices where one lies beside the project. */
#include <jansson.h>
#include <unistd.h>
#include "tap.h"
#include "base/calendar.h"
#include "base/csv.h"
#include "file.h"

#define ROWS_MAX 1000

static struct calendar_day rows[ROWS_MAX];
static size_t n_rows;

static void
take_row(const struct csv_row *row)
{
	struct calendar_day *d = &rows[n_rows];
	struct slice source = row->field[3];

	assert_true(n_rows < ROWS_MAX);
	assert_int_equal(row->n, 4);
	assert_true(date_parse(row->field[0], &d->day));
	assert_true(slice_is(row->field[1], "off") || slice_is(row->field[1], "work"));
	d->off = slice_is(row->field[1], "off");
	assert_true(row->field[2].n > 0);
	assert_true(slice_starts(source, "http") && memmem(source.p, source.n, "www.gov.cn", 10));
	if (!d->off)		/* a make-up day is a Saturday or Sunday */
		assert_true(civil_weekday(d->day) >= 6);
	if (n_rows)
		assert_true(rows[n_rows - 1].day < d->day);
	n_rows++;
}

static void
test_rows(void **state)
{
	struct buf b;
	struct csv r;
	struct csv_row row;
	enum err e;

	buf_init(&b, 1 << 20);
	assert_true(file_read("data/holidays.csv", &b));
	csv_open(&r, buf_slice(&b), CSV_DETECT);
	assert_int_equal(csv_next(&r, &row), E_OK);
	assert_int_equal(csv_column(&row, "date"), 0);
	assert_int_equal(csv_column(&row, "source"), 3);
	n_rows = 0;
	while ((e = csv_next(&r, &row)) != E_DONE) {
		assert_int_equal(e, E_OK);
		take_row(&row);
	}
	csv_close(&r);
	buf_free(&b);
	assert_int_equal(n_rows, 314);
}

/* Days anyone can check in the notices; each year has 1 January, the National Day and make-up days. */
static void
test_known_days(void **state)
{
	static const struct {
		const char *day;
		bool works;
	} cases[] = {
		{ "2019-10-07", false }, { "2019-10-12", true }, { "2020-01-31", false }, { "2020-02-02", false },
		{ "2020-02-03", true }, { "2022-01-29", true }, { "2024-02-18", true }, { "2024-02-09", true },
		{ "2025-10-08", false }, { "2026-02-23", false }, { "2026-01-04", true }, { "2026-11-23", true },
		{ "2019-05-02", false }, { "2019-05-05", true },
	};
	struct calendar *c = calendar_make(rows, n_rows);
	int32_t day;

	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		assert_true(date_parse(slice_of(cases[i].day), &day));
		assert_int_equal(calendar_works(c, day), cases[i].works);
	}
	for (int year = 2018; year <= 2026; year++) {
		int worked = 0;

		assert_true(calendar_known(c, civil_days((struct civil){ year, 6, 1 })));
		assert_true(calendar_off(c, civil_days((struct civil){ year, 1, 1 })));
		for (int d = 1; d <= 3; d++)
			assert_true(calendar_off(c, civil_days((struct civil){ year, 10, d })));
		for (day = civil_days((struct civil){ year, 1, 1 }); civil_of(day).year == year; day++)
			worked += calendar_works(c, day);
		assert_in_range(worked, 247, 252);
	}
	calendar_free(c);
}

static size_t
compare_year(const struct calendar *c, const char *path)
{
	json_t *j = json_load_file(path, 0, NULL), *one;
	size_t i, n = 0;

	if (!j)
		return 0;
	json_array_foreach(json_object_get(j, "days"), i, one) {
		const char *date = json_string_value(json_object_get(one, "date"));
		int32_t day;

		assert_true(date_parse(slice_of(date), &day));
		assert_int_equal(calendar_works(c, day), !json_is_true(json_object_get(one, "isOffDay")));
		n++;
	}
	json_decref(j);
	return n;
}

static void
test_same_as_the_notices(void **state)
{
	struct calendar *c = calendar_make(rows, n_rows);
	size_t n = 0;

	for (int year = 2018; year <= 2026; year++) {
		char path[64];

		snprintf(path, sizeof(path), "../shared/data/calendar/%d.json", year);
		n += compare_year(c, path);
	}
	calendar_free(c);
	assert_true(n >= n_rows);
}

/* "notices": only the comparison, which is skipped where there is nothing to compare with. */
int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows), cmocka_unit_test(test_known_days) };
	const struct CMUnitTest notices[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_same_as_the_notices),
	};

	if (argc < 2)
		return cmocka_run_group_tests(tests, NULL, NULL);
	if (access("../shared/data/calendar/2019.json", R_OK) == 0)
		return cmocka_run_group_tests(notices, NULL, NULL);
	puts("1..0 # SKIP ../shared/data/calendar is not there");
	return 0;
}
