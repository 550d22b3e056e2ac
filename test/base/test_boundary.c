/* SPDX-License-Identifier: Apache-2.0 */
/* The boundary cases of the legal calendar: each row is a test of its own that bears its article,
 * and both the last instant and the reckoning in words must be right to the letter.
 *
 * "applied" says whether the text was in force at that date; where it is not, the row tests arithmetic only.
 */
#include "tap.h"
#include "base/calendar.h"

/* Holidays and make-up days these cases need, from the notices of the State Council, as ranges. */
static const struct range {
	const char *from, *to;
	bool off;
} decreed[] = {
	{ "2019-09-13", "2019-09-13", true }, { "2019-09-29", "2019-09-29", false },
	{ "2019-10-01", "2019-10-07", true }, { "2019-10-12", "2019-10-12", false },
	{ "2020-01-01", "2020-01-01", true }, { "2020-01-19", "2020-01-19", false },
	{ "2020-01-24", "2020-02-02", true }, { "2020-09-27", "2020-09-27", false },
	{ "2020-10-01", "2020-10-08", true }, { "2020-10-10", "2020-10-10", false },
	{ "2021-02-07", "2021-02-07", false }, { "2021-02-11", "2021-02-17", true },
	{ "2021-02-20", "2021-02-20", false }, { "2021-10-01", "2021-10-07", true },
	{ "2022-01-29", "2022-01-30", false }, { "2022-01-31", "2022-02-06", true },
	{ "2024-02-04", "2024-02-04", false }, { "2024-02-10", "2024-02-17", true },
	{ "2024-02-18", "2024-02-18", false }, { "2024-09-29", "2024-09-29", false },
	{ "2024-10-01", "2024-10-07", true }, { "2024-10-12", "2024-10-12", false },
};
/* Spring Festival 2020 as it stood before the notice of 2020-01-27. */
static const struct range before_notice[] = {
	{ "2020-01-01", "2020-01-01", true }, { "2020-01-19", "2020-01-19", false },
	{ "2020-01-24", "2020-01-30", true }, { "2020-02-01", "2020-02-01", false },
};

#define WORKING(n) { .length = (n), .unit = PERIOD_WORKING_DAY }
#define DAYS(n) { .length = (n), .unit = PERIOD_DAY, .roll = true }
#define MONTHS(n) { .length = (n), .unit = PERIOD_MONTH, .roll = true }
#define HOURS_STRICT(n) { .length = (n), .unit = PERIOD_HOUR }
#define HOURS_TEXT(n) { .length = (n), .unit = PERIOD_HOUR, .hour_text = true }

enum { NOW, BEFORE };		/* which calendar */

