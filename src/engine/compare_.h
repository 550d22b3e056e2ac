/* SPDX-License-Identifier: Apache-2.0 */
/* compare_.h - 本期/同比/环比/累计/增幅: the same question for other periods, joined on its KEY columns.
 *
 * Units      a span is [from, to) in UTC ms; its days are those of Beijing.
 * Rules      yoy: the same dates a year before (whole months stay whole months), or moved so that the Spring
 *            Festivals coincide. mom: the period just before, of the same number of months when it is whole
 *            months, else of equal length. ytd: from 1 January of the year of the last day.
 *            A row missing on one side counts 0. A rate on a small base says more about chance than
 *            about the streets: it is not given (null, with a warning).
 */
#ifndef ENGINE_COMPARE__H
#define ENGINE_COMPARE__H
#include "engine/view_.h"

struct span {
	int64_t from_ms, to_ms;
};
struct span span_year_before(struct span s);
struct span span_just_before(struct span s);
struct span span_year_to_date(struct span s);
/* False outside the years whose festivals are known; the days say which festivals were laid upon each other. */
bool span_spring_before(struct span s, struct span *ret, int32_t *ret_festival, int32_t *ret_before) must_check;
int32_t spring_festival(int year);		/* its day, 0: not known */

enum rate { RATE_GIVEN, RATE_ZERO_BASE, RATE_SMALL_BASE };
enum rate compare_rate(double now, double base, double *ret_percent);	/* one decimal */

int64_t compare_small_base(void);

enum { COMPARE_YOY = 1 << 0, COMPARE_MOM = 1 << 1, COMPARE_YTD = 1 << 2 };
struct compare {
	unsigned kinds;
	bool spring;
};
enum err compare_take(struct call *c, const struct view *v, const json_t *args, struct compare *ret) must_check;
/* Members columns, rows, compare of the answer; adds to warnings (a JSON array without its brackets). */
enum err compare_json(struct call *c, const struct view *v, const struct view_args *args, const struct compare *cmp,
    struct table *now, struct buf *b, struct buf *warnings) must_check;

/* Shared with view.c. */
void warn_json(struct buf *b, struct slice zh, struct slice en);
void cell_json(struct buf *b, const struct type *t, const struct cell *cell);
void column_json(struct buf *b, const struct view_col *col);
void rows_json(struct buf *b, const struct view *v, const struct table *t);
/* ,"names":{"unit":{"3":".."}}: what the references of each column are called (refs.c). */
void refs_names_json(struct call *c, struct buf *b, const struct view *v, const struct table *t);
#endif
