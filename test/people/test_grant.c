/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include "house.h"

static const unsigned admins[] = { R_sysadmin, R_secadmin, R_auditor };

static int64_t
ask_one(struct house *h, int64_t holder, unsigned role)
{
	int64_t id;

	assert_int_equal(house_ask(h, h->secadmin, holder, role, h->detachment, 0, &id), E_OK);
	return id;
}

/* A second security administrator, so that one may ask and the other approve. */
static int64_t
second_secadmin(struct house *h)
{
	return house_person(h, "zhao", R_secadmin, h->detachment);
}

/* GB/T 22239: system, security and audit administration are three people, in whatever order they
 * are asked for. */
static void
three_are_three(void **state)
{
	struct house *h = *state;
	int64_t zhao = second_secadmin(h), p, one, two;
	char user[16];

	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++) {
			if (i == k)
				continue;
			snprintf(user, sizeof(user), "p%d%d", i, k);
			p = house_person(h, user, 0, h->detachment);
			one = ask_one(h, p, admins[i]);
			two = ask_one(h, p, admins[k]); /* asked while neither was in force */
			assert_int_equal(house_fire(h, zhao, &grant_record, one, "approve"), E_OK);
			assert_int_equal(
			    house_fire(h, zhao, &grant_record, two, "approve"), E_SEPARATION);
			assert_int_equal(
			    house_ask(h, h->secadmin, p, admins[k], h->detachment, 0, &two),
			    E_SEPARATION);
		}
	assert_int_equal(
	    house_count(h,
		"SELECT COUNT(*) FROM (SELECT person FROM \"grant\" WHERE state = 'in_force'"
		" AND role IN ('sysadmin', 'secadmin', 'auditor') GROUP BY person HAVING "
		"COUNT(DISTINCT role) > 1) x"),
	    0);
}

/* One after the other is allowed: what has ended does not bind. */
static void
after_the_other(void **state)
{
	struct house *h = *state;
	int64_t zhao = second_secadmin(h), one = ask_one(h, h->li, R_sysadmin), two;

	assert_int_equal(house_fire(h, zhao, &grant_record, one, "approve"), E_OK);
	assert_int_equal(house_fire(h, zhao, &grant_record, one, "end"), E_OK);
	two = ask_one(h, h->li, R_auditor);
	assert_int_equal(house_fire(h, zhao, &grant_record, two, "approve"), E_OK);
}

struct racer {
	struct house *h;
	int64_t approver, id;
	enum err e;
	pthread_barrier_t *start;
};

static void *
race(void *arg)
{
	struct racer *r = arg;

	pthread_barrier_wait(r->start);
	r->e = house_fire(r->h, r->approver, &grant_record, r->id, "approve");
	return NULL;
}

/* Two approvals of two administrators' roles for one person at the same moment: exactly one
 * holds. */
static void
race_of_two_approvals(void **state)
{
	struct house *h = *state;
	int64_t zhao = second_secadmin(h), p;
	char user[16];

	for (int i = 0; i < 8; i++) {
		struct racer r[2] = { { .h = h, .approver = zhao }, { .h = h, .approver = zhao } };
		pthread_barrier_t start;
		pthread_t t[2];

		snprintf(user, sizeof(user), "racer%d", i);
		p = house_person(h, user, 0, h->detachment);
		r[0].id = ask_one(h, p, R_sysadmin);
		r[1].id = ask_one(h, p, R_auditor);
		pthread_barrier_init(&start, NULL, 2);
		for (int k = 0; k < 2; k++) {
			r[k].start = &start;
			assert_int_equal(pthread_create(&t[k], NULL, race, &r[k]), 0);
		}
		for (int k = 0; k < 2; k++)
			pthread_join(t[k], NULL);
		pthread_barrier_destroy(&start);
		assert_true((r[0].e == E_OK) != (r[1].e == E_OK));
		assert_int_equal(r[0].e ? r[0].e : r[1].e, E_SEPARATION);
	}
}

static void
nobody_approves_his_own(void **state)
{
	struct house *h = *state;
	int64_t zhao = second_secadmin(h), id = ask_one(h, h->li, R_reviewer);

	assert_int_equal(house_fire(h, h->secadmin, &grant_record, id, "approve"),
	    E_SECOND_PERSON); /* he asked */
	assert_int_equal(house_fire(h, h->admin, &grant_record, id, "approve"),
	    E_NOT_FOUND); /* no business of his */
	assert_int_equal(house_fire(h, h->wang, &grant_record, id, "approve"), E_NOT_FOUND);
	assert_int_equal(house_fire(h, zhao, &grant_record, id, "approve"), E_OK);
	id = ask_one(h, zhao, R_reviewer);
	assert_int_equal(house_fire(h, zhao, &grant_record, id, "approve"),
	    E_SECOND_PERSON); /* he would hold it */
}

