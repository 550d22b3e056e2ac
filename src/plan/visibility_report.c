/* SPDX-License-Identifier: Apache-2.0 */
/* visibility_report.c - what is seen, and the control that follows from it: asked for, not put in force. */
#include "plan/visibility_report.h"

#include "base/clock.h"
#include "engine/units.h"
#include "plan/plans_.h"
#include "plan/visibility_rule.h"

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))

/* The running plan in which the unit, one above or its own squadron takes part. */
static enum err
find_plan(struct call *c, int64_t unit, int64_t *ret)
{
	enum err e = E_OK;

	*ret = 0;
	for (; unit && !*ret && !e; unit = units_parent(unit))
		e = first_id(c, "SELECT p.id FROM plan p JOIN plan_squadron s ON s.parent = p.id WHERE p.state = 'running' AND p.cause = 'weather' AND s.unit = ?1"
		    " ORDER BY p.id DESC LIMIT 1",
		    ARGS(FIRST_INT(unit)), ret);
	return e;
}

/* Ice is reported as what is seen, or as what lies on the road (实施条例46/1/4). */
static bool
slippery(const struct row *r)
{
	return row_bool(r, visibility_report_slippery) || row_is(r, visibility_report_phenomenon, "ice");
}

/* Of the rows that apply the one with the lowest limit (实施条例46, 81). NULL: none. */
static enum err
find_rule(struct call *c, const struct row *r, struct row **ret)
{
	char today[TIME_TEXT_MAX];
	struct slice day = { today, date_print(beijing_day(c->now_ms), today) };
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM visibility_rule WHERE road_class = ?1 AND (below_m IS NULL OR below_m > ?2 OR (below_m = ?2 AND within = 1))"
	    " AND (coalesce(slippery, 0) = 0 OR ?4 = 1) AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to > ?3) ORDER BY limit_kmh, below_m, id LIMIT 1",
	    ARGS(FIRST_TEXT(row_text(r, visibility_report_road_class)), FIRST_INT(row_int(r, visibility_report_visibility_m)), FIRST_TEXT(day),
	    FIRST_INT(slippery(r))), &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &visibility_rule_record, id, ret);
}

/* The commanding unit is asked for the limit, unless one as strict is asked for or in force there. */
static enum err
ask_control(struct call *c, const struct row *r, int64_t plan)
{
	struct row *p, *q = row_new(c->arena, &plan_closure_record);
	int64_t there, limit = row_int(r, visibility_report_limit_kmh);
	enum err e = first_id(c, "SELECT id FROM plan_closure WHERE plan = ?1 AND road = ?2 AND state IN ('asked', 'approved', 'in_force') AND (measure = 'close' OR"
	    " limit_kmh <= ?3) LIMIT 1",
	    ARGS(FIRST_INT(plan), FIRST_TEXT(row_text(r, visibility_report_road)), FIRST_INT(limit)), &there);

	if (e || there || (e = record_load(c, &plan_record, plan, &p)))
		return e;
	q->unit = p->unit;
	row_set_int(q, plan_closure_plan, plan);
	row_set_text(q, plan_closure_road, row_text(r, visibility_report_road));
	row_set_text(q, plan_closure_road_class, row_text(r, visibility_report_road_class));
	if (!row_empty(r, visibility_report_span))
		row_set_text(q, plan_closure_span, row_text(r, visibility_report_span));
	row_set_text(q, plan_closure_measure, S("speed_limit"));
	row_set_int(q, plan_closure_limit_kmh, limit);
	row_set_int(q, plan_closure_gap_m, row_int(r, visibility_report_gap_m));
	row_set_int(q, plan_closure_minutes, figure_of(c, "control_min", 120));
	row_set_text(q, plan_closure_reason, arena_printf(c->arena, "%s能见度%lld米%s",
	    slippery(r) ? "路面冰雪、泥泞，" : "", (long long)row_int(r, visibility_report_visibility_m),
	    row_bool(r, visibility_report_leave) ? "（车辆应从最近出口尽快驶离）" : ""));
	return record_create_as_system(c, q);
}

static enum err
visibility_report_check(struct call *c, struct row *r)
{
	struct row *rule;
	int64_t plan;
	enum err e;

	if (r->id)
		return E_OK;
	if (row_time(r, visibility_report_at) > c->now_ms + 5 * MINUTE_MS)
		return refuse_text(c, E_BAD_VALUE, "at", "时间晚于现在", "it is later than now");
	row_set_text(r, visibility_report_subject, arena_printf(c->arena, "%.*s 能见度%lld米", (int)row_text(r, visibility_report_road).n, row_text(r, visibility_report_road).p,
	    (long long)row_int(r, visibility_report_visibility_m)));
	if ((e = find_plan(c, r->unit, &plan)) || (e = find_rule(c, r, &rule)))
		return e;
	if (plan)
		row_set_int(r, visibility_report_plan, plan);
	if (!rule)
		return E_OK;
	row_set_int(r, visibility_report_limit_kmh, row_int(rule, visibility_rule_limit_kmh));
	row_set_int(r, visibility_report_gap_m, row_int(rule, visibility_rule_gap_m));
	row_set_int(r, visibility_report_leave, row_bool(rule, visibility_rule_leave));
	row_set_text(r, visibility_report_article, row_text(rule, visibility_rule_article));
	return plan ? ask_control(c, r, plan) : E_OK;
}

#define NAME visibility_report
#define DEF "plan/visibility_report.def"
#include "engine/define.h"
