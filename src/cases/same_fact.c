/* SPDX-License-Identifier: Apache-2.0 */
/* same_fact.c - a camera and an officer saw the same: one act is not fined twice (行政处罚法 29). The window is that of the evidence rule; where it was
 * is not compared, since an officer writes the place as he finds it.
 */
#include "cases/camera_evidence.h"
#include "cases/camera_record.h"
#include "cases/case_steps_.h"
#include "cases/evidence_rule.h"
#include "cases/law.h"

enum err
case_vehicle_key(struct call *c, struct slice plate_class, struct slice plate, struct slice *ret)
{
	return case_key(c, "case.vehicle", arena_printf(c->arena, "%.*s-%.*s", (int)plate_class.n, plate_class.n ? plate_class.p : "", (int)plate.n, plate.p), ret);
}

/* The record's side: who was stopped for it is not recorded for it, unless that case was cancelled. */
enum err
camera_dealt_with(struct call *c, const struct row *r, int64_t *ret)
{
	int64_t at = row_time(r, camera_record_captured_at), window;
	struct slice key;
	struct row *rule;
	enum err e = camera_rule(c, r, &rule);

	if (e || (e = case_vehicle_key(c, row_text(r, camera_record_plate_class), row_text(r, camera_record_plate), &key)))
		return e;
	window = row_int(rule, evidence_rule_same_fact_min) * 60000;
	return first_id(c, "SELECT v.id FROM violation_case v JOIN violation_code k ON k.id = v.violation WHERE v.vehicle_key = ?1 AND v.happened_at >= ?2"
	    " AND v.happened_at <= ?3 AND v.source = 'stop' AND v.state <> 'cancelled' AND k.family = ?4 LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(key), FIRST_INT(at - window), FIRST_INT(at + window), FIRST_TEXT(row_text(r, camera_record_family)) }, 4, ret);
}

/* The stop's side: what two reviewers entered is handled as that record. */
enum err
case_not_recorded(struct call *c, const struct row *r, struct slice family)
{
	int64_t at = row_time(r, violation_case_happened_at), window, id;
	struct row *rule;
	enum err e;

	if (!family.n || !row_is(r, violation_case_source, "stop") || row_empty(r, violation_case_plate))
		return E_OK;
	if ((e = first_version(c, &evidence_rule_record, family, at, &rule)))
		return e == E_NOT_FOUND ? E_OK : e;
	window = row_int(rule, evidence_rule_same_fact_min) * 60000;
	e = first_id(c, "SELECT id FROM camera_record WHERE plate = ?1 AND plate_class = ?2 AND captured_at >= ?3 AND captured_at <= ?4 AND family = ?5"
	    " AND state IN ('entered', 'bounced', 'notified', 'extended', 'objected', 'accepted', 'closed') ORDER BY id LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(row_text(r, violation_case_plate)), FIRST_TEXT(row_text(r, violation_case_plate_class)), FIRST_INT(at - window),
	    FIRST_INT(at + window), FIRST_TEXT(family) }, 5, &id);
	if (e || !id)
		return e;
	return refuse_named(c, E_GUARD, "camera_record", arena_printf(c->arena, "同一违法已由电子监控记录（%lld）录入，按该记录处理（行政处罚法29）", (long long)id),
	    arena_printf(c->arena, "the same act was entered as camera record %lld and is handled as that", (long long)id));
}
