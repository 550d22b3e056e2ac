/* SPDX-License-Identifier: Apache-2.0 */
/* The audit: what is written, that persons can be forgotten, and that no fault in the chain stays hidden. */
#include "desk.h"

#include <pthread.h>
#include <semaphore.h>
#include <sys/stat.h>
#include "engine/audit_.h"

/* ---- a chain of three batches with a gap in its numbers ---- */

#define BATCH_ROWS 10

static enum err
ten_notes(struct call *c, void *ctx)
{
	for (int i = 0; i < BATCH_ROWS; i++) {
		enum err e = audit_note(c, "signed_in", "session", 100 + i, S("{\"try\":1}"));
		if (e)
			return e;
	}
	return E_OK;
}

static void
skip_number(struct desk *d)
{
	if (on_postgres(d))
		script(d, "SELECT nextval(pg_get_serial_sequence('audit', 'seq'))");
	else
		script(d, "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'audit'");
}

static char *
head_path(struct desk *d)
{
	static char path[128];
	snprintf(path, sizeof path, "%s/exported", d->dir);
	return path;
}

static int
chain_setup(void **state)
{
	struct desk *d;
	desk_setup(state);
	d = *state;
	d->engine->options.head_path = head_path(d);
	script(d, "DELETE FROM audit");		/* what making the units left */
	for (int i = 0; i < 3; i++) {
		ok(engine_write(d->engine, "测试", ten_notes, NULL));
		ok(audit_seal(d->engine));
		skip_number(d);
	}
	assert_int_equal(number(d, "SELECT count(*) FROM audit_batch"), 3);
	return 0;
}

static enum err
verify(struct desk *d, bool head, struct audit_report *r)
{
	static struct arena a;
	arena_free(&a);
	enum err e = audit_verify(d->engine->db, d->dir, head ? head_path(d) : NULL, &a, r);
	if (e == E_CORRUPT)
		print_message("# found: %.*s\n", (int)r->what_en.n, r->what_en.p);
	return e;
}

static void
test_whole(void **state)
{
	struct desk *d = *state;
	struct audit_report r;
	assert_int_equal(verify(d, true, &r), E_OK);
	assert_int_equal(r.rows, 3 * BATCH_ROWS);
	assert_int_equal(r.batches, 3);
	ok(engine_write(d->engine, "测试", ten_notes, NULL));	/* unsealed rows are no fault */
	assert_int_equal(verify(d, true, &r), E_OK);
	ok(audit_seal(d->engine));
	assert_int_equal(verify(d, true, &r), E_OK);
	assert_int_equal(r.rows, 4 * BATCH_ROWS);
}

