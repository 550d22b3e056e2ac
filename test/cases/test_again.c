/* SPDX-License-Identifier: Apache-2.0 */
/* Jobs that run again (store/db.h): every write here is run, undone and run a second time, as after a conflict on PostgreSQL or beside a failing job on
 * SQLite. Nothing of the undone run may be in the answer or in the report, and no line of a file may be passed over. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "cases/bank_file.h"
#include "cases/cases.h"
#include "cases/register_entry.h"
#include "engine/first.h"
#include "engine/record.h"
#include "gate/adapter.h"
#include "gate/gate.h"
#include "main/pages.h"
#include "people/people.h"
#include "people/unit.h"
#include "../base/tree.h"

#define NOW_MS INT64_C(1782892800000)	/* 2026-07-01T16:00+08:00 */
#define LINES 450			/* more than two chunks, fewer than are shown */
#define ok(call) assert_int_equal((call), E_OK)

static struct engine *engine;
static struct people *people;
static char dir[] = "/tmp/luan-again-XXXXXX";
static bool twice;

/* ---- the store runs it twice ---- */

struct undone {
	enum err (*run)(void *ctx, struct conn *c);
	void *ctx;
};

static enum err
run_and_fail(void *ctx, struct conn *c)
{
	struct undone *u = ctx;
	enum err e = u->run(u->ctx, c);

	return e ? e : E_BUSY;
}

enum err __real_db_write(struct db *db, enum err (*run)(void *ctx, struct conn *c), void *ctx);
enum err __wrap_db_write(struct db *db, enum err (*run)(void *ctx, struct conn *c), void *ctx);
enum err
__wrap_db_write(struct db *db, enum err (*run)(void *ctx, struct conn *c), void *ctx)
{
	struct undone u = { run, ctx };

	if (twice && __real_db_write(db, run_and_fail, &u) == E_OK)
		fail_msg("the first run was kept");
	return __real_db_write(db, run, ctx);
}

/* ---- a signed message without a server ---- */

static const char *stamp, *nonce, *signature;
static char answer[4096];
static int status;

struct slice __wrap_http_header(const struct http_request *rq, const char *name);
struct slice
__wrap_http_header(const struct http_request *rq, const char *name)
{
	(void)rq;
	return !strcmp(name, "Luan-Timestamp") ? slice_of(stamp) : !strcmp(name, "Luan-Nonce") ? slice_of(nonce) :
	    !strcmp(name, "Luan-Signature") ? slice_of(signature) : (struct slice){ NULL, 0 };
}

void __wrap_http_answer(struct http_request *rq, int code, const char *type, struct slice body);
void
__wrap_http_answer(struct http_request *rq, int code, const char *type, struct slice body)
{
	(void)rq, (void)type;
	status = code;
	snprintf(answer, sizeof answer, "%.*s", (int)body.n, body.p);
}

void __wrap_http_problem(struct http_request *rq, enum err e, const struct http_fault *fault, size_t n);
void
__wrap_http_problem(struct http_request *rq, enum err e, const struct http_fault *fault, size_t n)
{
	(void)rq, (void)fault, (void)n;
	fail_msg("refused: %s", err_name(e));
}

/* ---- what is there ---- */

static enum err
make(struct call *c, void *ctx)
{
	struct row *u = row_new(c->arena, &unit_record), *a, *r;
	enum err e;

	(void)ctx;
	row_set_text(u, unit_code, S("370303000000"));
	row_set_text(u, unit_name, S("支队"));
	row_set_text(u, unit_level, S("detachment"));
	row_set_text(u, unit_valid_from, S("2010-01-01"));
	if ((e = record_create(c, u)))
		return e;
	for (int i = 0; i < 2; i++) {
		a = row_new(c->arena, &adapter_record);
		row_set_text(a, adapter_code, i ? S("reg") : S("bank"));
		row_set_text(a, adapter_kind, i ? S("register") : S("payment"));
		row_set_text(a, adapter_secret, S("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"));
		a->state = adapter_is_in_use;
		if ((e = record_create(c, a)))
			return e;
	}
	r = row_new(c->arena, &register_entry_record);
	r->unit = u->id;
	row_set_text(r, register_entry_kind, S("decision"));
	row_set_text(r, register_entry_number, S("decision-1-1"));
	row_set_int(r, register_entry_violation_case, 1);
	row_set_int(r, register_entry_sent, 10000);
	return record_create_as_system(c, r);
}

