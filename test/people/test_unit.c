/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/units.h"
#include "house.h"

struct moving {
	int64_t id, parent;
	const char *level, *code;
};

static enum err
move(struct call *c, void *ctx)
{
	struct moving *m = ctx;
	struct row *change = row_new(c->arena, &unit_record), *after;

	row_set_int(change, unit_parent, m->parent);
	return record_patch(c, &unit_record, m->id, 0, change, 1ull << unit_parent, &after);
}

static enum err
create(struct call *c, void *ctx)
{
	struct moving *m = ctx;
	struct row *u = row_new(c->arena, &unit_record);
	enum err e;

	u->state = unit_is_active;
	row_set_text(u, unit_code, slice_of(m->code));
	row_set_text(u, unit_name, S("新单位"));
	row_set_text(u, unit_level, slice_of(m->level));
	if (m->parent)
		row_set_int(u, unit_parent, m->parent);
	row_set_text(u, unit_valid_from, S("2020-01-01"));
	e = record_create(c, u);
	m->id = u->id;
	return e;
}

static void
one_tree(void **state)
{
	struct house *h = *state;
	struct moving root = { .level = "detachment", .code = "370300000009" };
	struct moving t[] = {
		{ .id = h->detachment, .parent = h->squadron },
		{ .id = h->east, .parent = h->east },
		{ .id = h->east, .parent = h->squadron },
	};
	struct moving ok = { .id = h->squadron, .parent = h->west };

	for (size_t i = 0; i < N_ELEMS(t); i++)
		assert_int_equal(house_as(h, h->admin, move, &t[i]), E_BAD_VALUE);
	assert_int_equal(house_as(h, h->admin, create, &root), E_MISSING);	/* a second root */
	assert_int_equal(house_as(h, h->admin, move, &ok), E_OK);
	assert_true(units_within(h->squadron, h->west)); /* in memory at once */
	assert_false(units_within(h->squadron, h->east));
}

static void
kinds_in_order(void **state)
{
	struct house *h = *state;
	static const struct {
		const char *level;
		int below;		/* 0 detachment, 1 east, 2 squadron */
		enum err want;
	} t[] = {
		{ "brigade", 0, E_OK },
		{ "brigade", 1, E_BAD_VALUE },
		{ "squadron", 0, E_OK },
		{ "squadron", 2, E_BAD_VALUE },
		{ "station", 2, E_OK },
		{ "station", 1, E_OK },
		{ "crash_section", 1, E_OK },
		{ "vehicle_office", 0, E_OK },
		{ "detachment", 0, E_BAD_VALUE },
		{ "section", 2, E_OK },
	};
	int64_t at[] = { h->detachment, h->east, h->squadron };
	char code[16];

	for (size_t i = 0; i < N_ELEMS(t); i++) {
		struct moving m = { .level = t[i].level, .parent = at[t[i].below], .code = code };
		snprintf(code, sizeof(code), "3703990000%02zu", i);
		if (house_as(h, h->admin, create, &m) != t[i].want)
			fail_msg("%s below %d", t[i].level, t[i].below);
	}
}

/* Who administers a brigade cannot reach out of it, neither by making nor by moving. */
static void
within_the_own_subtree(void **state)
{
	struct house *h = *state;
	int64_t sub = house_person(h, "subadmin", R_sysadmin, h->east);
	struct moving in = { .level = "squadron", .parent = h->east, .code = "370388000001" };
	struct moving out = { .level = "squadron", .parent = h->west, .code = "370388000002" };
	struct moving away;

	assert_int_equal(house_as(h, sub, create, &in), E_OK);
	assert_int_equal(house_as(h, sub, create, &out), E_FORBIDDEN);
	away = (struct moving){ .id = in.id, .parent = h->west };
	assert_int_equal(house_as(h, sub, move, &away), E_FORBIDDEN);
	away = (struct moving){ .id = h->west, .parent = h->detachment };
	assert_int_equal(house_as(h, sub, move, &away), E_FORBIDDEN);
	assert_int_equal(house_fire(h, sub, &unit_record, h->west, "end"), E_FORBIDDEN);
}

