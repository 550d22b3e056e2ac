/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/full_score_.h"

#include <string.h>

#include "base/clock.h"
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "engine/guard.h"
#include "engine/record.h"

/* ---- opened ---- */

static enum err
opened_by_hand(struct call *c, struct row *draft)
{
	struct slice key;
	struct point_cycle year = { c->now_ms - 365 * DAY_MS, INT64_MAX, 0 };
	int64_t points, there, off;
	enum err e = case_key(c, "case.party", row_text(draft, full_score_party_id), &key);

	if (e)
		return e;
	row_set_text(draft, full_score_party_key, key);
	if ((e = first_id(c, "SELECT id FROM full_score WHERE party_key = ?1 AND state NOT IN ('cleared', 'dropped')",
	    (struct first_arg[]){ FIRST_TEXT(key) }, 1, &there)) || (e = full_score_in_cycle(c, key, &year, &points)) || (e = full_score_taken_off(c, key, &year, &off)))
		return e;
	if (there)
		return refuse_text(c, E_EXISTS, "party_id", "该驾驶人已在满分教育中", "the studies of this driver have been opened");
	points += row_int(draft, full_score_register_points);
	if (points < full_score_full(c))
		return refuse_text(c, E_BAD_VALUE, "register_points", "累积记分未满12分（记分管理办法17）", "the points are not full");
	row_set_int(draft, full_score_points, points);
	row_set_int(draft, full_score_reduced, off);
	return E_OK;
}

static void
name_it(struct call *c, struct row *draft)
{
	row_set_text(draft, full_score_subject, arena_printf(c->arena, "累积记分%lld分", (long long)row_int(draft, full_score_points)));
}

static enum err
full_score_check(struct call *c, struct row *draft)
{
	enum err e = c->as_system ? E_OK : opened_by_hand(c, draft);

	if (e)
		return e;
	row_set_int(draft, full_score_reached_at, c->now_ms);
	name_it(c, draft);
	return E_OK;
}

/* ---- how much ---- */

static int
rank(const char *tests)
{
	return !strcmp(tests, "yard_road") ? 3 : !strcmp(tests, "road") ? 2 : 1;
}

/* An examination is no longer asked for: the next that is, or none. */
static void
ask_fewer(struct call *c, struct row *draft, int wanted)
{
	if (wanted < 3 && row_is(draft, full_score_test, "yard"))
		row_set_text(draft, full_score_test, S("road"));
	if (wanted > 1 || !row_is(draft, full_score_test, "road"))
		return;
	row_clear(draft, full_score_test);
	row_clear(draft, full_score_exam_at);
	row_set_int(draft, full_score_passed_at, c->now_ms);
	draft->state = full_score_is_passed;
}

static enum err
ask_anew(struct call *c, struct row *draft)
{
	struct study_need need;
	struct study_done done;
	bool later = draft->state == full_score_is_testing || draft->state == full_score_is_passed;
	int was = rank(row_empty(draft, full_score_tests) ? "" : row_text(draft, full_score_tests).p);
	enum err e;

	if (row_empty(draft, full_score_classes))
		return E_OK;		/* nobody has looked at the licence yet */
	if ((e = full_score_need(c, draft, &need)) || (e = full_score_done(c, draft, &done)))
		return e;
	row_set_int(draft, full_score_days, need.days);
	row_set_int(draft, full_score_attend_days, need.attend);
	row_set_int(draft, full_score_onsite_days, need.onsite);
	row_set_text(draft, full_score_tests, slice_of(need.tests));
	if (later && (rank(need.tests) > was || done.days < need.days)) {
		draft->state = full_score_is_studying;
		full_score_study_again(draft);
	} else if (draft->state == full_score_is_testing) {
		ask_fewer(c, draft, rank(need.tests));
	}
	return E_OK;
}