static void
asked_for_the_own_subtree(void **state)
{
	struct house *h = *state;
	int64_t id, other = house_person(h, "sun", R_officer, h->west);

	assert_int_equal(house_ask(h, h->wang, h->li, R_reviewer, h->east, 0, &id), E_OK);
	assert_int_equal(house_ask(h, h->wang, h->li, R_reviewer, h->squadron, 0, &id), E_OK);
	assert_int_equal(house_ask(h, h->wang, h->li, R_reviewer, h->west, 0, &id), E_FORBIDDEN);
	assert_int_equal(
	    house_ask(h, h->wang, h->li, R_reviewer, h->detachment, 0, &id), E_FORBIDDEN);
	assert_int_equal(house_ask(h, h->wang, other, R_reviewer, h->east, 0, &id),
	    E_BAD_VALUE); /* not one of his */
	assert_int_equal(house_ask(h, h->li, h->li, R_reviewer, h->squadron, 0, &id), E_FORBIDDEN);
}

static void
last_one_stays(void **state)
{
	struct house *h = *state;
	int64_t grant = house_count(h, "SELECT id FROM \"grant\" WHERE role = 'secadmin'"), zhao;

	assert_int_equal(house_fire(h, h->secadmin, &grant_record, grant, "end"), E_LAST_ONE);
	assert_int_equal(house_fire(h, h->admin, &person_record, h->secadmin, "lock"), E_LAST_ONE);
	assert_int_equal(house_fire(h, h->admin, &person_record, h->secadmin, "leave"), E_LAST_ONE);
	zhao = second_secadmin(h);
	assert_int_equal(house_fire(h, h->admin, &person_record, h->secadmin, "lock"), E_OK);
	grant = house_count(h, "SELECT MAX(id) FROM \"grant\" WHERE role = 'secadmin'");
	assert_int_equal(house_fire(h, zhao, &grant_record, grant, "end"),
	    E_LAST_ONE); /* a locked one does not count */
}

/* Two security administrators end each other at the same moment: one of them stays. */
static void *
end_other(void *arg)
{
	struct racer *r = arg;

	pthread_barrier_wait(r->start);
	r->e = house_fire(r->h, r->approver, &grant_record, r->id, "end");
	return NULL;
}

static void
race_of_the_last_two(void **state)
{
	struct house *h = *state;
	int64_t zhao = second_secadmin(h);
	int64_t first = house_count(h, "SELECT MIN(id) FROM \"grant\" WHERE role = 'secadmin'");
	int64_t second = house_count(h, "SELECT MAX(id) FROM \"grant\" WHERE role = 'secadmin'");
	struct racer r[2] = { { .h = h, .approver = zhao, .id = first },
		{ .h = h, .approver = h->secadmin, .id = second } };
	pthread_barrier_t start;
	pthread_t t[2];

	pthread_barrier_init(&start, NULL, 2);
	for (int k = 0; k < 2; k++) {
		r[k].start = &start;
		assert_int_equal(pthread_create(&t[k], NULL, end_other, &r[k]), 0);
	}
	for (int k = 0; k < 2; k++)
		pthread_join(t[k], NULL);
	pthread_barrier_destroy(&start);
	assert_true(r[0].e == E_OK || r[1].e == E_OK);
	assert_int_equal(
	    house_count(
		h, "SELECT COUNT(*) FROM \"grant\" WHERE role = 'secadmin' AND state = 'in_force'"),
	    1);
}

static void
lapses_by_itself(void **state)
{
	struct house *h = *state;
	struct sign_in s;
	struct session_ask a;
	const struct who *w;
	int64_t id, zhao = second_secadmin(h);

	assert_int_equal(
	    house_ask(h, h->wang, h->li, R_reviewer, h->east, h->now_ms + 10 * MINUTE_MS, &id),
	    E_OK);
	assert_int_equal(house_fire(h, zhao, &grant_record, id, "approve"), E_OK);
	s = house_in(h, "li");
	a = (struct session_ask){ .token = slice_of(s.session.token) };
	house_go(h, 10 * MINUTE_MS);
	assert_int_equal(session_check(h->people, &a, &w, NULL), E_OK);
	struct call c = { .who = w, .now_ms = h->now_ms };
	assert_false(may(&c, R_reviewer, h->east)); /* at the very end, before any timer */
	who_release(w);
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM \"grant\" WHERE state = 'ended'"), 1);
	assert_int_equal(house_fire(h, h->secadmin, &grant_record, id, "lapse"), E_FORBIDDEN);
}

static void
too_late_to_approve(void **state)
{
	struct house *h = *state;
	int64_t id, zhao = second_secadmin(h);

	assert_int_equal(
	    house_ask(h, h->wang, h->li, R_reviewer, h->east, h->now_ms, &id), E_BAD_VALUE);
	assert_int_equal(
	    house_ask(h, h->wang, h->li, R_reviewer, h->east, h->now_ms + MINUTE_MS, &id), E_OK);
	house_go(h, MINUTE_MS);
	assert_int_equal(house_fire(h, zhao, &grant_record, id, "approve"), E_GUARD);
}

