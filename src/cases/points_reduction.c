/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/points_reduction.h"

#include "base/clock.h"
#include "cases/case_steps_.h"
#include "cases/full_score_.h"
#include "cases/law.h"
#include "engine/guard.h"
#include "engine/record.h"

static enum err
points_reduction_check(struct call *c, struct row *draft)
{
	struct point_cycle cycle;
	struct slice key;
	enum err e = full_score_cycle(c, row_text(draft, points_reduction_licensed_on), c->now_ms, &cycle);

	if (e || (e = case_key(c, "case.party", row_text(draft, points_reduction_party_id), &key)))
		return e;
	row_set_text(draft, points_reduction_party_key, key);
	row_set_int(draft, points_reduction_cycle_from, cycle.from_ms);
	row_set_text(draft, points_reduction_subject, S("申请扣减记分"));
	return E_OK;
}

/* ---- what stands in the way ---- */

struct bar {
	const char *field, *zh, *en;
};

/* Noted of the register; NULL field: nothing. */
static struct bar
said(const struct row *r)
{
	static const struct {
		int field;
		struct bar bar;
	} all[] = {
		{ points_reduction_unhandled, { "unhandled", "违法行为记录尚未处理完（记分管理办法25）", "records are not dealt with" } },
		{ points_reduction_probation, { "probation", "驾驶证在实习期内（记分管理办法26/1/3）", "the licence is in probation" } },
		{ points_reduction_review_overdue, { "review_overdue", "驾驶证逾期未审验（记分管理办法26/1/3）", "the review of the licence is overdue" } },
		{ points_reduction_withheld, { "withheld", "驾驶证被扣留、暂扣期间（记分管理办法26/1/3）", "the licence is withheld or suspended" } },
		{ points_reduction_vehicle_overdue, { "vehicle_overdue", "名下机动车逾期未检验或者未注销（记分管理办法26/1/4）", "a vehicle of his is overdue" } },
		{ points_reduction_barred, { "barred", "最近三个记分周期内受过不予受理的处罚（记分管理办法26/1/2）", "punished in the last three cycles for what bars it" } },
		{ points_reduction_cheated, { "cheated", "最近三个记分周期内有弄虚作假记录（记分管理办法26/1/5）", "cheated in the last three cycles" } },
	};

	for (size_t i = 0; i < N_ELEMS(all); i++)
		if (row_bool(r, all[i].field))
			return all[i].bar;
	return (struct bar){ NULL, NULL, NULL };
}

/* The cycle years before that of the application. */
static int64_t
years_before(const struct row *r, int years)
{
	struct civil from = civil_of(beijing_day(row_time(r, points_reduction_cycle_from)));

	from.year -= years;
	from.day -= !civil_valid(from);
	return beijing_start_ms(civil_days(from));
}

/* What our own cases know, whatever was noted. */
static enum err
known(struct call *c, const struct row *r, struct bar *ret)
{
	static const struct {
		const char *text;
		int years;		/* back from the cycle's beginning */
		struct bar bar;
	} all[] = {
		{ "SELECT count(*) FROM violation_case WHERE party_key = ?1 AND created_at >= ?2 AND decided_at IS NULL"
		    " AND state NOT IN ('oral_warned', 'no_penalty', 'cancelled', 'transferred')",
		    30, { "unhandled", "本系统有未处理完的案件（记分管理办法25）", "a case of his is not decided" } },
		{ "SELECT count(*) - 1 FROM full_score WHERE party_key = ?1 AND began_at >= ?2",
		    1, { "full_score", "本周期或者上一个周期有二次以上满分教育记录（记分管理办法26/1/1）",
		    "studied twice or more after twelve points in this cycle or the last" } },
		{ "SELECT count(*) FROM violation_case v JOIN violation_code k ON k.id = v.violation WHERE v.party_key = ?1 AND v.decided_at >= ?2"
		    " AND v.state <> 'cancelled' AND k.bars_reduction = 1",
		    2, { "barred", "最近三个记分周期内受过不予受理的处罚（记分管理办法26/1/2）", "punished in the last three cycles for what bars it" } },
		{ "SELECT count(*) FROM points_reduction WHERE party_key = ?1 AND taken_at >= ?2 AND state = 'revoked'",
		    2, { "cheated", "最近三个记分周期内扣减记分弄虚作假（记分管理办法26/1/5）", "a reduction of the last three cycles was revoked" } },
		{ "SELECT count(*) FROM full_score WHERE party_key = ?1 AND reached_at >= ?2 AND state NOT IN ('cleared', 'dropped')",
		    30, { "points", "累积记分已满12分（记分管理办法25）", "the points are full" } },
	};
	int64_t n = 0;
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(all) && !e; i++) {
		*ret = all[i].bar;
		e = first_id(c, all[i].text, (struct first_arg[]){ FIRST_TEXT(row_text(r, points_reduction_party_key)), FIRST_INT(years_before(r, all[i].years)) }, 2, &n);
		if (!e && n > 0)
			return E_OK;
	}
	*ret = (struct bar){ NULL, NULL, NULL };
	return e;
}

