/* SPDX-License-Identifier: Apache-2.0 */
/* Issuing over a store: serials under concurrency and refusals, the form of numbers, drawing, other paper, voiding, and the gate of the public page. */
#define _XOPEN_SOURCE 700
#include "sample.h"

#include <pthread.h>
#include <unistd.h>

#include "engine/deadline.h"
#include "engine/record.h"
#include "main/pages.h"
#include "paper/number_form.h"
#include "paper/paper_.h"
#include "people/people.h"
#include "people/unit.h"
#include "../base/tree.h"

#define NOW_MS INT64_C(1782892800000)	/* 2026-07-01T16:00+08:00 */
#define ok(call) assert_int_equal((call), E_OK)

static struct engine *engine;
static struct people *people;
static struct paper_house *house;
static char dir[] = "/tmp/luan-issue-XXXXXX";
static int64_t east, west;

struct making {
	const char *code, *name, *brief, *level;
	int64_t parent, id;
};

static enum err
make_unit(struct call *c, void *ctx)
{
	struct making *m = ctx;
	struct row *u = row_new(c->arena, &unit_record);
	enum err e;

	row_set_text(u, unit_code, slice_of(m->code));
	row_set_text(u, unit_name, slice_of(m->name));
	if (m->brief)
		row_set_text(u, unit_short_name, slice_of(m->brief));
	row_set_text(u, unit_level, slice_of(m->level));
	if (m->parent)
		row_set_int(u, unit_parent, m->parent);
	row_set_text(u, unit_valid_from, S("2010-01-01"));
	e = record_create(c, u);
	m->id = u->id;
	return e;
}

static int64_t
new_unit(struct making m)
{
	ok(engine_write(engine, NULL, make_unit, &m));
	return m.id;
}

static int
open_all(void **state)
{
	struct engine_options o = { .data_dir = dir, .file_budget = MIB(64), .create = true };
	int64_t top;

	(void)state;
	assert_non_null(mkdtemp(dir));
	clock_simulate(NOW_MS);
	ok(engine_open(&engine, &o, all_pages()));
	ok(people_open(&people, engine));
	ok(paper_open(&house, &(struct paper_options){ engine, "https://verify.example/verify/" }));
	top = new_unit((struct making){ "370303000000", "支队", "支队", "detachment", 0, 0 });
	east = new_unit((struct making){ "370303000100", "东大队", "东", "brigade", top, 0 });
	west = new_unit((struct making){ "370303000200", "西大队", NULL, "brigade", top, 0 });
	return 0;
}

static int
close_all(void **state)
{
	(void)state;
	paper_close(house);
	people_close(people);
	engine_close(engine);
	clock_simulate(0);
	return tree_remove(dir);
}

struct issuing {
	const char *type;
	int64_t unit;
	const json_t *content;
	bool later, fail;		/* fail: the step refuses after the document was issued */
	int64_t id, serial;
	char number[100], code[30], field[60];
};

static enum err
issue(struct call *c, void *ctx)
{
	struct issuing *i = ctx;
	struct paper_order o = { .type = slice_of(i->type), .unit = i->unit, .subject = &unit_record, .subject_row = i->unit,
		.at_ms = NOW_MS, .content = i->content, .later = i->later };
	struct row *r;
	enum err e = paper_issue(c, &o, &r);

	snprintf(i->field, sizeof i->field, "%s", e && c->nfault && c->fault[0].field ? c->fault[0].field : "");
	if (e)
		return e;
	i->id = r->id;
	i->serial = row_int(r, document_serial);
	snprintf(i->number, sizeof i->number, "%.*s", (int)row_text(r, document_number).n, row_text(r, document_number).p);
	snprintf(i->code, sizeof i->code, "%.*s", (int)row_text(r, document_code).n, row_text(r, document_code).p);
	return i->fail ? refuse(c, E_GUARD, NULL, -1) : E_OK;
}

static int64_t
serial_of(const char *type, int64_t unit, const json_t *content)
{
	struct issuing i = { .type = type, .unit = unit, .content = content };

	ok(engine_write(engine, NULL, issue, &i));
	return i.serial;
}

static void
test_serials(void **state)
{
	json_t *simple = sample("simple_decision"), *general = sample("general_decision");
	struct issuing lacking = { .type = "simple_decision", .unit = east, .content = simple }, undone = lacking;

	(void)state;
	assert_int_equal(serial_of("simple_decision", east, simple), 1);
	assert_int_equal(serial_of("simple_decision", east, simple), 2);
	assert_int_equal(serial_of("simple_decision", west, simple), 1);
	assert_int_equal(serial_of("general_decision", east, general), 1);
	json_object_del(simple, "points");
	assert_int_equal(engine_write(engine, NULL, issue, &lacking), E_MISSING);
	assert_string_equal(lacking.field, "content.points");
	json_object_set_new(simple, "points", json_integer(6));
	undone.fail = true;
	assert_int_equal(engine_write(engine, NULL, issue, &undone), E_GUARD);
	assert_int_equal(serial_of("simple_decision", east, simple), 3);
	clock_simulate(NOW_MS + 200 * DAY_MS);		/* the next year begins at one */
	assert_int_equal(serial_of("simple_decision", east, simple), 1);
	clock_simulate(NOW_MS);
	assert_int_equal(serial_of("simple_decision", east, simple), 4);
	json_decref(simple);
	json_decref(general);
}

