/* SPDX-License-Identifier: Apache-2.0 */
/* Findings: opened once, followed up by the role that answers, closed only when the rule itself finds nothing more. */
#include "desk.h"

static const struct rule no_fine = { "no_fine", "未定罚款|No fine", "matter", R_officer, 60, 86400,
	"SELECT unit, id, 'code ' || code FROM {matter} WHERE fine IS NULL", "测试" };

static enum err
create(struct call *c, void *ctx)
{
	struct row *m = row_new(c->arena, &matter_record);
	m->unit = 3;
	row_set_text(m, matter_code, slice_of(ctx));
	return record_create(c, m);
}

struct act {
	const struct who *who;
	const char *verb;
};

static enum err
finding_act(struct call *c, void *ctx)
{
	const struct act *a = ctx;
	struct row *change = row_new(c->arena, &finding_record), *after;
	row_set_text(change, finding_answer, S("已补录"));
	c->who = a->who;
	return record_fire(c, &finding_record, 1, 0, a->verb, change, 1ull << finding_answer, &after);
}

static enum err
set_fine(struct call *c, void *ctx)
{
	struct row *m = row_new(c->arena, &matter_record), *after;
	if (ctx)
		row_set_int(m, matter_fine, 100);
	return record_patch(c, &matter_record, 1, 0, m, 1ull << matter_fine, &after);
}

static int64_t
run(struct desk *d)
{
	reader_scoped conn = NULL;
	struct call c;
	int64_t open;
	ok(db_reader(d->engine->db, &conn));
	call_system(&c, d->engine, &scratch, conn, NULL);
	ok(rule_run(&c, &no_fine, &open));
	return open;
}

static enum err
act(struct desk *d, const struct who *who, const char *verb)
{
	return engine_write(d->engine, "测试", finding_act, &(struct act){ who, verb });
}

static const struct who officer = { .person = 5, .unit = 3, .ngrant = 1, .grant = { { R_officer, 3, 0, INT64_MAX, false } } };
static const struct who elsewhere = { .person = 6, .unit = 4, .ngrant = 1, .grant = { { R_officer, 4, 0, INT64_MAX, false } } };
static const struct who reviewer = { .person = 7, .unit = 3, .ngrant = 1, .grant = { { R_reviewer, 3, 0, INT64_MAX, false } } };
static const struct who supervisor = { .person = 8, .unit = 1, .ngrant = 1, .grant = { { R_supervisor, 1, 0, INT64_MAX, false } } };

/* Once per row however often the rule runs; gone with its cause; what comes back is a new finding. */
static void
test_once(void **state)
{
	struct desk *d = *state;
	ok(engine_write(d->engine, NULL, create, (void *)(uintptr_t)"A1"));
	ok(engine_write(d->engine, NULL, create, (void *)(uintptr_t)"A2"));
	for (int i = 0; i < 3; i++)
		assert_int_equal(run(d), 2);
	assert_int_equal(number(d, "SELECT count(*) FROM finding"), 2);
	assert_string_equal(word(d, "SELECT note FROM finding WHERE about_row = 2"), "code A2");
	assert_string_equal(word(d, "SELECT owner FROM finding WHERE about_row = 2"), "officer");
	assert_string_equal(word(d, "SELECT what_en FROM finding WHERE about_row = 2"), "No fine");
	assert_int_equal(number(d, "SELECT due_at - created_at FROM finding WHERE about_row = 2"), 86400000);
	ok(engine_write(d->engine, NULL, set_fine, (void *)1));
	assert_int_equal(run(d), 1);
	assert_string_equal(word(d, "SELECT state FROM finding WHERE about_row = 1"), "gone");
	ok(engine_write(d->engine, NULL, set_fine, NULL));
	assert_int_equal(run(d), 2);
	assert_int_equal(number(d, "SELECT count(*) FROM finding WHERE about_row = 1"), 2);
}

static void
test_follow_up(void **state)
{
	struct desk *d = *state;
	int64_t due;
	ok(engine_write(d->engine, NULL, create, (void *)(uintptr_t)"A1"));
	assert_int_equal(run(d), 1);
	due = number(d, "SELECT due_at FROM finding");
	assert_int_equal(act(d, &elsewhere, "acknowledge"), E_NOT_FOUND);
	assert_int_equal(act(d, &reviewer, "acknowledge"), E_FORBIDDEN);
	assert_int_equal(act(d, &supervisor, "vanish"), E_FORBIDDEN);
	ok(act(d, &officer, "acknowledge"));
	assert_int_equal(number(d, "SELECT due_at FROM finding"), due);	/* acknowledging gives no more time */
	ok(act(d, &officer, "rectify"));
	assert_string_equal(word(d, "SELECT answer FROM finding"), "已补录");
	assert_int_equal(act(d, &supervisor, "close"), E_GUARD);		/* the rule has not looked again */
	assert_int_equal(run(d), 1);
	assert_string_equal(word(d, "SELECT state FROM finding"), "open");	/* it was not true */
	assert_int_equal(number(d, "SELECT due_at FROM finding"), due);
	ok(engine_write(d->engine, NULL, set_fine, (void *)1));
	ok(act(d, &officer, "rectify"));
	assert_int_equal(run(d), 1);
	assert_string_equal(word(d, "SELECT state FROM finding"), "rectified");
	assert_int_equal(act(d, &officer, "close"), E_FORBIDDEN);
	ok(act(d, &supervisor, "close"));
	assert_int_equal(run(d), 0);
	assert_int_equal(number(d, "SELECT count(*) FROM finding"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { DESK_TEST(test_once), DESK_TEST(test_follow_up) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
