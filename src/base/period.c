/* SPDX-License-Identifier: Apache-2.0 */
/* How a period of law is counted, and the counting in words: an officer must be able to read aloud
 * why the last day is the last day.
 *
 *   event day ── counted days ──► last day ── roll ──► last day worked ── 24:00 ──► the end
 */
#include "base/buf.h"
#include "base/calendar.h"
#include "base/limits.h"

#define HOUR_MS 3600000LL
#define LIST_WHOLE 31		/* a longer list of working days is shown by its two ends */
#define LIST_ENDS 3
#define DAYS_MAX 36600

struct reckoning {
	const struct calendar *c;
	const struct period *p;
	struct arena *a;
	int32_t event;
	int unknown_year;	/* a day asked about lies in a year without rows; 0 for none */
	bool english;
	struct buf words;
};

static const int32_t length_max[] = {
	[PERIOD_HOUR] = 24 * DAYS_MAX, [PERIOD_DAY] = DAYS_MAX, [PERIOD_WORKING_DAY] = DAYS_MAX,
	[PERIOD_MONTH] = 1200, [PERIOD_YEAR] = 100, [PERIOD_MINUTE] = 24 * DAYS_MAX,
};

static bool
period_valid(const struct period *p)
{
	return (size_t)p->unit < N_ELEMS(length_max) && p->length >= 0 &&
	    p->length <= length_max[p->unit] && p->shift >= -DAYS_MAX && p->shift <= DAYS_MAX;
}

static void
note_year(struct reckoning *r, int32_t day)
{
	if (!r->unknown_year && !calendar_known(r->c, day))
		r->unknown_year = civil_of(day).year;
}

static bool
works(struct reckoning *r, int32_t day)
{
	note_year(r, day);
	if (r->p->no_makeup && calendar_makeup(r->c, day))
		return civil_weekday(day) <= 5;
	return calendar_works(r->c, day);
}

static bool
rolls(struct reckoning *r, int32_t day)
{
	if (!r->p->roll_holiday_only)
		return !works(r, day);
	note_year(r, day);
	return calendar_off(r->c, day);
}

static void
say(struct reckoning *r, const char *zh, const char *en)
{
	buf_puts(&r->words, r->english ? en : zh);
}

static void
say_day(struct reckoning *r, int32_t day)
{
	buf_put(&r->words, r->english ? calendar_day_text_en(r->c, day, r->a) : calendar_day_text(r->c, day, r->a));
}

static void
say_date(struct reckoning *r, int32_t day)
{
	char date[TIME_TEXT_MAX];

	date_print(day, date);
	say(r, date, date);
}

static const char *
unit_word(const struct reckoning *r)
{
	enum period_unit u = r->p->unit;

	if (r->english)
		return u == PERIOD_HOUR ? "h" : u == PERIOD_MINUTE ? "min" : "days";
	return u == PERIOD_HOUR ? "小时" : u == PERIOD_MINUTE ? "分钟" : "日";
}

static void
say_shift(struct reckoning *r)
{
	if (r->p->shift > 0)
		buf_printf(&r->words, r->english ? " (not counting %d %s)" : "（不计入%d%s）", r->p->shift, unit_word(r));
	if (r->p->shift < 0)
		buf_printf(&r->words, r->english ? " (less %d %s)" : "（折抵%d%s）", -r->p->shift, unit_word(r));
}

/* ---- calendar days ---- */

static int32_t
count_days(struct reckoning *r)
{
	const struct period *p = r->p;
	int length = p->length - (p->count_first && p->length > 0);

	if (p->length == 0)
		say(r, "当日", "the same day");
	else if (p->backwards && r->english)
		buf_printf(&r->words, "%sday %d before", p->whole_days ? "the day before (whole days) " : "", p->length);
	else if (p->backwards)
		buf_printf(&r->words, "倒数第%d日%s", p->length, p->whole_days ? "之前一日（满整日）" : "");
	else if (r->english)
		buf_printf(&r->words, "day %d from %s", p->length, p->count_first ? "the day itself" : "the next day");
	else
		buf_printf(&r->words, "%s起第%d日", p->count_first ? "当日" : "次日", p->length);
	say_shift(r);
	if (p->backwards)
		return r->event - length - p->whole_days - p->shift;
	return r->event + length + p->shift;
}

/* ---- months and years ---- */

/* The same day of another month, or that month's last day where it has no such day. */
static int32_t
corresponding(int32_t day, int months, bool *ret_clipped)
{
	struct civil c = civil_of(day);
	int month = c.year * 12 + c.month - 1 + months;

	*ret_clipped = false;
	c.year = month / 12;
	c.month = month % 12 + 1;
	while (c.day > 28 && !civil_valid(c)) {
		*ret_clipped = true;
		c.day--;
	}
	return civil_days(c);
}