static const struct boundary {
	int row;
	const char *event, *term;
	struct period period;
	const char *end, *why, *article;
	bool applied;
	int calendar;
} cases[] = {
	{ 1, "2019-09-15T12:00+08:00", "pay_fine", DAYS(15), "2019-09-30（周一）24:00",
	    "次日起第15日＝2019-09-30（周一），工作日不顺延",
	    "道路交通安全法108/1；行政案件程序规定35", true, NOW },
	{ 3, "2019-09-20T12:00+08:00", "pay_fine", DAYS(15), "2019-10-08（周二）24:00",
	    "次日起第15日＝2019-10-05（周六·放假），节假日→顺延至2019-10-08",
	    "道路交通安全法108/1；行政案件程序规定35", true, NOW },
	{ 5, "2019-09-30T10:00+08:00", "camera_audit", WORKING(5), "2019-10-12（周六·补班/上班）24:00",
	    "第1—5个工作日：10-08、10-09、10-10、10-11、10-12",
	    "违法处理程序规定19；违法处理程序规定81/2", false, NOW },
	{ 7, "2020-01-23T23:50+08:00", "camera_audit", WORKING(5), "2020-02-07（周五）24:00",
	    "第1—5个工作日：02-03、02-04、02-05、02-06、02-07",
	    "违法处理程序规定19；违法处理程序规定81/2", false, NOW },
	{ 8, "2020-01-23T23:50+08:00", "camera_audit", WORKING(5), "2020-02-05（周三）24:00",
	    "第1—5个工作日：01-31、02-01、02-03、02-04、02-05",
	    "违法处理程序规定19；违法处理程序规定81/2", false, BEFORE },
	{ 9, "2020-01-25T12:00+08:00", "camera_audit", WORKING(5), "2020-02-07（周五）24:00",
	    "第1—5个工作日：02-03、02-04、02-05、02-06、02-07",
	    "违法处理程序规定19；违法处理程序规定81/2", false, NOW },
	{ 11, "2019-09-27T12:00+08:00", "vehicle_verify", WORKING(10), "2019-10-16（周三）24:00",
	    "第1—10个工作日：09-29、09-30、10-08、10-09、10-10、10-11、10-12、10-14、10-15、10-16",
	    "违法处理程序规定30/2；违法处理程序规定81/2", false, NOW },
	{ 13, "2020-01-24T22:40+08:00", "measure_report", HOURS_TEXT(24), "2020-01-25 23:00:00",
	    "从严：时间戳+24h＝2020-01-25 22:40:00；文义：开始之时不计，自2020-01-24 23:00:00起算",
	    "行政强制法19；违法处理程序规定25/2；行政案件程序规定35", true, NOW },
	{ 13, "2020-01-24T22:40+08:00", "measure_report (warning)", HOURS_STRICT(24), "2020-01-25 22:40:00",
	    "从严：时间戳+24h＝2020-01-25 22:40:00",
	    "行政强制法19；行政案件程序规定35: the system warns by the time stamp", true, NOW },
	{ 15, "2019-09-20T12:00+08:00", "court_urge", WORKING(10), "2019-10-10（周四）24:00",
	    "第1—10个工作日：09-23、09-24、09-25、09-26、09-27、09-29、09-30、10-08、10-09、10-10",
	    "行政强制法54、69", true, NOW },
	{ 17, "2019-10-08T12:00+08:00", "court_apply", MONTHS(3), "2020-01-08（周三）24:00",
	    "3个月对应日＝2020-01-08（周三），工作日不顺延", "行政强制法53", true, NOW },
	{ 19, "2020-09-28T12:00+08:00", "intent_public_notice", WORKING(7), "2020-10-14（周三）24:00",
	    "第1—7个工作日：09-29、09-30、10-09、10-10、10-12、10-13、10-14",
	    "违法处理程序规定54/1；违法处理程序规定81/2", true, NOW },
	{ 21, "2020-11-30T12:00+08:00", "camera_extension", MONTHS(3), "2021-03-01（周一）24:00",
	    "3个月对应日＝2021-02-28（周日），节假日→顺延至2021-03-01",
	    "违法处理程序规定53/2；行政案件程序规定35", true, NOW },
	{ 23, "2021-02-10T12:00+08:00", "blood_retest_apply", WORKING(3), "2021-02-20（周六·补班/上班）24:00",
	    "第1—3个工作日：02-18、02-19、02-20", "违法处理程序规定36/3；违法处理程序规定81/2", true, NOW },
	{ 25, "2021-09-30T16:10+08:00", "decide_fine", HOURS_TEXT(24), "2021-10-01 17:00:00",
	    "从严：时间戳+24h＝2021-10-01 16:10:00；文义：开始之时不计，自2021-09-30 17:00:00起算",
	    "违法处理程序规定51；行政案件程序规定35", true, NOW },
	{ 25, "2021-09-30T16:10+08:00", "decide_fine (warning)", HOURS_STRICT(24), "2021-10-01 16:10:00",
	    "从严：时间戳+24h＝2021-10-01 16:10:00", "违法处理程序规定51", true, NOW },
	{ 27, "2022-02-14T12:00+08:00", "hearing_notice",
	    { .length = 7, .unit = PERIOD_WORKING_DAY, .backwards = true }, "2022-01-29（周六·补班/上班）24:00",
	    "倒数：02-11、02-10、02-09、02-08、02-07、01-30、01-29", "行政处罚法64/1/2、85", true, NOW },
	{ 27, "2022-02-14T12:00+08:00", "hearing_notice (seven whole days)",
	    { .length = 7, .unit = PERIOD_WORKING_DAY, .backwards = true, .whole_days = true },
	    "2022-01-28（周五）24:00",
	    "倒数：02-11、02-10、02-09、02-08、02-07、01-30、01-29；满整日，至迟2022-01-28",
	    "行政处罚法64/1/2、85", true, NOW },
	{ 29, "2024-01-15T12:00+08:00", "full_score_refuse", DAYS(30), "2024-02-18（周日·补班/上班）24:00",
	    "次日起第30日＝2024-02-14（周三·放假），节假日→顺延至2024-02-18", "记分管理办法29、36", true, NOW },
	{ 31, "2024-08-02T12:00+08:00", "recon_apply", DAYS(60), "2024-10-08（周二）24:00",
	    "次日起第60日＝2024-10-01（周二·放假），节假日→顺延至2024-10-08",
	    "行政复议法20/1、88", true, NOW },
};

