/* SPDX-License-Identifier: Apache-2.0 */
/* The same SQL means the same on both drivers. */
#include "fixture.h"

#include "base/clock.h"

static enum err
tables(void *ctx, struct conn *c)
{
	enum db_kind k = db_kind(conn_db(c));
	const char *i = ddl_int(k);
	char text[512];
	snprintf(text, sizeof text, "CREATE TABLE entry (id %s PRIMARY KEY, name TEXT, at %s, weight %s)%s;"
	    "INSERT INTO entry (id, name, at, weight) VALUES (1, 'b', 1700000000000, 0.5), (2, 'B', NULL, 1.5),"
	    " (3, 'a', 1700000000001, NULL), (4, NULL, 0, 2), (5, '鲁', 5, 2)", i, i, ddl_real(k), ddl_table_end(k));
	return sql_exec(c, text);
}

/* Every row as text, columns by blanks, rows by "; "; the type of each column before it. */
static void
print_rows(struct stmt *s, char *ret, size_t size)
{
	static const char letter[] = { [COL_NULL] = 'n', [COL_INT] = 'i', [COL_REAL] = 'r', [COL_TEXT] = 't', [COL_BLOB] = 'b' };
	size_t n = 0;
	while (sql_step(s) == E_OK) {
		for (int i = 0; i < sql_columns(s); i++) {
			enum col_type t = col_type(s, i);
			n += (size_t)snprintf(ret + n, size - n, "%s%c", i ? " " : n ? "; " : "", letter[t]);
			if (t == COL_INT)
				n += (size_t)snprintf(ret + n, size - n, "%lld", (long long)col_int(s, i));
			if (t == COL_REAL)
				n += (size_t)snprintf(ret + n, size - n, "%g", col_real(s, i));
			if (t == COL_TEXT)
				n += (size_t)snprintf(ret + n, size - n, "%.*s", (int)col_text(s, i).n, col_text(s, i).p);
		}
	}
	ret[n] = 0;
}

struct question {
	const char *text, *want;
	struct {
		char kind;	/* i, t, n, 0 for none */
		int64_t i;
		const char *t;
	} value[3];
};
static const struct question questions[] = {
	{ "SELECT sum(at), count(*), max(name), avg(weight) FROM entry", "i3400000000006 i5 t鲁 r1.5" },
	{ "SELECT id FROM entry WHERE name LIKE 'b%' ORDER BY id", "i1" },
	{ "SELECT name FROM entry WHERE name IS NOT NULL ORDER BY name", "tB; ta; tb; t鲁" },
	{ "SELECT id FROM entry ORDER BY at DESC NULLS LAST, id", "i3; i1; i5; i4; i2" },
	{ "SELECT id > 3 FROM entry WHERE id IN (3, 4) ORDER BY id", "i0; i1" },
	{ "SELECT EXISTS (SELECT 1 FROM entry WHERE id = 9)", "i0" },
	{ "SELECT id FROM entry WHERE at > ?1 - 1000 ORDER BY id", "i1; i3", { { 'i', 1700000000000 } } },
	{ "SELECT id FROM entry WHERE (?1 IS NULL OR name = ?1) ORDER BY id", "i1; i2; i3; i4; i5", { { 'n' } } },
	{ "SELECT id FROM entry WHERE (?1 IS NULL OR name = ?1) ORDER BY id", "i3", { { 't', .t = "a" } } },
	{ "SELECT id FROM entry WHERE (?1 IS NULL OR name = ?1) ORDER BY id", "i1; i2; i3; i4; i5", { { 'n' } } },
	{ "SELECT id FROM entry WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR name = ?2) AND (?3 IS NULL OR at > ?3)"
	    " ORDER BY id", "i1; i2; i3; i4; i5", { { 'n' }, { 'n' }, { 'n' } } },
	{ "SELECT id FROM entry WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR name = ?2) AND (?3 IS NULL OR at > ?3)"
	    " ORDER BY id", "i5", { { 'n' }, { 't', .t = "鲁" }, { 'i', 1 } } },
	{ "SELECT id FROM entry WHERE ?1 IS NULL ORDER BY id LIMIT ?2 OFFSET ?3", "i2; i3", { { 'n' }, { 'i', 2 }, { 'i', 1 } } },
	{ "SELECT id FROM entry WHERE ?1 IS NULL ORDER BY id LIMIT ?2 OFFSET ?3", "", { { 'i', 7 }, { 'i', 2 }, { 'i', 1 } } },
	{ "SELECT coalesce(?1, ?2) || 'x'", "tyx", { { 'n' }, { 't', .t = "y" } } },
	{ "SELECT ?1 + ?2, ?3", "i9007199254740994 tz", { { 'i', 9007199254740993 }, { 'i', 1 }, { 't', .t = "z" } } },
	{ "SELECT substr(name, 1, 1), lower(name), length(name) FROM entry WHERE id = 5", "t鲁 t鲁 i1" },
	{ "SELECT id, row_number() OVER (ORDER BY id DESC) FROM entry WHERE id < 3 ORDER BY id", "i1 i2; i2 i1" },
	{ "SELECT CASE WHEN weight > 1 THEN 'heavy' ELSE 'light' END, count(*) FROM entry GROUP BY 1 ORDER BY 1",
	    "theavy i3; tlight i2" },
	{ "SELECT CAST(at / 1000 AS TEXT) FROM entry WHERE id = 1", "t1700000000" },
	{ "SELECT 'it''s ?1', \"name\" /* ?2 */ FROM entry WHERE id = ?1 -- ?3", "tit's ?1 tb", { { 'i', 1 } } },
};