/* 26/1/3, of our own measures and decisions, whatever was noted. */
static enum err
withheld_here(struct call *c, const struct row *r, bool *ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT m.id FROM measure m LEFT JOIN violation_case v ON v.id = m.violation_case WHERE m.kind = 'licence'"
	    " AND m.state NOT IN ('returned', 'lifted', 'disposed') AND (m.party_id = ?1 OR v.party_key = ?2) LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(row_text(r, points_reduction_party_id)), FIRST_TEXT(row_text(r, points_reduction_party_key)) }, 2, &id);

	*ret = id != 0;
	if (e || id)
		return e;
	e = first_id(c, "SELECT id FROM violation_case WHERE party_key = ?1 AND suspended_until > ?2 AND state <> 'cancelled' LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(row_text(r, points_reduction_party_key)), FIRST_INT(c->now_ms) }, 2, &id);
	*ret = id != 0;
	return e;
}

static enum err
cycle_points(struct call *c, const struct row *r, int64_t *ret)
{
	struct point_cycle cycle;
	enum err e = full_score_cycle(c, row_text(r, points_reduction_licensed_on), c->now_ms, &cycle);

	return e ? e : full_score_in_cycle(c, row_text(r, points_reduction_party_key), &cycle, ret);
}

static enum err
taken_in_cycle(struct call *c, const struct row *r, int64_t *ret)
{
	return first_id(c, "SELECT CAST(coalesce(sum(points_off), 0) AS BIGINT) FROM points_reduction WHERE party_key = ?1 AND state = 'taken' AND taken_at >= ?2",
	    (struct first_arg[]){ FIRST_TEXT(row_text(r, points_reduction_party_key)), FIRST_INT(row_time(r, points_reduction_cycle_from)) }, 2, ret);
}

static enum err
in_the_way(struct call *c, const struct row *r, struct bar *ret)
{
	int64_t points, off;
	bool withheld;
	enum err e;

	*ret = said(r);
	if (ret->field || (e = known(c, r, ret)) || ret->field)
		return ret->field ? E_OK : e;
	if ((e = withheld_here(c, r, &withheld)))
		return e;
	if (withheld) {
		*ret = (struct bar){ "withheld", "驾驶证被扣留、暂扣期间（记分管理办法26/1/3）", "the licence is withheld or suspended" };
		return E_OK;
	}
	if ((e = cycle_points(c, r, &points)) || (e = taken_in_cycle(c, r, &off)))
		return e;
	if (points >= full_score_full(c))
		*ret = (struct bar){ "points", "累积记分已满12分（记分管理办法25）", "the points are full" };
	else if (points <= 0)
		*ret = (struct bar){ "points", "没有可扣减的记分（记分管理办法25）", "there are no points to take off" };
	else if (off >= law_figure(c, "reduce_most_points", 6))
		*ret = (struct bar){ "points_off", "一个记分周期内累计最高扣减6分（记分管理办法25）", "no more may be taken off in this cycle" };
	return E_OK;
}

static enum err
points_reduction_is_open(struct call *c, const struct row *r)
{
	struct bar bar;
	enum err e = in_the_way(c, r, &bar);

	return e || !bar.field ? e : refuse_text(c, E_GUARD, bar.field, bar.zh, bar.en);
}

/* 26: "应当受理", unless one of its grounds is there. */
static enum err
points_reduction_is_barred(struct call *c, const struct row *r)
{
	struct bar bar;
	enum err e = in_the_way(c, r, &bar);

	return e || bar.field ? e : refuse_text(c, E_GUARD, "points", "没有不予受理的情形，应当受理（记分管理办法26）", "there is no ground to refuse it: it is to be received");
}

/* ---- taken off ---- */

/* 27, 36: online in all within three days, which end as periods do; on the spot and volunteer work of an hour. */
static enum err
has_done(struct call *c, const struct row *r)
{
	bool online = row_is(r, points_reduction_way, "online"), onsite = row_is(r, points_reduction_way, "onsite");
	int64_t least = law_figure(c, online ? "reduce_online_min" : onsite ? "reduce_onsite_min" : "reduce_volunteer_min", online ? 30 : 60), end, began;
	enum err e;

	began = row_time(r, points_reduction_began_at);
	if (began > c->now_ms || began < r->created_at - 60000)
		return refuse_text(c, E_BAD_VALUE, "began_at", "须在申请之后、当前时间之前", "must lie between the application and now");
	if (row_int(r, points_reduction_minutes) < least)
		return refuse_text(c, E_BAD_VALUE, "minutes", "时间不足（记分管理办法27）", "not long enough");
	if (row_is(r, points_reduction_way, "volunteer"))
		return E_OK;
	if (!row_bool(r, points_reduction_exam_passed))
		return refuse_text(c, E_BAD_VALUE, "exam_passed", "须考试合格（记分管理办法27）", "the examination must be passed");
	if (!online || (e = law_term_end(c, "reduce_online", began, &end)))
		return online ? e : E_OK;
	return c->now_ms < end ? E_OK : refuse_text(c, E_BAD_VALUE, "began_at", "网上学习须三日内累计满三十分钟（记分管理办法27/1）", "online it is done within three days");
}

static enum err
points_reduction_take(struct call *c, struct row *draft)
{
	bool online = row_is(draft, points_reduction_way, "online"), onsite = row_is(draft, points_reduction_way, "onsite");
	const char *figure = online ? "reduce_online_points" : onsite ? "reduce_onsite_points" : "reduce_volunteer_points";
	int64_t off = law_figure(c, figure, onsite ? 2 : 1), points, before, left;
	enum err e = has_done(c, draft);

	if (e || (e = cycle_points(c, draft, &points)) || (e = taken_in_cycle(c, draft, &before)))
		return e;
	left = law_figure(c, "reduce_most_points", 6) - before;
	left = left < points ? left : points;
	row_set_int(draft, points_reduction_points_off, off < left ? off : left);
	row_set_int(draft, points_reduction_taken_at, c->now_ms);
	row_set_text(draft, points_reduction_subject, arena_printf(c->arena, "扣减记分%lld分", (long long)(off < left ? off : left)));
	return E_OK;
}

/* 31/2: his points are as they were; where that makes them full, what follows from it follows. */
static enum err
points_reduction_revoke(struct call *c, struct row *draft)
{
	struct full_score_of who = { draft->unit, row_text(draft, points_reduction_party_name), row_text(draft, points_reduction_party_id),
		row_text(draft, points_reduction_party_key), row_text(draft, points_reduction_licensed_on) };

	return full_score_restored(c, &who, row_int(draft, points_reduction_points_off), row_time(draft, points_reduction_taken_at));
}

#define NAME points_reduction
#define DEF "cases/points_reduction.def"
#include "engine/define.h"
