/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include "house.h"
#include "base/hash.h"
#include "people/password.h"
#include "people/second_factor.h"
#include "people/totp.h"

static void
right_and_wrong(void **state)
{
	struct house *h = *state;
	struct sign_in s;

	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_OK);
	assert_int_equal(strlen(s.session.token), SESSION_TOKEN);
	assert_int_equal(house_check(h, &s), E_OK);
	assert_int_equal(
	    house_sign_in(h, "LI", GOOD_PASSWORD, NULL, &s), E_OK); /* names as people type them */
	assert_int_equal(house_sign_in(h, "li", "wrong", NULL, NULL), E_BAD_CREDENTIALS);
	assert_int_equal(house_sign_in(h, "nobody", GOOD_PASSWORD, NULL, NULL), E_BAD_CREDENTIALS);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM audit WHERE verb = 'sign_in'"), 2);
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM audit WHERE verb = 'sign_in_failed'"), 2);
}

/* A name that exists and one that does not go through the same answers: five wrong ones, then a
 * wait that doubles. */
static void
lock_tells_nothing(void **state)
{
	struct house *h = *state;
	static const char *const name[] = { "li", "nobody" };
	struct sign_in s;

	for (size_t k = 0; k < 2; k++) {
		for (int i = 0; i < 5; i++)
			assert_int_equal(
			    house_sign_in(h, name[k], "wrong", NULL, &s), E_BAD_CREDENTIALS);
		assert_int_equal(house_sign_in(h, name[k], GOOD_PASSWORD, NULL, &s), E_LOCKED);
		assert_int_equal(s.wait_s, 60);
	}
	house_go(h, MINUTE_MS - 1);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_LOCKED);
	assert_int_equal(s.wait_s, 1);
	house_go(h, 1);
	for (size_t k = 0; k < 2; k++) {
		assert_int_equal(house_sign_in(h, name[k], "wrong", NULL, &s), E_BAD_CREDENTIALS);
		assert_int_equal(house_sign_in(h, name[k], "wrong", NULL, &s), E_LOCKED);
		assert_int_equal(s.wait_s, 120);
	}
	house_go(h, 2 * MINUTE_MS);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_OK);
	assert_int_equal(
	    house_sign_in(h, "li", "wrong", NULL, &s), E_BAD_CREDENTIALS); /* counting began anew */
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_OK);
}

static void
lock_survives_restart(void **state)
{
	struct house *h = *state;
	struct sign_in s;

	for (int i = 0; i < 5; i++)
		assert_int_equal(house_sign_in(h, "li", "wrong", NULL, &s), E_BAD_CREDENTIALS);
	house_reopen(h);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_LOCKED);
	assert_int_equal(account_unlock(h->engine, S("li")), E_OK);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_OK);
}

/* An unknown name costs as much as a known one: the hash is reckoned either way. */
static void
same_time(void **state)
{
	struct house *h = *state;
	static const char *const name[] = { "li", "nobody" };

	assert_false(password_is_old(password_nobodys()));	/* a hash of the same cost */
	for (size_t k = 0; k < 2; k++) {
		uint64_t before = password_compared();
		assert_int_equal(house_sign_in(h, name[k], "wrong", NULL, NULL), E_BAD_CREDENTIALS);
		assert_int_equal(password_compared() - before, 1);
	}
}

static void
people_lock_is_told_to_who_knows_the_password(void **state)
{
	struct house *h = *state;
	struct sign_in s;

	assert_int_equal(house_fire(h, h->secadmin, &person_record, h->li, "lock"), E_OK);
	assert_int_equal(house_sign_in(h, "li", "wrong", NULL, &s), E_BAD_CREDENTIALS);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_LOCKED);
	assert_int_equal(s.wait_s, 0);
	assert_int_equal(house_fire(h, h->admin, &person_record, h->li, "leave"), E_OK);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_BAD_CREDENTIALS);
}

/* ---- second factor ---- */

struct enrol {
	struct house *h;
	struct slice secret, uri, code;
	char recovery[RECOVERY_CODES][RECOVERY_CODE + 1];
};

static enum err
begin(struct call *c, void *ctx)
{
	struct enrol *x = ctx;
	struct slice secret;
	enum err e = second_factor_begin(c, x->h->people, &secret, &x->uri);

	if (e)
		return e;
	x->secret = arena_copy(&x->h->arena, secret);
	return E_OK;
}

static enum err
confirm(struct call *c, void *ctx)
{
	struct enrol *x = ctx;

	return second_factor_confirm(c, x->h->people, x->code, x->recovery);
}

static const char *
code_at(struct house *h, struct slice secret_base32, int64_t step)
{
	struct buf b;
	const char *text;

	buf_init(&b, 64);
	assert_true(base32_decode(&b, secret_base32));
	text = arena_printf(&h->arena, "%06u", totp_code(buf_slice(&b), step, TOTP_DIGITS)).p;
	buf_free(&b);
	return text;
}

