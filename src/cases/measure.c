/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/measure.h"

#include "base/clock.h"
#include "cases/case_steps_.h"
#include "cases/full_score.h"
#include "cases/measure_paper_.h"
#include "cases/law.h"
#include "cases/on_site.h"
#include "engine/guard.h"
#include "engine/record.h"

/* 行政强制法 18/1/2: two or more; 规定 25/2: reported within a day of the measure, 28, 32, 37: handed to the unit within a day. */
static enum err
measure_check(struct call *c, struct row *r)
{
	int64_t by;
	enum err e;

	if (r->id)
		return E_OK;
	if (c->who->person && row_ref(r, measure_officer2) == c->who->person)
		return refuse_text(c, E_SECOND_PERSON, "officer2", "由两名以上执法人员实施（行政强制法18/1/2）", "two officers carry it out");
	if (!row_bool(r, measure_told))
		return refuse_text(c, E_GUARD, "told", "须当场告知理由、依据和权利并听取申辩（行政强制法18/1/5、6）", "ground and rights must be told and the party heard");
	if (row_time(r, measure_taken_at) > c->now_ms + 300000)
		return refuse_text(c, E_BAD_VALUE, "taken_at", "采取时间不能晚于当前时间", "must not lie in the future");
	if ((e = law_term_end(c, row_is(r, measure_kind, "vehicle") ? "vehicle_handover" : row_is(r, measure_kind, "licence") ? "licence_handover" :
	    "seized_device_handover", row_time(r, measure_taken_at), &by)))
		return e;
	row_set_int(r, measure_handed_by, by);
	r->due_from = row_time(r, measure_taken_at);
	return E_OK;
}

static enum err
measure_second(struct call *c, const struct row *r)
{
	struct row *a;
	enum err e = second_person(c, r);

	if (e)
		return e;
	if (c->who->person && c->who->person == row_ref(r, measure_officer2))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	if ((e = law_authority(c, "measure_onsite", c->now_ms, &a)))
		return e;
	return law_may_decide(c, a, R_leader, r->unit);
}

static enum err
measure_not_issued(struct call *c, const struct row *r)
{
	return row_empty(r, measure_voucher) ? E_OK : refuse_text(c, E_GUARD, "voucher", "已填发凭证", "the voucher has been issued");
}

/* The force's own rule: the voucher is given while a recorder records that did so from the taking on, of those who took it. */
static enum err
measure_issue(struct call *c, struct row *draft)
{
	int64_t taken = row_time(draft, measure_taken_at), id;
	struct on_site site = { "measure_voucher", draft->unit, draft->created_by, row_ref(draft, measure_officer2),
		taken < draft->created_at ? taken : draft->created_at, row_ref(draft, measure_violation_case), draft->id, S("") };
	struct recorder_cover cover;
	enum err e;

	if ((e = on_site_demand(c, &site, &cover)) || (e = measure_paper_issue(c, draft)))
		return e;
	site.subject = row_text(draft, measure_voucher);
	if ((e = on_site_issue(c, &site, &cover, &id)))
		return e;
	if (id)
		row_set_int(draft, measure_site_recording, id);
	return E_OK;
}

/* 规定 25/1/3 至 5: the voucher is signed, or the refusal noted on it, before the report. */
static enum err
measure_may_approve(struct call *c, const struct row *r)
{
	enum err e = measure_second(c, r);

	return e ? e : paper_signed(c, r, "measure_voucher", "行政强制法24；违法处理程序规定25、26");
}

static enum err
measure_approve(struct call *c, struct row *draft)
{
	row_set_int(draft, measure_approved_by, c->who->person);
	draft->due_from = row_time(draft, measure_taken_at);
	return E_OK;
}

static enum err
measure_not_handed(struct call *c, const struct row *r)
{
	return row_empty(r, measure_handed_at) ? E_OK : refuse_text(c, E_GUARD, "handed_at", "已移交", "it is handed over already");
}

static enum err
measure_hand(struct call *c, struct row *draft)
{
	row_set_int(draft, measure_handed_at, c->now_ms);
	return E_OK;
}

static enum err
measure_note_proof(struct call *c, struct row *draft)
{
	row_set_int(draft, measure_proof_at, c->now_ms);
	return E_OK;
}

/* 规定 30/2: a head of county level or above; fifteen days in all, from the proof. */
static enum err
measure_may_prolong(struct call *c, const struct row *r)
{
	struct row *a;
	enum err e = law_authority(c, "vehicle_verify_ext", c->now_ms, &a);

	if (e)
		return e;
	if (c->now_ms >= r->due_at)
		return refuse_text(c, E_GUARD, "due_at", "须在十日核实期限内延长（违法处理程序规定30/2）", "it is prolonged within the ten days");
	return law_may_decide(c, a, R_leader, r->unit);
}

static enum err
measure_from_proof(struct call *c, struct row *draft)
{
	(void)c;
	draft->due_from = row_time(draft, measure_proof_at);
	return E_OK;
}

/* 实施条例 107: thirty days after the seizure nobody has come; then three months of public notice. */
static enum err
measure_unclaimed(struct call *c, const struct row *r)
{
	int64_t end;
	enum err e;

	if (!row_is(r, measure_kind, "vehicle"))
		return refuse_text(c, E_GUARD, "kind", "公告处置限于扣留的车辆", "only of a vehicle");
	if ((e = law_term_end(c, "vehicle_no_proof", row_time(r, measure_taken_at), &end)))
		return e;
	return c->now_ms >= end ? E_OK : refuse_text(c, E_GUARD, "taken_at", "自扣留之日起三十日未满（实施条例107）", "thirty days have not passed");
}

static enum err
measure_notice_over(struct call *c, const struct row *r)
{
	enum err e = case_over(c, r);

	return e ? e : measure_second(c, r);
}

static enum err
measure_end(struct call *c, struct row *draft)
{
	row_set_int(draft, measure_ended_at, c->now_ms);
	return E_OK;
}

/* 行政强制法 19, 28: at once, in writing. */
static enum err
measure_lift(struct call *c, struct row *draft)
{
	enum err e = row_empty(draft, measure_voucher) ? E_OK : measure_paper_lift(c, draft);

	return e ? e : measure_end(c, draft);
}

/* 程 115: whoever takes it signs. */
static enum err
measure_give_back(struct call *c, struct row *draft)
{
	enum err e = measure_paper_return(c, draft);

	return e ? e : measure_end(c, draft);
}

#define NAME measure
#define DEF "cases/measure.def"
#include "engine/define.h"