static enum err
count_anew(struct call *c, struct row *draft)
{
	int64_t points;
	enum err e = full_score_linked(c, draft, &points);

	if (e)
		return e;
	row_set_int(draft, full_score_points, points);
	name_it(c, draft);
	return points >= full_score_full(c) ? ask_anew(c, draft) : E_OK;
}

/* 记分管理办法 16, 18/2: with other points other things are asked; below twelve, none. What was below by the licence waits for its second person. */
static enum err
full_score_recount(struct call *c, struct row *draft)
{
	bool waits = row_int(draft, full_score_points) < full_score_full(c);
	enum err e = count_anew(c, draft);

	if (e || waits || row_int(draft, full_score_points) >= full_score_full(c))
		return e;
	draft->state = full_score_is_dropped;
	draft->due_from = draft->due_at = 0;
	draft->due_term = draft->due_why = (struct slice){ NULL, 0 };
	return E_OK;
}

static enum err
full_score_has_proof(struct call *c, const struct row *r)
{
	bool there;
	enum err e = case_attached(c, r, "licence", &there);

	return e || there ? e : refuse_text(c, E_GUARD, "licence", "须有驾驶证或者登记信息的核查材料（记分管理办法3、18）", "evidence of the licence must be attached");
}

/* 记分管理办法 3, 18, 24: the cycle, the class and so what is asked follow from the licence. */
static enum err
full_score_identify(struct call *c, struct row *draft)
{
	struct point_cycle cycle;
	int64_t before, off;
	enum err e = full_score_cycle(c, row_text(draft, full_score_licensed_on), row_time(draft, full_score_reached_at), &cycle);

	if (e || (e = first_id(c, "SELECT count(*) FROM full_score WHERE party_key = ?1 AND state = 'cleared' AND reached_at >= ?2",
	    (struct first_arg[]){ FIRST_TEXT(row_text(draft, full_score_party_key)), FIRST_INT(cycle.from_ms) }, 2, &before)))
		return e;
	row_set_int(draft, full_score_cycle_from, cycle.from_ms);
	row_set_int(draft, full_score_cycle_to, cycle.to_ms);
	row_set_int(draft, full_score_turn, before + 1);
	if ((e = full_score_relink(c, draft, &cycle)) || (e = full_score_taken_off(c, row_text(draft, full_score_party_key), &cycle, &off)))
		return e;
	row_set_int(draft, full_score_reduced, off);
	if (c->who->person)
		row_set_int(draft, full_score_identified_by, c->who->person);
	return count_anew(c, draft);
}

/* Below twelve by the day of the licence that one person entered; or opened by hand in error: another person looks. */
static enum err
full_score_may_drop(struct call *c, const struct row *r)
{
	if (c->who->person && c->who->person == row_ref(r, full_score_identified_by))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	if (row_int(r, full_score_points) < full_score_full(c))
		return E_OK;
	if (row_empty(r, full_score_register_points))
		return refuse_text(c, E_GUARD, "register_points", "由本系统案件满分的，随决定变更或者撤销（记分管理办法16）",
		    "it follows from cases here, and goes with their decisions");
	return second_person(c, r);
}

/* ---- notice ---- */

static enum err
full_score_identified(struct call *c, const struct row *r)
{
	if (row_int(r, full_score_points) < full_score_full(c))
		return refuse_text(c, E_GUARD, "points", "按核实的记分周期不满12分，由另一人复核后终止（记分管理办法3）",
		    "below twelve by its cycle: another person looks and ends it");
	return row_empty(r, full_score_classes) ? refuse_text(c, E_GUARD, "classes", "须先核实驾驶证（记分管理办法3、18）", "the licence must be identified first") : E_OK;
}

