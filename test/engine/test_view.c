/* SPDX-License-Identifier: Apache-2.0 */
/* A view sees what its caller may see, masked, and nothing else; periods are compared without more being written. */
#include "store.h"
#include <jansson.h>
#include "base/clock.h"
#include "engine/view_.h"

static struct store store;

/* unit, kind, day of 2023 or 2024, how many */
static void
lamps(int unit, const char *kind, const char *day, int n)
{
	struct buf b;
	int32_t d;
	static int code;
	assert_true(date_parse(slice_of(day), &d));
	buf_init(&b, MIB(1));
	for (int i = 0; i < n; i++)
		buf_printf(&b, "INSERT INTO lamp(state, unit, version, created_at, created_by, updated_at, updated_by, code, kind,"
		    " seen_at, phone, caller) VALUES ('reported', %d, 1, 1, 1, 1, 1, 'AB%d', '%s', %lld, '13812345678', '张三');",
		    unit, ++code, kind, (long long)(beijing_start_ms(d) + 3600000));
	buf_putc(&b, '\0');
	store_exec(&store, b.p);
	buf_free(&b);
}

static int
setup(void **state)
{
	store_open(&store);
	lamps(2, "led", "2024-03-05", 66);
	lamps(3, "led", "2024-03-06", 10);
	lamps(2, "sodium", "2024-03-07", 5);
	lamps(2, "led", "2024-02-10", 40);
	lamps(2, "led", "2023-03-31", 60);
	lamps(2, "sodium", "2023-03-01", 2);
	lamps(2, "led", "2024-04-01", 3);
	return 0;
}

static int
teardown(void **state)
{
	store_close(&store);
	return 0;
}

static json_t *
ask(const struct view *v, const char *args)
{
	json_t *in = json_loads(args, 0, NULL), *out;
	const struct record *persons;
	struct buf b;
	enum err e;
	assert_non_null(in);
	buf_init(&b, MIB(4));
	e = view_json(&store.call, v, in, &b, &persons);
	json_decref(in);
	out = e ? NULL : json_loadb(b.p, b.n, 0, NULL);
	if (!e && !out)
		print_error("%.*s\n", (int)b.n, b.p);
	assert_true(e || out);
	assert_int_equal(e, store.call.err);
	buf_free(&b);
	return out;
}

static void
expect_rows(json_t *answer, const char *want)
{
	char *got = json_dumps(json_object_get(answer, "rows"), JSON_COMPACT | JSON_REAL_PRECISION(10));
	assert_string_equal(got, want);
	free(got);
	json_decref(answer);
}

#define MARCH "\"from\":\"2024-03-01\",\"to\":\"2024-04-01\""

static void
rows_of_the_scope(void **state)
{
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	expect_rows(ask(&lamps_seen_view, "{" MARCH "}"), "[[\"led\",66,37],[\"sodium\",5,2]]");
	asked_by(&store, 7);
	granted(&store, R_officer, 3);
	expect_rows(ask(&lamps_seen_view, "{" MARCH "}"), "[[\"led\",10,100]]");
	asked_by(&store, 7);
	granted(&store, R_officer, 4);
	expect_rows(ask(&lamps_seen_view, "{" MARCH "}"), "[]");
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	expect_rows(ask(&lamps_seen_view, "{" MARCH ",\"kind\":\"led\"}"), "[[\"led\",76,40]]");
}

struct fault {
	const char *args;
	enum err err;
	const char *field;
};

static void
faults_name_the_argument(void **state)
{
	static const struct fault row[] = {
		{ "{\"from\":\"2024-03-01\"}", E_MISSING, "to" },
		{ "{" MARCH ",\"kind\":\"neon\"}", E_BAD_VALUE, "kind" },
		{ "{" MARCH ",\"kind\":7}", E_BAD_VALUE, "kind" },
		{ "{" MARCH ",\"colour\":1}", E_UNKNOWN_FIELD, "colour" },
		{ "{\"from\":\"yesterday\",\"to\":\"2024-04-01\"}", E_BAD_VALUE, "from" },
		{ "{\"from\":\"2024-04-01\",\"to\":\"2024-03-01\"}", E_BAD_VALUE, "to" },
		{ "{" MARCH ",\"compare\":\"dod\"}", E_BAD_VALUE, "compare" },
		{ "{" MARCH ",\"compare\":3}", E_BAD_VALUE, "compare" },
		{ "{" MARCH ",\"compare\":\"yoy\",\"align\":\"easter\"}", E_BAD_VALUE, "align" },
		{ "{\"from\":\"2040-03-01\",\"to\":\"2040-04-01\",\"compare\":\"yoy\",\"align\":\"spring_festival\"}", E_BAD_VALUE, "align" },
	};
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		asked_by(&store, 7);
		granted(&store, R_officer, 1);
		assert_null(ask(&lamps_seen_view, row[i].args));
		assert_int_equal(store.call.err, row[i].err);
		assert_string_equal(store.call.fault[0].field, row[i].field);
	}
}

