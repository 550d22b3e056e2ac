/* SPDX-License-Identifier: Apache-2.0 */
/* Every time limit of the list of terms can be said as a struct period, and ends. Skipped where the list is
 * not beside the project. */
#include <unistd.h>
#include "tap.h"
#include "base/calendar.h"
#include "base/csv.h"
#include "file.h"

#define TERMS "../shared/facts/terms-violations.csv"

static bool
says(struct slice s, const char *word)
{
	return s.n && memmem(s.p, s.n, word, strlen(word));
}

/* The counting rule in words as fields. */
static bool
period_of(const struct csv_row *row, struct period *p)
{
	static const char *const unit[] = { "hour", "calendar_day", "working_day", "month", "year" };
	struct slice rule = row->field[9];
	int64_t length;

	*p = (struct period){ 0 };
	if (!slice_int(row->field[2], &length))
		return false;
	p->length = (int)length;
	while ((size_t)p->unit < N_ELEMS(unit) && !slice_is(row->field[3], unit[p->unit]))
		p->unit++;
	p->backwards = says(row->field[4], "倒算");
	p->whole_days = says(rule, "公告日与实施日均不计");
	p->roll = says(rule, "顺延") && !says(rule, "不顺延") && !says(rule, "无末日顺延") && !says(rule, "不因节假日延长");
	p->count_first = says(rule, "自处罚决定生效之日起") || says(rule, "自违法行为发生") || says(rule, "限制人身自由");
	p->hour_text = p->unit == PERIOD_HOUR;
	return (size_t)p->unit < N_ELEMS(unit);
}

static void
test_every_term(void **state)
{
	struct calendar *c = calendar_make(&(struct calendar_day){ 18000, true }, 1);
	struct buf b;
	struct csv r;
	struct csv_row row;
	struct arena a;
	size_t n = 0, hours = 0, backwards = 0, rolling = 0;
	enum err e;

	buf_init(&b, 1 << 20);
	assert_true(file_read(TERMS, &b));
	arena_init(&a);
	csv_open(&r, buf_slice(&b), CSV_DETECT);
	assert_int_equal(csv_next(&r, &row), E_OK);
	while ((e = csv_next(&r, &row)) != E_DONE) {
		struct period p;
		int64_t end, from = 1574000000000;
		struct slice why;

		assert_int_equal(e, E_OK);
		assert_true(period_of(&row, &p));
		assert_int_equal(period_end(c, &p, from, &a, &end, &why), E_OK);
		assert_true(why.n > 0 && utf8_valid(why));
		assert_true(p.backwards ? end <= from : end > from);
		hours += p.unit == PERIOD_HOUR;
		backwards += p.backwards;
		rolling += p.roll;
		n++;
	}
	assert_int_equal(n, 212);
	assert_true(hours > 15 && backwards >= 5 && rolling > 60);
	csv_close(&r);
	arena_free(&a);
	buf_free(&b);
	calendar_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_term) };

	if (access(TERMS, R_OK) == 0)
		return cmocka_run_group_tests(tests, NULL, NULL);
	puts("1..0 # SKIP " TERMS " is not there");
	return 0;
}