#define THREADS 4
#define EACH 40
static void *
many(void *ctx)
{
	json_t *content = sample("handling_notice");
	int64_t *seen = ctx;

	for (int i = 0; i < EACH; i++) {
		struct issuing x = { .type = "handling_notice", .unit = east, .content = content, .later = true, .fail = i % 3 == 2 };
		enum err e = engine_write(engine, NULL, issue, &x);
		assert_int_equal(e, x.fail ? E_GUARD : E_OK);
		if (!e)
			seen[x.serial]++;
	}
	json_decref(content);
	return NULL;
}

/* From many threads at once, a third of them undone: every serial once, none left out. */
static void
test_concurrent(void **state)
{
	int64_t seen[THREADS][THREADS * EACH + 1] = { 0 };
	pthread_t t[THREADS];
	int n = 0;

	(void)state;
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&t[i], NULL, many, seen[i]), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	for (int s = 1; s <= THREADS * EACH; s++) {
		int64_t times = 0;
		for (int i = 0; i < THREADS; i++)
			times += seen[i][s];
		assert_true(times <= 1);
		if (times)
			assert_int_equal(++n, s);
	}
	assert_int_equal(n, THREADS * (EACH - EACH / 3));
}

static enum err
make_series(struct call *c, void *ctx)
{
	struct row *r = row_new(c->arena, &number_form_record);

	row_set_text(r, number_form_type, S("return_list"));
	row_set_text(r, number_form_format, slice_of(ctx));
	r->valid_from = S("2026-01-01");
	return record_create(c, r);
}

static void
test_numbers(void **state)
{
	json_t *content = sample("return_list");
	struct issuing i = { .type = "return_list", .unit = west, .content = content };

	(void)state;
	json_object_set_new(content, "returned_at", json_string("2026-07-01"));
	ok(engine_write(engine, NULL, issue, &i));
	assert_string_equal(i.number, "370303000200公交还字〔2026〕第000001号");	/* a unit without a short name */
	assert_int_equal(engine_write(engine, NULL, make_series, (void *)(uintptr_t)"{serial}"), E_BAD_VALUE);
	assert_int_equal(engine_write(engine, NULL, make_series, (void *)(uintptr_t)"{year}{serial:9}"), E_BAD_VALUE);
	assert_int_equal(engine_write(engine, NULL, make_series, (void *)(uintptr_t)"{year}{serial"), E_BAD_VALUE);
	ok(engine_write(engine, NULL, make_series, (void *)(uintptr_t)"{area}-{yy}-{serial:3}"));
	ok(engine_write(engine, NULL, issue, &i));
	assert_string_equal(i.number, "370303-26-002");
	json_decref(content);
}

/* ---- drawing ---- */

static enum err
void_it(struct call *c, void *ctx)
{
	c->reason = S("for the test");
	return paper_void(c, *(int64_t *)ctx);
}

static void
test_drawing(void **state)
{
	json_t *content = sample("simple_decision"), *again;
	struct issuing i = { .type = "simple_decision", .unit = east, .content = content };
	struct drawn one = { 0 }, two = { 0 }, strip = { 0 }, gone = { 0 };
	struct arena a;

	(void)state;
	if (!render_ready())
		skip();
	arena_init(&a);
	ok(engine_write(engine, NULL, issue, &i));
	ok(paper_tick(house));
	ok(drawing_get(house, &a, i.id, (struct drawing_want){ 0 }, &one));
	assert_true(slice_is(row_text(one.row, document_hash), one.hash));
	assert_false(row_bool(one.row, document_pending));
	ok(drawing_get(house, &a, i.id, (struct drawing_want){ .paper = "a4" }, &two));
	assert_true(slice_eq(one.pdf, two.pdf));
	ok(drawing_get(house, &a, i.id, (struct drawing_want){ .paper = "mm80" }, &strip));
	assert_false(slice_eq(one.pdf, strip.pdf));
	ok(content_open(house, &a, one.row, &again));
	assert_true(json_equal(again, content));
	json_decref(again);
	assert_null(memmem(row_text(one.row, document_content).p, row_text(one.row, document_content).n, "样例", 6));	/* sealed */
	row_set_text(one.row, document_code_key, code_key("0", &a));		/* under another document it does not open */
	assert_int_equal(content_open(house, &a, one.row, &again), E_CORRUPT);
	ok(engine_write(engine, NULL, void_it, &i.id));
	ok(drawing_get(house, &a, i.id, (struct drawing_want){ 0 }, &gone));
	assert_int_equal(gone.row->state, document_is_voided);
	assert_false(slice_eq(one.pdf, gone.pdf));
	assert_true(slice_is(row_text(gone.row, document_hash), two.hash));	/* what was issued stays as it was */
	json_decref(content);
	arena_free(&a);
}

