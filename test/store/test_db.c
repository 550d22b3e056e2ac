/* SPDX-License-Identifier: Apache-2.0 */
/* One table of tests for both drivers: SQLite, or what LUAN_TEST_STORE says (test/store/on_postgres.sh). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <semaphore.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "store/db.h"

#define ok(call) assert_int_equal((call), E_OK)
#define err_is(call, want) assert_string_equal(err_name(call), #want)

struct store {
	struct db *db;
	char dir[64];
	const char *url;
};
static const char *url_of_run;	/* NULL: SQLite */

static enum err
tables(void *ctx, struct conn *c)
{
	enum db_kind k = db_kind(conn_db(c));
	char text[1024];
	snprintf(text, sizeof text,
	    "CREATE TABLE unit (id %s, code TEXT NOT NULL UNIQUE)%s;"
	    "CREATE TABLE device (id %s, unit %s REFERENCES unit(id), code TEXT NOT NULL,"
	    " speed %s CHECK (speed >= 0), weight %s, body %s, UNIQUE (unit, code))%s;",
	    ddl_identity(k), ddl_table_end(k), ddl_identity(k), ddl_int(k), ddl_int(k), ddl_real(k), ddl_blob(k),
	    ddl_table_end(k));
	return sql_exec(c, text);
}

static enum err
wipe(void *ctx, struct conn *c)
{
	return sql_exec(c, "DROP TABLE IF EXISTS device; DROP TABLE IF EXISTS unit;");
}

static int
setup(void **state)
{
	struct store *s = calloc(1, sizeof *s);
	snprintf(s->dir, sizeof s->dir, "/tmp/luan-store-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	s->url = url_of_run;
	ok(db_open(&s->db, &(struct db_options){ .data_dir = s->dir, .url = s->url }));
	ok(db_write(s->db, wipe, NULL));
	ok(db_write(s->db, tables, NULL));
	*state = s;
	return 0;
}

static int
teardown(void **state)
{
	struct store *s = *state;
	static const char *const names[] = { "luan.db", "luan.db-wal", "luan.db-shm" };
	char path[128];
	db_close(s->db);
	for (size_t i = 0; i < N_ELEMS(names); i++) {
		snprintf(path, sizeof path, "%s/%s", s->dir, names[i]);
		unlink(path);
	}
	rmdir(s->dir);
	free(s);
	return 0;
}

static enum err
unit_add(struct conn *c, const char *code, int64_t *ret)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "INSERT INTO unit (code) VALUES (?1) RETURNING id");
	if (e)
		return e;
	sql_text(s, 1, slice_of(code));
	if ((e = sql_step(s)))
		return e;
	if (ret)
		*ret = col_int(s, 0);
	return E_OK;
}

static int64_t
number(struct db *db, const char *text)
{
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(db, &c));
	ok(sql(c, &s, text));
	ok(sql_step(s));
	return col_int(s, 0);
}

static enum err
add_codes(void *ctx, struct conn *c)
{
	for (const char **code = ctx; *code; code++) {
		enum err e = unit_add(c, *code, NULL);
		if (e)
			return e;
	}
	return E_OK;
}

static void
test_job_is_all_or_nothing(void **state)
{
	struct store *s = *state;
	ok(db_write(s->db, add_codes, (const char *[]){ "a", "b", NULL }));
	err_is(db_write(s->db, add_codes, (const char *[]){ "c", "a", NULL }), E_EXISTS);
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit"), 2);
	ok(db_write(s->db, add_codes, (const char *[]){ "c", NULL }));
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit"), 3);
}

static enum err
every_type(void *ctx, struct conn *c)
{
	int64_t unit;
	stmt_scoped s = NULL;
	enum err e = unit_add(c, "u", &unit);
	if (e || (e = sql(c, &s, "INSERT INTO device (unit, code, speed, weight, body) VALUES (?1, ?2, ?3, ?4, ?5)")))
		return e;
	for (int i = 0; i < 3 && !e; i++) {
		sql_int(s, 1, unit);
		sql_text(s, 2, i == 0 ? S("鲁C'?1'\"$1") : i == 1 ? S("") : S("x"));
		i == 2 ? sql_null(s, 3) : sql_int(s, 3, INT64_C(9007199254740993) * i);
		i == 2 ? sql_null(s, 4) : sql_real(s, 4, 0.1);
		i == 2 ? sql_null(s, 5) : sql_blob(s, 5, i ? S("") : S("a\0\\'b\xff"));
		e = sql_run(s);
		if (!e && sql_changes(s) != 1)
			e = E_INTERNAL;
	}
	return e;
}

