/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/deferral.h"

#include "base/clock.h"
#include "cases/case_paper_.h"
#include "cases/case_steps_.h"
#include "cases/instalment.h"
#include "cases/law.h"
#include "cases/payment_order.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "paper/content.h"

/* The parts make the fine, one after the other; deferred it is one. */
static enum err
parts_fit(struct call *c, const struct row *draft, const struct row *violation)
{
	int32_t last = beijing_day(c->now_ms), day;
	int64_t sum = 0;

	for (int i = 0; i < draft->npart_row; i++) {
		const struct value *v = draft->part_row[i].value;
		if (!date_parse(v[deferral_part_pay_by].s, &day) || day <= last)
			return refuse_text(c, E_BAD_VALUE, "part", "期限须依次在后", "each day lies behind the one before");
		last = day;
		sum += v[deferral_part_amount].i;
	}
	if (draft->npart_row < 1 || (row_is(draft, deferral_kind, "deferred") ? draft->npart_row != 1 : draft->npart_row < 2))
		return refuse_text(c, E_BAD_VALUE, "part", "暂缓为一期，分期不少于两期", "deferred: one part; instalments: two at least");
	return sum == row_int(violation, violation_case_fine) ? E_OK : refuse_text(c, E_BAD_VALUE, "part", "各期之和须等于罚款数额", "the parts must make the fine");
}

/* One arrangement for one fine: a second would make its parts anew beside those that may have been paid. */
static enum err
none_approved(struct call *c, const struct row *violation)
{
	int64_t there;
	enum err e = first_id(c, "SELECT id FROM deferral WHERE violation_case = ?1 AND state = 'approved'", (struct first_arg[]){ FIRST_INT(violation->id) }, 1, &there);

	return e || !there ? e : refuse_text(c, E_EXISTS, "violation_case", "已批准暂缓或者分期缴纳", "a deferral of this fine has been approved");
}

static enum err
deferral_check(struct call *c, struct row *draft)
{
	struct row *violation;
	enum err e;

	if ((e = record_load(c, &violation_case_record, row_ref(draft, deferral_violation_case), &violation)))
		return e;
	draft->unit = violation->unit;
	if (!draft->id && violation->state != violation_case_is_served)
		return refuse_text(c, E_GUARD, "violation_case", "须在决定送达后、缴款期限届满前申请", "it is asked for while the fine is to be paid");
	if (!draft->id && (e = none_approved(c, violation)))
		return e;
	return draft->npart_row ? parts_fit(c, draft, violation) : E_OK;	/* it may be entered before it is arranged */
}

/* 处罚法 66/2: on the application of the party, by the authority that decided; not by who entered it. */
static enum err
deferral_may_approve(struct call *c, const struct row *r)
{
	struct row *violation, *authority;
	bool asked;
	enum err e = second_person(c, r);

	if (e || (e = case_attached(c, r, "application", &asked)))
		return e;
	if (!asked)
		return refuse_text(c, E_GUARD, "application", "须有当事人的申请（行政处罚法66/2）", "the person's application must be attached");
	if ((e = record_load(c, &violation_case_record, row_ref(r, deferral_violation_case), &violation)) || (e = case_authority(c, violation, &authority)))
		return e;
	return law_may_decide(c, authority, R_leader, r->unit);
}

static enum err
make_instalment(struct call *c, const struct row *draft, const struct row *order, int no, int64_t amount, int64_t pay_by)
{
	struct row *r = row_new(c->arena, &instalment_record);
	struct slice number = row_text(order, payment_order_number);

	r->unit = draft->unit;
	row_set_text(r, instalment_number, arena_printf(c->arena, "%.*s-%d", (int)number.n, number.p, no));
	row_set_int(r, instalment_violation_case, row_ref(draft, deferral_violation_case));
	row_set_int(r, instalment_no, no);
	row_set_int(r, instalment_amount, amount);
	row_set_int(r, instalment_pay_by, pay_by);
	return record_create_as_system(c, r);
}

static enum err
take_parts(struct call *c, struct row *draft, const struct row *order, json_t *list)
{
	enum err e = E_OK;

	for (int i = 0; i < draft->npart_row && !e; i++) {
		const struct value *v = draft->part_row[i].value;
		struct slice amount = money_words(c->arena, v[deferral_part_amount].i), words;
		int32_t day = 0;
		if (!date_parse(v[deferral_part_pay_by].s, &day))
			return refuse(c, E_BAD_VALUE, NULL, -1);
		words = date_words(c->arena, day);
		json_array_append_new(list, json_pack("{s:s%, s:s%}", "pay_by", words.p, words.n,
		    "amount", amount.p, amount.n));
		row_set_int(draft, deferral_until, beijing_start_ms(day + 1));
		if (row_is(draft, deferral_kind, "instalments"))
			e = make_instalment(c, draft, order, i + 1, v[deferral_part_amount].i, beijing_start_ms(day + 1));
	}
	return e;
}

static enum err
issue_decision(struct call *c, struct row *draft, const struct row *violation, const struct row *order)
{
	struct paper_pool p;
	struct row *d;
	json_t *list = json_array();
	enum err e = take_parts(c, draft, order, list);

	if (e || (e = case_pool(&p, c, violation, "deferral_decision"))) {
		json_decref(list);
		return e;
	}
	json_object_set_new(p.content, "parts", list);
	put_text(&p, "difficulty", row_text(draft, deferral_difficulty));
	put_text(&p, "kind", choice_zh(draft, deferral_kind));
	if ((e = put_person(&p, "approver", c->who->person))) {
		pool_close(&p);
		return e;
	}
	if ((e = pool_issue(&p, &d)))
		return e;
	row_set_text(draft, deferral_number, row_text(d, document_number));
	return E_OK;
}

static enum err
deferral_approve(struct call *c, struct row *draft)
{
	struct row *violation, *order, *after;
	enum err e;

	if ((e = record_parts(c, draft)) || (e = record_load(c, &violation_case_record, row_ref(draft, deferral_violation_case), &violation)) ||
	    (e = payment_of(c, violation->id, &order)))
		return e;
	if (!order || violation->state != violation_case_is_served)
		return refuse_text(c, E_GUARD, "violation_case", "已逾缴款期限或者已缴款", "the fine is no longer to be paid in its time");
	if ((e = none_approved(c, violation)) || (e = parts_fit(c, draft, violation)))
		return e;
	row_set_int(draft, deferral_approved_by, c->who->person);
	if ((e = issue_decision(c, draft, violation, order)) || (e = payment_defer(c, order, row_time(draft, deferral_until))))
		return e;
	draft->parts_given = false;
	return record_fire_as_system(c, &violation_case_record, violation->id, "defer", &after);
}

#define NAME deferral
#define DEF "cases/deferral.def"
#include "engine/define.h"
