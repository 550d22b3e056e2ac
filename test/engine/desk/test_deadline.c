/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks of law on rows: started by a state, moved by a decree, warned about once, followed by a finding. */
#include "desk.h"

#include "engine/import.h"

#define DECREE "2020-01-27 国务院办公厅通知：假期延长至2月2日"

/* ---- helpers ---- */

static void
import(struct desk *d, const struct record *rec, struct slice csv, struct slice why)
{
	struct import_report r;
	import_report_init(&r);
	ok(record_import(d->engine, &(struct import_order){ .rec = rec, .csv = csv, .why = why }, &r));
	if (r.refused)
		print_message("# %.*s\n", (int)r.errors.n, r.errors.p);
	assert_int_equal(r.refused, 0);
	import_report_free(&r);
}

/* data/legal_terms.csv, as every store has it. */
static void
import_terms(struct desk *d)
{
	static char text[1 << 17];
	FILE *f = fopen(SOURCE_ROOT "/data/legal_terms.csv", "r");
	assert_non_null(f);
	size_t n = fread(text, 1, sizeof text, f);
	assert_true(feof(f));
	fclose(f);
	import(d, &legal_term_record, (struct slice){ text, n }, S("初始"));
}

/* Spring Festival 2020 as it was announced in November 2019. */
static const char first_plan[] = "date,kind,name,source\n"
    "2020-01-01,off,元旦,国办发明电〔2019〕16号\n"
    "2020-01-19,work,春节,国办发明电〔2019〕16号\n"
    "2020-01-24,off,春节,国办发明电〔2019〕16号\n2020-01-25,off,春节,国办发明电〔2019〕16号\n"
    "2020-01-26,off,春节,国办发明电〔2019〕16号\n2020-01-27,off,春节,国办发明电〔2019〕16号\n"
    "2020-01-28,off,春节,国办发明电〔2019〕16号\n2020-01-29,off,春节,国办发明电〔2019〕16号\n"
    "2020-01-30,off,春节,国办发明电〔2019〕16号\n2020-02-01,work,春节,国办发明电〔2019〕16号\n";
static const char prolonged[] = "date,kind,name,source,decreed\n"
    "2020-01-31,off,春节延长,国办发明电〔2020〕1号,2020-01-27\n"
    "2020-02-01,off,春节延长,国办发明电〔2020〕1号,2020-01-27\n"
    "2020-02-02,off,春节延长,国办发明电〔2020〕1号,2020-01-27\n";

static void
now_is(const char *text)
{
	int64_t ms;
	assert_true(time_parse(slice_of(text), &ms));
	clock_simulate(ms);
}

static int64_t
at(const char *text)
{
	int64_t ms;
	assert_true(time_parse(slice_of(text), &ms));
	return ms;
}

static enum err
issue(struct call *c, void *ctx)
{
	struct row *m = row_new(c->arena, &matter_record);
	m->unit = 3;
	row_set_text(m, matter_code, slice_of(ctx));
	return record_create(c, m);
}

static void
issued_on(struct desk *d, const char *when)
{
	now_is(when);
	ok(engine_write(d->engine, NULL, issue, (void *)(uintptr_t)when));
}

static enum err
fire(struct call *c, void *ctx)
{
	struct row *after;
	return record_fire(c, &matter_record, 1, 0, ctx, row_new(c->arena, &matter_record), 0, &after);
}

static int64_t
due_of(struct desk *d, int id)
{
	return number(d, arena_printf(&scratch, "SELECT due_at FROM matter WHERE id = %d", id).p);
}

static int
law_setup(void **state)
{
	struct desk *d;
	reader_scoped c = NULL;
	desk_setup(state);
	d = *state;
	now_is("2019-12-01T09:00:00+08:00");
	import(d, &calendar_day_record, slice_of(first_plan), S("初始"));
	import_terms(d);
	ok(db_reader(d->engine->db, &c));
	ok(deadline_load(c));
	return 0;
}

/* ---- tests ---- */

