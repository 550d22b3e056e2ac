/* SPDX-License-Identifier: Apache-2.0 */
/* calendar.h - the legal calendar: which days are worked, and when a period of law ends.
 *
 * Shape      an immutable set of exceptions (holidays, make-up working days) over the ordinary week.
 * Units      days as in clock.h; instants in UTC ms. The last instant is exclusive: 2019-10-08 24:00 is
 *            2019-10-09T00:00+08:00.
 * Cost       period_end: one probe per day counted.
 * Source     行政案件程序规定 35 (first day not counted, roll-over, hours and minutes never roll); 违法处理程序规定 81;
 *            行政处罚法 85; 记分管理办法 36; what no text settles is a field of struct period, so a data row.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H
#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

struct calendar_day {
	int32_t day;
	bool off;			/* true: holiday; false: make-up working day */
};
struct calendar;			/* immutable once made */
/* Unsorted input; the later of two equal days wins; days out of 1900..2199 are left out. n may be 0. */
struct calendar *calendar_make(const struct calendar_day *day, size_t n);
void calendar_free(struct calendar *c);
bool calendar_works(const struct calendar *c, int32_t day);
bool calendar_off(const struct calendar *c, int32_t day);	/* a holiday row; ordinary weekends have none */
bool calendar_makeup(const struct calendar *c, int32_t day);	/* a make-up working day row */
bool calendar_known(const struct calendar *c, int32_t day);	/* some row of that year was imported */
/* The first day in from..to (inclusive) on which the two differ; false when there is none. */
bool calendar_differs(const struct calendar *was, const struct calendar *is, int32_t from, int32_t to,
    int32_t *ret_day);
/* "2019-10-12（周六·补班/上班）", "2019-10-05（周六·放假）", "2019-10-08（周二）" */
struct slice calendar_day_text(const struct calendar *c, int32_t day, struct arena *a);
struct slice calendar_day_text_en(const struct calendar *c, int32_t day, struct arena *a);	/* "2019-10-12 (Sat, made up)" */

enum period_unit { PERIOD_HOUR, PERIOD_DAY, PERIOD_WORKING_DAY, PERIOD_MONTH, PERIOD_YEAR, PERIOD_MINUTE };
struct period {
	int length;			/* 0 days: the day of the event itself ("当日"), which never rolls */
	enum period_unit unit;
	bool count_first;		/* the day of the event is day one: suspensions, detention, limitation */
	bool roll;			/* a last day that is not worked moves to the next working day, counted
					 * backwards to the one before (a notice may come early, not late) */
	bool hour_text;			/* hours by the words of art. 35: the beginning hour is not counted */
	bool backwards;			/* n days before the event (hearing_notice) */
	bool whole_days;		/* backwards: the day of the notice is not counted either (满n个整日) */
	bool no_makeup;			/* make-up days are not counted as working days */
	bool roll_holiday_only;		/* 节假日 read by the letter: an ordinary weekend does not roll */
	int shift;			/* added after counting, in days (hours for PERIOD_HOUR, working days for
					 * PERIOD_WORKING_DAY): a pause (鉴定期间不计) above 0, a deduction
					 * (扣证一日折抵一日) below */
};

/* When the period that began with the event at from_ms ends, and the reckoning in words
 * ("次日起第15日＝2019-10-05（周六·放假），节假日→顺延至2019-10-08"), in the arena.
 * Errors: E_BAD_VALUE a length or result out of range (100 years; 1900..2199). */
enum err period_end(const struct calendar *c, const struct period *p, int64_t from_ms,
    struct arena *a, int64_t *ret_end_ms, struct slice *ret_why) must_check;
/* The same reckoning in English; absent where period_end errs. */
struct slice period_why_en(const struct calendar *c, const struct period *p, int64_t from_ms, struct arena *a);
/* "2019-10-08（周二）24:00", for hours "2020-01-25 23:00:00" */
struct slice period_end_text(const struct calendar *c, const struct period *p, int64_t end_ms, struct arena *a);
struct slice period_end_text_en(const struct calendar *c, const struct period *p, int64_t end_ms, struct arena *a);

/* What a calendar changed by decree does to a period: both ends and both reckonings are kept.
 * A period that had ended before the decree stays as it was: end_ms is then was_ms. */
struct period_move {
	int64_t was_ms, end_ms;
	struct slice was_why, why;	/* why says what moved and from when to when */
	bool moved;
};
struct period_change {
	const struct calendar *was, *is;
	int64_t decreed_ms;		/* when the change was announced */
};
enum err period_moved(const struct period_change *change, const struct period *p, int64_t from_ms,
    struct arena *a, struct period_move *ret) must_check;
#endif
