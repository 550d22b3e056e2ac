/* SPDX-License-Identifier: Apache-2.0 */
/* case_steps_.h - guards and effects of a violation case, by the part of the law they belong to. Private to cases/. */
#ifndef CASES_CASE_STEPS__H
#define CASES_CASE_STEPS__H
#include "cases/violation_case.h"
#include "engine/call.h"
#include "engine/row.h"

/* ---- case_told.c: who is liable, what he is told, what he answers ---- */
effect_fn case_establish, case_tell, case_note_told, case_defend, case_waive, case_lapse;
guard_fn case_has_party, case_hearing_over, case_is_defended, case_has_waiver;
guard_fn case_full_clears_no_other;	/* 记分管理办法 14/2 */
enum err case_document_noted(struct call *c, const struct row *document) must_check;	/* signature or service of what he was told: from then on the days run */
enum err case_issue_intended(struct call *c, const struct row *draft) must_check;
/* ---- case_hearing.c ---- */
effect_fn case_hearing_right;		/* whether, of the penalty that the draft names; until when follows when he was told */
guard_fn case_hearing_closed;		/* 处罚法 64/1/1: nothing is decided while a hearing may be asked for */
effect_fn case_ask_hearing, case_notify_hearing, case_hear;
guard_fn case_may_ask_hearing, case_was_heard;
/* ---- case_fits.c: whether the law has this penalty, this procedure ---- */
enum err case_penalty_fits(struct call *c, struct row *draft, const struct row *violation) must_check;
enum err case_procedure_fits(struct call *c, const struct row *draft, const struct row *violation) must_check;
guard_fn case_not_heavier;		/* 处罚法 45/2, 程 125: than what was told before his defence */
/* ---- case_absent.c: five and more unhandled records ---- */
effect_fn case_tell_absent, case_publish_absent;
guard_fn case_five_unhandled, case_may_publish;
/* ---- violation_case.c ---- */
effect_fn case_appear;
/* ---- case_decided.c: review, approval, decision, cancellation ---- */
effect_fn case_review, case_approve, case_decide, case_not_penalised, case_cancel;
guard_fn case_may_review, case_may_approve, case_may_decide_simple, case_may_decide, case_may_decide_absent, case_no_penalty, case_may_cancel;
/* ---- case_served.c: filing, service, money owed, contest ---- */
effect_fn case_give_notice, case_file, case_serve, case_fall_due, case_contest, case_uncontest, case_defer, case_end;
guard_fn case_no_notice, case_may_file, case_service_failed, case_is_late, case_contested, case_not_contested;
/* ---- case_court.c: demand and court ---- */
effect_fn case_demand, case_apply;
guard_fn case_may_demand, case_may_apply;

/* ---- same_fact.c: a camera and an officer saw the same (行政处罚法 29) ---- */
enum err case_vehicle_key(struct call *c, struct slice plate_class, struct slice plate, struct slice *ret) must_check;
enum err case_not_recorded(struct call *c, const struct row *r, struct slice family) must_check;	/* as a camera record that was entered */

/* ---- suspension.c (道路交通安全法 113, 违法处理程序规定 32/2) ---- */
enum err case_days_held(struct call *c, int64_t violation, int64_t until_ms, int64_t *ret_days) must_check;	/* of the licence, before that day */
enum err case_suspension_end(struct call *c, int64_t violation, int64_t effect_ms, int64_t months, int64_t *ret_ms) must_check;	/* exclusive */
effect_fn case_suspended;		/* with the service: until when, and when a licence from elsewhere goes home (规定 61) */

/* ---- case_receipt.c: papers of service ---- */
enum err case_receipt(struct call *c, const struct row *draft, const struct row *decision) must_check;
enum err case_payment_notice(struct call *c, const struct row *draft, const struct row *order) must_check;

/* ---- facts that several need ---- */
guard_fn case_over;			/* the clock of the state has run out */
/* Names the clock of a case that was told: what is decided, from when (规定 51, 处罚法 64). */
void case_clock(const struct call *c, struct row *draft);
enum err case_authority(struct call *c, const struct row *r, struct row **ret) must_check;	/* of its penalty */
bool case_hearing_open(const struct call *c, const struct row *r);	/* still to be waited for: right, no waiver, not told or not over */
int64_t case_contested_days(const struct row *r, int64_t now_ms);	/* up to now */
enum err case_attached(struct call *c, const struct row *r, const char *slot, bool *ret) must_check;
enum err case_key(struct call *c, const char *purpose, struct slice text, struct slice *ret) must_check;	/* keyed digest, hex */
enum err case_release_record(struct call *c, const struct row *r) must_check;	/* of a cancelled decision */
enum err case_close_record(struct call *c, const struct row *r, const char *verb) must_check;	/* of its camera record, where there is one */
#endif