static void
only_its_roles(void **state)
{
	asked_by(&store, 7);
	granted(&store, R_clerk, 1);
	assert_null(ask(&lamps_seen_view, "{" MARCH "}"));
	assert_int_equal(store.call.err, E_FORBIDDEN);
}

/* The store itself refuses what the page forgot to write as {lamp}. */
static void
base_table_is_refused(void **state)
{
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	assert_null(ask(&lamp_peek_view, "{}"));
	assert_int_equal(store.call.err, E_FORBIDDEN);
	/* and the connection is free again afterwards */
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	json_decref(ask(&lamps_seen_view, "{" MARCH "}"));
	{
		stmt_scoped st = NULL;
		assert_int_equal(sql(store.conn, &st, "SELECT count(*) FROM lamp"), E_OK);
	}
}

static void
scoped_names_are_the_engines(void **state)
{
	struct buf b;
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	buf_init(&b, KIB(64));
	assert_int_equal(view_scoped_sql(&store.call, "WITH scoped_lamp AS (SELECT * FROM lamp) SELECT * FROM scoped_lamp", &b),
	    E_FORBIDDEN);
	assert_int_equal(view_scoped_sql(&store.call, "SELECT * FROM {no_such}", &b), E_INTERNAL);
	assert_int_equal(view_scoped_sql(&store.call, "SELECT * FROM {lamp.no_such}", &b), E_INTERNAL);
	buf_free(&b);
}

static const char *
phone_seen(const struct record **ret_persons)
{
	struct view_args a = { .from = -1, .to = -1 };
	struct table t;
	assert_int_equal(view_table(&store.call, &lamp_calls_view, &a, &t), E_OK);
	assert_true(t.nrow > 0);
	*ret_persons = t.persons;
	return arena_str(&store.arena, table_cell(&t, 0, 1)->v.s);
}

static void
persons_are_masked(void **state)
{
	const struct record *persons;
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	store.call.reason = S("核查");
	assert_string_equal(phone_seen(&persons), "***");	/* no grant over persons */
	assert_null(persons);
	asked_by(&store, 7);
	granted(&store, R_officer, 1)->persons = true;
	assert_string_equal(phone_seen(&persons), "***");	/* no reason */
	assert_null(persons);
	store.call.reason = S("核查");
	assert_string_equal(phone_seen(&persons), "13812345678");
	assert_ptr_equal(persons, &lamp_record);		/* so it will be audited */
	asked_by(&store, 0);
	store.call.reason = S("规则");
	assert_string_equal(phone_seen(&persons), "***");	/* findings hold no persons */
}

static void
statement_keeps_its_with(void **state)
{
	static const char *const in[] = {
		"WITH x AS (SELECT unit FROM {lamp} WHERE kind = 'led') SELECT count(*) FROM x JOIN {lamp} l ON l.unit = x.unit AND l.id < 3",
		"WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) SELECT count(*) FROM x, {lamp} l WHERE l.id <= n",
		"SELECT count(*) FROM {lamp.bulb} b WHERE b.maker <> '{lamp}'",
		"SELECT 1",
	};
	for (size_t i = 0; i < N_ELEMS(in); i++) {
		stmt_scoped st = NULL;
		struct buf b;
		asked_by(&store, 7);
		granted(&store, R_officer, 2);
		buf_init(&b, KIB(64));
		assert_int_equal(view_scoped_sql(&store.call, in[i], &b), E_OK);
		buf_putc(&b, '\0');
		conn_restrict(store.conn, true);
		assert_int_equal(sql(store.conn, &st, b.p), E_OK);
		assert_int_equal(sql_step(st), E_OK);
		stmt_release(&st);
		conn_restrict(store.conn, false);
		buf_free(&b);
	}
}

