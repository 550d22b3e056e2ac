/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "people/backoff.h"

#define MIN 60000LL

static void
lock_out_table(void **state)
{
	static const struct {
		int64_t n, wait_min;
	} t[] = {
		{ 0, 0 },
		{ 1, 0 },
		{ 4, 0 },
		{ 5, 1 },
		{ 6, 2 },
		{ 7, 4 },
		{ 8, 8 },
		{ 9, 16 },
		{ 10, 32 },
		{ 11, 60 },
		{ 12, 60 },
		{ 1000000, 60 },
	};

	(void)state;
	for (size_t i = 0; i < N_ELEMS(t); i++)
		assert_int_equal(backoff_wait_ms(&backoff_account, t[i].n), t[i].wait_min * MIN);
	assert_int_equal(backoff_wait_ms(&backoff_address, 29), 0);
	assert_int_equal(backoff_wait_ms(&backoff_address, 30), MIN);
}

static void
never_shrinks(void **state)
{
	int64_t last = 0;

	(void)state;
	for (int64_t n = 0; n < 100; n++) {
		assert_true(backoff_wait_ms(&backoff_account, n) >= last);
		last = backoff_wait_ms(&backoff_account, n);
	}
}

static void
quiet_time_forgets(void **state)
{
	struct backoff b = { 0 };
	int64_t now = 1000000;

	(void)state;
	for (int i = 0; i < 7; i++)
		backoff_failed(&backoff_account, &b, now);
	assert_int_equal(b.n, 7);
	assert_int_equal(backoff_until_ms(&backoff_account, &b), now + 4 * MIN);
	backoff_failed(
	    &backoff_account, &b, now - 50 * 3600000LL); /* the clock was set back: not forgotten */
	assert_int_equal(b.n, 8);
	now = b.last_ms + backoff_account.forget_ms;
	backoff_failed(&backoff_account, &b, now);
	assert_int_equal(b.n, 1);
	assert_int_equal(backoff_until_ms(&backoff_account, &b), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lock_out_table),
		cmocka_unit_test(never_shrinks),
		cmocka_unit_test(quiet_time_forgets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
