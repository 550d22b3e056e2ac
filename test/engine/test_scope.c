/* SPDX-License-Identifier: Apache-2.0 */
/* Which rows a person may see follows from his grants, their units and their times, and from nothing else. */
#include "store.h"
#include "engine/scope_.h"

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

#define NOW 1700000000000
struct want {
	const struct record *rec;
	struct grant grant[3];
	const char *sql;
};
/* Seen by whoever sees its job, and by nobody else. */
static const struct field note_field[] = { { "job", REF(lamp_job), REQ | FIND, "", "" } };
static const struct record lamp_note_record = { .name = "lamp_note", .scope = SCOPE_SHARED, .can_read = R_officer, .field = note_field, .nfield = 1, .shared_as = 1 };

#define ALWAYS .from_ms = 0, .to_ms = INT64_MAX

static const struct want wants[] = {
	{ &lamp_record, { { 0 } }, "1=0" },
	{ &lamp_record, { { .role = R_officer, .unit = 1, ALWAYS } }, "1=1" },
	{ &lamp_record, { { .role = R_officer, .unit = 2, ALWAYS } }, "t.unit IN (2,4)" },
	{ &lamp_record, { { .role = R_officer, .unit = 4, ALWAYS } }, "t.unit IN (4)" },
	{ &lamp_record, { { .role = R_clerk, .unit = 1, ALWAYS } }, "1=0" },		/* may not read lamps */
	{ &lamp_record, { { .role = R_officer, .unit = 2, ALWAYS }, { .role = R_leader, .unit = 3, ALWAYS } },
	  "t.unit IN (2,4,3)" },
	{ &lamp_record, { { .role = R_officer, .unit = 4, ALWAYS }, { .role = R_leader, .unit = 2, ALWAYS } },
	  "t.unit IN (2,4)" },								/* one within the other */
	{ &lamp_record, { { .role = R_officer, .unit = 2, ALWAYS }, { .role = R_leader, .unit = 2, ALWAYS } },
	  "t.unit IN (2,4)" },
	{ &lamp_record, { { .role = R_officer, .unit = 2, ALWAYS }, { .role = R_clerk, .unit = 3, ALWAYS } },
	  "t.unit IN (2,4)" },								/* role and unit go together */
	{ &lamp_record, { { .role = R_officer, .unit = 1, .from_ms = 0, .to_ms = NOW } }, "1=0" },	/* ended */
	{ &lamp_record, { { .role = R_officer, .unit = 1, .from_ms = NOW + 1, .to_ms = INT64_MAX } }, "1=0" },
	{ &lamp_record, { { .role = R_officer, .unit = 1, .from_ms = NOW, .to_ms = NOW + 1 } }, "1=1" },
	{ &lamp_record, { { .role = R_officer, .unit = 99, ALWAYS } }, "1=0" },		/* no such unit */
	{ &lamp_class_record, { { .role = R_officer, .unit = 4, ALWAYS } }, "1=1" },	/* SCOPE_NONE */
	{ &lamp_class_record, { { .role = R_clerk, .unit = 1, ALWAYS } }, "1=0" },
	{ &lamp_job_record, { { .role = R_officer, .unit = 1, ALWAYS } }, "1=1" },
	{ &lamp_job_record, { { .role = R_officer, .unit = 2, ALWAYS } }, "(t.unit IN (2,4) OR t.id IN (SELECT share.row"
	  " FROM share WHERE share.record = 'lamp_job' AND share.unit IN (2,4)))" },
	{ &lamp_job_record, { { 0 } }, "1=0" },
	{ &lamp_note_record, { { .role = R_officer, .unit = 1, ALWAYS } }, "1=1" },
	{ &lamp_note_record, { { .role = R_officer, .unit = 2, ALWAYS } }, "(t.job IN (SELECT share.row"
	  " FROM share WHERE share.record = 'lamp_job' AND share.unit IN (2,4)))" },
	{ &lamp_note_record, { { 0 } }, "1=0" },
	{ &lamp_wish_record, { { .role = R_citizen, .unit = 1, ALWAYS } }, "(1=0 OR t.created_by = 7)" },
	{ &lamp_wish_record, { { .role = R_officer, .unit = 2, ALWAYS } }, "t.unit IN (2,4)" },
	{ &lamp_wish_record, { { .role = R_officer, .unit = 2, ALWAYS }, { .role = R_citizen, .unit = 1, ALWAYS } },
	  "(t.unit IN (2,4) OR t.created_by = 7)" },
	{ &lamp_wish_record, { { 0 } }, "1=0" },
};