static void
test_terms_loaded(void **state)
{
	struct desk *d = *state;
	struct legal_term t;
	int32_t day;
	assert_true(number(d, "SELECT count(*) FROM legal_term") >= 213);
	assert_true(date_parse(S("2020-05-01"), &day));
	assert_true(deadline_term(S("camera_audit"), day, &scratch, &t));
	assert_int_equal(t.period.length, 5);
	assert_int_equal(t.period.unit, PERIOD_WORKING_DAY);
	assert_true(deadline_term(S("camera_audit"), day - 1, &scratch, &t));	/* the text before order 157 */
	assert_int_equal(t.period.length, 10);
	assert_false(deadline_term(S("camera_notify"), day - 1, &scratch, &t));
	assert_true(date_parse(S("2021-07-15"), &day));
	assert_true(deadline_term(S("hearing_apply"), day, &scratch, &t));
	assert_int_equal(t.period.length, 5);
	assert_true(deadline_term(S("hearing_apply"), day - 1, &scratch, &t));
	assert_int_equal(t.period.length, 3);
	assert_true(deadline_term(S("hearing_apply_old"), day - 1, &scratch, &t));
	assert_false(deadline_term(S("hearing_apply_old"), day, &scratch, &t));
	assert_false(deadline_term(S("no_such_term"), day, &scratch, &t));
	assert_false(deadline_term(S("pay_fine_"), day, &scratch, &t));
}

/* Quantities are never turned into due dates: study days, bans, detention, rates, surcharge. */
static enum err
reckon_quantity(struct call *c, void *ctx)
{
	static const char *const quantity[] = { "study_days", "ban_drunk", "detain_art99", "licence_offset", "surcharge_daily",
		"reduce_bar_2cycles", "points_cycle", "suspend_dui_first" };
	int64_t due;
	struct slice why;
	for (size_t i = 0; i < N_ELEMS(quantity); i++) {
		c->err = E_OK;
		assert_int_equal(deadline_reckon(c, slice_of(quantity[i]), at("2023-03-01T10:00:00+08:00"), &due, &why), E_BAD_VALUE);
	}
	c->err = E_OK;
	return E_OK;
}

static void
test_quantities(void **state)
{
	struct desk *d = *state;
	struct buf b;
	ok(engine_write(d->engine, NULL, reckon_quantity, NULL));
	assert_int_equal(number(d, "SELECT count(*) FROM legal_term WHERE quantity = 1 AND code LIKE 'study%'"), 11);
	buf_init(&b, KIB(4));
	deadline_missing(d->engine, &b);
	assert_int_equal(b.n, 0);
	script(d, "UPDATE legal_term SET quantity = 1, version = version + 1 WHERE code = 'pay_fine'");
	ok(deadline_law_refresh(d->engine));
	deadline_missing(d->engine, &b);
	buf_putc(&b, 0);
	assert_string_equal(b.p, "matter.issued: pay_fine is a quantity");
	buf_free(&b);
}

/* 2019-09-20 -> the 15th day is 5 October; without holidays in the store, Saturday rolls to Monday. */
static void
test_enter(void **state)
{
	struct desk *d = *state;
	issued_on(d, "2019-09-20T15:00:00+08:00");
	assert_int_equal(due_of(d, 1), at("2019-10-08T00:00:00+08:00"));
	assert_string_equal(word(d, "SELECT due_term FROM matter"), "pay_fine");
	assert_int_equal(number(d, "SELECT due_from FROM matter"), at("2019-09-20T15:00:00+08:00"));
	assert_non_null(strstr(word(d, "SELECT due_why FROM matter"), "道路交通安全法 108/1"));
	ok(engine_write(d->engine, NULL, fire, (void *)(uintptr_t)"pay"));
	assert_int_equal(number(d, "SELECT count(*) FROM matter WHERE due_at IS NOT NULL"), 0);
}

