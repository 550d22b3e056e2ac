/* SPDX-License-Identifier: Apache-2.0 */
/* What the picture showed: each moment between two changes, also when the clock went back or a thing stood for weeks; and the number of the log then. */
#include "store.h"
#include "base/clock.h"
#include "engine/event_.h"

#define HOUR 3600000LL
#define T0 1763870400000LL
static struct store store;

static int
setup(void **state)
{
	store_open(&store);
	store_exec(&store, event_ddl(db_kind(store.engine->db)));
	return 0;
}

static int
teardown(void **state)
{
	store_close(&store);
	return 0;
}

struct change {
	int64_t id, at_ms, unit;
	const char *state, *code, *kind, *caller;
	int32_t lon_e7;
};

static enum err
write_change(void *ctx, struct conn *conn)
{
	const struct change *w = ctx;
	struct call *c = asked_by(&store, 0);
	struct row *r = row_new(c->arena, &lamp_record);

	c->conn = conn;
	c->now_ms = w->at_ms;
	r->id = w->id;
	r->unit = w->unit;
	r->state = state_named(&lamp_record, slice_of(w->state));
	row_set_text(r, field_named(&lamp_record, S("code")), slice_of(w->code));
	row_set_text(r, field_named(&lamp_record, S("kind")), slice_of(w->kind ? w->kind : "led"));
	row_set_text(r, field_named(&lamp_record, S("caller")), slice_of(w->caller ? w->caller : "13900000000"));
	row_set_point(r, field_named(&lamp_record, S("place")), (struct point){ w->lon_e7 ? w->lon_e7 : 1180000000, 368000000 });
	return shown_write(c, "patch", r);
}

static void
change(struct change w)
{
	w.unit = w.unit ? w.unit : 2;
	assert_int_equal(db_write(store.engine->db, write_change, &w), E_OK);
}

static struct shown_list
at(int64_t ms)
{
	struct shown_list l;

	assert_int_equal(shown_at(store.engine, store.conn, ms, &store.arena, &l), E_OK);
	return l;
}

static void
each_moment(void **state)
{
	change((struct change){ 1, T0, 0, "reported", "AB1" });
	change((struct change){ 1, T0 + HOUR, 0, "reported", "AB1", "sodium" });
	change((struct change){ 1, T0 + 2 * HOUR, 0, "repaired", "AB1", "sodium" });

	assert_int_equal(at(T0 - 1).n, 0);
	assert_int_equal(at(T0).n, 1);
	assert_memory_equal(at(T0 + HOUR - 1).row[0].fields.p, ",\"kind\":\"led\"", 13);
	assert_memory_equal(at(T0 + HOUR).row[0].fields.p, ",\"kind\":\"sodium\"", 16);
	assert_true(slice_is(at(T0).row[0].title, "AB1"));
	assert_int_equal(at(T0 + 2 * HOUR).n, 0);
	assert_int_equal(at(SHOWN_NOW).n, 0);
	assert_int_equal(at(T0 + 90 * 24 * HOUR).n, 0);
}

static void
nothing_of_a_person(void **state)
{
	change((struct change){ 2, T0, 0, "reported", "AB2", .caller = "13911112222" });
	assert_null(memmem(at(T0).row[0].fields.p, at(T0).row[0].fields.n, "139", 3));
	change((struct change){ 2, T0 + HOUR, 0, "reported", "AB2", .caller = "13933334444" });	/* changes what is not shown */
	assert_int_equal(at(SHOWN_NOW).row[0].at_ms, T0);
}

static void
weeks(void **state)
{
	struct shown_list l;

	change((struct change){ 3, T0, 0, "reported", "AB3" });
	change((struct change){ 3, T0 + 40 * 24 * HOUR, 0, "dropped", "AB3" });
	l = at(T0 + 30 * 24 * HOUR);
	assert_int_equal(l.n, 2);		/* beside the one that is still open */
	assert_int_equal(l.row[1].row, 3);
	assert_int_equal(at(T0 + 24 * HOUR).n, 2);
	assert_int_equal(at(T0 + 40 * 24 * HOUR).n, 1);
}

static void
again_and_back(void **state)
{
	change((struct change){ 4, T0 + 5 * HOUR, 0, "reported", "AB4" });
	change((struct change){ 4, T0 + 4 * HOUR, 0, "repaired", "AB4" });	/* the clock was set back */
	change((struct change){ 4, T0 + 6 * HOUR, 0, "reported", "AB4" });	/* opened again */
	assert_int_equal(at(T0 + 4 * HOUR).n, 2);
	assert_int_equal(at(T0 + 5 * HOUR).n, 2);
	assert_int_equal(at(T0 + 6 * HOUR).n, 3);
	assert_int_equal(at(SHOWN_NOW).row[1].row, 4);
}

