/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>
#include "house.h"

static void
idle_ends_it(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");

	house_go(h, 30 * MINUTE_MS - 1);
	assert_int_equal(house_check(h, &s), E_OK);		/* which counts as use */
	house_go(h, 30 * MINUTE_MS - 1);
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, 30 * MINUTE_MS);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(session_count(h->people), 0);
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM session WHERE ended_why = 'expired'"), 1);
	house_go(h, -HOUR);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN); /* what has ended never comes back */
}

static void
twelve_hours_end_it(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");

	for (int i = 0; i < 12 * 4 - 1; i++) {
		house_go(h, 15 * MINUTE_MS);
		assert_int_equal(house_check(h, &s), E_OK);
	}
	house_go(h, 15 * MINUTE_MS - 1);
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, 1);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
}

static void
lengths_are_settings(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");

	house_set(h, SET_idle_min, 5);
	house_go(h, 5 * MINUTE_MS - 1);
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, 5 * MINUTE_MS);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
	house_set(h, SET_idle_min, 30);
}

/* Eleven hours pass, then somebody sets the clock back: the twelfth hour is not given again. */
static void
clock_set_back(void **state)
{
	struct house *h = *state;
	struct sign_in s;

	house_set(h, SET_idle_min, 480);
	s = house_in(h, "li");
	house_go(h, 7 * HOUR);
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, 4 * HOUR + 59 * MINUTE_MS);
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, -10 * HOUR);
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, 10 * HOUR + 2 * MINUTE_MS);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
	house_set(h, SET_idle_min, 30);
}

static void
clock_set_back_over_a_restart(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");

	house_go(h, 20 * MINUTE_MS);
	assert_int_equal(house_check(h, &s), E_OK);
	assert_int_equal(people_tick(h->people), E_OK);		/* last_seen_at reaches the disk */
	house_reopen(h);
	assert_int_equal(house_check(h, &s), E_OK);
	house_go(h, -10 * MINUTE_MS);
	house_reopen(h);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM session WHERE ended_why = 'clock'"), 1);
}

static void
restart_keeps_sessions(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li"), other = house_in(h, "wang");

	house_go(h, 10 * MINUTE_MS);
	assert_int_equal(house_check(h, &s), E_OK);
	assert_int_equal(people_tick(h->people), E_OK);
	house_reopen(h);
	house_go(h, 25 * MINUTE_MS);
	assert_int_equal(house_check(h, &s), E_OK);
	assert_int_equal(house_check(h, &other), E_NOT_SIGNED_IN);	/* idle since 35 minutes */
}

static void
csrf_with_the_cookie(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li"), other = house_in(h, "wang");
	struct session_ask a = { .token = slice_of(s.session.token), .cookie = true };
	struct session_view v, w;
	const struct who *who;

	assert_int_equal(session_check(h->people, &a, &who, &v), E_OK);	/* a read needs none */
	who_release(who);
	a.changes = true;
	assert_int_equal(session_check(h->people, &a, &who, NULL), E_CSRF);
	a.csrf = slice_of(v.csrf);
	assert_int_equal(session_check(h->people, &a, &who, NULL), E_OK);
	who_release(who);
	a.token = slice_of(other.session.token);			/* of another session */
	assert_int_equal(session_check(h->people, &a, &who, NULL), E_CSRF);
	a.csrf = (struct slice){ NULL, 0 };
	a.cookie = false; /* a bearer cannot be sent by another site */
	assert_int_equal(session_check(h->people, &a, &who, &w), E_OK);
	who_release(who);
	assert_string_not_equal(v.csrf, w.csrf);
}

static void
no_such_token(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");
	struct session_ask a = { .token = { NULL, 0 } };
	const struct who *who;

	assert_int_equal(session_check(h->people, &a, &who, NULL), E_NOT_SIGNED_IN);
	s.session.token[5] ^= 1;
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
	a.token = (struct slice){ s.session.token, SESSION_TOKEN - 1 };
	assert_int_equal(session_check(h->people, &a, &who, NULL), E_NOT_SIGNED_IN);
}

/* A lock ends the person's sessions with the step itself. */
static void
lock_ends_sessions_at_once(void **state)
{
	struct house *h = *state;
	struct sign_in a = house_in(h, "li"), b = house_in(h, "li"), other = house_in(h, "wang");

	assert_int_equal(house_fire(h, h->secadmin, &person_record, h->li, "lock"), E_OK);
	assert_int_equal(house_check(h, &a), E_NOT_SIGNED_IN);
	assert_int_equal(house_check(h, &b), E_NOT_SIGNED_IN);
	assert_int_equal(house_check(h, &other), E_OK);
	assert_int_equal(house_fire(h, h->secadmin, &person_record, h->li, "unlock"), E_OK);
	assert_int_equal(house_check(h, &a), E_NOT_SIGNED_IN);
}