static struct call *
call_with(const struct grant *grant)
{
	struct call *c = asked_by(&store, 7);
	c->now_ms = NOW;
	for (int i = 0; i < 3 && grant[i].role; i++)
		store.who.grant[store.who.ngrant++] = grant[i];
	return c;
}

static void
scope_follows_grants(void **state)
{
	for (size_t i = 0; i < N_ELEMS(wants); i++) {
		struct call *c = call_with(wants[i].grant);
		struct buf b;
		buf_init(&b, KIB(4));
		scope_sql(c, wants[i].rec, wants[i].rec->can_read, "t", &b);
		buf_putc(&b, '\0');
		if (strcmp(b.p, wants[i].sql) != 0)
			print_error("row %zu\n", i);
		assert_string_equal(b.p, wants[i].sql);
		buf_free(&b);
	}
}

static void
system_sees_all(void **state)
{
	struct buf b;
	buf_init(&b, KIB(4));
	scope_sql(asked_by(&store, 0), &lamp_record, lamp_record.can_read, "t", &b);
	assert_true(slice_is(buf_slice(&b), "1=1"));
	buf_free(&b);
}

static void
persons(const char *want, const char *reason)
{
	struct buf b;
	store.call.reason = slice_of(reason);
	buf_init(&b, KIB(4));
	scope_persons_sql(&store.call, &lamp_record, lamp_record.can_read, "t", &b);
	buf_putc(&b, '\0');
	assert_string_equal(b.p, want);
	buf_free(&b);
}

/* Personal data: a grant that covers persons, and a reason. */
static void
persons_need_grant_and_reason(void **state)
{
	asked_by(&store, 7);
	granted(&store, R_officer, 1);
	persons("1=0", "核查");			/* the grant does not cover persons */
	granted(&store, R_officer, 2)->persons = true;
	persons("1=0", NULL);
	persons("1=0", "");
	persons("t.unit IN (2,4)", "核查");
	granted(&store, R_leader, 1)->persons = true;
	persons("1=1", "核查");
	asked_by(&store, 7);
	granted(&store, R_clerk, 1)->persons = true;
	persons("1=0", "核查");			/* not a role that reads lamps */
}

/* The expression is what the store makes of it: rows of every unit, each person sees his own. */
static void
scope_selects_rows(void **state)
{
	static const struct { int64_t unit; int want; } row[] = { { 1, 4 }, { 2, 2 }, { 3, 1 }, { 4, 1 } };
	for (size_t i = 0; i < N_ELEMS(row); i++) {
		stmt_scoped st = NULL;
		struct call *c = asked_by(&store, 7);
		struct buf b;
		granted(&store, R_officer, row[i].unit);
		buf_init(&b, KIB(4));
		buf_puts(&b, "SELECT count(*) FROM unit t WHERE ");
		scope_sql(c, &lamp_record, R_officer, "", &b);
		buf_puts(&b, ";");
		buf_putc(&b, '\0');
		for (char *p; (p = strstr(b.p, " unit IN")); )	/* the unit table stands for rows: its id is their unit */
			memcpy(p, " id   IN", 8);
		assert_int_equal(sql(store.conn, &st, b.p), E_OK);
		assert_int_equal(sql_step(st), E_OK);
		assert_int_equal(col_int(st, 0), row[i].want);
		buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scope_follows_grants), cmocka_unit_test(system_sees_all),
		cmocka_unit_test(persons_need_grant_and_reason), cmocka_unit_test(scope_selects_rows),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
