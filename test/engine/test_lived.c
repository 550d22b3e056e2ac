/* SPDX-License-Identifier: Apache-2.0 */
/* Rows with the life they had: only what the page allows, only in a simulated store, each step in the history. */
#include "store.h"
#include "engine/lived.h"

static struct store store;

static int
setup(void **state)
{
	store_open(&store);
	return 0;
}

static int
teardown(void **state)
{
	store_close(&store);
	return 0;
}

struct told {
	struct life life;
	const char *code;
	enum err err;
	int64_t id;
};

static enum err
write_lamp(void *ctx, struct conn *conn)
{
	struct told *t = ctx;
	struct call *c = asked_by(&store, 0);
	struct row *r = row_new(c->arena, &lamp_record);

	c->conn = conn;
	r->unit = 2;
	r->created_at = 1000;
	r->created_by = 7;
	row_set_text(r, field_named(&lamp_record, S("code")), slice_of(t->code));
	row_set_text(r, field_named(&lamp_record, S("kind")), S("led"));
	row_set_int(r, field_named(&lamp_record, S("seen_at")), 900);
	t->err = record_lived(c, r, &t->life);
	t->id = r->id;
	return t->err;
}

static int64_t
number(const char *text)
{
	stmt_scoped st = NULL;

	assert_int_equal(sql(store.conn, &st, text), E_OK);
	assert_int_equal(sql_step(st), E_OK);
	return col_int(st, 0);
}

static void
only_in_a_simulated_store(void **state)
{
	struct told t = { .life = { .now_ms = 5000 }, .code = "AB1" };

	store.engine->simulated = false;
	assert_true(life_step(&t.life, "repair", 2000, 8));
	assert_int_equal(db_write(store.engine->db, write_lamp, &t), E_FORBIDDEN);
	store.engine->simulated = true;
}

static void
only_steps_of_the_page(void **state)
{
	struct told t = { .life = { .now_ms = 5000 }, .code = "AB2" };

	assert_true(life_step(&t.life, "repair", 2000, 8));
	assert_true(life_step(&t.life, "drop", 3000, 8));	/* not from "repaired" */
	assert_int_equal(db_write(store.engine->db, write_lamp, &t), E_NO_STEP);
	assert_int_equal(number("SELECT count(*) FROM lamp"), 0);
	assert_int_equal(number("SELECT count(*) FROM audit WHERE verb = 'lived'"), 0);
}

static void
the_future_has_not_happened(void **state)
{
	struct life l = { .now_ms = 5000 };

	assert_true(life_step(&l, "a", 5000, 1));
	assert_false(life_step(&l, "b", 5001, 1));
	assert_false(life_step(&l, "c", 10, 1));	/* nor what would have come after it */
	assert_int_equal(l.n, 1);
}

static void
state_times_and_history(void **state)
{
	struct told t = { .life = { .now_ms = 5000 }, .code = "AB3" };
	struct call *c;
	struct buf b;

	assert_true(life_step(&t.life, "repair", 2000, 8));
	assert_int_equal(db_write(store.engine->db, write_lamp, &t), E_OK);
	assert_int_equal(number("SELECT count(*) FROM lamp WHERE state = 'repaired' AND version = 2 AND created_at = 1000 AND created_by = 7"
	    " AND updated_at = 2000 AND updated_by = 8 AND due_at IS NULL"), 1);
	c = asked_by(&store, 0);
	buf_init(&b, KIB(16));
	assert_int_equal(audit_history_json(c, &lamp_record, t.id, &b), E_OK);
	buf_putc(&b, '\0');
	assert_non_null(strstr(b.p, "\"verb\":\"repair\""));
	assert_non_null(strstr(b.p, "\"from_state\":\"reported\",\"to_state\":\"repaired\""));
	assert_true(strstr(b.p, "\"verb\":\"repair\"") < strstr(b.p, "\"verb\":\"create\""));
	assert_null(strstr(b.p, "\"verb\":\"lived\""));
	buf_free(&b);
}

static void
indexes_are_put_away_and_made_again(void **state)
{
	const struct lived_indexes x[] = { { &lamp_record, "power by_state" } };
	const char *there = db_kind(store.engine->db) == DB_SQLITE ?
	    "SELECT count(*) FROM sqlite_master WHERE name IN ('ix_lamp_power', 'ix_lamp_by_state')" :
	    "SELECT count(*) FROM pg_indexes WHERE indexname IN ('ix_lamp_power', 'ix_lamp_by_state')";

	assert_int_equal(number(there), 2);
	assert_int_equal(lived_begin(store.engine, x, 1), E_OK);
	assert_int_equal(number(there), 0);
	assert_int_equal(lived_end(store.engine, x, 1), E_OK);
	assert_int_equal(number(there), 2);
	store.engine->simulated = false;
	assert_int_equal(lived_begin(store.engine, x, 1), E_FORBIDDEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(only_in_a_simulated_store), cmocka_unit_test(only_steps_of_the_page),
		cmocka_unit_test(the_future_has_not_happened), cmocka_unit_test(state_times_and_history), cmocka_unit_test(indexes_are_put_away_and_made_again) };

	return cmocka_run_group_tests_name("lived", tests, setup, teardown);
}