/* 17/1: withheld under a voucher; 17/2: a temporary permit is cancelled. */
static enum err
full_score_issue(struct call *c, struct row *draft)
{
	struct row *m;
	enum err e;

	if (row_is(draft, full_score_permit, "temporary"))
		return row_empty(draft, full_score_cancelled_no) ? refuse(c, E_MISSING, draft->rec, full_score_cancelled_no) :
		    full_score_paper(c, draft);
	if (row_empty(draft, full_score_measure))
		return refuse(c, E_MISSING, draft->rec, full_score_measure);
	if ((e = record_load(c, &measure_record, row_ref(draft, full_score_measure), &m)))
		return e;
	if (!row_is(m, measure_kind, "licence") || row_empty(m, measure_voucher) ||
	    !slice_eq(row_text(m, measure_party_id), row_text(draft, full_score_party_id)) ||
	    m->state == measure_is_returned || m->state == measure_is_lifted || m->state == measure_is_disposed)
		return refuse_text(c, E_BAD_VALUE, "measure", "不是扣留该驾驶人驾驶证的有效凭证（记分管理办法17/1）", "not a voucher in force for the licence of this driver");
	return full_score_paper(c, draft);
}

static enum err
full_score_was_served(struct call *c, const struct row *r)
{
	struct row *d;

	return paper_served(c, r, "full_score_notice", "记分管理办法17", &d);
}

/* 29: thirty days from the receipt. */
static enum err
full_score_receive(struct call *c, struct row *draft)
{
	struct row *d;
	enum err e = paper_served(c, draft, "full_score_notice", "记分管理办法17", &d);

	if (e)
		return e;
	row_set_int(draft, full_score_received_at, row_time(d, document_served_at));
	draft->due_from = row_time(d, document_served_at);
	return E_OK;
}

/* ---- staying away ---- */

/* 29: "机动车驾驶证未被依法扣留". */
static enum err
full_score_not_withheld(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e = first_id(c, "SELECT m.id FROM measure m WHERE m.kind = 'licence' AND m.state NOT IN ('returned', 'lifted', 'disposed') AND (m.id = ?2"
	    " OR EXISTS (SELECT 1 FROM full_score_case l WHERE l.full_score = ?1 AND l.state = 'counted' AND l.violation_case = m.violation_case)) LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id), FIRST_INT(row_ref(r, full_score_measure)) }, 2, &id);

	if (e || !id)
		return e;
	return refuse_text(c, E_GUARD, "measure", "驾驶证已扣留的，收到通知书三十日后仍不参加的才公告（记分管理办法29）",
	    "the licence is withheld: only when thirty days after the notice he has not come");
}

static enum err
full_score_stayed_away(struct call *c, const struct row *r)
{
	return c->now_ms >= r->due_at ? E_OK : refuse_text(c, E_GUARD, "due_at", "收到通知书后三十日未满（记分管理办法29）",
	    "thirty days since the notice have not passed");
}

static enum err
full_score_announce(struct call *c, struct row *draft)
{
	row_set_int(draft, full_score_announced_at, c->now_ms);
	return E_OK;
}

/* ---- the licence ---- */

enum err
full_score_frees_licence(struct call *c, const struct row *m)
{
	struct row *r;
	int64_t id;
	enum err e = first_id(c, "SELECT f.id FROM full_score f WHERE f.state <> 'dropped' AND (f.measure = ?1 OR EXISTS (SELECT 1 FROM full_score_case l"
	    " WHERE l.full_score = f.id AND l.state = 'counted' AND l.violation_case = ?2)) ORDER BY f.id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(m->id), FIRST_INT(row_ref(m, measure_violation_case)) }, 2, &id);

	if (e || !id || !row_is(m, measure_kind, "licence") || (e = record_load(c, &full_score_record, id, &r)))
		return e;
	if (r->state != full_score_is_cleared)
		return refuse_text(c, E_GUARD, "full_score", "满分学习、考试合格且罚款缴纳后发还驾驶证（记分管理办法23）", "the licence is given back when he has passed and paid");
	return row_time(r, full_score_return_from) <= c->now_ms ? E_OK :
	    refuse_text(c, E_GUARD, "return_from", "暂扣期限届满后发还驾驶证（记分管理办法23）", "the licence is given back when the suspension has ended");
}

#define NAME full_score
#define DEF "cases/full_score.def"
#include "engine/define.h"