/* The one cell that a statement answers, as text. */
static const char *
scoped_cell(const char *text)
{
	stmt_scoped st = NULL;
	struct buf b;
	const char *cell;
	buf_init(&b, KIB(64));
	assert_int_equal(view_scoped_sql(&store.call, text, &b), E_OK);
	buf_putc(&b, '\0');
	conn_restrict(store.conn, true);
	assert_int_equal(sql(store.conn, &st, b.p), E_OK);
	assert_int_equal(sql_step(st), E_OK);
	cell = arena_str(&store.arena, col_text(st, 0));
	stmt_release(&st);
	conn_restrict(store.conn, false);
	buf_free(&b);
	return cell;
}

/* Parts follow their row: its scope, and its persons. */
static void
parts_follow_their_row(void **state)
{
	store_exec(&store, "INSERT INTO lamp_bulb(parent, pos, maker, owner_phone) SELECT id, 1, 'unit ' || unit, '13912345678' FROM lamp"
	    " WHERE code IN ('AB1', 'AB67')");
	asked_by(&store, 7);
	granted(&store, R_officer, 2)->persons = true;
	assert_string_equal(scoped_cell("SELECT max(maker) || count(*) FROM {lamp.bulb}"), "unit 21");
	assert_string_equal(scoped_cell("SELECT max(owner_phone) FROM {lamp.bulb}"), "***");
	store.call.reason = S("核查");
	assert_string_equal(scoped_cell("SELECT max(owner_phone) FROM {lamp.bulb}"), "13912345678");
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	assert_string_equal(scoped_cell("SELECT max(maker) || count(*) FROM {lamp.bulb}"), "unit 32");
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	granted(&store, R_officer, 3)->persons = true;	/* persons of the other brigade only */
	store.call.reason = S("核查");
	assert_string_equal(scoped_cell("SELECT owner_phone FROM {lamp.bulb} WHERE maker = 'unit 2'"), "***");
	assert_string_equal(scoped_cell("SELECT owner_phone FROM {lamp.bulb} WHERE maker = 'unit 3'"), "13912345678");
	assert_string_equal(scoped_cell("SELECT min(phone) FROM {lamp} WHERE unit = 2"), "***");
	assert_string_equal(scoped_cell("SELECT min(phone) FROM {lamp} WHERE unit = 3"), "13812345678");
	assert_string_equal(scoped_cell("SELECT CAST(count(*) AS TEXT) FROM {lamp} WHERE unit = 2 AND phone = '13812345678'"), "0");
}

static void
shared_rows_are_seen(void **state)
{
	static const char count[] = "SELECT CAST(count(*) AS TEXT) FROM {lamp_job}";
	store_exec(&store, "INSERT INTO lamp_job(unit, version, created_at, created_by, updated_at, updated_by, lamp, task)"
	    " SELECT unit, 1, 1, 1, 1, 1, id, 'x' FROM lamp WHERE code IN ('AB1', 'AB67');"
	    "INSERT INTO share(record, row, unit, created_at, created_by) SELECT 'lamp_job', id, 4, 1, 1 FROM lamp_job WHERE unit = 3;"
	    "INSERT INTO share(record, row, unit, created_at, created_by) SELECT 'lamp', id, 4, 1, 1 FROM lamp_job WHERE unit = 2");
	asked_by(&store, 7);
	granted(&store, R_officer, 4);
	assert_string_equal(scoped_cell(count), "1");		/* the shared one; the other share is of another record */
	asked_by(&store, 7);
	granted(&store, R_officer, 3);
	assert_string_equal(scoped_cell(count), "1");
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	assert_string_equal(scoped_cell(count), "2");		/* one's own, and what the squadron below takes part in */
}

static void
secrets_are_in_no_view(void **state)
{
	stmt_scoped st = NULL;
	struct buf b;
	asked_by(&store, 0);
	buf_init(&b, KIB(64));
	assert_int_equal(view_scoped_sql(&store.call, "SELECT pin FROM {lamp}", &b), E_OK);
	buf_putc(&b, '\0');
	assert_null(strstr(b.p, "\"pin\""));
	conn_restrict(store.conn, true);
	assert_true(sql(store.conn, &st, b.p) || sql_step(st));
	stmt_release(&st);
	conn_restrict(store.conn, false);
	buf_free(&b);
}

static void
year_on_year(void **state)
{
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	/* led 66 against 60: +10.0 %; sodium 5 against 2: too few to say */
	expect_rows(ask(&lamps_seen_view, "{" MARCH ",\"compare\":\"yoy\"}"),
	    "[[\"led\",66,37,60,10.0,34,3.0],[\"sodium\",5,2,2,null,1,1.0]]");
}