static void
enrol(struct house *h, struct enrol *x)
{
	*x = (struct enrol){ .h = h };
	assert_int_equal(house_as(h, h->li, begin, x), E_OK);
	x->code = S("000000");
	if (!strcmp(code_at(h, x->secret, h->now_ms / TOTP_STEP_MS), "000000"))
		x->code = S("111111");
	assert_int_equal(house_as(h, h->li, confirm, x), E_BAD_VALUE);
	x->code = slice_of(code_at(h, x->secret, h->now_ms / TOTP_STEP_MS));
	assert_int_equal(house_as(h, h->li, confirm, x), E_OK);
	session_recheck(h->people);
}

static void
code_is_good_once(void **state)
{
	struct house *h = *state;
	struct enrol x;
	struct sign_in s;
	const char *code;

	enrol(h, &x);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_TOTP_REQUIRED);
	code = code_at(h, x.secret, h->now_ms / TOTP_STEP_MS);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, code, &s),
	    E_BAD_CREDENTIALS); /* used by the enrolment */
	house_go(h, TOTP_STEP_MS);
	code = code_at(h, x.secret, h->now_ms / TOTP_STEP_MS);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, code, &s), E_OK);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, code, &s), E_BAD_CREDENTIALS);
	house_go(h, TOTP_STEP_MS);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, code, &s),
	    E_BAD_CREDENTIALS); /* still in the window */
	assert_int_equal(
	    house_sign_in(h, "li", "wrong", code_at(h, x.secret, h->now_ms / TOTP_STEP_MS), &s),
	    E_BAD_CREDENTIALS);
}

static void
recovery_code_once(void **state)
{
	struct house *h = *state;
	struct enrol x;
	struct sign_in s;

	enrol(h, &x);
	for (int i = 0; i < RECOVERY_CODES; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(x.recovery[i], x.recovery[k]);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, x.recovery[3], &s), E_OK);
	assert_int_equal(
	    house_sign_in(h, "li", GOOD_PASSWORD, x.recovery[3], &s), E_BAD_CREDENTIALS);
	for (char *p = x.recovery[4]; *p; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, x.recovery[4], &s), E_OK);
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM audit WHERE verb = 'recovery_code_used'"), 2);
	house_reopen(h);
	assert_int_equal(
	    house_sign_in(h, "li", GOOD_PASSWORD, x.recovery[3], &s), E_BAD_CREDENTIALS);
}

/* Wrong codes are failures like wrong passwords: who knows the password cannot try them all. */
static void
codes_cannot_be_guessed(void **state)
{
	struct house *h = *state;
	struct enrol x;
	struct sign_in s;

	enrol(h, &x);
	house_go(h, 2 * TOTP_STEP_MS);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(
		    house_sign_in(h, "li", GOOD_PASSWORD, "AAAAA-AAAAA", &s), E_BAD_CREDENTIALS);
		if (i < 4)		/* asking for the code must not reset the count */
			assert_int_equal(
			    house_sign_in(h, "li", GOOD_PASSWORD, NULL, &s), E_TOTP_REQUIRED);
	}
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD,
			     code_at(h, x.secret, h->now_ms / TOTP_STEP_MS), &s),
	    E_LOCKED);
}

/* Nothing secret stands in the tables or the audit as it was typed or shown. */
static void
secrets_are_sealed(void **state)
{
	struct house *h = *state;
	struct sign_in s;
	struct enrol x;
	struct buf b;
	char path[128];
	static char file[1 << 23];
	bool found = false;
	FILE *f;
	size_t n;

	if (getenv("LUAN_TEST_STORE")) {
		print_message("# skipped: the files are the server's; the columns are the same\n");
		return;
	}
	enrol(h, &x);
	s = house_in(h, "wang");
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, x.recovery[0], NULL), E_OK);
	house_reopen(h);		/* everything is in the files */
	buf_init(&b, 64);
	assert_true(base32_decode(&b, x.secret));
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/luan.db%s", h->dir, i ? "-wal" : "");
		f = fopen(path, "r");
		if (!f)
			continue;
		n = fread(file, 1, sizeof(file), f);
		fclose(f);
		assert_null(memmem(file, n, GOOD_PASSWORD, strlen(GOOD_PASSWORD)));
		assert_null(memmem(file, n, s.session.token, SESSION_TOKEN));
		assert_null(memmem(file, n, x.recovery[0], RECOVERY_CODE));
		assert_null(memmem(file, n, b.p, b.n));
		assert_null(memmem(file, n, x.secret.p, x.secret.n));
		found |= memmem(file, n, "$argon2id$", 10) != NULL;
	}
	assert_true(found);		/* the search itself finds things */
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(right_and_wrong, house_open, house_close),
		cmocka_unit_test_setup_teardown(lock_tells_nothing, house_open, house_close),
		cmocka_unit_test_setup_teardown(lock_survives_restart, house_open, house_close),
		cmocka_unit_test_setup_teardown(same_time, house_open, house_close),
		cmocka_unit_test_setup_teardown(
		    people_lock_is_told_to_who_knows_the_password, house_open, house_close),
		cmocka_unit_test_setup_teardown(code_is_good_once, house_open, house_close),
		cmocka_unit_test_setup_teardown(recovery_code_once, house_open, house_close),
		cmocka_unit_test_setup_teardown(codes_cannot_be_guessed, house_open, house_close),
		cmocka_unit_test_setup_teardown(secrets_are_sealed, house_open, house_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