/* Piece by piece the same as at once, however small the pieces. */
static void
goes_on(int limit)
{
	int64_t from = T0 - 1, to = T0 + 90 * 24 * HOUR;
	struct shown_list all, l;
	size_t n = 0;

	assert_int_equal(shown_between(store.engine, store.conn, NULL, from, to, 1000, &store.arena, &all), E_OK);
	assert_false(all.more);
	assert_int_equal(all.next_ms, to);
	do {
		assert_int_equal(shown_between(store.engine, store.conn, NULL, from, to, limit, &store.arena, &l), E_OK);
		for (size_t i = 0; i < l.n; i++, n++) {
			assert_true(n < all.n && l.row[i].at_ms <= l.next_ms);
			assert_int_equal(l.row[i].row, all.row[n].row);
			assert_int_equal(l.row[i].at_ms, all.row[n].at_ms);
		}
		assert_true(l.next_ms > from);
		from = l.next_ms;
	} while (l.more);
	assert_int_equal(n, all.n);
}

static void
changes_in_their_order(void **state)
{
	struct shown_list l;

	assert_int_equal(shown_between(store.engine, store.conn, NULL, T0, T0 + 2 * HOUR, 100, &store.arena, &l), E_OK);
	assert_int_equal(l.n, 2);		/* of row 1: the first lies at the beginning, which is left out */
	assert_int_equal(l.row[0].at_ms, T0 + HOUR);
	assert_int_equal(l.row[1].until_ms, l.row[1].at_ms);
	assert_false(shown_in(&lamp_record, l.row[1].state));
	assert_int_equal(shown_between(store.engine, store.conn, &lamp_record, T0 - 1, T0 + 90 * 24 * HOUR, 3, &store.arena, &l), E_OK);
	assert_int_equal(l.n, 3);
	assert_true(l.more);
	goes_on(1);
	goes_on(2);
	goes_on(3);
}

static void
pruned(void **state)
{
	assert_int_equal(shown_prune(store.engine, T0 + 3 * HOUR), E_OK);
	assert_int_equal(at(T0 + HOUR).n, 2);	/* 2 is still open, 3 lasted longer */
	assert_int_equal(at(SHOWN_NOW).n, 2);
}

static int64_t
seq_at(int64_t ms)
{
	int64_t seq = -1;

	assert_int_equal(event_seq_at(store.conn, ms, &seq), E_OK);
	return seq;
}

static enum err
mark(void *ctx, struct conn *c)
{
	return event_mark(c, *(int64_t *)ctx, 0);
}

static void
number_of_the_log(void **state)
{
	int64_t n = 3;
	char text[300];

	assert_int_equal(seq_at(T0), 0);
	for (int i = 0; i < 6; i++) {
		(void)snprintf(text, sizeof text, "INSERT INTO event (seq, at, name, record, row, unit, verb, version%s) VALUES (%d, %lld, 'change', 'lamp', 1, 2, 'patch', 1%s)",
		    db_kind(store.engine->db) == DB_SQLITE ? "" : ", new_id", 10 + i, (long long)(T0 + i * HOUR), db_kind(store.engine->db) == DB_SQLITE ? "" : ", 1");
		store_exec(&store, text);
	}
	assert_int_equal(seq_at(T0 - 1), 0);
	assert_int_equal(seq_at(T0), 10);
	assert_int_equal(seq_at(T0 + HOUR - 1), 10);
	assert_int_equal(seq_at(T0 + 3 * HOUR), 13);
	assert_int_equal(seq_at(T0 + 99 * HOUR), 15);
	assert_int_equal(db_write(store.engine->db, mark, &n), E_OK);
	assert_int_equal(db_write(store.engine->db, mark, &n), E_OK);		/* twice is once */
	store_exec(&store, "DELETE FROM event WHERE seq <= 12");
	assert_int_equal(seq_at(T0 + 2 * HOUR + 60000), 12);		/* by the minute */
	assert_int_equal(seq_at(T0 + HOUR + 60000), 11);
	assert_int_equal(seq_at(T0), 0);
	assert_int_equal(seq_at(T0 + 3 * HOUR), 13);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_moment), cmocka_unit_test(nothing_of_a_person), cmocka_unit_test(weeks), cmocka_unit_test(again_and_back),
		cmocka_unit_test(changes_in_their_order), cmocka_unit_test(pruned), cmocka_unit_test(number_of_the_log),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