/* {n} is the smallest seq, {gap} the number left out after the first batch. */
static const struct tamper {
	const char *what, *text, *postgres;	/* postgres: NULL the same, "" not possible there */
	int64_t batch;				/* where it is found */
} tamper[] = {
	{ "row edited", "UPDATE audit SET reason = 'x' WHERE seq = {n} + 4", NULL, 1 },
	{ "number edited", "UPDATE audit SET person = 7 WHERE seq = {n} + 12", NULL, 2 },
	{ "NULL made empty", "UPDATE audit SET from_state = '' WHERE seq = {n} + 2", NULL, 1 },
	{ "text moved to the next column", "UPDATE audit SET reason = NULL, case_ref = '测试' WHERE seq = {n} + 1", NULL, 1 },
	{ "row deleted", "DELETE FROM audit WHERE seq = {n} + 4", NULL, 1 },
	{ "last row of a batch deleted", "DELETE FROM audit WHERE seq = {n} + 9", NULL, 1 },
	{ "rows of a batch deleted", "DELETE FROM audit WHERE seq > {gap} AND seq <= {gap} + 10", NULL, 2 },
	{ "rows swapped", "UPDATE audit SET row = CASE seq WHEN {n} THEN 101 ELSE 100 END WHERE seq IN ({n}, {n} + 1)", NULL, 1 },
	{ "row inserted in a gap", "INSERT INTO audit (seq, at, kind, person, verb) VALUES ({gap}, 1, 'note', 9, 'x')",
	    "INSERT INTO audit (seq, at, kind, person, verb, batch) VALUES ({gap}, 1, 'note', 9, 'x', 1)", 0 },
	{ "row inserted before all", "INSERT INTO audit (seq, at, kind, person, verb) VALUES (-5, 1, 'note', 9, 'x')",
	    "INSERT INTO audit (seq, at, kind, person, verb, batch) VALUES (-5, 1, 'note', 9, 'x', 1)", 0 },
	{ "row moved to another batch", "", "UPDATE audit SET batch = 2 WHERE seq = {n} + 3", 1 },
	{ "batch with no number", "", "INSERT INTO audit (seq, at, kind, person, verb, batch) VALUES ({gap}, 1, 'note', 9, 'x', -3)", 0 },
	{ "truncated", "DELETE FROM audit WHERE seq > {gap} + 10; DELETE FROM audit_batch WHERE batch = 3", NULL, 3 },
	{ "all gone", "DELETE FROM audit; DELETE FROM audit_batch", NULL, 0 },
	{ "batch deleted", "DELETE FROM audit_batch WHERE batch = 2", NULL, 3 },
	{ "first batch deleted", "DELETE FROM audit WHERE seq < {gap}; DELETE FROM audit_batch WHERE batch = 1", NULL, 2 },
	{ "count of a batch edited", "UPDATE audit_batch SET rows = 9 WHERE batch = 2", NULL, 2 },
	{ "total edited", "UPDATE audit_batch SET total = 5 WHERE batch = 2", NULL, 2 },
	{ "range edited", "UPDATE audit_batch SET last_seq = last_seq + 1 WHERE batch = 1", NULL, 1 },
	{ "time edited", "UPDATE audit_batch SET at = at + 1 WHERE batch = 2", NULL, 2 },
	{ "algorithm edited", "UPDATE audit_batch SET algorithm = 'none' WHERE batch = 2", NULL, 2 },
	{ "root edited", "UPDATE audit_batch SET root = head WHERE batch = 2", NULL, 2 },
	{ "head edited", "UPDATE audit_batch SET head = root WHERE batch = 2", NULL, 2 },
	{ "signature edited", "UPDATE audit_batch SET signature = (SELECT signature FROM audit_batch WHERE batch = 1) WHERE batch = 2", NULL, 3 },
	{ "last signature edited", "UPDATE audit_batch SET signature = (SELECT signature FROM audit_batch WHERE batch = 1) WHERE batch = 3", NULL, 3 },
};

static const char *
fill_in(struct desk *d, const char *text)
{
	static char out[512];
	long long n = number(d, "SELECT min(seq) FROM audit");
	size_t at = 0;
	for (const char *p = text; *p; ) {
		if (!strncmp(p, "{n}", 3))
			at += (size_t)snprintf(out + at, sizeof out - at, "%lld", n), p += 3;
		else if (!strncmp(p, "{gap}", 5))
			at += (size_t)snprintf(out + at, sizeof out - at, "%lld", n + BATCH_ROWS), p += 5;
		else
			out[at++] = *p++;
	}
	out[at] = 0;
	return out;
}

static void
test_tampered(void **state)
{
	int done = 0;
	for (size_t i = 0; i < N_ELEMS(tamper); i++) {
		void *s = NULL;
		struct audit_report r;
		chain_setup(&s);
		struct desk *d = s;
		const char *text = on_postgres(d) && tamper[i].postgres ? tamper[i].postgres : tamper[i].text;
		if (*text) {
			print_message("# %s\n", tamper[i].what);
			assert_int_equal(verify(d, true, &r), E_OK);
			int64_t first = number(d, arena_printf(&scratch, "SELECT max(first_seq) FROM audit_batch WHERE batch = %lld",
			    (long long)tamper[i].batch).p);
			script(d, fill_in(d, text));
			assert_int_equal(verify(d, true, &r), E_CORRUPT);
			assert_true(r.what_zh.n > 0 && r.what_en.n > 0);
			if (tamper[i].batch && strcmp(tamper[i].what, "truncated") && strcmp(tamper[i].what, "signature edited"))
				assert_int_equal(r.bad_seq, first);
			done++;
		}
		desk_teardown(&s);
	}
	assert_true(done >= 22);
}

/* Cut off at the end, what is left is a whole chain: only the head outside tells. */
static void
test_truncation_needs_head(void **state)
{
	struct desk *d = *state;
	struct audit_report r;
	script(d, fill_in(d, "DELETE FROM audit WHERE seq > {gap} + 10; DELETE FROM audit_batch WHERE batch = 3"));
	assert_int_equal(verify(d, false, &r), E_OK);
	assert_int_equal(verify(d, true, &r), E_CORRUPT);
	assert_non_null(strstr(arena_str(&scratch, r.what_en), "truncated"));
}