/* 规25, 44, 46, 48; 程36, 263(3): what was noted stands on the file's copy, and in the place of the hand; what was issued stays as it was. */
static void
test_noted(void **state)
{
	json_t *content = sample("simple_decision");
	struct issuing i = { .type = "simple_decision", .unit = east, .content = content };
	struct drawn one = { 0 }, copy = { 0 };
	struct slice words;
	struct arena a;

	(void)state;
	if (!render_ready())
		skip();
	arena_init(&a);
	ok(engine_write(engine, NULL, issue, &i));
	ok(drawing_get(house, &a, i.id, (struct drawing_want){ 0 }, &one));
	assert_int_equal(drawing_get(house, &a, i.id, (struct drawing_want){ .noted = true }, &copy), E_DONE);
	row_set_text(one.row, document_seal, S("electronic"));
	row_set_text(one.row, document_seal_no, S("E-1"));
	row_set_text(one.row, document_signature, S("refused"));
	row_set_text(one.row, document_refusal, S("认为处罚过重"));
	row_set_text(one.row, document_witness, S("见样例"));
	row_set_int(one.row, document_signed_at, 1782871200000);	/* 2026-07-01T10:00+08:00 */
	row_set_text(one.row, document_service, S("left"));
	row_set_int(one.row, document_served_at, 1782871260000);
	assert_true(noted_any(one.row));
	words = noted_put(&a, template_of(S("simple_decision"), INT32_MAX), one.row, content);
	assert_string_equal(arena_str(&a, words), "附卷联登记：已加盖电子印章，编号E-1。当事人于2026年7月1日10时00分拒绝签名：认为处罚过重，见证人见样例。"
	    "于2026年7月1日10时01分留置送达。本联另载登记事项，其校验值与核验页所示的原件校验值不同。");
	assert_string_equal(json_string_value(json_object_get(content, "sign_party")), "拒绝签名（2026年7月1日10时00分）");
	json_decref(content);
	arena_free(&a);
}

/* In bulk nothing is drawn until somebody prints. */
static void
test_later(void **state)
{
	json_t *content = sample("simple_decision");
	struct issuing i = { .type = "simple_decision", .unit = east, .content = content, .later = true };
	struct drawn d = { 0 };
	struct arena a;

	(void)state;
	if (!render_ready())
		skip();
	arena_init(&a);
	ok(engine_write(engine, NULL, issue, &i));
	ok(paper_tick(house));
	ok(drawing_get(house, &a, i.id, (struct drawing_want){ 0 }, &d));
	assert_true(row_empty(d.row, document_hash));		/* as it was loaded: drawn just now */
	ok(drawing_get(house, &a, i.id, (struct drawing_want){ 0 }, &d));
	assert_true(slice_is(row_text(d.row, document_hash), d.hash));
	json_decref(content);
	arena_free(&a);
}

static void
test_codes(void **state)
{
	char code[CODE_MAX], read[CODE_MAX];

	(void)state;
	for (int i = 0; i < 100; i++) {
		code_make(code);
		assert_true(code_read(slice_of(code), read));
		assert_string_equal(code, read);
	}
	assert_true(code_read(S("7k3m9 oabcd-efghj kmnpq"), read));
	assert_string_equal(read, "7K3M9-0ABCD-EFGHJ-KMNPQ");
	assert_true(code_read(S("iIlL1-00000-00000-00000"), read));
	assert_string_equal(read, "11111-00000-00000-00000");
	assert_false(code_read(S("7K3M9-0ABCD-EFGHJ-KMNP"), read));
	assert_false(code_read(S("7K3M9-0ABCD-EFGHJ-KMNPQQ"), read));
	assert_false(code_read(S("7K3M9-0ABCD-EFGHJ-KMNPU"), read));
	assert_false(code_read(S("7K3M9-0ABCD-EFGHJ-KMNP\0"), read));
	assert_false(code_read(S(""), read));
}

static void
test_gate(void **state)
{
	struct house_gate *g = gate_make();

	(void)state;
	for (int i = 0; i < 30; i++)
		assert_true(gate_pass(g, S("192.0.2.1"), 30, 1000));
	assert_false(gate_pass(g, S("192.0.2.1"), 30, 1000));
	assert_true(gate_pass(g, S("192.0.2.2"), 30, 1000));
	assert_false(gate_pass(g, S("192.0.2.1"), 30, 2999));
	assert_true(gate_pass(g, S("192.0.2.1"), 30, 3000));		/* one every two seconds */
	for (int i = 0; i < 30; i++)
		assert_true(gate_pass(g, S("2001:db8:1:2:3:4:5:6"), 30, 1000));
	assert_false(gate_pass(g, S("2001:db8:1:2:aaaa:4:5:7"), 30, 1000));	/* the same line */
	gate_free(g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_serials), cmocka_unit_test(test_concurrent), cmocka_unit_test(test_numbers), cmocka_unit_test(test_drawing),
		cmocka_unit_test(test_noted), cmocka_unit_test(test_later), cmocka_unit_test(test_codes), cmocka_unit_test(test_gate),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