/* 2020-01-27: the holiday is prolonged to 2 February while clocks run. */
static void
test_spring_festival(void **state)
{
	struct desk *d = *state;
	const char *why;
	int64_t moved;

	issued_on(d, "2020-01-17T10:00:00+08:00");	/* 15th day: Saturday 02-01, a made-up working day */
	issued_on(d, "2020-01-10T10:00:00+08:00");	/* 15th day: 01-25, rolls to Friday 01-31 */
	issued_on(d, "2020-01-03T10:00:00+08:00");	/* 15th day: Saturday 01-18, rolls to the made-up Sunday 01-19 */
	issued_on(d, "2020-01-21T10:00:00+08:00");	/* 15th day: 02-05, not touched by the decree */
	assert_int_equal(due_of(d, 1), at("2020-02-02T00:00:00+08:00"));
	assert_int_equal(due_of(d, 2), at("2020-02-01T00:00:00+08:00"));
	assert_int_equal(due_of(d, 3), at("2020-01-20T00:00:00+08:00"));
	assert_int_equal(due_of(d, 4), at("2020-02-06T00:00:00+08:00"));
	ok(deadline_law_refresh(d->engine));

	now_is("2020-01-27T12:00:00+08:00");
	import(d, &calendar_day_record, slice_of(prolonged), S(DECREE));
	ok(deadline_law_refresh(d->engine));		/* what the timer does, kicked by the import */
	assert_int_equal(due_of(d, 1), at("2020-02-04T00:00:00+08:00"));
	assert_int_equal(due_of(d, 2), at("2020-02-04T00:00:00+08:00"));
	assert_int_equal(due_of(d, 3), at("2020-01-20T00:00:00+08:00"));	/* had ended */
	assert_int_equal(due_of(d, 4), at("2020-02-06T00:00:00+08:00"));
	why = word(d, "SELECT due_why FROM matter WHERE id = 1");
	assert_non_null(strstr(why, DECREE));
	assert_non_null(strstr(why, "2020-02-03"));
	assert_non_null(strstr(why, "原为2020-02-01"));
	assert_non_null(strstr(why, "; before: 2020-02-01"));
	assert_non_null(strstr(why, "|day 15 from the next day"));

	assert_int_equal(number(d, "SELECT count(*) FROM audit WHERE verb = 'recompute'"), 2);
	assert_string_equal(word(d, "SELECT reason FROM audit WHERE verb = 'recompute' AND row = 1"), DECREE);
	why = word(d, "SELECT detail FROM audit WHERE verb = 'recompute' AND row = 1");
	assert_non_null(strstr(why, "\"due_at\":[\"2020-02-01T16:00:00.000Z\",\"2020-02-03T16:00:00.000Z\"]"));
	assert_int_equal(number(d, on_postgres(d) ? "SELECT count(*) FROM event_new WHERE name = 'deadline'" :
	    "SELECT count(*) FROM event WHERE name = 'deadline'"), 2);
	assert_int_equal(number(d, "SELECT version FROM matter WHERE id = 1"), 2);

	ok(deadline_recompute(d->engine, S("再算一次"), &moved));
	assert_int_equal(moved, 0);
}

/* Known too late: a decree of the 27th that is entered on 5 February moves what ended since. */
static void
test_late_news(void **state)
{
	struct desk *d = *state;
	int64_t moved;

	issued_on(d, "2020-01-17T10:00:00+08:00");
	now_is("2020-02-05T09:00:00+08:00");
	import(d, &calendar_day_record, slice_of(prolonged), S(DECREE));
	ok(deadline_recompute(d->engine, S(DECREE), &moved));
	assert_int_equal(moved, 0);
	ok(deadline_recompute_since(d->engine, S(DECREE), at("2020-01-27T00:00:00+08:00"), &moved));
	assert_int_equal(moved, 1);
	assert_int_equal(due_of(d, 1), at("2020-02-04T00:00:00+08:00"));
}

/* Changed behind our back, by the command line or another server: loaded and reckoned without being told. */
static void
test_changed_elsewhere(void **state)
{
	struct desk *d = *state;
	issued_on(d, "2020-01-17T10:00:00+08:00");
	ok(deadline_law_refresh(d->engine));
	script(d, "UPDATE calendar_day SET kind = 'off', version = version + 1 WHERE date = '2020-02-01'");
	assert_int_equal(due_of(d, 1), at("2020-02-02T00:00:00+08:00"));
	ok(deadline_law_refresh(d->engine));
	assert_int_equal(due_of(d, 1), at("2020-02-04T00:00:00+08:00"));
}

/* More clocks than one page and one job hold. */
static enum err
issue_many(struct call *c, void *ctx)
{
	enum err e = E_OK;
	for (int i = 0; i < 1100 && !e; i++)
		e = issue(c, ctx);
	return e;
}