static void
test_values_come_back(void **state)
{
	struct store *st = *state;
	ok(db_write(st->db, every_type, NULL));
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(st->db, &c));
	ok(sql(c, &s, "SELECT code, speed, weight, body, '?1' AS quoted FROM device WHERE id > ?1 ORDER BY id -- ?9"));
	for (int i = 0; i < 2; i++) {
		sql_int(s, 1, 0);
		ok(sql_step(s));
		assert_int_equal(sql_columns(s), 5);
		assert_string_equal(sql_column_name(s, 4), "quoted");
		assert_true(slice_eq(col_text(s, 0), S("鲁C'?1'\"$1")));
		assert_int_equal(col_int(s, 1), 0);
		assert_true(col_real(s, 2) == 0.1);
		assert_true(slice_eq(col_blob(s, 3), S("a\0\\'b\xff")));
		assert_true(slice_eq(col_text(s, 4), S("?1")));
		assert_int_equal(col_type(s, 0), COL_TEXT);
		assert_int_equal(col_type(s, 1), COL_INT);
		assert_int_equal(col_type(s, 2), COL_REAL);
		assert_int_equal(col_type(s, 3), COL_BLOB);
		ok(sql_step(s));
		assert_int_equal(col_int(s, 1), INT64_C(9007199254740993));
		assert_non_null(col_blob(s, 3).p);
		assert_int_equal(col_blob(s, 3).n, 0);
		assert_non_null(col_text(s, 0).p);
		ok(sql_step(s));
		for (int col = 1; col < 4; col++)
			assert_true(col_null(s, col));
		assert_null(col_text(s, 1).p);
		assert_int_equal(sql_step(s), E_DONE);
		sql_done(s);
	}
}

struct refused {
	const char *text;
	enum err want;
	const char *conflict;
};
static const struct refused refused[] = {
	{ "INSERT INTO unit (code) VALUES ('a')", E_EXISTS, "code" },
	{ "INSERT INTO unit (id, code) VALUES (1000, 'zz')", E_EXISTS, "id" },
	{ "INSERT INTO device (unit, code) VALUES (1000, 'd')", E_EXISTS, "unit, code" },
	{ "INSERT INTO device (unit, code) VALUES (99, 'e')", E_IN_USE, NULL },
	{ "DELETE FROM unit WHERE id = 1000", E_IN_USE, NULL },
	{ "INSERT INTO device (unit, code, speed) VALUES (1000, 'f', -1)", E_BAD_VALUE, NULL },
	{ "INSERT INTO device (unit) VALUES (1000)", E_MISSING, "code" },
	{ "INSERT INTO device (unit, code, speed) VALUES (1000, 'g', 'fast')", E_BAD_VALUE, NULL },
	{ "SELECT nothing FROM nowhere", E_INTERNAL, NULL },
};

static enum err
run_text(void *ctx, struct conn *c)
{
	const struct refused *r = ctx;
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, r->text);
	if (!e)
		e = sql_run(s);
	if (e == r->want && r->conflict && strcmp(conn_conflict(c), r->conflict) != 0) {
		print_error("%s: conflict is \"%s\"\n", r->text, conn_conflict(c));
		return E_GUARD;		/* not an assert: this is the writer's thread */
	}
	return e;
}

static void
test_errors_are_told_apart(void **state)
{
	struct store *s = *state;
	ok(db_write(s->db, run_text, &(struct refused){ "INSERT INTO unit (id, code) VALUES (1000, 'a')" }));
	ok(db_write(s->db, run_text, &(struct refused){ "INSERT INTO device (unit, code) VALUES (1000, 'd')" }));
	for (size_t i = 0; i < N_ELEMS(refused); i++)
		assert_string_equal(err_name(db_write(s->db, run_text, (void *)&refused[i])),
		    err_name(refused[i].want));
}

static enum err
swallows(void *ctx, struct conn *c)
{
	enum err e = unit_add(c, "new", NULL);
	if (e)
		return e;
	if (unit_add(c, "a", NULL) != E_EXISTS || unit_add(c, "after", NULL) != E_EXISTS)
		return E_INTERNAL;
	return E_OK;
}

static enum err
nests(void *ctx, struct conn *c)
{
	if (unit_add(c, "before", NULL) || db_nested(c, add_codes, (const char *[]){ "in", NULL }) ||
	    db_nested(c, add_codes, (const char *[]){ "lost", "a", NULL }) != E_EXISTS ||
	    db_nested(c, swallows, NULL) != E_EXISTS)
		return E_INTERNAL;
	return unit_add(c, "after", NULL);
}

