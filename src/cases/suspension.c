/* SPDX-License-Identifier: Apache-2.0 */
/* suspension.c - how long a licence is suspended: from the day on which the decision takes effect, less the days on which it was held before. */
#include "base/calendar.h"
#include "base/clock.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "engine/record.h"

/* A day on which it was held in part is a day; one on which two measures held it is one. The last day is not counted: it is the suspension's own. */
static int32_t
days_held(int32_t from, int32_t to, int32_t *done)
{
	from = from > *done ? from : *done;
	if (to <= from)
		return 0;
	*done = to;
	return to - from;
}

enum err
case_days_held(struct call *c, int64_t violation, int64_t until_ms, int64_t *ret)
{
	stmt_scoped st = NULL;
	int32_t until = beijing_day(until_ms), done = INT32_MIN;
	enum err e = sql(c->conn, &st, "SELECT taken_at, ended_at FROM measure WHERE violation_case = ?1 AND kind = 'licence' ORDER BY taken_at");

	*ret = 0;
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, violation);
	while (!(e = sql_step(st))) {
		int32_t end = col_null(st, 1) ? until : beijing_day(col_int(st, 1)) + 1;
		*ret += days_held(beijing_day(col_int(st, 0)), end < until ? end : until, &done);
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

enum err
case_suspension_end(struct call *c, int64_t violation, int64_t effect_ms, int64_t months, int64_t *ret_ms)
{
	struct period p = { .length = (int)months, .unit = PERIOD_MONTH, .count_first = true };
	struct calendar *none = calendar_make(NULL, 0);	/* a penalty does not wait for a working day */
	struct slice why;
	int64_t held;
	enum err e = period_end(none, &p, effect_ms, c->arena, ret_ms, &why);

	calendar_free(none);
	if (e)
		return refuse(c, e, NULL, -1);
	if ((e = case_days_held(c, violation, effect_ms, &held)))
		return e;
	*ret_ms -= held * DAY_MS;
	*ret_ms = *ret_ms > effect_ms ? *ret_ms : effect_ms;	/* held for longer than he is suspended */
	return E_OK;
}

enum err
case_suspended(struct call *c, struct row *draft)
{
	int64_t end;
	enum err e;

	if (!row_is(draft, violation_case_penalty, "suspension") && !row_is(draft, violation_case_penalty, "revocation"))
		return E_OK;
	if ((e = law_term_end(c, "licence_transfer_out", row_time(draft, violation_case_decided_at), &end)))
		return e;
	row_set_int(draft, violation_case_send_licence_by, end);
	if (row_is(draft, violation_case_penalty, "revocation"))
		return E_OK;
	e = case_suspension_end(c, draft->id, row_time(draft, violation_case_served_at), row_int(draft, violation_case_suspend_months), &end);
	if (!e)
		row_set_int(draft, violation_case_suspended_until, end);
	return e;
}
