/* SPDX-License-Identifier: Apache-2.0 */
/* full_score_need.c - how much is to be studied and in what he is examined: figures of the law, by points, times and class; and what he has done. */
#include "base/clock.h"
#include "cases/case_steps_.h"
#include "cases/full_score_.h"
#include "cases/law.h"
#include "engine/deadline.h"
#include "engine/record.h"

/* 记分管理办法 18: 大型客车、重型牵引挂车、城市公交车、中型客车、大型货车 (使用规定, annex 1). */
bool
full_score_heavy(const struct row *r)
{
	static const char *const heavy[] = { "A1", "A2", "A3", "B1", "B2" };
	struct slice rest = row_text(r, full_score_classes), one;

	while (rest.n && slice_cut(&rest, ',', &one))
		for (size_t i = 0; i < N_ELEMS(heavy); i++)
			if (slice_is(one, heavy[i]))
				return true;
	return false;
}

static enum err
quantity(struct call *c, const struct row *r, const char *code, int64_t *ret)
{
	struct legal_term t;

	if (!deadline_term(slice_of(full_score_heavy(r) ? arena_printf(c->arena, "%s_heavy", code).p : code), beijing_day(row_time(r, full_score_reached_at)), c->arena, &t))
		return refuse_named(c, E_GUARD, "legal_term", arena_printf(c->arena, "没有有效的学习天数：%s", code), arena_printf(c->arena, "no figure is in force: %s", code));
	*ret = t.period.length;
	return E_OK;
}

/* 18/2: each further time and each further twelve points add; 22: the second time or 24 points: the road, the third time or 36: yard and road. */
enum err
full_score_need(struct call *c, const struct row *r, struct study_need *ret)
{
	int64_t full = full_score_full(c), fold = row_int(r, full_score_points) / full, turn = row_int(r, full_score_turn), base, add, most, extra;
	enum err e;

	if ((e = quantity(c, r, "study_days", &base)) || (e = quantity(c, r, "study_add", &add)) || (e = quantity(c, r, "study_max", &most)) ||
	    (e = quantity(c, r, "study_min_attend", &ret->attend)) || (e = quantity(c, r, "study_min_onsite", &ret->onsite)))
		return e;
	extra = (turn > 1 ? turn - 1 : 0) + (fold > 1 ? fold - 1 : 0);
	ret->days = base + add * extra < most ? base + add * extra : most;
	ret->tests = turn >= 3 || fold >= 3 ? "yard_road" : turn == 2 || fold == 2 ? "road" : "theory";
	return E_OK;
}

/* 19/2, 19/3: a day is one day, however it was spent. */
enum err
full_score_done(struct call *c, const struct row *r, struct study_done *ret)
{
	static const char *const of[] = { "", " AND way IN ('onsite', 'online')", " AND way = 'onsite'" };
	int64_t *to[] = { &ret->days, &ret->attend, &ret->onsite };
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(of) && !e; i++)
		e = first_id(c, arena_printf(c->arena, "SELECT count(DISTINCT day) FROM study_day WHERE full_score = ?1 AND state = 'noted' AND counts = 1%s", of[i]).p,
		    (struct first_arg[]){ FIRST_INT(r->id) }, 1, to[i]);
	return e;
}

/* ---- a suspension that runs beside ---- */

/* 记分管理办法 23: now, or when the last suspension among its cases has ended. */
enum err
full_score_returnable(struct call *c, const struct row *r, int64_t *ret_ms)
{
	stmt_scoped st = NULL;
	int64_t end;
	enum err e = sql(c->conn, &st, "SELECT v.id, v.served_at, v.suspend_months FROM full_score_case l JOIN violation_case v ON v.id = l.violation_case"
	    " WHERE l.full_score = ?1 AND l.state = 'counted' AND v.penalty = 'suspension' AND v.served_at IS NOT NULL");

	*ret_ms = c->now_ms;
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st))) {
		if ((e = case_suspension_end(c, col_int(st, 0), col_int(st, 1), col_int(st, 2), &end)))
			return e;
		*ret_ms = end > *ret_ms ? end : *ret_ms;
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}
