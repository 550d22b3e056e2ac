/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/measure.h"

#include "base/clock.h"
#include "cases/case_steps_.h"
#include "cases/full_score.h"
#include "cases/measure_paper_.h"
#include "cases/measure_steps_.h"
#include "cases/law.h"
#include "cases/on_site.h"
#include "cases/site_recording.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "recorder/recording_duty.h"

/* Beside the clock of the state. Vehicles: 行政强制法 25, 程序规定 112. Licences: 法 110/2 and the voucher's fifteen days, the later. */
static enum err
other_clocks(struct call *c, struct row *r)
{
	int64_t taken = row_time(r, measure_taken_at), end, law;
	enum err e = law_term_end(c, "measure_appear", taken, &end);

	if (e || row_is(r, measure_kind, "confiscation"))
		return e;
	if (row_is(r, measure_kind, "licence")) {
		if ((e = law_term_end(c, "licence_appear_law", taken, &law)))
			return e;
		row_set_int(r, measure_appear_by, law > end ? law : end);
		return E_OK;
	}
	row_set_int(r, measure_appear_by, end);
	if (!(e = law_term_end(c, "vehicle_detain", taken, &end)))
		row_set_int(r, measure_detain_by, end);
	return e;
}

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
	if ((e = other_clocks(c, r)))
		return e;
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

static struct on_site
of_voucher(const struct row *r)
{
	int64_t taken = row_time(r, measure_taken_at);

	return (struct on_site){ "measure_voucher", r->unit, r->created_by, row_ref(r, measure_officer2), taken < r->created_at ? taken : r->created_at,
		row_ref(r, measure_violation_case), r->id, row_text(r, measure_voucher) };
}

static enum err
measure_may_issue(struct call *c, const struct row *r)
{
	struct on_site site = of_voucher(r);
	struct recorder_cover cover;

	return row_empty(r, measure_voucher) ? on_site_demand(c, &site, &cover) :
	    refuse_text(c, E_GUARD, "voucher", "已填发凭证", "the voucher has been issued");
}

/* The force's own rule: the voucher is given while a recorder records that did so from the taking on, of those who took it. */
static enum err
measure_issue(struct call *c, struct row *draft)
{
	struct on_site site = of_voucher(draft);
	int64_t id;
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

/* 行政强制法 18/1/7, 8; 行政案件程序规定 55/3: a site record, or the recording and what it shows in words. Under a failure there is none to stand in. */
static enum err
site_recorded(struct call *c, const struct row *r)
{
	struct row *recording, *duty;
	bool written;
	enum err e = case_attached(c, r, "site_record", &written);

	if (e || written)
		return e;
	if (!row_empty(r, measure_site_words) && !row_empty(r, measure_site_recording)) {
		if ((e = record_load(c, &site_recording_record, row_ref(r, measure_site_recording), &recording)))
			return e;
		e = first_version(c, &recording_duty_record, S("measure_record"), c->now_ms, &duty);
		if (!e && recording->state != site_recording_is_under_failure)
			return E_OK;
		if (e && e != E_NOT_FOUND)
			return e;
	}
	return refuse_text(c, E_GUARD, "site_record", "须有现场笔录，或者全程录音录像及其文字说明（行政强制法18/1/7、8；行政案件程序规定55/3）",
	    "a site record must be attached, or there must be the recording with words on it");
}

/* 规定 25/1/3 至 5: the voucher is signed, or the refusal noted on it, before the report. */
static enum err
measure_may_approve(struct call *c, const struct row *r)
{
	enum err e = measure_second(c, r);

	if (e || (e = paper_signed(c, r, "measure_voucher", "行政强制法24；违法处理程序规定25、26")))
		return e;
	return site_recorded(c, r);
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

static enum err
measure_may_give_back(struct call *c, const struct row *r)
{
	struct slice ground;
	enum err e = full_score_frees_licence(c, r);

	return e ? e : measure_return_ground(c, r, &ground);
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