static void
rewrite(struct desk *d, const struct audit_keys *k)
{
	struct audit_batch b;
	script(d, fill_in(d, "UPDATE audit SET person = 66 WHERE seq = {n} + 4"));
	if (on_postgres(d))
		script(d, "UPDATE audit SET batch = NULL");
	script(d, "DELETE FROM audit_batch");
	for (int i = 0; i < 3; i++)
		ok(audit_seal_db(d->engine->db, k, BATCH_ROWS, &b));
	assert_int_equal(b.batch, 3);
}

/* Everything recomputed: with a key of his own the intruder is found by the key, with the stolen key by the head. */
static void
test_rewritten(void **state)
{
	struct desk *d = *state;
	struct audit_report r;
	struct audit_keys *k;
	char dir[] = "/tmp/luan-intruder-XXXXXX";
	assert_non_null(mkdtemp(dir));
	ok(audit_keys_open(&k, dir));
	rewrite(d, k);
	assert_int_equal(verify(d, false, &r), E_CORRUPT);
	assert_int_equal(verify(d, true, &r), E_CORRUPT);
	audit_keys_close(k);
	rewrite(d, d->engine->keys);
	assert_int_equal(verify(d, false, &r), E_OK);
	assert_int_equal(verify(d, true, &r), E_CORRUPT);
	assert_non_null(strstr(arena_str(&scratch, r.what_en), "rewritten"));
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
test_key_replaced(void **state)
{
	struct desk *d = *state;
	struct audit_report r;
	char path[128];
	snprintf(path, sizeof path, "%s/keys/audit-sign.pub", d->dir);
	FILE *f = fopen(path, "r+");
	assert_non_null(f);
	int first = fgetc(f);
	rewind(f);
	fputc(first == '0' ? '1' : '0', f);
	fclose(f);
	assert_int_equal(verify(d, true, &r), E_CORRUPT);
}

static void
test_newest(void **state)
{
	struct desk *d = *state;
	struct arena a;
	struct audit_report r;
	arena_init(&a);
	script(d, fill_in(d, "UPDATE audit SET reason = 'x' WHERE seq = {n} + 4"));
	ok(audit_verify_newest(d->engine->db, d->dir, 2, &a, &r));
	assert_int_equal(r.batches, 2);
	assert_int_equal(audit_verify_newest(d->engine->db, d->dir, 50, &a, &r), E_CORRUPT);
	arena_free(&a);
}

static void
test_head_file(void **state)
{
	struct desk *d = *state;
	struct arena a;
	struct audit_head h;
	struct audit_report r;
	struct stat sb;
	char path[128];
	arena_init(&a);
	ok(audit_head_read(head_path(d), &a, &h));
	assert_int_equal(h.batch, 3);
	assert_int_equal(h.rows, 3 * BATCH_ROWS);
	assert_int_equal(audit_verify(d->engine->db, d->dir, "/nowhere/head", &a, &r), E_NOT_FOUND);
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/keys/%s", d->dir, i ? "audit-sign" : "audit-master");
		assert_int_equal(stat(path, &sb), 0);
		assert_int_equal(sb.st_mode & 0777, 0600);
	}
	FILE *f = fopen(head_path(d), "r+");
	fputs("{\"batch\":9", f);
	fclose(f);
	assert_int_not_equal(audit_verify(d->engine->db, d->dir, head_path(d), &a, &r), E_OK);
	arena_free(&a);
}

/* ---- persons ---- */

#define CANARY "金丝雀王小明"

static enum err
create_matter(struct call *c, void *ctx)
{
	struct row *m = row_new(c->arena, &matter_record);
	struct part_row *p;
	m->unit = 3;
	row_set_text(m, matter_code, S("A1"));
	row_set_text(m, matter_name, S(CANARY));
	row_set_text(m, matter_pin, S("4711"));
	row_set_int(m, matter_fine, 20000);
	row_set_point(m, matter_place, (struct point){ 1180500000, 368000000 });
	p = row_add_part(m, 0);
	p->value[matter_party_kind] = (struct value){ .kind = V_TEXT, .s = S("driver") };
	p->value[matter_party_phone] = (struct value){ .kind = V_TEXT, .s = S("13888888888") };
	return record_create(c, m);
}

