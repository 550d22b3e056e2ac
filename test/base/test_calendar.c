/* SPDX-License-Identifier: Apache-2.0 */
/* Counting rules the boundary cases do not reach; those are in test_boundary.c. */
#include "tap.h"
#include "base/calendar.h"

static struct calendar *calendar;
static struct arena arena;

static int32_t
day(const char *text)
{
	int32_t d = 0;

	assert_true(date_parse(slice_of(text), &d));
	return d;
}

static int
set_up(void **state)
{
	struct calendar_day rows[40];
	size_t n = 0;

	for (int i = 1; i <= 7; i++)
		rows[n++] = (struct calendar_day){ day("2019-10-01") + i - 1, true };
	rows[n++] = (struct calendar_day){ day("2019-09-29"), false };
	rows[n++] = (struct calendar_day){ day("2019-10-12"), false };
	rows[n++] = (struct calendar_day){ day("2019-11-20"), true };	/* later rows win */
	rows[n++] = (struct calendar_day){ day("2019-11-20"), false };
	rows[n++] = (struct calendar_day){ INT32_MAX, true };
	rows[n++] = (struct calendar_day){ INT32_MIN, true };
	calendar = calendar_make(rows, n);
	arena_init(&arena);
	return 0;
}

static int
tear_down(void **state)
{
	calendar_free(calendar);
	arena_free(&arena);
	return 0;
}

static void
test_days(void **state)
{
	struct calendar *none = calendar_make(NULL, 0);

	assert_false(calendar_works(calendar, day("2019-10-01")));
	assert_true(calendar_works(calendar, day("2019-09-29")));	/* a Sunday made up */
	assert_false(calendar_works(calendar, day("2019-09-28")));
	assert_true(calendar_works(calendar, day("2019-10-08")));
	assert_true(calendar_works(calendar, day("2019-11-20")));
	assert_true(calendar_off(calendar, day("2019-10-05")) && !calendar_off(calendar, day("2019-09-28")));
	assert_true(calendar_makeup(calendar, day("2019-10-12")));
	assert_true(calendar_known(calendar, day("2019-01-01")));
	assert_false(calendar_known(calendar, day("2020-01-01")));
	assert_false(calendar_known(calendar, INT32_MIN));
	assert_slice(calendar_day_text(calendar, day("2019-10-12"), &arena), "2019-10-12（周六·补班/上班）");
	assert_slice(calendar_day_text(calendar, day("2019-10-06"), &arena), "2019-10-06（周日·放假）");
	assert_slice(calendar_day_text(calendar, day("2019-10-13"), &arena), "2019-10-13（周日）");
	assert_true(calendar_works(none, day("2019-10-01")));
	assert_false(calendar_known(none, day("2019-10-01")));
	calendar_free(none);
}