/* Grants do not outlive the post. */
static void
leaving_ends_grants(void **state)
{
	struct house *h = *state;
	int64_t id;

	assert_int_equal(house_ask(h, h->wang, h->li, R_reviewer, h->east, 0, &id), E_OK);
	assert_int_equal(house_fire(h, h->admin, &person_record, h->li, "leave"), E_OK);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM \"grant\" g JOIN person p ON p.id = "
					"g.person WHERE p.\"user\" = 'li'"
					" AND g.state IN ('requested', 'in_force')"),
	    0);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM \"grant\" g JOIN person p ON p.id = "
					"g.person WHERE p.\"user\" = 'li'"),
	    2);
}

/* ---- break-glass ---- */

static enum err
take(struct call *c, void *ctx)
{
	struct house *h = ctx;
	struct row *b = row_new(c->arena, &break_glass_record);

	b->unit = h->west;
	b->state = break_glass_is_taken;
	row_set_text(b, break_glass_role, S("case_officer"));
	row_set_text(b, break_glass_purpose, S("pursuit across the border"));
	row_set_int(b, break_glass_persons, 1);
	return record_create(c, b);
}

static bool
li_may(struct house *h, const struct sign_in *s)
{
	struct session_ask a = { .token = slice_of(s->session.token) };
	struct call c = { .now_ms = h->now_ms };
	bool ok;

	assert_int_equal(session_check(h->people, &a, &c.who, NULL), E_OK);
	ok = may(&c, R_case_officer, h->west);
	who_release(c.who);
	return ok;
}

static void
run_rules(struct house *h)
{
	for (int i = 0; i < h->engine->pages->nrule; i++) {
		reader_scoped conn = NULL;
		struct call c;
		int64_t open;

		assert_int_equal(db_reader(h->engine->db, &conn), E_OK);
		call_system(&c, h->engine, &h->arena, conn, NULL);
		assert_int_equal(rule_run(&c, h->engine->pages->rule[i], &open), E_OK);
	}
}

static void
break_glass_life(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");
	int64_t id;

	assert_false(li_may(h, &s));
	assert_int_equal(house_as(h, h->li, take, h), E_OK);
	assert_true(li_may(h, &s));				/* at once */
	assert_int_equal(house_as(h, h->li, take, h), E_EXISTS);
	id = house_count(h, "SELECT id FROM break_glass");
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM audit WHERE verb = 'break_glass'"), 1);
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM notice WHERE state = 'published'"), 1); /* once */
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM receipt WHERE state = 'urgent'"), 2);
	run_rules(h);
	assert_int_equal(
	    house_count(
		h, "SELECT COUNT(*) FROM finding WHERE state = 'open' AND about = 'break_glass'"),
	    2);
	assert_int_equal(house_fire(h, h->auditor, &break_glass_record, id, "review"), E_NO_STEP);
	for (int i = 0; i < 16; i++) {
		house_go(h, 15 * MINUTE_MS - (i == 15));
		assert_true(li_may(h, &s));
	}
	house_go(h, 1);
	assert_false(li_may(h, &s));				/* four hours, to the millisecond */
	assert_int_equal(people_tick(h->people), E_OK);
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM break_glass WHERE state = 'expired'"), 1);
	assert_int_equal(house_fire(h, h->auditor, &break_glass_record, id, "review"), E_OK);
	run_rules(h);
	assert_int_equal(house_count(h, "SELECT COUNT(*) FROM finding WHERE state = 'open'"), 0);
}

static void
break_glass_given_back(void **state)
{
	struct house *h = *state;
	struct sign_in s = house_in(h, "li");
	int64_t id;

	assert_int_equal(house_as(h, h->li, take, h), E_OK);
	id = house_count(h, "SELECT id FROM break_glass");
	assert_int_equal(house_fire(h, h->wang, &break_glass_record, id, "give_back"), E_FORBIDDEN);
	assert_int_equal(house_fire(h, h->wang, &break_glass_record, id, "stop"), E_FORBIDDEN);
	assert_int_equal(house_fire(h, h->auditor, &break_glass_record, id, "stop"), E_OK);
	assert_false(li_may(h, &s));
	assert_int_equal(house_fire(h, h->li, &break_glass_record, id, "review"), E_FORBIDDEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(three_are_three, house_open, house_close),
		cmocka_unit_test_setup_teardown(after_the_other, house_open, house_close),
		cmocka_unit_test_setup_teardown(race_of_two_approvals, house_open, house_close),
		cmocka_unit_test_setup_teardown(nobody_approves_his_own, house_open, house_close),
		cmocka_unit_test_setup_teardown(asked_for_the_own_subtree, house_open, house_close),
		cmocka_unit_test_setup_teardown(last_one_stays, house_open, house_close),
		cmocka_unit_test_setup_teardown(race_of_the_last_two, house_open, house_close),
		cmocka_unit_test_setup_teardown(lapses_by_itself, house_open, house_close),
		cmocka_unit_test_setup_teardown(too_late_to_approve, house_open, house_close),
		cmocka_unit_test_setup_teardown(leaving_ends_grants, house_open, house_close),
		cmocka_unit_test_setup_teardown(break_glass_life, house_open, house_close),
		cmocka_unit_test_setup_teardown(break_glass_given_back, house_open, house_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
