/* SPDX-License-Identifier: Apache-2.0 */
/* Rows whose time has come: each once, in their order, past whole chunks of rows whose step is refused. */
#include "base/clock.h"
#include "engine/event.h"
#include "engine/ripe.h"
#include "store.h"

#define REFUSED (2 * RIPE_CHUNK + 7)	/* "drop" is no step from "repaired" */
#define READY (RIPE_CHUNK + 3)
#define NOW 1700000000000

static struct store store;
static const struct ripe ripe = { &lamp_record, "drop", "seen_at", "state IN ('reported', 'repaired')", "试验" };

static void
plant(int from, int n, const char *state, int64_t seen_at)
{
	char text[700];

	(void)snprintf(text, sizeof text, "WITH RECURSIVE k(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM k WHERE i < %d)"
	    " INSERT INTO lamp(id, unit, state, version, created_at, created_by, updated_at, updated_by, code, kind, seen_at)"
	    " SELECT i, 2, '%s', 1, 1000, 7, 1000, 7, 'AB' || CAST(i AS TEXT), 'led', %lld FROM k", from, from + n - 1, state, (long long)seen_at);
	store_exec(&store, text);
}

static int64_t
count(const char *state)
{
	stmt_scoped st = NULL;

	assert_int_equal(sql(store.conn, &st, "SELECT count(*) FROM lamp WHERE state = ?1"), E_OK);
	sql_text(st, 1, slice_of(state));
	assert_int_equal(sql_step(st), E_OK);
	return col_int(st, 0);
}

static int
setup(void **state)
{
	struct buf ddl;

	store_open(&store);
	buf_init(&ddl, KIB(64));
	buf_puts(&ddl, event_ddl(db_kind(store.engine->db)));
	buf_putc(&ddl, '\0');
	store_exec(&store, ddl.p);
	buf_free(&ddl);
	clock_simulate(NOW);
	return 0;
}

static int
teardown(void **state)
{
	store_close(&store);
	return 0;
}

/* All refused rows ripened first and at one instant: who begins again at the first row, or goes on by the instant alone, never gets past them. */
static void
refused_rows_keep_nothing_waiting(void **state)
{
	int64_t fired;

	plant(1, REFUSED, "repaired", 500);
	plant(5000, READY, "reported", 500);
	plant(7000, 1, "reported", NOW);
	plant(7001, 1, "reported", NOW + 1);
	assert_int_equal(ripe_fire(store.engine, &ripe, &fired), E_OK);
	assert_int_equal(fired, READY + 1);
	assert_int_equal(count("dropped"), READY + 1);
	assert_int_equal(count("repaired"), REFUSED);
	assert_int_equal(count("reported"), 1);		/* its instant is the next millisecond */
}

static void
again_changes_nothing(void **state)
{
	int64_t fired;

	assert_int_equal(ripe_fire(store.engine, &ripe, &fired), E_OK);
	assert_int_equal(fired, 0);
	clock_simulate(NOW + 1);
	assert_int_equal(ripe_fire(store.engine, &ripe, &fired), E_OK);
	assert_int_equal(fired, 1);
	assert_int_equal(count("reported"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(refused_rows_keep_nothing_waiting), cmocka_unit_test(again_changes_nothing) };

	return cmocka_run_group_tests_name("ripe", tests, setup, teardown);
}
