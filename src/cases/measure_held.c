/* SPDX-License-Identifier: Apache-2.0 */
/* measure_held.c - what is held and nobody comes for: how long, announced, disposed of; what was confiscated, destroyed. */
#include <string.h>

#include "base/clock.h"
#include "cases/article.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/measure.h"
#include "cases/measure_steps_.h"
#include "engine/guard.h"
#include "engine/record.h"

/* 实施条例 107: thirty days after the seizure nobody has come; then three months of public notice. */
enum err
measure_unclaimed(struct call *c, const struct row *r)
{
	bool noticed;
	int64_t end;
	enum err e;

	if (!row_is(r, measure_kind, "vehicle"))
		return refuse_text(c, E_GUARD, "kind", "公告处置限于扣留的车辆", "only of a vehicle");
	if ((e = law_term_end(c, "vehicle_no_proof", row_time(r, measure_taken_at), &end)))
		return e;
	if (c->now_ms < end)
		return refuse_text(c, E_GUARD, "taken_at", "自扣留之日起三十日未满（实施条例107）", "thirty days have not passed");
	if ((e = case_attached(c, r, "notice", &noticed)))
		return e;
	return noticed ? E_OK : refuse_text(c, E_GUARD, "notice", "须先通知当事人，附通知和公告（实施条例107）", "the party must be given notice; attach it and the publication");
}

/* The voucher's basis names the article of 道路交通安全法. */
static bool
based_on(struct call *c, const struct row *r, const char *article)
{
	struct slice all = article_words(c->arena, row_text(r, measure_basis), ARTICLE_ALL);
	size_t n = strlen(article);

	for (size_t i = 0; i + n <= all.n; i++)
		if (!memcmp(all.p + i, article, n))
			return true;
	return false;
}

/* 实施条例 107: of these four articles; after the notice to the party, and by publication. */
enum err
measure_announce(struct call *c, struct row *draft)
{
	static const struct { const char *under, *article; } of[] = {
		{ "overload", "第九十二条" }, { "papers", "第九十五条" }, { "forged", "第九十六条" }, { "uninsured", "第九十八条" },
	};
	char taken[TIME_TEXT_MAX], today[TIME_TEXT_MAX];
	struct slice first = { taken, date_print(beijing_day(row_time(draft, measure_taken_at)), taken) };
	struct slice last = { today, date_print(beijing_day(c->now_ms), today) }, on = row_text(draft, measure_noticed_on);

	for (size_t i = 0; i < N_ELEMS(of); i++)
		if (row_is(draft, measure_detained_under, of[i].under) && !based_on(c, draft, of[i].article))
			return refuse_text(c, E_GUARD, "detained_under", "凭证所载依据没有该条，不得公告处置（实施条例107）", "the voucher does not name that article");
	if (memcmp(on.p, first.p, 10) < 0 || memcmp(on.p, last.p, 10) > 0)
		return refuse_text(c, E_BAD_VALUE, "noticed_on", "通知须在扣留之后、公告之前", "the notice lies behind the seizure and before the publication");
	return E_OK;
}

static enum err
county_decides(struct call *c, const struct row *r, const char *act)
{
	struct row *a;
	enum err e = second_person(c, r);

	if (!e && c->who->person && c->who->person == row_ref(r, measure_officer2))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	return e || (e = law_authority(c, act, c->now_ms, &a)) ? e : law_may_decide(c, a, R_leader, r->unit);
}

enum err
measure_notice_over(struct call *c, const struct row *r)
{
	enum err e = case_over(c, r);

	return e ? e : county_decides(c, r, "vehicle_disposal");
}

/* 规定 37/3, 39: things confiscated, as far as they are no evidence any more; 38: vehicles put together or past their life (法 100). */
enum err
measure_may_destroy(struct call *c, const struct row *r)
{
	struct row *v;
	enum err e;

	if (!row_is(r, measure_kind, "confiscation") && !(row_is(r, measure_kind, "vehicle") && based_on(c, r, "第一百条")))
		return refuse_text(c, E_GUARD, "kind", "限于收缴的物品和依法报废的车辆（违法处理程序规定37、38、39）", "only of things confiscated and of vehicles to be scrapped");
	if (!row_empty(r, measure_violation_case)) {
		if ((e = record_load(c, &violation_case_record, row_ref(r, measure_violation_case), &v)))
			return e;
		if (row_empty(v, violation_case_decided_at))
			return refuse_text(c, E_GUARD, "decided_at", "作为证据的，处罚后销毁（违法处理程序规定37/3、39）", "evidence is destroyed after the decision");
	}
	return county_decides(c, r, "thing_destruction");
}

/* 行政强制法 25, 程序规定 112: once, before the thirty days are over; the party is told in writing, with reasons. */
enum err
measure_may_extend(struct call *c, const struct row *r)
{
	bool told;
	enum err e = case_attached(c, r, "notice", &told);

	if (e)
		return e;
	if (row_empty(r, measure_detain_by) || row_bool(r, measure_detain_extended) || c->now_ms >= row_time(r, measure_detain_by))
		return refuse_text(c, E_GUARD, "detain_by", "扣留车辆的期限届满前可以延长一次（行政强制法25/1）", "once, before the detention of a vehicle has ended");
	if (!told)
		return refuse_text(c, E_GUARD, "notice", "须书面告知当事人并说明理由（行政强制法25/2）", "the party must be told in writing");
	return county_decides(c, r, "detention_ext");
}

enum err
measure_extend(struct call *c, struct row *draft)
{
	int64_t end;
	enum err e = law_term_end(c, "vehicle_detain_ext", row_time(draft, measure_detain_by) - 1, &end);

	if (e)
		return e;
	row_set_int(draft, measure_detain_by, end);
	row_set_int(draft, measure_detain_extended, 1);
	return E_OK;
}

/* ---- a licence from elsewhere ---- */

/* 规定 61: of who is suspended or revoked; within fifteen days of the decision, unless he asks that it stays. */
enum err
measure_goes_home(struct call *c, const struct row *r)
{
	struct row *v = NULL;
	enum err e = row_empty(r, measure_violation_case) ? E_OK : record_load(c, &violation_case_record, row_ref(r, measure_violation_case), &v);

	if (e)
		return e;
	if (!row_is(r, measure_kind, "licence") || row_empty(r, measure_home_office))
		return refuse_text(c, E_GUARD, "home_office", "限于外地核发的驾驶证（违法处理程序规定61）", "only of a licence that was issued elsewhere");
	if (!v || row_empty(v, violation_case_decided_at) || !(row_is(v, violation_case_penalty, "suspension") || row_is(v, violation_case_penalty, "revocation")))
		return refuse_text(c, E_GUARD, "penalty", "限于已决定暂扣、吊销的（违法处理程序规定61/1）", "only when a suspension or revocation was decided");
	return row_bool(r, measure_stays_here) ? refuse_text(c, E_GUARD, "stays_here", "已准许不转核发地", "it stays at his request") : E_OK;
}

enum err
measure_keep_here(struct call *c, struct row *draft)
{
	(void)c;
	row_set_int(draft, measure_stays_here, 1);
	return E_OK;
}