static const struct rule {
	const char *name;
	struct period p;
	const char *event, *end, *why;
} rules[] = {
	{ "同一日: length 0 is the day of the event and never rolls (违法处理程序规定20/1)",
	    { 0, PERIOD_DAY, .roll = true }, "2019-10-05T09:00+08:00", "2019-10-05（周六·放假）24:00",
	    "当日＝2019-10-05（周六·放假）" },
	{ "暂扣: from the day the decision takes effect, no roll (道路交通安全法113/1)",
	    { 6, PERIOD_MONTH, .count_first = true }, "2019-04-06T09:00+08:00", "2019-10-05（周六·放假）24:00",
	    "6个月对应日前一日＝2019-10-05（周六·放假），不顺延" },
	{ "暂扣: a short month's last day completes it", { 6, PERIOD_MONTH, .count_first = true },
	    "2019-08-31T09:00+08:00", "2020-02-29（周六）24:00",
	    "6个月对应日＝2020-02-29（周六），不顺延" },
	{ "扣证折抵: withheld days are deducted one for one (违法处理程序规定32/2)",
	    { 6, PERIOD_MONTH, .count_first = true, .shift = -15 }, "2019-04-20T09:00+08:00",
	    "2019-10-04（周五·放假）24:00", "6个月对应日前一日（折抵15日）＝2019-10-04（周五·放假），不顺延" },
	{ "扣证折抵: deducted to nothing", { 10, PERIOD_DAY, .count_first = true, .shift = -30 },
	    "2019-11-20T09:00+08:00", "2019-11-20（周三）24:00", "当日起第10日（折抵30日）＝2019-11-20（周三），不顺延" },
	{ "拘留: day one is the day of execution, no roll (行政案件程序规定35)",
	    { 10, PERIOD_DAY, .count_first = true }, "2019-09-26T09:00+08:00", "2019-10-05（周六·放假）24:00",
	    "当日起第10日＝2019-10-05（周六·放假），不顺延" },
	{ "鉴定期间不计入 (行政案件程序规定112/1)", { 30, PERIOD_DAY, .roll = true, .shift = 10 },
	    "2019-08-26T09:00+08:00", "2019-10-08（周二）24:00",
	    "次日起第30日（不计入10日）＝2019-10-05（周六·放假），节假日→顺延至2019-10-08" },
	{ "禁期: two years from revocation, no roll (驾驶证规定15/1/9)", { 2, PERIOD_YEAR },
	    "2019-10-05T09:00+08:00", "2021-10-05（周二）24:00", "2年对应日＝2021-10-05（周二），不顺延" },
	{ "闰日: 29 February has its corresponding day on the 28th", { 1, PERIOD_YEAR },
	    "2020-02-29T09:00+08:00", "2021-02-28（周日）24:00", "1年对应日＝2021-02-28（周日），不顺延" },
	{ "处罚时效: from the day of the violation (行政处罚法36/2)", { 2, PERIOD_YEAR, .count_first = true },
	    "2017-10-03T09:00+08:00", "2019-10-02（周三·放假）24:00",
	    "2年对应日前一日＝2019-10-02（周三·放假），不顺延" },
	{ "新禁令标志公告: five whole days before (山东办法34/3)",
	    { 5, PERIOD_DAY, .backwards = true, .whole_days = true }, "2019-09-26T00:00+08:00",
	    "2019-09-20（周五）24:00", "倒数第5日之前一日（满整日）＝2019-09-20（周五），不顺延" },
	{ "听证通知 counted in calendar days rolls to the day before (行政案件程序规定136)",
	    { 7, PERIOD_DAY, .roll = true, .backwards = true }, "2019-10-14T09:00+08:00", "2019-09-30（周一）24:00",
	    "倒数第7日＝2019-10-07（周一·放假），节假日→提前至2019-09-30" },
	{ "补班日不计 (configurable)", { 5, PERIOD_WORKING_DAY, .no_makeup = true },
	    "2019-09-30T10:00+08:00", "2019-10-14（周一）24:00", "第1—5个工作日：10-08、10-09、10-10、10-11、10-14" },
	{ "节假日 by the letter: a plain weekend does not roll (configurable)",
	    { 10, PERIOD_DAY, .roll = true, .roll_holiday_only = true }, "2019-10-09T10:00+08:00",
	    "2019-10-19（周六）24:00", "次日起第10日＝2019-10-19（周六），非法定节假日不顺延" },
	{ "节假日 by the letter: a holiday does", { 10, PERIOD_DAY, .roll = true, .roll_holiday_only = true },
	    "2019-09-25T10:00+08:00", "2019-10-08（周二）24:00",
	    "次日起第10日＝2019-10-05（周六·放假），节假日→顺延至2019-10-08" },
	{ "one working day", { 1, PERIOD_WORKING_DAY }, "2019-09-30T10:00+08:00", "2019-10-08（周二）24:00",
	    "第1个工作日：10-08" },
	{ "working days from the first", { 2, PERIOD_WORKING_DAY, .count_first = true }, "2019-09-30T10:00+08:00",
	    "2019-10-08（周二）24:00", "第1—2个工作日：09-30、10-08" },
	{ "many working days are shown by their ends", { 40, PERIOD_WORKING_DAY }, "2019-10-07T10:00+08:00",
	    "2019-11-29（周五）24:00", "第1—40个工作日：10-08、10-09、10-10……11-27、11-28、11-29" },
	{ "代履行催告 three working days before (行政强制法51/1/2)", { 3, PERIOD_WORKING_DAY, .backwards = true },
	    "2019-10-09T10:00+08:00", "2019-09-29（周日·补班/上班）24:00", "倒数：10-08、09-30、09-29" },
	{ "the hour struck: 16:00 begins at 16:00", { 24, PERIOD_HOUR, .hour_text = true },
	    "2019-09-30T16:00+08:00", "2019-10-01 16:00:00",
	    "从严：时间戳+24h＝2019-10-01 16:00:00；文义：开始之时不计，自2019-09-30 16:00:00起算" },
	{ "48 hours, none on a holiday rolls (行政案件程序规定47)", { 48, PERIOD_HOUR },
	    "2019-09-30T16:10:20+08:00", "2019-10-02 16:10:20", "从严：时间戳+48h＝2019-10-02 16:10:20" },
	{ "minutes of the house rules, over midnight and a holiday", { 15, PERIOD_MINUTE },
	    "2019-09-30T23:50+08:00", "2019-10-01 00:05:00", "时间戳+15分钟＝2019-10-01 00:05:00" },
	{ "醉酒约束时间不计 (行政案件程序规定58/2)", { 8, PERIOD_HOUR, .shift = 3 }, "2019-09-30T16:10+08:00",
	    "2019-10-01 03:10:00", "从严：时间戳+8h（不计入3小时）＝2019-10-01 03:10:00" },
	{ "a year without rows is said", { 5, PERIOD_WORKING_DAY }, "2021-12-30T10:00+08:00",
	    "2022-01-06（周四）24:00",
	    "第1—5个工作日：12-31、01-03、01-04、01-05、01-06（2021年放假安排未导入，按周一至周五计）" },
	{ "the event's day is the day in Beijing", { 1, PERIOD_DAY }, "2019-11-04T16:30:00Z",
	    "2019-11-06（周三）24:00", "次日起第1日＝2019-11-06（周三），不顺延" },
};