static int32_t
count_months(struct reckoning *r)
{
	const struct period *p = r->p;
	bool years = p->unit == PERIOD_YEAR, clipped, day_before;
	int months = p->length * (years ? 12 : 1);
	int32_t day = corresponding(r->event, p->backwards ? -months : months, &clipped);

	/* Counting the first day, the period is complete the day before; a short month's end already is. */
	day_before = p->count_first && !clipped && months > 0;
	if (r->english)
		buf_printf(&r->words, "%sthe corresponding day %d %s %s", day_before ? (p->backwards ? "the day after " : "the day before ") : "",
		    p->length, years ? "years" : "months", p->backwards ? "before" : "later");
	else
		buf_printf(&r->words, "%s%d%s对应日%s", p->backwards ? "倒数" : "", p->length, years ? "年" : "个月",
		    day_before ? (p->backwards ? "后一日" : "前一日") : "");
	say_shift(r);
	if (p->backwards)
		return day + day_before - p->whole_days - p->shift;
	return day - day_before + p->shift;
}

/* ---- working days ---- */

static void
say_listed(struct reckoning *r, int i, int n, int32_t day)
{
	char date[TIME_TEXT_MAX];

	if (n > LIST_WHOLE && i > LIST_ENDS && i <= n - LIST_ENDS) {
		if (i == LIST_ENDS + 1)
			say(r, "……", " ... ");
		return;
	}
	date_print(day, date);
	if (i > 1 && !(n > LIST_WHOLE && i == n - LIST_ENDS + 1))
		say(r, "、", ", ");
	say(r, date + 5, date + 5);		/* month and day: the list is read beside the event */
}

static int32_t
count_working_days(struct reckoning *r)
{
	const struct period *p = r->p;
	int n = p->length + p->shift, step = p->backwards ? -1 : 1;
	int32_t day = r->event - (p->count_first ? step : 0);

	if (n <= 0) {
		say(r, "当日", "the same day");
		say_shift(r);
		say(r, "＝", " = ");
		say_date(r, r->event);
		return r->event;
	}
	if (p->backwards)
		say(r, "倒数", "counted back");
	else if (r->english)
		buf_printf(&r->words, n > 1 ? "working days 1 to %d" : "working day %d", n);
	else
		buf_printf(&r->words, n > 1 ? "第1—%d个工作日" : "第%d个工作日", n);
	say_shift(r);
	say(r, "：", ": ");
	for (int i = 1; i <= n; i++) {
		do
			day += step;
		while (!works(r, day));
		say_listed(r, i, n, day);
	}
	if (p->backwards && p->whole_days) {
		day--;
		say(r, "；满整日，至迟", "; whole days, at the latest ");
		say_date(r, day);
	}
	return day;
}

/* ---- the last day ---- */

static int32_t
roll(struct reckoning *r, int32_t day)
{
	const struct period *p = r->p;
	bool moves = p->roll && p->length > 0 && rolls(r, day);

	if (p->length == 0)
		return day;
	if (!p->roll) {
		say(r, "，不顺延", ", does not roll over");
		return day;
	}
	if (!moves) {
		if (calendar_works(r->c, day))
			say(r, "，工作日不顺延", ", a working day: does not roll over");
		else
			say(r, "，非法定节假日不顺延", ", no public holiday: does not roll over");
		return day;
	}
	while (rolls(r, day))
		day += p->backwards ? -1 : 1;
	if (p->backwards)
		say(r, "，节假日→提前至", ", a holiday: back to ");
	else
		say(r, "，节假日→顺延至", ", a holiday: rolls over to ");
	say_date(r, day);
	return day;
}

static int32_t
last_day(struct reckoning *r)
{
	int32_t day;

	if (r->p->unit == PERIOD_WORKING_DAY) {
		day = count_working_days(r);
		if (r->p->whole_days && r->p->backwards && r->p->roll)
			day = roll(r, day);
		return day;
	}
	day = r->p->unit == PERIOD_DAY ? count_days(r) : count_months(r);
	if (!r->p->backwards && day < r->event)		/* deducted to nothing: ends with the event's day */
		day = r->event;
	say(r, "＝", " = ");
	say_day(r, day);
	return roll(r, day);
}

/* ---- hours ---- */

static int64_t
hour_begun(int64_t ms)
{
	int64_t past = ms % HOUR_MS;		/* Beijing is whole hours from UTC */

	return past ? ms + HOUR_MS - past : ms;
}

static void
say_instant(struct reckoning *r, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	time_print_local(ms, text);
	say(r, text, text);
}

/* Minutes are terms of a force itself (to confirm, to sign): nothing but the stamp. */
static int64_t
count_minutes(struct reckoning *r, int64_t from)
{
	int64_t minutes = r->p->length + (int64_t)r->p->shift, length = (minutes > 0 ? minutes : 0) * (HOUR_MS / 60);

	buf_printf(&r->words, r->english ? "time stamp %c %d min" : "时间戳%c%d分钟", r->p->backwards ? '-' : '+', r->p->length);
	say_shift(r);
	say(r, "＝", " = ");
	say_instant(r, r->p->backwards ? from - length : from + length);
	return r->p->backwards ? from - length : from + length;
}

