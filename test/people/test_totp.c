/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>
#include "people/totp.h"

#define SECRET S("12345678901234567890")

/* RFC 6238 appendix B, SHA-1. */
static void
rfc_vectors(void **state)
{
	static const struct {
		int64_t s;
		uint32_t code;
	} t[] = {
		{ 59, 94287082 },
		{ 1111111109, 7081804 },
		{ 1111111111, 14050471 },
		{ 1234567890, 89005924 },
		{ 2000000000, 69279037 },
		{ 20000000000, 65353130 },
	};

	(void)state;
	for (size_t i = 0; i < N_ELEMS(t); i++)
		assert_int_equal(totp_code(SECRET, t[i].s / 30, 8), t[i].code);
}

/* RFC 4226 appendix D: the first ten of the counter. */
static void
hotp_vectors(void **state)
{
	static const uint32_t want[] = { 755224, 287082, 359152, 969429, 338314, 254676, 287922,
		162583, 399871, 520489 };

	(void)state;
	for (size_t i = 0; i < N_ELEMS(want); i++)
		assert_int_equal(totp_code(SECRET, (int64_t)i, 6), want[i]);
}

static bool
check(int64_t code_step, int64_t now_step, int64_t last, int64_t *ret)
{
	char text[16];

	snprintf(text, sizeof(text), "%06u", totp_code(SECRET, code_step, 6));
	return totp_check(SECRET, slice_of(text), now_step * TOTP_STEP_MS + 1234, last, ret);
}

static void
window_is_one_step(void **state)
{
	static const struct {
		int64_t off;
		bool good;
	} t[] = { { -2, false }, { -1, true }, { 0, true }, { 1, true }, { 2, false } };
	int64_t step;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(t); i++) {
		step = -1;
		assert_int_equal(check(50000000 + t[i].off, 50000000, 0, &step), t[i].good);
		assert_int_equal(step, t[i].good ? 50000000 + t[i].off : -1);
	}
}

/* A step at or before the last one used is refused, though its code still stands in the window. */
static void
no_step_twice(void **state)
{
	int64_t step;

	(void)state;
	assert_true(check(50000000, 50000000, 49999999, &step));
	assert_false(check(50000000, 50000000, 50000000, &step));
	assert_false(check(49999999, 50000000, 50000000, &step));
	assert_true(check(50000001, 50000000, 50000000, &step));
}

static void
malformed_is_refused(void **state)
{
	static const char *const t[] = { "", "12345", "1234567", "12345a", "-12345", "１２３４５６",
		"+12345" };
	int64_t step;
	char text[16];

	(void)state;
	for (size_t i = 0; i < N_ELEMS(t); i++)
		assert_false(totp_check(SECRET, slice_of(t[i]), 1500000000000, 0, &step));
	snprintf(text, sizeof(text), " %03u %03u ", totp_code(SECRET, 7, 6) / 1000,
	    totp_code(SECRET, 7, 6) % 1000);
	assert_true(
	    totp_check(SECRET, slice_of(text), 7 * TOTP_STEP_MS, 0, &step)); /* as phones show it */
}

static void
uri_is_escaped(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_string_equal(totp_uri(&a, S("JBSWY3DP"), S("li@a&b=c"), "luan").p,
	    "otpauth://totp/"
	    "luan:li%40a%26b%3Dc?secret=JBSWY3DP&issuer=luan&algorithm=SHA1&digits=6&period=30");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rfc_vectors),
		cmocka_unit_test(hotp_vectors),
		cmocka_unit_test(window_is_one_step),
		cmocka_unit_test(no_step_twice),
		cmocka_unit_test(malformed_is_refused),
		cmocka_unit_test(uri_is_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