static void
test_rule(void **state)
{
	const struct rule *r = *state;
	int64_t from, end;
	struct slice why;

	assert_true(time_parse(slice_of(r->event), &from));
	assert_int_equal(period_end(calendar, &r->p, from, &arena, &end, &why), E_OK);
	assert_slice(why, r->why);
	assert_slice(period_end_text(calendar, &r->p, end, &arena), r->end);
	why = period_why_en(calendar, &r->p, from, &arena);
	assert_true(why.n > 0);
	for (size_t i = 0; i < why.n; i++)
		assert_true((unsigned char)why.p[i] < 0x80);	/* nothing of it is left in Chinese */
}

static void
test_english(void **state)
{
	static const struct period fine = { 15, PERIOD_DAY, .roll = true };

	(void)state;
	assert_slice(period_why_en(calendar, &fine, beijing_start_ms(day("2019-09-20")), &arena),
	    "day 15 from the next day = 2019-10-05 (Sat, holiday), a holiday: rolls over to 2019-10-08");
	assert_slice(period_end_text_en(calendar, &fine, beijing_start_ms(day("2019-10-09")), &arena), "2019-10-08 (Tue) 24:00");
	assert_true(!period_why_en(calendar, &(struct period){ -1, PERIOD_DAY }, 0, &arena).n);
}

static void
test_refused(void **state)
{
	static const struct period bad[] = {
		{ -1, PERIOD_DAY }, { 36601, PERIOD_DAY }, { 101, PERIOD_YEAR }, { 1201, PERIOD_MONTH },
		{ 1, PERIOD_MINUTE + 1 }, { 1, PERIOD_DAY, .shift = 36601 }, { 36600, PERIOD_WORKING_DAY, .shift = 36600 },
		{ 36600, PERIOD_WORKING_DAY, .backwards = true, .shift = 36600 },
	};
	int64_t end = 5;
	struct slice why = S("kept");

	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_int_equal(period_end(calendar, &bad[i], 0, &arena, &end, &why), E_BAD_VALUE);
	assert_int_equal(period_end(calendar, &rules[0].p, INT64_MAX, &arena, &end, &why), E_BAD_VALUE);
	assert_int_equal(period_end(calendar, &rules[0].p, INT64_MIN, &arena, &end, &why), E_BAD_VALUE);
	assert_int_equal(end, 5);
	assert_slice(why, "kept");
}

/* Whatever the rule, the end is never before the event going forward, nor behind it going backwards,
 * and one more day never ends earlier. */
static void
test_order(void **state)
{
	int64_t from = beijing_start_ms(day("2019-09-10")) + 3600000, end, last;
	struct slice why;

	for (int mask = 0; mask < 64; mask++)
		for (enum period_unit unit = PERIOD_HOUR; unit <= PERIOD_MONTH; unit++) {
			struct period p = { 0, unit, mask & 1, mask & 2, mask & 4, mask & 8, mask & 16, mask & 32 };

			last = p.backwards ? INT64_MAX : INT64_MIN;
			for (p.length = 1; p.length < 40; p.length++) {
				assert_int_equal(period_end(calendar, &p, from, &arena, &end, &why), E_OK);
				assert_true(p.backwards ? end <= last : end >= last);
				assert_true(p.backwards ? end <= from + DAY_MS : end >= from);
				last = end;
			}
		}
}

int
main(void)
{
	struct CMUnitTest test[N_ELEMS(rules) + 4] = {
		cmocka_unit_test(test_days), cmocka_unit_test(test_refused), cmocka_unit_test(test_order), cmocka_unit_test(test_english),
	};

	for (size_t i = 0; i < N_ELEMS(rules); i++)
		test[i + 4] = (struct CMUnitTest){ rules[i].name, test_rule, NULL, NULL, (void *)&rules[i] };
	return _cmocka_run_group_tests("calendar", test, N_ELEMS(test), set_up, tear_down);
}
