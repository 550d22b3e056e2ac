/* SPDX-License-Identifier: Apache-2.0 */
/* camera_record.c - what the two reviewers do, and what becomes of the record before a case is opened. */
#include "cases/camera_record.h"

#include <string.h>

#include "base/clock.h"
#include "cases/blind_review.h"
#include "cases/camera_evidence.h"
#include "cases/law.h"
#include "cases/register.h"
#include "cases/violation_code.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "org/device.h"
#include "org/repair_order.h"
#include "org/tollgate.h"

/* ---- intake ---- */

static enum err
take_code(struct call *c, struct row *r)
{
	struct row *v;
	enum err e = first_version(c, &violation_code_record, row_text(r, camera_record_code), row_time(r, camera_record_captured_at), &v);

	if (e == E_NOT_FOUND)
		return refuse_text(c, E_BAD_VALUE, "code", "违法时没有此代码", "no such code was in force at the time");
	if (e)
		return e;
	if (row_empty(v, violation_code_family))
		return refuse_text(c, E_BAD_VALUE, "code", "此违法行为没有电子监控取证规则", "there is no evidence rule for this violation");
	row_set_int(r, camera_record_violation, v->id);
	row_set_text(r, camera_record_family, row_text(v, violation_code_family));
	row_set_text(r, camera_record_subject, row_text(v, violation_code_behaviour));
	return E_OK;
}

/* The record belongs to the unit of the place of the violation (处理程序规定 19). */
static enum err
take_place(struct call *c, struct row *r)
{
	struct row *device, *gate;
	struct slice where;
	enum err e = record_load(c, &device_record, row_ref(r, camera_record_device), &device);

	if (e)
		return e;
	r->unit = device->unit;
	where = row_empty(device, device_address) ? row_text(device, device_name) : row_text(device, device_address);
	if (row_empty(r, camera_record_tollgate) && !row_empty(device, device_tollgate))
		row_set_int(r, camera_record_tollgate, row_ref(device, device_tollgate));
	if (!row_empty(r, camera_record_tollgate)) {
		if ((e = record_load(c, &tollgate_record, row_ref(r, camera_record_tollgate), &gate)))
			return e;
		r->unit = gate->unit;
		where = row_text(gate, tollgate_name);
	}
	row_set_text(r, camera_record_address, where);
	row_set_text(r, camera_record_subject, arena_printf(c->arena, "%.*s｜%.*s", (int)row_text(r, camera_record_subject).n,
	    row_text(r, camera_record_subject).p, (int)where.n, where.p));
	return E_OK;
}

static enum err
camera_record_check(struct call *c, struct row *r)
{
	int64_t same;
	struct slice exempt;
	enum err e;

	if (r->id)
		return E_OK;
	if (row_time(r, camera_record_captured_at) > c->now_ms + 300000)
		return refuse_text(c, E_BAD_VALUE, "captured_at", "违法时间不能晚于当前时间", "must not lie in the future");
	if (!row_empty(r, camera_record_last_at) && row_time(r, camera_record_last_at) < row_time(r, camera_record_captured_at))
		return refuse_text(c, E_BAD_VALUE, "last_at", "末张画面不能早于首张", "the last picture cannot be older than the first");
	if ((e = case_plate(c, r, camera_record_plate)) || (e = take_code(c, r)) || (e = take_place(c, r)) ||
	    (e = camera_same_fact(c, r, false, &same)) || (e = camera_exemption(c, r, &exempt)))
		return e;
	if (same)
		row_set_int(r, camera_record_same_as, same);
	if (exempt.n)
		row_set_text(r, camera_record_exempt, exempt);
	r->due_from = row_time(r, camera_record_captured_at);	/* 处理程序规定 19: from when it was gathered, not from when it came */
	return E_OK;
}

/* ---- two reviewers ---- */

static enum err
camera_open(struct call *c, struct row *draft)
{
	row_set_int(draft, camera_record_opened_by, c->who->person);
	row_set_int(draft, camera_record_opened_at, c->now_ms);
	return E_OK;
}

static enum err
camera_is_open(struct call *c, const struct row *r)
{
	return !c->who->person || row_ref(r, camera_record_opened_by) == c->who->person ? E_OK :
	    refuse_text(c, E_GUARD, "opened_by", "须先打开查看", "it must be opened and looked at first");
}