/* What has ended keeps its rows; what is still in use cannot end. */
static void
ends_when_empty(void **state)
{
	struct house *h = *state;
	struct moving below = { .level = "squadron", .parent = h->west, .code = "370388000003" };

	assert_int_equal(
	    house_fire(h, h->admin, &unit_record, h->east, "end"), E_IN_USE); /* a squadron */
	assert_int_equal(
	    house_fire(h, h->admin, &unit_record, h->squadron, "end"), E_IN_USE); /* Li */
	assert_int_equal(house_fire(h, h->admin, &unit_record, h->west, "end"), E_OK);
	assert_int_equal(
	    house_count(
		h, "SELECT COUNT(*) FROM unit WHERE state = 'ended' AND valid_to = '2025-11-23'"),
	    1);
	assert_int_equal(house_as(h, h->admin, create, &below), E_BAD_VALUE);
	assert_int_equal(house_fire(h, h->admin, &unit_record, h->west, "revive"), E_OK);
	assert_int_equal(house_as(h, h->admin, create, &below), E_OK);
}

/* ---- people in units ---- */

struct person_try {
	const char *user, *id_number;
	int64_t unit, id;
};

static enum err
new_person(struct call *c, void *ctx)
{
	struct person_try *t = ctx;
	struct row *p = row_new(c->arena, &person_record);
	enum err e;

	p->unit = t->unit;
	p->state = person_is_active;
	row_set_text(p, person_user, slice_of(t->user));
	row_set_text(p, person_name, S("测试员"));
	row_set_text(p, person_category, S("police"));
	if (t->id_number)
		row_set_text(p, person_id_number, slice_of(t->id_number));
	e = record_create(c, p);
	t->id = p->id;
	return e;
}

static void
identity_numbers(void **state)
{
	struct house *h = *state;
	struct person_try t[] = {
		{ "a1", "11010519491231002X", h->east, 0 },
		{ "a2", "440524188001010014", h->east, 0 }, /* examples of GB 11643 */
		{ "a3", "110105194912310021", h->east, 0 },
		{ "a4", "440524188001010013", h->east, 0 },
	};

	for (size_t i = 0; i < N_ELEMS(t); i++)
		assert_int_equal(
		    house_as(h, h->admin, new_person, &t[i]), i < 2 ? E_OK : E_BAD_VALUE);
}

static enum err
transfer(struct call *c, void *ctx)
{
	struct person_try *t = ctx;
	struct row *change = row_new(c->arena, &person_record), *after;
	enum err e;

	row_set_int(change, person_to_unit, t->unit);
	e = record_fire(
	    c, &person_record, t->id, 0, "transfer", change, 1ull << person_to_unit, &after);
	if (!e)
		assert_int_equal(after->unit, t->unit);
	return e;
}

static void
transfer_moves_the_row(void **state)
{
	struct house *h = *state;
	int64_t hr = house_person(h, "hr", R_personnel, h->east);
	struct person_try out = { .unit = h->west, .id = h->li },
			  in = { .unit = h->east, .id = h->li };
	struct sign_in s = house_in(h, "li");
	struct session_ask a = { .token = slice_of(s.session.token) };
	const struct who *w;

	assert_int_equal(house_as(h, hr, transfer, &out), E_FORBIDDEN);
	assert_int_equal(house_as(h, hr, transfer, &in), E_OK);
	assert_int_equal(house_count(h, "SELECT unit FROM person WHERE \"user\" = 'li'"), h->east);
	assert_int_equal(
	    house_count(h, "SELECT COUNT(*) FROM person WHERE to_unit IS NOT NULL"), 0);
	assert_int_equal(session_check(h->people, &a, &w, NULL), E_OK);
	assert_int_equal(w->unit, h->east);
	who_release(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_tree, house_open, house_close),
		cmocka_unit_test_setup_teardown(kinds_in_order, house_open, house_close),
		cmocka_unit_test_setup_teardown(within_the_own_subtree, house_open, house_close),
		cmocka_unit_test_setup_teardown(ends_when_empty, house_open, house_close),
		cmocka_unit_test_setup_teardown(identity_numbers, house_open, house_close),
		cmocka_unit_test_setup_teardown(transfer_moves_the_row, house_open, house_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