static void
test_many_move(void **state)
{
	struct desk *d = *state;
	now_is("2020-01-17T10:00:00+08:00");
	ok(engine_write(d->engine, NULL, issue_many, (void *)(uintptr_t)"A"));
	now_is("2020-01-27T12:00:00+08:00");
	import(d, &calendar_day_record, slice_of(prolonged), S(DECREE));
	ok(deadline_law_refresh(d->engine));
	assert_int_equal(number(d, arena_printf(&scratch, "SELECT count(*) FROM matter WHERE due_at = %lld",
	    (long long)at("2020-02-04T00:00:00+08:00")).p), 1100);
	assert_int_equal(number(d, "SELECT count(*) FROM audit WHERE verb = 'recompute'"), 1100);
}

static int64_t
warnings(struct desk *d)
{
	return number(d, on_postgres(d) ? "SELECT count(*) FROM event_new WHERE verb = 'warn'" :
	    "SELECT count(*) FROM event WHERE verb = 'warn'");
}

/* One warning three days before; the party's own period is no finding; a duty of ours is one, gone when it is paid. */
static void
test_tick(void **state)
{
	struct desk *d = *state;

	issued_on(d, "2019-12-02T10:00:00+08:00");	/* ends 12-17 24:00 */
	assert_int_equal(due_of(d, 1), at("2019-12-18T00:00:00+08:00"));
	now_is("2019-12-14T23:59:00+08:00");
	ok(deadline_tick(d->engine));
	assert_int_equal(warnings(d), 0);
	now_is("2019-12-15T00:01:00+08:00");
	for (int i = 0; i < 3; i++)
		ok(deadline_tick(d->engine));
	assert_int_equal(warnings(d), 1);
	assert_int_equal(number(d, "SELECT count(*) FROM finding"), 0);

	now_is("2019-12-17T23:59:59+08:00");
	ok(deadline_tick(d->engine));
	assert_int_equal(number(d, "SELECT count(*) FROM finding"), 0);
	now_is("2019-12-18T00:00:00+08:00");
	ok(deadline_tick(d->engine));
	assert_int_equal(number(d, "SELECT count(*) FROM finding"), 0);
	script(d, "UPDATE legal_term SET waits = 0, version = version + 1 WHERE code = 'pay_fine'");
	ok(deadline_law_refresh(d->engine));
	for (int i = 0; i < 3; i++)
		ok(deadline_tick(d->engine));
	assert_int_equal(number(d, "SELECT count(*) FROM finding"), 1);
	assert_int_equal(warnings(d), 1);
	assert_string_equal(word(d, "SELECT what FROM finding"), "案件逾期未办");
	assert_int_equal(number(d, "SELECT unit FROM finding"), 3);
	assert_int_equal(number(d, "SELECT due_at FROM finding"), at("2019-12-24T00:00:00+08:00"));	/* three working days: Thu, Fri, Mon */

	ok(engine_write(d->engine, NULL, fire, (void *)(uintptr_t)"pay"));
	ok(deadline_tick(d->engine));
	assert_string_equal(word(d, "SELECT state FROM finding"), "gone");
	assert_int_equal(number(d, "SELECT count(*) FROM finding WHERE due_at IS NOT NULL"), 0);
}

/* A clock that moved is a new clock: it is warned about again. */
static void
test_warned_again(void **state)
{
	struct desk *d = *state;
	issued_on(d, "2020-01-17T10:00:00+08:00");
	now_is("2020-01-30T10:00:00+08:00");
	ok(deadline_tick(d->engine));
	assert_int_equal(warnings(d), 1);
	import(d, &calendar_day_record, slice_of(prolonged), S(DECREE));
	ok(deadline_law_refresh(d->engine));
	ok(deadline_tick(d->engine));
	assert_int_equal(warnings(d), 1);
	now_is("2020-02-02T10:00:00+08:00");
	ok(deadline_tick(d->engine));
	ok(deadline_tick(d->engine));
	assert_int_equal(warnings(d), 2);
}

#define LAW_TEST(f) cmocka_unit_test_setup_teardown(f, law_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LAW_TEST(test_terms_loaded), LAW_TEST(test_quantities), LAW_TEST(test_enter), LAW_TEST(test_spring_festival),
		LAW_TEST(test_late_news), LAW_TEST(test_changed_elsewhere),
		LAW_TEST(test_many_move), LAW_TEST(test_tick), LAW_TEST(test_warned_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