static int
open_all(void **state)
{
	struct engine_options o = { .data_dir = dir, .file_budget = MIB(64), .create = true };

	(void)state;
	assert_non_null(mkdtemp(dir));
	clock_simulate(NOW_MS);
	ok(engine_open(&engine, &o, all_pages()));
	ok(people_open(&people, engine));
	ok(engine_write(engine, NULL, make, NULL));
	twice = true;
	return 0;
}

static int
close_all(void **state)
{
	(void)state;
	twice = false;
	people_close(people);
	engine_close(engine);
	return tree_remove(dir);
}

/* ---- the answer of a message ---- */

static int
times(const char *text, const char *what)
{
	int n = 0;

	for (const char *p = text; (p = strstr(p, what)); p += strlen(what))
		n++;
	return n;
}

/* The key is the adapter's; the entry was sent as often as is counted, and is sent all the same. */
static void
test_message(void **state)
{
	static const struct gate_kind *const kinds[] = { case_messages, NULL };
	struct gate gate = { engine, kinds };
	struct http_request rq = { .method = HTTP_POST, .path = S(GATE_PREFIX "reg"), .body = S("{\"kind\":\"fetch\",\"limit\":5}") };

	(void)state;
	stamp = "1782892800";
	nonce = "0123456789";
	signature = "195a2697a82f076bad4fb78fedab13e3415770cddd8a90ec8caa24799fd75c37";
	gate_serve(&rq, &gate);
	assert_int_equal(status, 200);
	assert_int_equal(times(answer, "\"items\""), 1);
	assert_int_equal(times(answer, "decision-1-1"), 1);
}

/* ---- the daily file ---- */

static enum err
count(struct call *c, void *ctx)
{
	int64_t *n = ctx;
	enum err e = first_id(c, "SELECT count(*) FROM payment_difference WHERE kind = 'unknown'", NULL, 0, &n[0]);

	return e || (e = first_id(c, "SELECT done FROM bank_file", NULL, 0, &n[1])) ? e : first_id(c, "SELECT differences FROM bank_file", NULL, 0, &n[2]);
}

static void
test_file(void **state)
{
	struct import_report r;
	struct buf csv;
	int64_t n[3];

	(void)state;
	buf_init(&csv, KIB(64));
	import_report_init(&r);
	buf_puts(&csv, "order,transaction,amount,paid_at\n");
	for (int i = 0; i < LINES; i++)
		buf_printf(&csv, "JKX%d,T%d,1.00,2026-07-01 10:00:00\n", i, i);
	buf_printf(&csv, "total,%d,%d.00,2026-07-01\n", LINES, LINES);
	ok(bank_file_import(engine, &(struct bank_order){ .name = S("day.csv"), .csv = buf_slice(&csv) }, &r));
	ok(engine_write(engine, NULL, count, n));
	assert_int_equal(n[0], LINES);
	assert_int_equal(n[1], LINES);
	assert_int_equal(n[2], LINES);
	assert_int_equal(r.shown_differences, LINES);
	buf_puts(&r.differences, "");
	assert_int_equal(times(r.differences.p, "\"line\":2,"), 1);
	assert_int_equal(r.added, 0);
	import_report_free(&r);
	buf_free(&csv);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_message), cmocka_unit_test(test_file) };

	return cmocka_run_group_tests(tests, open_all, close_all);
}
