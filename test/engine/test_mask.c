/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "engine/mask_.h"

static const struct field text_field = { "x", TEXT(100), PII, "x", "" };
static const struct field day_field = { "x", DATE, PII, "x", "" };

static void
masks_by_shape(void **state)
{
	static const struct { const char *in, *want; } row[] = {
		{ "13812345678", "138****5678" },
		{ "+86 13812345678", "+86 *******5678" },
		{ "370303198801011234", "3703**********1234" },
		{ "37030319880101123X", "3703**********123X" },
		{ "370303880101123", "3703*******1123" },
		{ "张三", "张**" },
		{ "张三丰", "张**" },
		{ "欧阳小明", "欧**" },
		{ "张", "***" },
		{ "J", "***" },
		{ "Smith", "S**" },
		{ "鲁C12345", "鲁C***45" },
		{ "鲁CD12345", "鲁C****45" },
		{ "鲁c12345", "鲁**" },
		{ "鲁C12", "鲁**" },
		{ "62345678", "6**" },
		{ "someone@example.org", "s**" },
		{ "山东省淄博市张店区人民西路1号", "山**" },
		{ "\xff\xfe", "***" },
		{ "", "***" },
	};
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		struct slice got = mask_text(&a, &text_field, slice_of(row[i].in));
		assert_string_equal(arena_str(&a, got), row[i].want);
	}
	assert_true(slice_is(mask_text(&a, &day_field, S("1988-01-01")), "***"));
	arena_free(&a);
}

/* Nobody can be told from the mask of what is short. */
static void
hides_enough(void **state)
{
	static const char *const in[] = { "13812345678", "370303198801011234", "02161234567", "鲁C12345", "王五", "ab" };
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(in); i++) {
		struct slice got = mask_text(&a, &text_field, slice_of(in[i]));
		size_t stars = 0;
		for (size_t k = 0; k < got.n; k++)
			stars += got.p[k] == '*';
		assert_true(stars >= 2);
		assert_null(strstr(arena_str(&a, got), in[i]));
	}
	arena_free(&a);
}

static void
masks_in_sql(void **state)
{
	struct buf b;
	buf_init(&b, 1000);
	mask_sql(&b, "t.\"phone\"", "t.unit IN (2)");
	buf_putc(&b, '\0');
	assert_string_equal(b.p, "CASE WHEN t.unit IN (2) THEN t.\"phone\" WHEN t.\"phone\" IS NULL THEN NULL ELSE '***' END");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(masks_by_shape), cmocka_unit_test(hides_enough), cmocka_unit_test(masks_in_sql),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
