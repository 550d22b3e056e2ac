/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static const struct migration list[] = {
	{ 1, "split", "CREATE TABLE one (a INTEGER) STRICT; CREATE TABLE two (a INTEGER) STRICT;",
	    "CREATE TABLE one (a BIGINT); CREATE TABLE two (a BIGINT);" },
	{ 2, "fill", "INSERT INTO one VALUES (1); INSERT INTO one VALUES (2);",
	    "INSERT INTO one VALUES (1); INSERT INTO one VALUES (2);" },
	{ 5, "broken", "INSERT INTO one VALUES (3); INSERT INTO nowhere VALUES (1);",
	    "INSERT INTO one VALUES (3); INSERT INTO nowhere VALUES (1);" },
};

static void
test_a_new_store_is_stamped_and_nothing_is_run(void **state)
{
	struct store *s = *state;
	struct migrate_state st;
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 3, .list = list, .n = 3, .stamp = "simulated",
	    .apply = true }, &st));
	assert_true(st.fresh);
	assert_int_equal(st.schema, 5);
	assert_string_equal(st.stamp, "simulated");
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 3, .list = list, .n = 3, .stamp = "other" }, &st));
	assert_false(st.fresh);
	assert_int_equal(st.pending, 0);
	assert_string_equal(st.stamp, "simulated");
}

static void
test_a_newer_store_is_refused(void **state)
{
	struct store *s = *state;
	struct migrate_state st;
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 3, .list = list, .n = 2 }, &st));
	err_is(migrate_open(s->db, &(struct migrate_plan){ .release = 2, .list = list, .n = 2 }, &st), E_NEWER_STORE);
	err_is(migrate_open(s->db, &(struct migrate_plan){ .release = 3, .list = list, .n = 1 }, &st), E_NEWER_STORE);
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 4, .list = list, .n = 2 }, &st));
	err_is(migrate_open(s->db, &(struct migrate_plan){ .release = 3, .list = list, .n = 2 }, &st), E_NEWER_STORE);
}

static void
test_pending_ones_run_in_order_and_whole(void **state)
{
	struct store *s = *state;
	struct migrate_state st;
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 1 }, &st));
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 2, .list = list, .n = 2 }, &st));
	assert_int_equal(st.pending, 2);
	assert_int_equal(st.schema, 0);
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 2, .list = list, .n = 2, .apply = true }, &st));
	assert_int_equal(st.schema, 2);
	assert_int_equal(number(s->db, "SELECT sum(a) FROM one"), 3);
	err_is(migrate_open(s->db, &(struct migrate_plan){ .release = 3, .list = list, .n = 3, .apply = true }, &st),
	    E_INTERNAL);
	assert_int_equal(number(s->db, "SELECT sum(a) FROM one"), 3);
	ok(migrate_open(s->db, &(struct migrate_plan){ .release = 2, .list = list, .n = 2, .apply = true }, &st));
	assert_int_equal(st.schema, 2);
}

static enum err
some_tables(void *ctx, struct conn *c)
{
	enum db_kind k = db_kind(conn_db(c));
	char text[1024];
	snprintf(text, sizeof text,
	    "CREATE TABLE device (id %s, code TEXT NOT NULL, speed %s, weight %s, body %s, UNIQUE (code, speed))%s;"
	    "CREATE INDEX device_by_speed ON device (speed, code); CREATE UNIQUE INDEX device_lower ON device (lower(code));"
	    "CREATE TABLE bare (a TEXT)%s;",
	    ddl_identity(k), ddl_int(k), ddl_real(k), ddl_blob(k), ddl_table_end(k), ddl_table_end(k));
	return sql_exec(c, text);
}

static void
test_tables_are_listed(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	struct db_table_list l;
	static const enum col_type types[] = { COL_INT, COL_TEXT, COL_INT, COL_REAL, COL_BLOB };
	ok(db_write(st->db, some_tables, NULL));
	ok(db_reader(st->db, &c));
	ok(db_tables(c, &st->arena, &l));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.table[0].name, "bare");
	assert_int_equal(l.table[0].n_columns, 1);
	assert_null(db_table_find(&l, "nowhere"));
	const struct db_table *t = db_table_find(&l, "device");
	assert_int_equal(t->n_columns, 5);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(t->column[i].type, types[i]);
		assert_int_equal(t->column[i].notnull, i < 2);
		assert_int_equal(t->column[i].primary, i == 0);
	}
	assert_non_null(db_column_find(t, "weight"));
	assert_null(db_column_find(t, "height"));
	assert_string_equal(db_index_find(t, "device_by_speed")->columns, "speed, code");
	assert_false(db_index_find(t, "device_by_speed")->unique);
	assert_false(db_index_find(t, "device_by_speed")->automatic);
	assert_true(db_index_find(t, "device_lower")->unique);
	assert_string_equal(db_index_find(t, "device_lower")->columns, "?");
	int automatic = 0;
	for (int i = 0; i < t->n_indexes; i++)
		if (t->index[i].automatic && strcmp(t->index[i].columns, "code, speed") == 0)
			automatic++;
	assert_int_equal(automatic, 1);
}

static enum err
put_twice(void *ctx, struct conn *c)
{
	enum err e = meta_set(c, "site", S("one"));
	return e ? e : meta_set(c, "site", S("two"));
}

static void
test_meta_keeps_the_last_value(void **state)
{
	struct store *st = *state;
	struct migrate_state ms;
	struct slice v;
	reader_scoped c = NULL;
	ok(migrate_open(st->db, &(struct migrate_plan){ .release = 1 }, &ms));
	ok(db_write(st->db, put_twice, NULL));
	ok(db_reader(st->db, &c));
	ok(meta_get(c, "site", &st->arena, &v));
	assert_true(slice_is(v, "two"));
	err_is(meta_get(c, "nothing", &st->arena, &v), E_NOT_FOUND);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		STORE_TEST(test_a_new_store_is_stamped_and_nothing_is_run),
		STORE_TEST(test_a_newer_store_is_refused),
		STORE_TEST(test_pending_ones_run_in_order_and_whole),
		STORE_TEST(test_tables_are_listed),
		STORE_TEST(test_meta_keeps_the_last_value),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