static void
test_an_error_ends_the_job_unless_nested(void **state)
{
	struct store *s = *state;
	ok(db_write(s->db, add_codes, (const char *[]){ "a", NULL }));
	err_is(db_write(s->db, swallows, NULL), E_EXISTS);
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit"), 1);
	ok(db_write(s->db, nests, NULL));
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit"), 4);
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit WHERE code IN ('lost', 'new')"), 0);
}

/* ---- many callers ---- */

struct many {
	struct job job;
	int64_t n;
	enum err result;
	bool bad;
	sem_t *sem;
};

static enum err
many_run(struct job *j, struct conn *c)
{
	struct many *m = (struct many *)j;
	char code[32];
	snprintf(code, sizeof code, "n%lld", (long long)m->n);
	enum err e = unit_add(c, code, NULL);
	return e ? e : m->bad ? E_GUARD : E_OK;
}

static void
many_done(struct job *j, enum err e)
{
	struct many *m = (struct many *)j;
	m->result = e;
	sem_post(m->sem);
}

struct caller {
	pthread_t thread;
	struct db *db;
	int64_t from, n, good;
};

static void *
caller_main(void *arg)
{
	struct caller *w = arg;
	struct many *m = calloc((size_t)w->n, sizeof *m);
	sem_t sem;
	sem_init(&sem, 0, 0);
	for (int64_t i = 0; i < w->n; i++) {
		m[i] = (struct many){ { many_run, many_done }, w->from + i, E_INTERNAL, i % 7 == 3, &sem };
		db_submit(w->db, &m[i].job);
	}
	for (int64_t i = 0; i < w->n; i++)
		while (sem_wait(&sem))
			;
	for (int64_t i = 0; i < w->n; i++)
		w->good += m[i].result == (m[i].bad ? E_GUARD : E_OK);
	sem_destroy(&sem);
	free(m);
	return NULL;
}

static void
test_ten_thousand_jobs_from_eight_threads(void **state)
{
	struct store *s = *state;
	struct caller w[8] = { 0 };
	db_close(s->db);
	ok(db_open(&s->db, &(struct db_options){ .data_dir = s->dir, .url = s->url, .queue_max = 10000 }));
	for (int i = 0; i < 8; i++) {
		w[i] = (struct caller){ .db = s->db, .from = i * 1250, .n = 1250 };
		assert_int_equal(pthread_create(&w[i].thread, NULL, caller_main, &w[i]), 0);
	}
	for (int i = 0; i < 8; i++) {
		pthread_join(w[i].thread, NULL);
		assert_int_equal(w[i].good, 1250);
	}
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit"), 8 * (1250 - 179));
	struct db_stats st;
	db_stats(s->db, &st);
	assert_int_equal(st.jobs, 10000);
	assert_int_equal(st.job_errors, 8 * 179);
	assert_true(st.bytes_on_disk > 0 && st.bytes_free > 0);
}

static enum err
sleeps(struct job *j, struct conn *c)
{
	usleep(200000);
	return E_OK;
}

static void
test_a_full_queue_answers_busy(void **state)
{
	struct store *s = *state;
	db_close(s->db);
	ok(db_open(&s->db, &(struct db_options){ .data_dir = s->dir, .url = s->url, .queue_max = 100 }));
	struct many *m = calloc(600, sizeof *m);
	sem_t sem;
	sem_init(&sem, 0, 0);
	int64_t from = clock_mono_ms(), busy = 0;
	for (int i = 0; i < 600; i++) {
		m[i] = (struct many){ { sleeps, many_done }, i, E_INTERNAL, false, &sem };
		if (i >= 8)
			m[i].job.run = many_run;
		db_submit(s->db, &m[i].job);
	}
	assert_true(clock_mono_ms() - from < 150);
	for (int i = 0; i < 600; i++)
		while (sem_wait(&sem))
			;
	for (int i = 0; i < 600; i++)
		busy += m[i].result == E_BUSY;
	assert_true(busy >= 600 - 8 - 64 - 100 && busy <= 500);
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit"), 600 - 8 - busy);
	sem_destroy(&sem);
	free(m);
}

static void
test_closing_finishes_what_was_queued(void **state)
{
	struct store *s = *state;
	struct many m[50];
	sem_t sem;
	sem_init(&sem, 0, 0);
	for (int i = 0; i < 50; i++) {
		m[i] = (struct many){ { many_run, many_done }, i, E_INTERNAL, false, &sem };
		db_submit(s->db, &m[i].job);
	}
	db_close(s->db);
	for (int i = 0; i < 50; i++)
		assert_int_equal(m[i].result, E_OK);
	ok(db_open(&s->db, &(struct db_options){ .data_dir = s->dir, .url = s->url }));
	assert_int_equal(number(s->db, "SELECT count(*) FROM unit"), 50);
}

