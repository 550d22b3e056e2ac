/* SPDX-License-Identifier: Apache-2.0 */
/* clock.h - time as UTC milliseconds inside, civil dates of Beijing (UTC+8, no summer time since 1992) outside.
 *
 * Units   *_ms: milliseconds since 1970-01-01T00:00Z. Days: days since 1970-01-01 in civil reckoning.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include "base/slice.h"

#define DAY_MS 86400000LL
#define BEIJING_MS (8 * 3600000LL)

struct civil {
	int year, month, day;		/* 2026, 11, 23 */
};

int64_t clock_now_ms(void);		/* wall clock; never goes back within a process (steps back are held and logged) */
int64_t clock_mono_ms(void);		/* for durations */
void clock_simulate(int64_t now_ms);	/* only in a store stamped as simulated, and in tests; 0 ends it */

int32_t civil_days(struct civil c);
struct civil civil_of(int32_t days);
bool civil_valid(struct civil c);
int civil_weekday(int32_t days);	/* 1 = Monday .. 7 = Sunday */
int32_t beijing_day(int64_t ms);	/* the civil day in Beijing at this instant */
int64_t beijing_start_ms(int32_t day);	/* 00:00 of this day in Beijing */

/* RFC 3339 with offset, or "2019-12-01" where only_date; false when malformed or out of 1900..2199. */
bool time_parse(struct slice s, int64_t *ret_ms) must_check;
bool date_parse(struct slice s, int32_t *ret_day) must_check;
#define TIME_TEXT_MAX 32
size_t time_print(int64_t ms, char out[TIME_TEXT_MAX]);		/* 2026-11-23T03:00:00.000Z */
size_t date_print(int32_t day, char out[TIME_TEXT_MAX]);	/* 2026-11-23 */
size_t time_print_local(int64_t ms, char out[TIME_TEXT_MAX]);	/* 2026-11-23 11:00:00, Beijing */
#endif
