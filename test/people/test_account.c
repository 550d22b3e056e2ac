/* SPDX-License-Identifier: Apache-2.0 */
#include "house.h"
#include "people/credential.h"

#define NEXT "Oak-%d-table-Room"

static struct who
who_of(const struct sign_in *s, int64_t person)
{
	return (struct who){ .person = person, .session = s->session.id };
}

static enum err
change(struct house *h, const struct who *w, const char *old, const char *new)
{
	struct password_change x = { .who = w,
		.old = slice_of(old),
		.new = slice_of(new),
		.peer = S("192.0.2.7"),
		.request_id = "test" };

	return password_change(h->people, &x, &h->arena);
}

/* A made password opens nothing but its own change. */
static void
first_password_must_change(void **state)
{
	struct house *h = *state;
	struct account_new n = { .user = S("chen"), .unit = h->east, .roles = R_officer };
	struct account_made m;
	struct sign_in s;
	struct session_ask own;
	const struct who *w;
	struct session_view v;

	assert_int_equal(account_add(h->engine, &n, &m), E_OK);
	assert_int_equal(strlen(m.password), 19);
	assert_int_equal(house_sign_in(h, "chen", m.password, NULL, &s), E_OK);
	assert_int_equal(house_check(h, &s), E_PASSWORD_OLD);
	own = (struct session_ask){ .token = slice_of(s.session.token), .own = true };
	assert_int_equal(session_check(h->people, &own, &w, &v), E_OK);
	assert_true(v.must_change);
	assert_int_equal(change(h, w, m.password, "too short"), E_WEAK_PASSWORD);
	assert_int_equal(change(h, w, m.password, m.password), E_WEAK_PASSWORD);
	assert_int_equal(change(h, w, m.password, GOOD_PASSWORD), E_OK);
	who_release(w);
	assert_int_equal(house_check(h, &s), E_OK);
	assert_int_equal(house_sign_in(h, "chen", m.password, NULL, NULL), E_BAD_CREDENTIALS);
	assert_int_equal(house_sign_in(h, "chen", GOOD_PASSWORD, NULL, NULL), E_OK);
}

static void
not_one_of_the_last_five(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");
	struct who w = who_of(&s, h->li);
	char old[40] = GOOD_PASSWORD, new[40];

	for (int i = 0; i < 4; i++) {
		house_go(h, MINUTE_MS);
		snprintf(new, sizeof(new), NEXT, i);
		assert_int_equal(change(h, &w, old, new), E_OK);
		snprintf(old, sizeof(old), "%s", new);
	}
	assert_int_equal(change(h, &w, old, GOOD_PASSWORD), E_WEAK_PASSWORD);	/* the fifth last */
	snprintf(new, sizeof(new), NEXT, 1);
	assert_int_equal(change(h, &w, old, new), E_WEAK_PASSWORD);
	house_go(h, MINUTE_MS);
	snprintf(new, sizeof(new), NEXT, 4);
	assert_int_equal(change(h, &w, old, new), E_OK);
	assert_int_equal(change(h, &w, new, GOOD_PASSWORD), E_OK); /* now the sixth last */
}

static void
change_ends_other_sessions(void **state)
{
	struct house *h = *state;
	struct sign_in here = house_in(h, "li"), there = house_in(h, "li");
	struct who w = who_of(&here, h->li);

	assert_int_equal(change(h, &w, "wrong", "Oak-9-table-Room"), E_BAD_CREDENTIALS);
	assert_int_equal(house_check(h, &there), E_OK);
	assert_int_equal(change(h, &w, GOOD_PASSWORD, "Oak-9-table-Room"), E_OK);
	assert_int_equal(house_check(h, &here), E_OK);
	assert_int_equal(house_check(h, &there), E_NOT_SIGNED_IN);
}

/* A stolen session must not be a way to try passwords without end. */
static void
old_password_cannot_be_guessed(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");
	struct who w = who_of(&s, h->li);

	for (int i = 0; i < 5; i++)
		assert_int_equal(change(h, &w, "wrong", "Oak-9-table-Room"), E_BAD_CREDENTIALS);
	assert_int_equal(change(h, &w, GOOD_PASSWORD, "Oak-9-table-Room"), E_LOCKED);
}

static void
admins_must_enrol(void **state)
{
	struct house *h = *state;
	struct sign_in admin, li;
	struct session_ask own;
	const struct who *w;
	struct session_view v;

	house_set(h, SET_totp_admins, 1);
	admin = house_in(h, "admin");
	li = house_in(h, "li");
	assert_int_equal(house_check(h, &admin), E_TOTP_ENROL);
	assert_int_equal(house_check(h, &li), E_OK);
	own = (struct session_ask){ .token = slice_of(admin.session.token), .own = true };
	assert_int_equal(session_check(h->people, &own, &w, &v), E_OK);
	assert_true(v.must_enrol);
	who_release(w);
	house_set(h, SET_totp_admins, 0);
}

static void
passwords_may_age(void **state)
{
	struct house *h = *state;
	struct sign_in s;

	house_set(h, SET_password_days, 10);
	house_go(h, 10 * DAY_MS - 1);
	s = house_in(h, "li");
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, 1);
	s = house_in(h, "li");
	assert_int_equal(house_check(h, &s), E_PASSWORD_OLD);
	house_set(h, SET_password_days, 0);
}

