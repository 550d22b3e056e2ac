/* SPDX-License-Identifier: Apache-2.0 */
/* case_fits.c - whether a penalty is one that the law has for the violation, and the procedure one that it may be given in. */
#include "base/clock.h"
#include "cases/authority.h"
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/speed_band.h"
#include "cases/violation_code.h"
#include "engine/first.h"
#include "engine/record.h"

/* ---- circumstances ---- */

struct circumstances {
	bool lighter, none, minor;
};

static enum err
circumstances_of(struct call *c, const struct row *r, struct circumstances *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT f.effect, f.code FROM violation_case_factor p JOIN discretion_factor f ON f.id = p.factor WHERE p.parent = ?1");

	*ret = (struct circumstances){ 0 };
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st))) {
		ret->lighter |= slice_is(col_text(st, 0), "lighter");
		ret->none |= slice_is(col_text(st, 0), "none");
		ret->minor |= slice_is(col_text(st, 1), "minor") || slice_is(col_text(st, 1), "under_14");
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* GB 11643: the day of birth is the seventh to fourteenth sign of an identity number. */
static bool
under_18(const struct row *r)
{
	struct slice id = row_text(r, violation_case_party_id);
	int64_t n;
	struct civil d;

	if (id.n != 18 || !slice_int((struct slice){ id.p + 6, 8 }, &n))
		return false;
	d = (struct civil){ (int)(n / 10000) + 18, (int)(n / 100 % 100), (int)(n % 100) };
	d.day -= d.month == 2 && d.day == 29;
	return civil_valid(d) && civil_days(d) > beijing_day(row_time(r, violation_case_happened_at));
}

/* ---- the penalty ---- */

/* 山东办法 77, 高速条例 55: of speeding alone; the place selects the ladder, the day of the violation its version. *ret -1: none applies. */
static enum err
ladder_fine(struct call *c, const struct row *r, const struct row *v, int64_t *ret)
{
	int64_t limit = row_int(r, violation_case_limit_kmh), speed = row_int(r, violation_case_speed_kmh), id;
	char day[TIME_TEXT_MAX];
	struct slice on = { day, date_print(beijing_day(row_time(r, violation_case_happened_at)), day) };
	struct row *band;
	enum err e;

	*ret = -1;
	if (!row_is(v, violation_code_family, "speed") || !limit || speed <= limit)
		return E_OK;
	e = first_id(c, "SELECT id FROM speed_band WHERE road = ?1 AND over_from <= ?2 AND over_to > ?2 AND valid_from <= ?3"
	    " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY valid_from DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(row_is(r, violation_case_road, "motorway") ? S("motorway") : S("ordinary")),
	    FIRST_INT((speed - limit) * 1000 / limit), FIRST_TEXT(on) }, 3, &id);
	if (e || !id || (e = record_load(c, &speed_band_record, id, &band)))
		return e;
	*ret = row_int(band, speed_band_fine);
	return E_OK;
}

/* What is to be imposed is imposed (法 91, 99, 100): a warning only where the simple procedure is, a suspension or revocation where it must be. */
static enum err
kind_fits(struct call *c, const struct row *draft, const struct row *v, bool lighter)
{
	bool revocation = row_is(draft, violation_case_penalty, "revocation"), suspension = row_is(draft, violation_case_penalty, "suspension");
	int64_t months = row_int(v, violation_code_suspend_months);

	if (revocation && (row_empty(v, violation_code_revoke) || row_is(v, violation_code_revoke, "no")))
		return refuse_text(c, E_BAD_VALUE, "penalty", "该违法行为不适用吊销", "this violation carries no revocation");
	if (suspension && (!months || row_int(draft, violation_case_suspend_months) != months))
		return refuse_text(c, E_BAD_VALUE, "suspend_months", "与该违法行为的暂扣期限不符", "not the suspension of this violation");
	if (row_is(draft, violation_case_penalty, "warning") && !row_bool(v, violation_code_simple))
		return refuse_text(c, E_BAD_VALUE, "penalty", "警告限于可以适用简易程序的违法行为（道路交通安全法107/1；违法处理程序规定43/1）",
		    "a warning is for what the simple procedure is for");
	if (lighter)
		return E_OK;
	if (row_is(v, violation_code_revoke, "must") && !revocation)
		return refuse_text(c, E_BAD_VALUE, "penalty", "该违法行为应当吊销机动车驾驶证（道路交通安全法91、100/2）", "the licence must be revoked for this violation");
	if (months && !suspension && !revocation)
		return refuse_text(c, E_BAD_VALUE, "penalty", "该违法行为应当暂扣机动车驾驶证（道路交通安全法91/1）", "the licence must be suspended for this violation");
	return E_OK;
}