static enum err
patch_matter(struct call *c, void *ctx)
{
	struct row *m = row_new(c->arena, &matter_record), *after;
	row_set_text(m, matter_name, S(CANARY "二"));
	row_set_int(m, matter_fine, 10000);
	return record_patch(c, &matter_record, 1, 0, m, 1ull << matter_name | 1ull << matter_fine, &after);
}

static enum err
history(struct call *c, void *ctx)
{
	struct buf *b = ctx;
	buf_reset(b);
	return audit_history_json(c, &matter_record, 1, b);
}

static const char *
history_text(struct desk *d, struct buf *b)
{
	ok(engine_write(d->engine, "查看", history, b));
	buf_putc(b, 0);
	return b->p;
}

static enum err
forget(struct call *c, void *ctx)
{
	return audit_forget(c, &matter_record, 1);
}

static void
test_persons(void **state)
{
	struct desk *d = *state;
	struct audit_report r;
	struct buf b;
	const char *text;

	buf_init(&b, MIB(1));
	ok(engine_write(d->engine, "立案", create_matter, NULL));
	ok(engine_write(d->engine, "更正", patch_matter, NULL));
	ok(audit_seal(d->engine));
	assert_int_equal(number(d, "SELECT count(*) FROM audit WHERE detail LIKE '%" CANARY "%'"), 0);
	assert_int_equal(number(d, "SELECT count(*) FROM audit WHERE detail LIKE '%13888888888%'"), 0);
	assert_int_equal(number(d, "SELECT count(*) FROM audit WHERE detail LIKE '%4711%'"), 0);
	assert_int_equal(number(d, "SELECT count(*) FROM audit_key"), 1);

	text = history_text(d, &b);
	assert_non_null(strstr(text, "{\"field\":\"name\",\"old\":\"" CANARY "\",\"new\":\"" CANARY "二\"}"));
	assert_non_null(strstr(text, "{\"field\":\"fine\",\"old\":20000,\"new\":10000}"));
	assert_non_null(strstr(text, "13888888888"));
	assert_non_null(strstr(text, "\"verb_title\":\"新建\""));
	assert_non_null(strstr(text, "\"reason\":\"更正\""));
	assert_null(strstr(text, "4711"));

	ok(engine_write(d->engine, "依法删除", forget, NULL));
	assert_int_equal(number(d, "SELECT count(*) FROM audit_key"), 0);
	text = history_text(d, &b);
	assert_null(strstr(text, CANARY));
	assert_null(strstr(text, "13888888888"));
	assert_non_null(strstr(text, "\"erased\":true"));
	assert_non_null(strstr(text, "{\"field\":\"fine\",\"old\":20000,\"new\":10000}"));

	ok(engine_write(d->engine, "再次更正", patch_matter, NULL));	/* a new key does not open the old values */
	text = history_text(d, &b);
	assert_null(strstr(text, "\"old\":\"" CANARY "\""));
	ok(audit_seal(d->engine));
	assert_int_equal(verify(d, false, &r), E_OK);
	buf_free(&b);
}

/* Without a grant for persons the fields are named, their values are not. */
static enum err
history_masked(struct call *c, void *ctx)
{
	static const struct who officer = { .person = 5, .unit = 3, .ngrant = 1,
		.grant = { { R_officer, 3, 0, INT64_MAX, false } } };
	c->who = &officer;
	return history(c, ctx);
}

static void
test_masked(void **state)
{
	struct desk *d = *state;
	struct buf b;

	buf_init(&b, MIB(1));
	ok(engine_write(d->engine, "立案", create_matter, NULL));
	ok(engine_write(d->engine, "查看", history_masked, &b));
	buf_putc(&b, 0);
	assert_null(strstr(b.p, CANARY));
	assert_null(strstr(b.p, "13888888888"));
	assert_non_null(strstr(b.p, "{\"field\":\"name\",\"old\":null,\"new\":null,\"masked\":true}"));
	buf_free(&b);
}

static enum err
list(struct call *c, void *ctx)
{
	struct audit_query q = { .record = S("matter"), .kind = S("change"), .limit = 1 };
	return audit_list_json(c, &q, ctx);
}