static struct calendar *
make(const struct range *range, size_t n)
{
	struct calendar_day day[200];
	size_t days = 0;
	int32_t from, to;

	for (size_t i = 0; i < n; i++) {
		assert_true(date_parse(slice_of(range[i].from), &from));
		assert_true(date_parse(slice_of(range[i].to), &to));
		for (; from <= to; from++) {
			assert_true(days < N_ELEMS(day));
			day[days++] = (struct calendar_day){ from, range[i].off };
		}
	}
	return calendar_make(day, days);
}

static int64_t
ms(const char *text)
{
	int64_t t = 0;

	assert_true(time_parse(slice_of(text), &t));
	return t;
}

static void
test_case(void **state)
{
	const struct boundary *b = *state;
	struct calendar *c = b->calendar == BEFORE ? make(before_notice, N_ELEMS(before_notice)) :
	    make(decreed, N_ELEMS(decreed));
	struct arena a;
	int64_t end = 0;
	struct slice why = { NULL, 0 };

	arena_init(&a);
	assert_int_equal(period_end(c, &b->period, ms(b->event), &a, &end, &why), E_OK);
	assert_slice(period_end_text(c, &b->period, end, &a), b->end);
	assert_slice(why, b->why);
	arena_free(&a);
	calendar_free(c);
}

/* 15: the tenth working day ends on 10-10, the court may be asked from 10-11; 19: 10-14 and 10-15.
 * The exclusive end is that day's first instant. */
static void
test_earliest_next_step(void **state)
{
	static const struct period urge = WORKING(10), notice = WORKING(7);
	struct calendar *c = make(decreed, N_ELEMS(decreed));
	struct arena a;
	int64_t end;
	struct slice why;

	arena_init(&a);
	assert_int_equal(period_end(c, &urge, ms("2019-09-20T12:00+08:00"), &a, &end, &why), E_OK);
	assert_int_equal(end, ms("2019-10-11T00:00+08:00"));
	assert_int_equal(period_end(c, &notice, ms("2020-09-28T12:00+08:00"), &a, &end, &why), E_OK);
	assert_int_equal(end, ms("2020-10-15T00:00+08:00"));
	arena_free(&a);
	calendar_free(c);
}

/* Spring Festival 2020: the notice of 2020-01-27 prolonged the holiday to 2 February. Periods still open
 * move and say why; a period that had ended stays; both reckonings are kept. */