/* Both readings are always said: the stamp is the alarm, the wording what a court may allow. */
static int64_t
count_hours(struct reckoning *r, int64_t from)
{
	const struct period *p = r->p;
	int64_t hours = p->length + (int64_t)p->shift;
	int64_t length = (hours > 0 ? hours : 0) * HOUR_MS * (p->backwards ? -1 : 1);
	int64_t begun = p->backwards ? from : hour_begun(from);

	buf_printf(&r->words, r->english ? "strictly: time stamp %c %d h" : "从严：时间戳%c%dh", p->backwards ? '-' : '+', p->length);
	say_shift(r);
	say(r, "＝", " = ");
	say_instant(r, from + length);
	if (!p->hour_text || p->backwards)
		return from + length;
	say(r, "；文义：开始之时不计，自", "; by the wording: the beginning hour not counted, from ");
	say_instant(r, begun);
	say(r, "起算", "");
	return begun + length;
}

/* ---- both ---- */

static bool
end_valid(int64_t end_ms)
{
	return end_ms >= beijing_start_ms(civil_days((struct civil){ 1900, 1, 1 })) &&
	    end_ms <= beijing_start_ms(civil_days((struct civil){ 2199, 12, 31 }));
}

static enum err
count(struct reckoning *r, int64_t from_ms, int64_t *ret_end_ms, struct slice *ret_why)
{
	int64_t end;

	if (!period_valid(r->p) || !end_valid(from_ms))
		return E_BAD_VALUE;
	buf_init(&r->words, KIB(4));
	if (r->p->unit == PERIOD_HOUR)
		end = count_hours(r, from_ms);
	else if (r->p->unit == PERIOD_MINUTE)
		end = count_minutes(r, from_ms);
	else
		end = beijing_start_ms(last_day(r) + 1);
	if (r->unknown_year)
		buf_printf(&r->words, r->english ? " (the holidays of %d are not imported: Monday to Friday counted)" : "（%d年放假安排未导入，按周一至周五计）",
		    r->unknown_year);
	if (end_valid(end)) {
		*ret_end_ms = end;
		*ret_why = arena_copy(r->a, buf_slice(&r->words));
	}
	buf_free(&r->words);
	return end_valid(end) ? E_OK : E_BAD_VALUE;
}

enum err
period_end(const struct calendar *c, const struct period *p, int64_t from_ms, struct arena *a,
    int64_t *ret_end_ms, struct slice *ret_why)
{
	struct reckoning r = { .c = c, .p = p, .a = a, .event = beijing_day(from_ms) };

	return count(&r, from_ms, ret_end_ms, ret_why);
}

/* Counted again: two languages told at once would make every sentence above twice as long. */
struct slice
period_why_en(const struct calendar *c, const struct period *p, int64_t from_ms, struct arena *a)
{
	struct reckoning r = { .c = c, .p = p, .a = a, .event = beijing_day(from_ms), .english = true };
	struct slice why = { NULL, 0 };
	int64_t end;

	return count(&r, from_ms, &end, &why) ? (struct slice){ NULL, 0 } : why;
}

struct slice
period_end_text(const struct calendar *c, const struct period *p, int64_t end_ms, struct arena *a)
{
	char text[TIME_TEXT_MAX];
	struct slice day;

	if (p->unit == PERIOD_HOUR || p->unit == PERIOD_MINUTE) {
		time_print_local(end_ms, text);
		return arena_copy(a, slice_of(text));
	}
	day = calendar_day_text(c, beijing_day(end_ms) - 1, a);
	return arena_printf(a, "%.*s24:00", (int)day.n, day.p);
}

struct slice
period_end_text_en(const struct calendar *c, const struct period *p, int64_t end_ms, struct arena *a)
{
	struct slice day;

	if (p->unit == PERIOD_HOUR || p->unit == PERIOD_MINUTE)
		return period_end_text(c, p, end_ms, a);
	day = calendar_day_text_en(c, beijing_day(end_ms) - 1, a);
	return arena_printf(a, "%.*s 24:00", (int)day.n, day.p);
}

enum err
period_moved(const struct period_change *change, const struct period *p, int64_t from_ms,
    struct arena *a, struct period_move *ret)
{
	struct period_move m = { 0 };
	struct slice was, is;
	char decreed[TIME_TEXT_MAX];
	enum err e;

	if ((e = period_end(change->was, p, from_ms, a, &m.was_ms, &m.was_why)))
		return e;
	if ((e = period_end(change->is, p, from_ms, a, &m.end_ms, &m.why)))
		return e;
	date_print(beijing_day(change->decreed_ms), decreed);
	was = period_end_text(change->was, p, m.was_ms, a);
	is = period_end_text(change->is, p, m.end_ms, a);
	if (m.was_ms <= change->decreed_ms) {
		m.end_ms = m.was_ms;
		m.why = arena_printf(a, "%s通知前已于%.*s届满，不重算", decreed, (int)was.n, was.p);
	} else if (m.end_ms != m.was_ms) {
		m.moved = true;
		m.why = arena_printf(a, "%s通知调整放假，由%.*s改为%.*s：%.*s", decreed, (int)was.n, was.p,
		    (int)is.n, is.p, (int)m.why.n, m.why.p);
	}
	*ret = m;
	return E_OK;
}