static void
test_list(void **state)
{
	struct desk *d = *state;
	struct buf b;
	json_t *j;

	buf_init(&b, MIB(1));
	ok(engine_write(d->engine, "立案", create_matter, NULL));
	ok(engine_write(d->engine, "更正", patch_matter, NULL));
	ok(engine_write(d->engine, NULL, list, &b));
	assert_non_null(j = json_loadb(b.p, b.n, JSON_REJECT_DUPLICATES, NULL));
	assert_int_equal(json_array_size(json_object_get(j, "items")), 1);
	assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(j, "items"), 0), "verb")), "patch");
	assert_true(json_integer_value(json_object_get(j, "next")) > 0);
	buf_putc(&b, 0);
	assert_null(strstr(b.p, CANARY));
	json_decref(j);
	buf_free(&b);
}

/* ---- PostgreSQL commits out of order ---- */

static sem_t inserted, commit;

static enum err
slow_note(void *ctx, struct conn *conn)
{
	struct desk *d = ctx;
	struct arena a;
	struct call c;
	enum err e;
	arena_init(&a);
	call_system(&c, d->engine, &a, conn, "慢");
	e = audit_note(&c, "slow", "test", 1, (struct slice){ NULL, 0 });
	sem_post(&inserted);
	sem_wait(&commit);
	arena_free(&a);
	return e;
}

static void *
slow_thread(void *arg)
{
	struct desk *d = arg;
	struct db *second;	/* another server of the same store: one server has one writer */
	enum err e;
	ok(db_open(&second, &(struct db_options){ .data_dir = d->dir, .url = getenv("LUAN_TEST_STORE") }));
	e = db_write(second, slow_note, d);
	db_close(second);
	return (void *)(intptr_t)e;
}

static void
test_out_of_order(void **state)
{
	struct desk *d = *state;
	struct audit_report r;
	pthread_t t;
	void *result;
	if (!on_postgres(d)) {
		print_message("# skipped: SQLite has one writer and commits in order\n");
		return;
	}
	sem_init(&inserted, 0, 0);
	sem_init(&commit, 0, 0);
	assert_int_equal(pthread_create(&t, NULL, slow_thread, d), 0);
	sem_wait(&inserted);
	ok(engine_write(d->engine, "快", ten_notes, NULL));
	ok(audit_seal(d->engine));
	assert_int_equal(verify(d, true, &r), E_OK);
	assert_int_equal(r.rows, 4 * BATCH_ROWS);
	for (int i = 0; i < 4; i++)	/* the store may ask for a retry */
		sem_post(&commit);
	pthread_join(t, &result);
	assert_int_equal((intptr_t)result, E_OK);
	ok(audit_seal(d->engine));
	assert_int_equal(verify(d, true, &r), E_OK);
	assert_int_equal(r.rows, 4 * BATCH_ROWS + 1);
	assert_int_equal(r.batches, 5);
	assert_int_equal(number(d, "SELECT b.first_seq < a.last_seq FROM audit_batch a, audit_batch b WHERE a.batch = 4 AND b.batch = 5"), 1);
}

/* ---- size ---- */

static void
test_many(void **state)
{
	struct desk *d = *state;
	struct arena a;
	struct audit_report r;
	arena_init(&a);
	script(d, "DELETE FROM audit");
	ok(audit_fill(d->engine->db, d->dir, 60000, 777));
	assert_int_equal(audit_fill(d->engine->db, d->dir, 1, 1), E_EXISTS);
	ok(audit_verify(d->engine->db, d->dir, NULL, &a, &r));
	assert_int_equal(r.rows, 60000);
	assert_int_equal(r.batches, 78);
	script(d, "UPDATE audit SET person = person + 1 WHERE seq = (SELECT max(seq) FROM audit)");
	assert_int_equal(audit_verify(d->engine->db, d->dir, NULL, &a, &r), E_CORRUPT);
	arena_free(&a);
}

#define CHAIN_TEST(f) cmocka_unit_test_setup_teardown(f, chain_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CHAIN_TEST(test_whole), cmocka_unit_test(test_tampered), CHAIN_TEST(test_truncation_needs_head),
		CHAIN_TEST(test_rewritten), CHAIN_TEST(test_key_replaced), CHAIN_TEST(test_newest), CHAIN_TEST(test_head_file),
		DESK_TEST(test_persons), DESK_TEST(test_masked), DESK_TEST(test_list), CHAIN_TEST(test_out_of_order),
		DESK_TEST(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