/* A grant holds from the next request on, and is gone with the next request after its end. */
static void
grants_take_effect_at_once(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");
	struct session_ask a = { .token = slice_of(s.session.token) };
	const struct who *before, *after;
	int64_t id;

	assert_int_equal(session_check(h->people, &a, &before, NULL), E_OK);
	assert_int_equal(house_ask(h, h->wang, h->li, R_reviewer, h->east, 0, &id), E_OK);
	assert_int_equal(house_fire(h, h->secadmin, &grant_record, id, "approve"), E_OK);
	assert_int_equal(session_check(h->people, &a, &after, NULL), E_OK);
	assert_int_equal(before->ngrant, 1); /* who was handed out stays as it was */
	assert_int_equal(after->ngrant, 2);
	assert_int_equal(after->grant[1].role, R_reviewer);
	who_release(before);
	who_release(after);
	assert_int_equal(house_fire(h, h->secadmin, &grant_record, id, "end"), E_OK);
	assert_int_equal(session_check(h->people, &a, &after, NULL), E_OK);
	assert_int_equal(after->ngrant, 1);
	who_release(after);
}

static void
only_so_many_each(void **state)
{
	struct house *h = *state;
	struct sign_in s[3];

	house_set(h, SET_sessions_each, 2);
	for (int i = 0; i < 3; i++) {
		s[i] = house_in(h, "li");
		house_go(h, MINUTE_MS);
	}
	assert_int_equal(house_check(h, &s[0]), E_NOT_SIGNED_IN);	/* the oldest made room */
	assert_int_equal(house_check(h, &s[1]), E_OK);
	assert_int_equal(house_check(h, &s[2]), E_OK);
	house_set(h, SET_sessions_each, 10);
}

/* Many threads ask while sessions and grants come and go: nothing is freed under a reader. */
struct hammer {
	struct house *h;
	struct slice token;
	_Atomic bool stop;
	_Atomic int64_t good, other;
};

static void *
hammer(void *arg)
{
	struct hammer *x = arg;
	struct session_ask a = { .token = x->token };
	const struct who *w;

	while (!x->stop) {
		if (session_check(x->h->people, &a, &w, NULL)) {
			x->other++;
			continue;
		}
		if (w->person != x->h->li)
			x->other += 1000;
		x->good++;
		who_release(w);
	}
	return NULL;
}

static void
readers_and_changes(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li"), other;
	struct hammer x = { .h = h, .token = slice_of(s.session.token) };
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&t[i], NULL, hammer, &x), 0);
	for (int i = 0; i < 5; i++) {
		other = house_in(h, "wang");
		for (int k = 0; k < 20; k++)
			session_recheck(h->people);
		session_drop(h->people, other.session.id);
		assert_int_equal(people_tick(h->people), E_OK);
	}
	x.stop = true;
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert_true(x.good > 0);
	assert_int_equal(x.other, 0);
}

/* Two servers on one store: a session made at one is good at the other, and ends there too. */
static void
two_servers(void **state)
{
	struct house *h = *state;
	struct engine_options o = { .data_dir = h->dir, .store_url = getenv("LUAN_TEST_STORE"),
		.file_budget = MIB(16) };
	struct house other = *h;
	struct sign_in s;

	if (!o.store_url) {
		print_message("# skipped: an embedded store has one server\n");
		return;
	}
	assert_int_equal(engine_open(&other.engine, &o, h->engine->pages), E_OK);
	assert_int_equal(people_open(&other.people, other.engine), E_OK);
	s = house_in(h, "li");
	assert_int_equal(house_check(&other, &s), E_OK);
	assert_int_equal(people_tick(other.people), E_OK);
	assert_int_equal(house_fire(h, h->secadmin, &person_record, h->li, "lock"), E_OK);
	assert_int_equal(house_check(h, &s), E_NOT_SIGNED_IN);
	assert_int_equal(people_tick(other.people), E_OK);
	assert_int_equal(house_check(&other, &s), E_NOT_SIGNED_IN);
	people_close(other.people);
	engine_close(other.engine);
}

/* Not a pass or fail of speed but of kind: asking must not go to the store. */
static void
asking_reads_no_store(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");
	struct db_stats before, after;
	int64_t t;

	assert_int_equal(house_check(h, &s), E_OK);
	db_stats(h->engine->db, &before);
	t = clock_mono_ms();
	for (int i = 0; i < 100000; i++)
		assert_int_equal(house_check(h, &s), E_OK);
	t = clock_mono_ms() - t;
	db_stats(h->engine->db, &after);
	assert_int_equal(after.read_loans, before.read_loans);
	print_message("# session_check: %lld ns\n", (long long)(t * 10));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(idle_ends_it, house_open, house_close),
		cmocka_unit_test_setup_teardown(twelve_hours_end_it, house_open, house_close),
		cmocka_unit_test_setup_teardown(lengths_are_settings, house_open, house_close),
		cmocka_unit_test_setup_teardown(clock_set_back, house_open, house_close),
		cmocka_unit_test_setup_teardown(
		    clock_set_back_over_a_restart, house_open, house_close),
		cmocka_unit_test_setup_teardown(restart_keeps_sessions, house_open, house_close),
		cmocka_unit_test_setup_teardown(csrf_with_the_cookie, house_open, house_close),
		cmocka_unit_test_setup_teardown(no_such_token, house_open, house_close),
		cmocka_unit_test_setup_teardown(
		    lock_ends_sessions_at_once, house_open, house_close),
		cmocka_unit_test_setup_teardown(
		    grants_take_effect_at_once, house_open, house_close),
		cmocka_unit_test_setup_teardown(only_so_many_each, house_open, house_close),
		cmocka_unit_test_setup_teardown(readers_and_changes, house_open, house_close),
		cmocka_unit_test_setup_teardown(two_servers, house_open, house_close),
		cmocka_unit_test_setup_teardown(asking_reads_no_store, house_open, house_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