/* Thirty days without a sign-in lock an account; not that of the last who could unlock it. */
static void
unused_is_locked(void **state)
{
	struct house *h = *state;

	house_go(h, 29 * DAY_MS);
	assert_int_equal(house_sign_in(h, "wang", GOOD_PASSWORD, NULL, NULL), E_OK);
	house_go(h, DAY_MS - 1);
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM person WHERE state = 'locked'"), 0);
	house_go(h, 1);
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM person WHERE state = 'locked'"),
	    3); /* admin, auditor, li */
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM person WHERE state = 'active' AND "
					"\"user\" IN ('secadmin', 'wang')"),
	    2);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, NULL), E_LOCKED);
	assert_int_equal(account_unlock(h->engine, S("li")), E_OK);
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(house_sign_in(h, "li", GOOD_PASSWORD, NULL, NULL),
	    E_OK); /* unlocking began the days anew */
}

static void
command_line(void **state)
{
	struct house *h = *state;
	struct account_new bad[] = {
		{ .user = S("X"), .roles = R_officer },
		{ .user = S("has space"), .roles = R_officer },
		{ .user = S("9lives") },
	};
	struct account_new weak = { .user = S("qian"), .password = S("password") };
	struct account_new twice = { .user = S("li") };
	struct account_new both = { .user = S("qian"), .roles = R_sysadmin | R_auditor };
	struct account_made m;
	struct sign_in s = house_in(h, "li");
	struct buf b;
	int64_t made;

	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_int_equal(account_add(h->engine, &bad[i], &m), E_BAD_VALUE);
	assert_int_equal(account_add(h->engine, &weak, &m), E_WEAK_PASSWORD);
	assert_int_equal(account_add(h->engine, &twice, &m), E_EXISTS);
	assert_int_equal(account_add(h->engine, &both, &m), E_SEPARATION);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM person WHERE \"user\" = 'qian'"),
	    0); /* nothing half done */
	assert_int_equal(account_password(h->engine, S("li"), (struct slice){ NULL, 0 }, &m), E_OK);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
	assert_int_equal(
	    account_password(h->engine, S("nobody"), (struct slice){ NULL, 0 }, &m), E_NOT_FOUND);
	buf_init(&b, MIB(1));
	assert_int_equal(account_list(h->engine, &b), E_OK);
	assert_non_null(memmem(b.p, b.n, "li ", 3));
	assert_non_null(memmem(b.p, b.n, "officer@", 8));
	assert_null(memmem(b.p, b.n, "argon2", 6));
	buf_free(&b);
	assert_int_equal(admin_demo(h->engine, h->east, S("Demo-lamp-2019"), &made), E_OK);
	assert_int_equal(
	    made, ROLE_COUNT - 1 - 2); /* no citizen; secadmin and auditor are there already */
	assert_int_equal(house_sign_in(h, "dispatcher", "Demo-lamp-2019", NULL, NULL), E_OK);
	assert_int_equal(admin_demo(h->engine, h->east, S("Demo-lamp-2019"), &made), E_OK);
	assert_int_equal(made, 0);
}

/* luan init: three administrators who are three people; the made passwords must be changed. */
static void
first_administrators(void **state)
{
	struct house *h = *state;
	struct admin_first first[ADMINS_FIRST];
	static const char *const name[] = { "admin", "secadmin", "auditor" };
	struct sign_in s;

	assert_int_equal(admin_first(h->engine, S("password"), first), E_WEAK_PASSWORD);
	assert_int_equal(admin_first(h->engine, S(GOOD_PASSWORD), first), E_OK);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM unit"), 1);
	for (int i = 0; i < ADMINS_FIRST; i++) {
		assert_string_equal(first[i].user, name[i]);
		assert_int_equal(strlen(first[i].made.password), i ? 19 : 0);
		assert_int_equal(
		    house_sign_in(h, name[i], i ? first[i].made.password : GOOD_PASSWORD, NULL, &s),
		    E_OK);
		assert_int_equal(house_check(h, &s), i ? E_PASSWORD_OLD : E_OK);
	}
	assert_int_equal(admin_first(h->engine, S(GOOD_PASSWORD), first), E_EXISTS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    first_password_must_change, house_open, house_close),
		cmocka_unit_test_setup_teardown(not_one_of_the_last_five, house_open, house_close),
		cmocka_unit_test_setup_teardown(
		    change_ends_other_sessions, house_open, house_close),
		cmocka_unit_test_setup_teardown(
		    old_password_cannot_be_guessed, house_open, house_close),
		cmocka_unit_test_setup_teardown(admins_must_enrol, house_open, house_close),
		cmocka_unit_test_setup_teardown(passwords_may_age, house_open, house_close),
		cmocka_unit_test_setup_teardown(unused_is_locked, house_open, house_close),
		cmocka_unit_test_setup_teardown(command_line, house_open, house_close),
		cmocka_unit_test_setup_teardown(first_administrators, house_empty, house_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
