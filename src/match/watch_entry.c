/* SPDX-License-Identifier: Apache-2.0 */
#include "match/watch_entry.h"

#include "base/plate.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "match/checkpoint_rule.h"
#include "match/hot.h"
#include "org/tollgate.h"

/* ---- applying ---- */

/* The plate is kept as it is matched; a pattern must fix enough to mean something. */
static enum err
take_plate(struct call *c, struct row *r)
{
	char text[PLATE_TEXT_MAX];
	plate_t want, mask;
	int fixed = 0;

	if (!plate_pattern(row_text(r, watch_entry_plate), &want, &mask))
		return refuse_text(c, E_BAD_VALUE, "plate", "不是号牌或式样", "neither a plate nor a pattern");
	for (int i = 0; i < PLATE_SYMBOLS; i++)
		fixed += (want >> PLATE_BITS * i & ((1 << PLATE_BITS) - 1)) != 0;
	if (fixed < checkpoint_rule(RULE_pattern_fixed))
		return refuse_text(c, E_BAD_VALUE, "plate", "式样中确定的字符太少", "too few signs of the pattern are fixed");
	if (mask == PLATE_ALIAS - 1) {
		size_t n = plate_print(want, text);
		row_set_text(r, watch_entry_plate, (struct slice){ text, n });
	}
	return E_OK;
}

static enum err
check_area(struct call *c, const struct row *r)
{
	bool listed = row_is(r, watch_entry_reach, "listed");

	if (listed && !r->npart_row)
		return refuse_text(c, E_MISSING, "area", "须列出单位或点位", "units or tollgates must be listed");
	for (int i = 0; i < r->npart_row; i++)
		if (r->part_row[i].value[watch_entry_area_unit].kind == V_NULL && r->part_row[i].value[watch_entry_area_tollgate].kind == V_NULL)
			return refuse_text(c, E_MISSING, "area", "每行须有单位或点位", "each row needs a unit or a tollgate");
	if (row_is(r, watch_entry_visibility, "restricted") && r->unit != units_root())
		return refuse_text(c, E_FORBIDDEN, "visibility", "限支队知悉的布控须由支队提出", "an entry that only the detachment may know of is the detachment's");
	return E_OK;
}

static enum err
watch_entry_check(struct call *c, struct row *r)
{
	bool crime = row_is(r, watch_entry_category, "stolen") || row_is(r, watch_entry_category, "hit_and_run");
	enum err e;

	if (r->id)
		return E_OK;
	if ((e = take_plate(c, r)) || (e = check_area(c, r)))
		return e;
	if (row_time(r, watch_entry_to_at) <= c->now_ms || row_time(r, watch_entry_to_at) <= row_time(r, watch_entry_from_at))
		return refuse_text(c, E_BAD_VALUE, "to_at", "截止时间须晚于现在和起始时间", "must lie after now and after the beginning");
	if (crime && row_empty(r, watch_entry_case_no))
		return refuse_text(c, E_MISSING, "case_no", "被盗抢、肇事逃逸布控须有案件编号", "stolen vehicles and flights need a case number");
	if (!row_bool(r, watch_entry_urgent))
		return E_OK;
	if (!crime)
		return refuse_text(c, E_BAD_VALUE, "urgent", "紧急布控限于肇事逃逸和被盗抢", "only flights after a crash and stolen vehicles are urgent");
	r->state = watch_entry_is_urgent;
	return E_OK;
}

/* ---- approving ---- */

/* 1: every place that is listed belongs to the unit of the entry. */
static enum err
within_own(struct call *c, const struct row *r, bool *ret)
{
	struct row *copy = row_copy(c->arena, r), *gate;
	enum err e;

	copy->part_row = NULL;
	copy->npart_row = 0;
	*ret = true;
	if ((e = record_parts(c, copy)))
		return e;
	for (int i = 0; i < copy->npart_row; i++) {
		const struct value *unit = &copy->part_row[i].value[watch_entry_area_unit], *at = &copy->part_row[i].value[watch_entry_area_tollgate];
		if (unit->kind != V_NULL)
			*ret &= units_within(unit->i, r->unit);
		if (at->kind == V_NULL)
			continue;
		if ((e = record_load(c, &tollgate_record, at->i, &gate)))
			return e;
		*ret &= units_within(gate->unit, r->unit);
	}
	return E_OK;
}

/* A leader of the unit, who did not ask for it; what reaches beyond the unit is the detachment's to approve. */
static enum err
watch_entry_may_approve(struct call *c, const struct row *r)
{
	bool own = row_is(r, watch_entry_reach, "own");
	enum err e;

	if ((e = second_person(c, r)))
		return e;
	if (row_is(r, watch_entry_reach, "listed") && (e = within_own(c, r, &own)))
		return e;
	if (may(c, R_leader, own ? r->unit : units_root()))
		return E_OK;
	return refuse_text(c, E_FORBIDDEN, "reach", own ? "须由本单位领导批准" : "超出本单位辖区的布控须由支队领导批准",
	    own ? "a leader of the unit must approve it" : "what reaches beyond the unit is approved by a leader of the detachment");
}

static enum err
share_with_area(struct call *c, const struct row *r)
{
	struct row *copy = row_copy(c->arena, r), *gate;
	enum err e;

	copy->part_row = NULL;
	copy->npart_row = 0;
	if ((e = record_parts(c, copy)))
		return e;
	for (int i = 0; i < copy->npart_row; i++) {
		const struct value *unit = &copy->part_row[i].value[watch_entry_area_unit], *at = &copy->part_row[i].value[watch_entry_area_tollgate];
		if (unit->kind != V_NULL && (e = record_share(c, r, unit->i)))
			return e;
		if (at->kind != V_NULL && ((e = record_load(c, &tollgate_record, at->i, &gate)) || (e = record_share(c, r, gate->unit))))
			return e;
	}
	return E_OK;
}

static enum err
watch_entry_begin(struct call *c, struct row *draft)
{
	if (c->who->person)
		row_set_int(draft, watch_entry_approved_by, c->who->person);
	row_set_int(draft, watch_entry_approved_at, c->now_ms);
	if (!row_empty(draft, watch_entry_met_at))
		draft->state = watch_entry_is_met;	/* captured while urgent: approved late, and at once to be cancelled */
	return row_is(draft, watch_entry_visibility, "area") ? share_with_area(c, draft) : E_OK;
}

/* ---- ending ---- */

/* Those of the unit whose entry it is, not those it was shared with. */
static enum err
watch_entry_own(struct call *c, const struct row *r)
{
	return c->who->person == r->created_by || may(c, R_officer|R_case_officer|R_dispatcher|R_duty|R_leader, r->unit) ? E_OK :
	    refuse(c, E_FORBIDDEN, NULL, -1);
}

static enum err
watch_entry_note_met(struct call *c, struct row *draft)
{
	if (row_empty(draft, watch_entry_met_at))	/* urgent, and met by two alarms: the first counts */
		row_set_int(draft, watch_entry_met_at, c->now_ms);
	return E_OK;
}

static enum err
watch_entry_is_late(struct call *c, const struct row *r)
{
	return !c->who->person && r->due_at && r->due_at <= c->now_ms ? E_OK : refuse(c, E_GUARD, NULL, -1);
}

static enum err
watch_entry_is_over(struct call *c, const struct row *r)
{
	return !c->who->person && row_time(r, watch_entry_to_at) <= c->now_ms ? E_OK : refuse(c, E_GUARD, NULL, -1);
}

static void
watch_entry_changed(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, HOT_TIMER);
}

#define NAME watch_entry
#define DEF "match/watch_entry.def"
#include "engine/define.h"