static void
missing_rows_count_nothing(void **state)
{
	json_t *a;
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	/* February has no sodium lamps, so the base is 0; in the other direction the row of the base alone is shown */
	expect_rows(ask(&lamps_seen_view, "{" MARCH ",\"compare\":\"mom\"}"),
	    "[[\"led\",66,37,40,65.0,22,15.0],[\"sodium\",5,2,0,null,null,null]]");
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	expect_rows(ask(&lamps_seen_view, "{\"from\":\"2024-04-01\",\"to\":\"2024-05-01\",\"compare\":\"mom\"}"),
	    "[[\"led\",3,1,66,-95.5,37,-36.0],[\"sodium\",0,null,5,null,2,null]]");
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	a = ask(&lamps_seen_view, "{" MARCH ",\"compare\":\"mom\"}");
	assert_int_equal(json_array_size(json_object_get(a, "warnings")), 1);
	json_decref(a);
}

static void
year_to_date(void **state)
{
	json_t *a, *ytd;
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	/* January to March: 106 led against 60, 5 sodium against 2 */
	expect_rows(ask(&lamps_seen_view, "{" MARCH ",\"compare\":\"ytd\",\"kind\":\"led\"}"),
	    "[[\"led\",66,37,106,60,76.7,60,34,26.0]]");
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	a = ask(&lamps_seen_view, "{" MARCH ",\"compare\":\"ytd\"}");
	ytd = json_object_get(json_object_get(a, "compare"), "ytd");
	assert_string_equal(json_string_value(json_object_get(ytd, "from")), "2022-12-31T16:00:00.000Z");
	assert_string_equal(json_string_value(json_object_get(ytd, "to")), "2023-03-31T16:00:00.000Z");
	json_decref(a);
}

static void
columns_tell_what_they_are(void **state)
{
	static const char *const want[] = { "kind", "n", "share", "n_yoy", "n_yoy_rate", "share_yoy", "share_yoy_diff",
		"n_ytd", "n_ytd_yoy", "n_ytd_rate", "share_ytd", "share_ytd_yoy", "share_ytd_diff" };
	json_t *a, *columns, *row;
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	a = ask(&lamps_seen_view, "{" MARCH ",\"compare\":\"yoy,ytd\"}");
	columns = json_object_get(a, "columns");
	assert_int_equal(json_array_size(columns), N_ELEMS(want));
	for (size_t i = 0; i < N_ELEMS(want); i++)
		assert_string_equal(json_string_value(json_object_get(json_array_get(columns, i), "name")), want[i]);
	row = json_array_get(json_object_get(a, "rows"), 0);
	assert_int_equal(json_array_size(row), N_ELEMS(want));
	json_decref(a);
}

static void
aligned_on_spring_festival(void **state)
{
	json_t *a, *yoy;
	asked_by(&store, 7);
	granted(&store, R_officer, 2);
	/* 10 February 2024 was the festival; 22 January 2023 was the one before */
	a = ask(&lamps_seen_view, "{\"from\":\"2024-02-10\",\"to\":\"2024-02-17\",\"compare\":\"yoy\",\"align\":\"spring_festival\"}");
	yoy = json_object_get(json_object_get(a, "compare"), "yoy");
	assert_string_equal(json_string_value(json_object_get(yoy, "from")), "2023-01-21T16:00:00.000Z");
	assert_string_equal(json_string_value(json_object_get(yoy, "to")), "2023-01-28T16:00:00.000Z");
	assert_int_equal(json_array_size(json_object_get(a, "warnings")), 2);	/* what was aligned; a base of 0 */
	json_decref(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_the_scope), cmocka_unit_test(faults_name_the_argument),
		cmocka_unit_test(only_its_roles), cmocka_unit_test(base_table_is_refused),
		cmocka_unit_test(scoped_names_are_the_engines), cmocka_unit_test(persons_are_masked),
		cmocka_unit_test(statement_keeps_its_with), cmocka_unit_test(parts_follow_their_row),
		cmocka_unit_test(shared_rows_are_seen), cmocka_unit_test(secrets_are_in_no_view), cmocka_unit_test(year_on_year),
		cmocka_unit_test(missing_rows_count_nothing), cmocka_unit_test(year_to_date),
		cmocka_unit_test(columns_tell_what_they_are), cmocka_unit_test(aligned_on_spring_festival),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