static const struct moved {
	const char *event, *what, *article;
	struct period period;
	bool moved;
	const char *was, *end, *why;
} moves[] = {
	{ "2020-01-23T23:50+08:00", "a captured picture still to be audited", "违法处理程序规定19、81/2",
	    WORKING(5), true, "2020-02-05（周三）24:00", "2020-02-07（周五）24:00",
	    "2020-01-27通知调整放假，由2020-02-05（周三）24:00改为2020-02-07（周五）24:00："
	    "第1—5个工作日：02-03、02-04、02-05、02-06、02-07" },
	{ "2020-01-16T09:00+08:00", "a fine whose fifteenth day was worked before the notice",
	    "道路交通安全法108/1；行政案件程序规定35", DAYS(15), true,
	    "2020-01-31（周五）24:00", "2020-02-03（周一）24:00",
	    "2020-01-27通知调整放假，由2020-01-31（周五）24:00改为2020-02-03（周一）24:00："
	    "次日起第15日＝2020-01-31（周五·放假），节假日→顺延至2020-02-03" },
	{ "2020-01-18T09:00+08:00", "a fine due after the holiday either way",
	    "道路交通安全法108/1；行政案件程序规定35", DAYS(15), false,
	    "2020-02-03（周一）24:00", "2020-02-03（周一）24:00",
	    "次日起第15日＝2020-02-02（周日·放假），节假日→顺延至2020-02-03" },
	{ "2020-01-14T09:00+08:00", "five working days that ended on 20 January", "违法处理程序规定19、81/2",
	    WORKING(5), false, "2020-01-20（周一）24:00", "2020-01-20（周一）24:00",
	    "2020-01-27通知前已于2020-01-20（周一）24:00届满，不重算" },
	{ "2020-01-24T22:40+08:00", "24 hours never roll", "行政强制法19；行政案件程序规定35",
	    HOURS_TEXT(24), false, "2020-01-25 23:00:00", "2020-01-25 23:00:00",
	    "2020-01-27通知前已于2020-01-25 23:00:00届满，不重算" },
	{ "2020-01-30T08:00+08:00", "24 hours never roll, open at the notice", "行政案件程序规定35",
	    HOURS_STRICT(24), false, "2020-01-31 08:00:00", "2020-01-31 08:00:00",
	    "从严：时间戳+24h＝2020-01-31 08:00:00" },
};

static void
test_moved(void **state)
{
	const struct moved *m = *state;
	struct calendar *was = make(before_notice, N_ELEMS(before_notice));
	struct calendar *is = make(decreed, N_ELEMS(decreed));
	const struct period_change change = { was, is, ms("2020-01-27T00:00+08:00") };
	struct period_move move;
	struct arena a;

	arena_init(&a);
	assert_int_equal(period_moved(&change, &m->period, ms(m->event), &a, &move), E_OK);
	assert_slice(period_end_text(was, &m->period, move.was_ms, &a), m->was);
	assert_slice(period_end_text(is, &m->period, move.end_ms, &a), m->end);
	assert_int_equal(move.moved, m->moved);
	assert_slice(move.why, m->why);
	assert_true(move.was_why.n > 0);
	arena_free(&a);
	calendar_free(was);
	calendar_free(is);
}

static void
test_notice_differs(void **state)
{
	struct calendar *was = make(before_notice, N_ELEMS(before_notice));
	struct calendar *is = make(decreed, N_ELEMS(decreed));
	int32_t from, to, day;
	char text[TIME_TEXT_MAX];

	assert_true(date_parse(S("2020-01-01"), &from));
	assert_true(date_parse(S("2020-06-30"), &to));
	assert_true(calendar_differs(was, is, from, to, &day));
	date_print(day, text);
	assert_string_equal(text, "2020-01-31");
	assert_false(calendar_differs(was, is, day + 2, to, &day));
	calendar_free(was);
	calendar_free(is);
}

int
main(void)
{
	struct CMUnitTest test[N_ELEMS(cases) + N_ELEMS(moves) + 2];
	static char name[N_ELEMS(cases) + N_ELEMS(moves)][256];
	size_t n = 0;

	for (size_t i = 0; i < N_ELEMS(cases); i++, n++) {
		snprintf(name[n], sizeof(name[n]), "row %d %s %s: %s%s", cases[i].row, cases[i].event,
		    cases[i].term, cases[i].article, cases[i].applied ? "" : " (arithmetic only)");
		test[n] = (struct CMUnitTest){ name[n], test_case, NULL, NULL, (void *)&cases[i] };
	}
	for (size_t i = 0; i < N_ELEMS(moves); i++, n++) {
		snprintf(name[n], sizeof(name[n]), "Spring Festival 2020: %s: %s", moves[i].what, moves[i].article);
		test[n] = (struct CMUnitTest){ name[n], test_moved, NULL, NULL, (void *)&moves[i] };
	}
	test[n++] = (struct CMUnitTest)cmocka_unit_test(test_earliest_next_step);
	test[n++] = (struct CMUnitTest)cmocka_unit_test(test_notice_differs);
	return _cmocka_run_group_tests("boundary", test, n, NULL, NULL);
}