/* ---- reading ---- */

static void
test_a_query_has_a_deadline(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(st->db, &c));
	int64_t from = clock_mono_ms();
	conn_deadline(c, from + 200);
	ok(sql(c, &s, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)"
	    " SELECT count(*) FROM n"));
	err_is(sql_step(s), E_TIMEOUT);
	int64_t took = clock_mono_ms() - from;
	assert_true(took >= 200 && took < 2000);
	stmt_release(&s);
	conn_deadline(c, 0);
	ok(sql(c, &s, "SELECT 7"));
	ok(sql_step(s));
	assert_int_equal(col_int(s, 0), 7);
}

static void
test_a_snapshot_is_one_moment(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_write(st->db, add_codes, (const char *[]){ "a", NULL }));
	ok(db_reader(st->db, &c));
	ok(db_snapshot(c));
	for (int i = 0; i < 2; i++) {
		ok(sql(c, &s, "SELECT count(*) FROM unit"));
		ok(sql_step(s));
		assert_int_equal(col_int(s, 0), 1);
		stmt_release(&s);
		ok(db_write(st->db, add_codes, (const char *[]){ i ? "b" : "c", NULL }));
	}
	db_reader_release(&c);
	assert_int_equal(number(st->db, "SELECT count(*) FROM unit"), 3);
}

static void
test_a_reader_cannot_write(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(st->db, &c));
	enum err e = sql(c, &s, "INSERT INTO unit (code) VALUES ('r')");
	if (!e)
		e = sql_run(s);
	assert_int_not_equal(e, E_OK);
	assert_int_equal(number(st->db, "SELECT count(*) FROM unit"), 0);
}

static void
test_statements_nest_and_are_found_again(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	stmt_scoped outer = NULL;
	ok(db_write(st->db, add_codes, (const char *[]){ "a", "b", "c", NULL }));
	ok(db_reader(st->db, &c));
	ok(sql(c, &outer, "SELECT id, code FROM unit ORDER BY code"));
	int seen = 0;
	while (sql_step(outer) == E_OK) {
		stmt_scoped same = NULL;
		ok(sql(c, &same, "SELECT id, code FROM unit ORDER BY code"));
		assert_ptr_not_equal(same, outer);
		ok(sql_step(same));
		assert_true(slice_eq(col_text(same, 1), S("a")));
		seen++;
	}
	assert_int_equal(seen, 3);
	struct stmt *before = outer;
	stmt_release(&outer);
	for (int i = 0; i < 300; i++) {		/* far more texts than the cache keeps */
		char text[64];
		stmt_scoped s = NULL;
		snprintf(text, sizeof text, "SELECT %d", i);
		ok(sql(c, &s, text));
		ok(sql_step(s));
		assert_int_equal(col_int(s, 0), i);
	}
	ok(sql(c, &outer, "SELECT 299"));
	before = outer;
	stmt_release(&outer);
	ok(sql(c, &outer, "SELECT 299"));
	assert_ptr_equal(before, outer);
}