/* The penalty is one the law has for this violation: kind, bounds, ladder; below the bounds only with a factor. */
enum err
case_penalty_fits(struct call *c, struct row *draft, const struct row *v)
{
	bool warning = row_is(draft, violation_case_penalty, "warning");
	int64_t fine = row_int(draft, violation_case_fine), ladder;
	struct circumstances of;
	enum err e;

	if ((e = circumstances_of(c, draft, &of)) || (e = ladder_fine(c, draft, v, &ladder)))
		return e;
	if (of.none)
		return refuse_text(c, E_GUARD, "penalty", "有不予处罚的情节（行政处罚法30、31、33）", "a circumstance says that there is no penalty");
	if ((e = kind_fits(c, draft, v, of.lighter)))
		return e;
	if (warning && fine)
		return refuse_text(c, E_BAD_VALUE, "fine", "警告不并处罚款", "a warning carries no fine");
	if (row_is(draft, violation_case_penalty, "fine") && !fine)
		return refuse(c, E_MISSING, draft->rec, violation_case_fine);
	if (fine > row_int(v, violation_code_fine_max) || (!warning && fine < row_int(v, violation_code_fine_min) && !of.lighter))
		return refuse_text(c, E_BAD_VALUE, "fine", "超出该违法行为的罚款幅度", "outside the range of this violation");
	if (ladder >= 0 && fine != ladder && !of.lighter)
		return refuse_text(c, E_BAD_VALUE, "fine", "与超速处罚档次不符（山东省实施办法77、高速公路条例55）", "not the step of the ladder for this speed");
	return E_OK;
}

/* ---- the procedure ---- */

/* 行政案件程序规定 40 to 42: admitted, agreed to in writing, no hearing, nobody under age. */
static enum err
quick_fits(struct call *c, const struct row *draft)
{
	struct circumstances of;
	bool agreed;
	enum err e;

	if (!row_is(draft, violation_case_penalty, "fine") || !row_bool(draft, violation_case_consented) || row_bool(draft, violation_case_hearing_right))
		return refuse_text(c, E_GUARD, "procedure", "快速办理限于认错认罚并书面同意、不适用听证的罚款（行政案件程序规定41、42）",
		    "quick handling needs admission and consent, and no right to a hearing");
	if ((e = circumstances_of(c, draft, &of)))
		return e;
	if (of.minor || under_18(draft))
		return refuse_text(c, E_GUARD, "procedure", "未成年人不适用快速办理（行政案件程序规定41/1/1）", "nobody under age is handled quickly");
	if ((e = case_attached(c, draft, "quick_consent", &agreed)))
		return e;
	return agreed ? E_OK : refuse_text(c, E_GUARD, "quick_consent", "须有当事人签名确认的快速办理同意书（行政案件程序规定42）",
	    "the consent to quick handling, signed by him, must be attached");
}

/* 规定 43, 行政案件程序规定 40-42: what may be simple, what may be quick, what must be general with two officers. */
enum err
case_procedure_fits(struct call *c, const struct row *draft, const struct row *v)
{
	bool simple = row_is(draft, violation_case_procedure, "simple"), quick = row_is(draft, violation_case_procedure, "quick");
	int64_t fine = row_int(draft, violation_case_fine);
	struct row *authority;
	enum err e;

	if ((e = case_authority(c, draft, &authority)))
		return e;
	if (simple && (!row_bool(v, violation_code_simple) || row_is(draft, violation_case_penalty, "suspension") || row_is(draft, violation_case_penalty, "revocation") ||
	    (!row_empty(authority, authority_fine_max) && fine > row_int(authority, authority_fine_max))))
		return refuse_text(c, E_GUARD, "procedure", "二百元（不含）以上罚款、暂扣、吊销应当适用一般程序（违法处理程序规定43/2）", "the general procedure is required");
	if (!simple && row_is(draft, violation_case_told_way, "oral") && !quick)
		return refuse_text(c, E_GUARD, "told_way", "须书面或者笔录告知（违法处理程序规定48/1/2）", "it must be told in writing or in the record");
	if (quick && (e = quick_fits(c, draft)))
		return e;
	if (!simple && row_int(authority, authority_officers) > 1 && row_empty(draft, violation_case_officer2))
		return refuse_text(c, E_GUARD, "officer2", "执法人员不得少于两人（行政处罚法42/1、违法处理程序规定48）", "two officers are required");
	return E_OK;
}

/* ---- no heavier ---- */

static int
weight(const struct row *r)
{
	static const char *const lightest_first[] = { "warning", "fine", "suspension", "revocation" };

	for (int i = 0; i < (int)N_ELEMS(lightest_first); i++)
		if (row_is(r, violation_case_penalty, lightest_first[i]))
			return i;
	return -1;
}

/* 处罚法 45/2, 行政案件程序规定 125: no heavier for having defended himself, or for having asked for a hearing. */
enum err
case_not_heavier(struct call *c, const struct row *draft)
{
	struct row *before;
	enum err e = record_load(c, &violation_case_record, draft->id, &before);

	if (e || row_empty(before, violation_case_penalty) || (row_empty(before, violation_case_defence) && row_empty(before, violation_case_hearing_asked_at)))
		return e;
	if (weight(draft) > weight(before) || row_int(draft, violation_case_suspend_months) > row_int(before, violation_case_suspend_months))
		return refuse_text(c, E_GUARD, "penalty", "不得因当事人申辩或者要求听证而给予更重的处罚（行政处罚法45/2；行政案件程序规定125）",
		    "no heavier penalty because of the defence or the hearing");
	return row_int(draft, violation_case_fine) <= row_int(before, violation_case_fine) ? E_OK :
	    refuse_text(c, E_GUARD, "fine", "不得因当事人申辩或者要求听证而给予更重的处罚（行政处罚法45/2；行政案件程序规定125）",
	    "no heavier penalty because of the defence or the hearing");
}