static enum err
ask(struct conn *c, const struct question *q, char *ret, size_t size)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, q->text);
	if (e)
		return e;
	for (int i = 0; i < 3 && q->value[i].kind; i++) {
		if (q->value[i].kind == 'i')
			sql_int(s, i + 1, q->value[i].i);
		if (q->value[i].kind == 't')
			sql_text(s, i + 1, slice_of(q->value[i].t));
		if (q->value[i].kind == 'n')
			sql_null(s, i + 1);
	}
	print_rows(s, ret, size);
	return E_OK;
}

static enum err
ask_all(void *ctx, struct conn *c)
{
	char got[1024];
	enum err ret = E_OK;
	for (size_t i = 0; i < N_ELEMS(questions); i++) {
		enum err e = ask(c, &questions[i], got, sizeof got);
		if (!e && strcmp(got, questions[i].want) == 0)
			continue;
		print_error("%s: %s \"%s\", not \"%s\"\n", questions[i].text, err_name(e), got, questions[i].want);
		ret = E_GUARD;
	}
	return ret;
}

static void
test_questions_have_one_answer(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	ok(db_write(st->db, tables, NULL));
	ok(db_reader(st->db, &c));
	ok(ask_all(NULL, c));
	ok(ask_all(NULL, c));
	ok(db_snapshot(c));
	ok(ask_all(NULL, c));
	db_reader_release(&c);
	ok(db_write(st->db, ask_all, NULL));
	ok(db_write(st->db, ask_all, NULL));
}

static enum err
upsert(void *ctx, struct conn *c)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "INSERT INTO entry (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name"
	    " RETURNING id, name");
	if (e)
		return e;
	for (int i = 0; i < 2; i++) {
		sql_int(s, 1, 1 + i * 100);
		sql_text(s, 2, S("new"));
		if (sql_step(s) || col_int(s, 0) != 1 + i * 100 || !slice_is(col_text(s, 1), "new") ||
		    sql_step(s) != E_DONE || sql_changes(s) != 1)
			return E_GUARD;
		sql_done(s);
	}
	stmt_release(&s);
	if ((e = sql(c, &s, "UPDATE entry SET at = ?1 WHERE id <= ?2")))
		return e;
	sql_int(s, 1, 3);
	sql_int(s, 2, 4);
	if ((e = sql_run(s)))
		return e;
	return sql_changes(s) == 4 ? E_OK : E_GUARD;
}

static void
test_upserts_return_and_count(void **state)
{
	struct store *st = *state;
	ok(db_write(st->db, tables, NULL));
	ok(db_write(st->db, upsert, NULL));
	assert_int_equal(number(st->db, "SELECT count(*) FROM entry WHERE name = 'new'"), 2);
}

#define MANY 50000
static enum err
fill(void *ctx, struct conn *c)
{
	return sql_exec(c, "CREATE TABLE many (id INTEGER, body TEXT); INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
	    " SELECT i + 1 FROM n WHERE i < 50000) SELECT i, 'some text to make a row of it' FROM n");
}

static void
test_long_results_stream_nest_and_stop(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	stmt_scoped outer = NULL;
	ok(db_write(st->db, fill, NULL));
	ok(db_reader(st->db, &c));
	ok(sql(c, &outer, "SELECT id, body FROM many ORDER BY id"));
	int64_t n = 0;
	for (; sql_step(outer) == E_OK; n++) {
		assert_int_equal(col_int(outer, 0), n + 1);
		if (n == 100 || n == 40000) {		/* the rest is taken in before another question is asked */
			stmt_scoped inner = NULL;
			ok(sql(c, &inner, "SELECT count(*) FROM many"));
			ok(sql_step(inner));
			assert_int_equal(col_int(inner, 0), MANY);
		}
	}
	assert_int_equal(n, MANY);
	for (int i = 0; i < 5; i++) {		/* left in the middle: the connection is free for what comes */
		sql_done(outer);
		for (int k = 0; k < 10; k++)
			ok(sql_step(outer));
		assert_int_equal(col_int(outer, 0), 10);
	}
	stmt_release(&outer);
	ok(sql(c, &outer, "SELECT 5"));
	ok(sql_step(outer));
	assert_int_equal(col_int(outer, 0), 5);
}

static enum err
one(struct conn *c, const char *text)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, text);
	return e ? e : sql_step(s);
}

static void
test_a_restricted_snapshot_survives_a_refusal(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	ok(db_write(st->db, tables, NULL));
	ok(db_reader(st->db, &c));
	ok(db_snapshot(c));
	conn_restrict(c, true);
	ok(one(c, "WITH scoped_entry AS (SELECT id FROM entry WHERE id < 3) SELECT count(*) FROM scoped_entry"));
	err_is(one(c, "SELECT name FROM entry"), E_FORBIDDEN);
	ok(one(c, "WITH scoped_entry AS (SELECT id FROM entry WHERE id < 4) SELECT count(*) FROM scoped_entry"));
	conn_restrict(c, false);
	ok(one(c, "SELECT name FROM entry"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		STORE_TEST(test_questions_have_one_answer),
		STORE_TEST(test_upserts_return_and_count),
		STORE_TEST(test_long_results_stream_nest_and_stop),
		STORE_TEST(test_a_restricted_snapshot_survives_a_refusal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