static const struct {
	const char *text;
	bool allowed;
} restricted[] = {
	{ "WITH scoped_unit AS (SELECT id, code FROM unit WHERE code <> ?1) SELECT * FROM scoped_unit", true },
	{ "WITH scoped_unit AS (SELECT id FROM unit WHERE code <> ?1) SELECT count(*) FROM scoped_unit", true },
	{ "WITH scoped_unit AS (SELECT id FROM unit WHERE code <> ?1 AND EXISTS (SELECT 1 FROM device WHERE device.id ="
	    " unit.id OR 1 = 1 OR device.id IS NULL)) SELECT id FROM scoped_unit", true },
	{ "WITH scoped_unit AS (SELECT id FROM unit), x AS (SELECT max(id) AS m FROM scoped_unit)"
	    " SELECT m FROM x WHERE '' <> ?1", true },
	{ "WITH scoped_unit AS (SELECT id FROM unit), scoped_device AS (SELECT d.id, unit, speed FROM device d)"
	    " SELECT u.id, sum(d.speed) FROM scoped_unit u LEFT JOIN scoped_device d ON d.unit = u.id WHERE '' <> ?1"
	    " GROUP BY u.id", true },
	{ "WITH scoped_unit(a) AS NOT MATERIALIZED (SELECT code FROM unit) SELECT lower(a) FROM scoped_unit"
	    " WHERE a <> ?1 ORDER BY 1", true },
	{ "SELECT 'FROM unit' WHERE '' <> ?1", true },
	{ "SELECT * FROM unit WHERE code <> ?1", false },
	{ "SELECT (SELECT count(*) FROM unit) WHERE '' <> ?1", false },
	{ "SELECT count(*) FROM unit WHERE '' <> ?1", false },
	{ "SELECT 1 FROM unit WHERE '' <> ?1", false },
	{ "SELECT 1 FROM \"unit\" WHERE '' <> ?1", false },
	{ "WITH scoped_unit AS (SELECT id FROM unit WHERE code <> ?1) SELECT s.id FROM scoped_unit s, unit", false },
	{ "WITH scoped_unit AS (SELECT id FROM unit WHERE code <> ?1)"
	    " SELECT s.id FROM scoped_unit s JOIN device d ON d.unit = s.id", false },
	{ "WITH scoped_unit AS (SELECT id FROM unit WHERE code <> ?1)"
	    " SELECT id, (SELECT count(*) FROM device) FROM scoped_unit", false },
	{ "WITH scoped_unit AS (SELECT id FROM unit WHERE code <> ?1), x AS (SELECT id FROM device)"
	    " SELECT count(*) FROM scoped_unit, x", false },
	{ "SELECT s.id FROM (SELECT id FROM unit WHERE code <> ?1) AS scoped_unit, (SELECT 1 AS id) s", false },
	{ "SELECT 1 FROM (SELECT 1 AS one) x JOIN (SELECT 2 AS two) y ON x.one < (y.two), unit WHERE '' <> ?1", false },
	{ "SELECT 1 FROM ((SELECT 1 AS one) x CROSS JOIN unit) WHERE '' <> ?1", false },
	{ "SELECT 1 WHERE EXISTS (SELECT 1 FROM /* , */ unit) AND '' <> ?1", false },
	{ "WITH scoped_unit AS (SELECT id FROM unit) SELECT id FROM scoped_unit u WHERE '' <> ?1 AND (id < 0 OR"
	    " EXISTS (SELECT 1 FROM device d WHERE d.unit = u.id))", false },
	{ "WITH unit AS (SELECT 1 FROM device) SELECT count(*) FROM unit WHERE '' <> ?1", false },
	{ "DELETE FROM unit WHERE code <> ?1", false },
	{ "WITH scoped_unit AS (SELECT id FROM unit) DELETE FROM unit WHERE code <> ?1", false },
};

static enum err
one_restricted(struct conn *c, const char *text)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, text);
	if (e)
		return e;
	sql_text(s, 1, S("-"));
	while ((e = sql_step(s)) == E_OK)
		;
	return e;
}

static void
test_a_restricted_reader_reads_scoped_forms_only(void **state)
{
	struct store *st = *state;
	reader_scoped c = NULL;
	ok(db_write(st->db, add_codes, (const char *[]){ "a", NULL }));
	ok(db_reader(st->db, &c));
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < N_ELEMS(restricted); i++) {
			conn_restrict(c, false);
			if (strncmp(restricted[i].text, "SELECT", 6) == 0)
				assert_int_equal(one_restricted(c, restricted[i].text), E_DONE);
			conn_restrict(c, true);
			enum err e = one_restricted(c, restricted[i].text);
			if (e != (restricted[i].allowed ? E_DONE : E_FORBIDDEN))
				fail_msg("%s: %s", restricted[i].text, err_name(e));
		}
	db_reader_release(&c);
	assert_int_equal(number(st->db, "SELECT count(*) FROM unit"), 1);
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
static const struct CMUnitTest tests[] = {
	STORE_TEST(test_job_is_all_or_nothing),
	STORE_TEST(test_values_come_back),
	STORE_TEST(test_errors_are_told_apart),
	STORE_TEST(test_an_error_ends_the_job_unless_nested),
	STORE_TEST(test_ten_thousand_jobs_from_eight_threads),
	STORE_TEST(test_a_full_queue_answers_busy),
	STORE_TEST(test_closing_finishes_what_was_queued),
	STORE_TEST(test_a_query_has_a_deadline),
	STORE_TEST(test_a_snapshot_is_one_moment),
	STORE_TEST(test_a_reader_cannot_write),
	STORE_TEST(test_statements_nest_and_are_found_again),
	STORE_TEST(test_a_restricted_reader_reads_scoped_forms_only),
};

int
main(void)
{
	url_of_run = getenv("LUAN_TEST_STORE");
	return cmocka_run_group_tests_name(url_of_run ? "postgres" : "sqlite", tests, NULL, NULL);
}