static enum err
camera_other_reviewer(struct call *c, const struct row *r)
{
	return c->who->person && row_ref(r, camera_record_first_by) == c->who->person ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

static enum err
camera_second(struct call *c, const struct row *r)
{
	enum err e = camera_other_reviewer(c, r);

	if (e || (e = second_person(c, r)))
		return e;
	return camera_is_open(c, r);
}

static int64_t
looked_ms(struct call *c, const struct row *r)
{
	int64_t ms = c->now_ms - row_time(r, camera_record_opened_at);

	return ms < 0 ? 0 : ms > DAY_MS ? DAY_MS : ms;
}

static void
note_first(struct call *c, struct row *draft)
{
	row_set_int(draft, camera_record_first_by, c->who->person);
	row_set_int(draft, camera_record_first_at, c->now_ms);
	row_set_int(draft, camera_record_first_ms, looked_ms(c, draft));
	draft->due_from = row_time(draft, camera_record_captured_at);
}

static void
note_second(struct call *c, struct row *draft)
{
	row_set_int(draft, camera_record_second_by, c->who->person);
	row_set_int(draft, camera_record_second_at, c->now_ms);
	row_set_int(draft, camera_record_second_ms, looked_ms(c, draft));
}

/* 处理程序规定 22/1/1: only while on an urgent task, so a person has to say. */
static enum err
not_exempt(struct call *c, struct row *draft)
{
	struct slice exempt;
	enum err e = camera_exemption(c, draft, &exempt);

	if (e)
		return e;
	if (exempt.n)
		return refuse_text(c, E_GUARD, "exempt", "有免除情形（许可、紧急任务、被盗抢、套牌或已现场处理），不得采用", "an exemption is in force");
	if (!camera_emergency_class(draft))
		return E_OK;
	if (row_empty(draft, camera_record_on_duty))
		return refuse_text(c, E_MISSING, "on_duty", "紧急车辆须说明是否执行紧急任务", "of an emergency vehicle say whether it was on an urgent task");
	return row_is(draft, camera_record_on_duty, "yes") ?
	    refuse_text(c, E_GUARD, "on_duty", "执行紧急任务的不得采用（违法处理程序规定22/1/1）", "on an urgent task it is not used") : E_OK;
}

static enum err
may_be_used(struct call *c, struct row *draft)
{
	int64_t same;
	enum err e = camera_evidence(c, draft);

	if (e || (e = camera_same_fact(c, draft, true, &same)) || (!same && (e = not_exempt(c, draft))))
		return e;
	if (!same)
		return E_OK;
	return refuse_text(c, E_GUARD, "same_as", "同一违法事实已有记录，不得重复采用", "the same fact has a record already");
}

static enum err
camera_first_pass(struct call *c, struct row *draft)
{
	enum err e = case_plate(c, draft, camera_record_plate);

	if (e || (e = may_be_used(c, draft)))
		return e;
	row_clear(draft, camera_record_reject_code);
	note_first(c, draft);
	return E_OK;
}

static enum err
camera_first_reject(struct call *c, struct row *draft)
{
	note_first(c, draft);
	return E_OK;
}

/* A slip of the hand: the first reviewer takes his verdict back within the house's seconds, as long as nobody else has looked upon it. */
static enum err
camera_may_take_back(struct call *c, const struct row *r)
{
	int64_t window = law_figure(c, "review_undo_s", 0) * 1000;

	if (!c->who->person || row_ref(r, camera_record_first_by) != c->who->person)
		return refuse_text(c, E_FORBIDDEN, "first_by", "只能由初审人本人撤回", "only the first reviewer takes it back");
	if (row_ref(r, camera_record_opened_by) != c->who->person)
		return refuse_text(c, E_GUARD, "opened_by", "复审人已打开，不能撤回", "the second reviewer has opened it");
	return c->now_ms - row_time(r, camera_record_first_at) <= window ? E_OK :
	    refuse_text(c, E_GUARD, "first_at", "已超过撤回时间", "the time for taking it back is over");
}

static enum err
camera_take_back(struct call *c, struct row *draft)
{
	row_clear(draft, camera_record_first_by);
	row_clear(draft, camera_record_first_at);
	row_clear(draft, camera_record_first_ms);
	row_clear(draft, camera_record_reject_code);
	row_clear(draft, camera_record_reject_note);
	row_set_int(draft, camera_record_opened_at, c->now_ms);
	draft->due_from = row_time(draft, camera_record_captured_at);
	return E_OK;
}

/* 处理程序规定 19: within the days of the audit, or what is late is entered with a finding; evidence is asked once more. */
static enum err
camera_can_enter(struct call *c, const struct row *r)
{
	enum err e = camera_second(c, r);

	return e ? e : may_be_used(c, row_copy(c->arena, r));
}

static enum err
camera_enter(struct call *c, struct row *draft)
{
	enum err e;

	note_second(c, draft);
	if ((e = register_queue(c, "record", draft)))
		return e;
	return blind_draw(c, draft);
}

/* They disagree: a third look, by whoever takes it; the clock has not begun anew. */
static enum err
camera_overrule(struct call *c, struct row *draft)
{
	(void)c;
	row_set_int(draft, camera_record_overruled, row_int(draft, camera_record_overruled) + 1);
	row_clear(draft, camera_record_first_by);
	row_clear(draft, camera_record_opened_by);
	row_clear(draft, camera_record_reject_code);
	draft->due_from = row_time(draft, camera_record_captured_at);
	return E_OK;
}

/* A fault of the device opens a repair order, unless one for it is open. */
static enum err
report_fault(struct call *c, struct row *draft)
{
	struct slice fault = row_text(draft, camera_record_reject_code);
	struct row *order;
	int64_t open;
	enum err e;

	if (!slice_is(fault, "image") && !slice_is(fault, "clock") && !slice_is(fault, "view") && !slice_is(fault, "unread"))
		return E_OK;
	e = first_id(c, "SELECT id FROM repair_order WHERE device = ?1 AND fault = ?2 AND state IN ('open', 'accepted', 'repaired') LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(row_ref(draft, camera_record_device)), FIRST_TEXT(fault) }, 2, &open);
	if (e)
		return e;
	if (!open) {
		order = row_new(c->arena, &repair_order_record);
		row_set_int(order, repair_order_device, row_ref(draft, camera_record_device));
		row_set_text(order, repair_order_fault, fault);
		row_set_int(order, repair_order_seen_at, row_time(draft, camera_record_captured_at));
		row_set_text(order, repair_order_urgency, S("normal"));
		row_set_text(order, repair_order_what, S("证据审核不采用：设备故障"));
		if ((e = record_create_as_system(c, order)))
			return e;
		open = order->id;
	}
	row_set_int(draft, camera_record_repair_order, open);
	return E_OK;
}

static enum err
camera_confirm(struct call *c, struct row *draft)
{
	struct row *device;
	enum err e = record_load(c, &device_record, row_ref(draft, camera_record_device), &device);

	note_second(c, draft);
	draft->state = camera_record_is_rejected;
	if (e || (device->state != device_is_scrapped && device->state != device_is_stopped && (e = report_fault(c, draft))))
		return e;
	return blind_draw(c, draft);
}

/* ---- the register, the notice ---- */

static enum err
camera_resubmit(struct call *c, struct row *draft)
{
	enum err e = case_plate(c, draft, camera_record_plate);

	if (e || (e = may_be_used(c, draft)))
		return e;
	draft->due_from = row_time(draft, camera_record_second_at);
	return register_queue(c, "record", draft);
}

static enum err
camera_is_registered(struct call *c, const struct row *r)
{
	return row_empty(r, camera_record_register_no) ?
	    refuse_text(c, E_GUARD, "register_no", "上级系统尚未接收（违法处理程序规定68）", "the register has not taken it yet") : E_OK;
}

static enum err
camera_notify(struct call *c, struct row *draft)
{
	row_set_int(draft, camera_record_notified_at, c->now_ms);
	return E_OK;
}

static enum err
camera_in_time(struct call *c, const struct row *r)
{
	return r->due_at && c->now_ms >= r->due_at ?
	    refuse_text(c, E_GUARD, "extended_to", "须在三十日接受处理期限内申请（违法处理程序规定53/2）", "it must be asked for within the thirty days") : E_OK;
}

/* Until the end of the day that was granted. */
static enum err
extended_clock(struct call *c, struct row *draft, int64_t thirty_end)
{
	struct slice granted = row_text(draft, camera_record_extended_to);
	int32_t day;

	if (!date_parse(granted, &day))
		return refuse(c, E_BAD_VALUE, draft->rec, camera_record_extended_to);
	draft->due_from = thirty_end - 1;
	draft->due_at = beijing_start_ms(day + 1);
	draft->due_why = arena_printf(c->arena, "经申请延期至%.*s（违法处理程序规定 53/2）", (int)granted.n, granted.p);
	return E_OK;
}

/* 处理程序规定 53/2: at most three months, counted from the end of the thirty days (the text is silent on the start). */
static enum err
camera_extend(struct call *c, struct row *draft)
{
	int64_t end, most;
	enum err e = law_term_end(c, "camera_accept_handling", row_time(draft, camera_record_notified_at), &end);

	if (e || (e = law_term_end(c, "camera_extension", end - 1, &most)) || (e = extended_clock(c, draft, end)))
		return e;
	return draft->due_at > end && draft->due_at <= most ? E_OK : refuse_text(c, E_GUARD, "extended_to", "延期自三十日届满起最长三个月（违法处理程序规定53/2）",
	    "an extension is at most three months from the end of the thirty days");
}

/* ---- objection and cancellation ---- */

static enum err
camera_object(struct call *c, struct row *draft)
{
	row_set_int(draft, camera_record_objected_at, c->now_ms);
	return E_OK;
}

static enum err
camera_not_reviewer(struct call *c, const struct row *r)
{
	int64_t me = c->who->person;

	return me && (me == row_ref(r, camera_record_first_by) || me == row_ref(r, camera_record_second_by)) ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

/* The thirty days go on from the notice; an extension that was granted (规定 53/2) stands. */
static enum err
camera_dismiss(struct call *c, struct row *draft)
{
	int64_t end;
	enum err e;

	draft->due_from = row_time(draft, camera_record_notified_at);
	if (row_empty(draft, camera_record_extended_to))
		return E_OK;
	draft->state = camera_record_is_extended;
	return (e = law_term_end(c, "camera_accept_handling", draft->due_from, &end)) ? e : extended_clock(c, draft, end);
}

/* 违法处理程序规定 20, 记分管理办法 30: the decision is cancelled and the violation is not: whoever is to answer for it is notified anew, with time of his own. */
static enum err
camera_reopen(struct call *c, struct row *draft)
{
	static const int past[] = { camera_record_notify_way, camera_record_notified_at, camera_record_extended_to, camera_record_objection,
		camera_record_objected_at, camera_record_answer };

	(void)c;
	for (size_t i = 0; i < N_ELEMS(past); i++)
		row_clear(draft, past[i]);
	return E_OK;
}

/* Items 2 and 3 ask the party for proof. */
static enum err
camera_verify(struct call *c, struct row *draft)
{
	int64_t id;
	enum err e;

	row_set_int(draft, camera_record_verified_by, c->who->person);
	if (!row_is(draft, camera_record_cancel_ground, "stolen") && !row_is(draft, camera_record_cancel_ground, "necessity"))
		return E_OK;
	e = first_id(c, "SELECT id FROM attachment WHERE record = 'camera_record' AND row = ?1 AND slot = 'proof' AND removed_at IS NULL LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(draft->id) }, 1, &id);
	if (e || id)
		return e;
	return refuse_text(c, E_GUARD, "proof", "须有报案记录或者证据（违法处理程序规定22/1/2、3）", "a police report or other proof must be attached");
}

static enum err
camera_may_cancel(struct call *c, const struct row *r)
{
	struct row *a;
	enum err e;

	if (c->who->person && c->who->person == row_ref(r, camera_record_verified_by))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	if ((e = law_authority(c, "record_cancel", c->now_ms, &a)))
		return e;
	return law_may_decide(c, a, R_leader, r->unit);
}

static enum err
camera_cancel(struct call *c, struct row *draft)
{
	return register_queue(c, "cancel", draft);
}

/* Entered: its pictures are copied soon (evidence_keep.c). */
static void
camera_record_changed(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, "cases.evidence");
}

#define NAME camera_record
#define DEF "cases/camera_record.def"
#include "engine/define.h"
