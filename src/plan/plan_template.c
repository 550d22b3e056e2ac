/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/plan_template.h"

#include "base/clock.h"
#include "plan/plans_.h"

enum { PART_PHASE, PART_TASK, PART_CONTROL, PART_TEXT };

static int64_t
phase_of(const struct part_row *p)
{
	static const int at[] = { [PART_PHASE] = plan_template_phase_no, [PART_TASK] = plan_template_task_phase, [PART_CONTROL] = plan_template_control_phase,
		[PART_TEXT] = plan_template_text_phase };

	return p->value[at[p->part]].i;
}

/* 1, 2, 3 in their order. */
static enum err
phases_in_order(struct call *c, const struct row *r, int64_t *ret_n)
{
	*ret_n = 0;
	for (int i = 0; i < r->npart_row; i++)
		if (r->part_row[i].part == PART_PHASE && phase_of(&r->part_row[i]) != ++*ret_n)
			return refuse_text(c, E_BAD_VALUE, "phase", "阶段须从1起依次编号", "phases are numbered from 1 without a gap");
	return *ret_n ? E_OK : refuse_text(c, E_MISSING, "phase", "至少一个阶段", "at least one phase is asked");
}

static enum err
check_part(struct call *c, const struct part_row *p, int64_t phases)
{
	const char *const part[] = { "phase", "task", "control", "text" };
	const struct value *v = p->value;
	struct slice unknown;

	if (phase_of(p) > phases)
		return refuse_named(c, E_BAD_VALUE, part[p->part], arena_printf(c->arena, "没有第%lld阶段", (long long)phase_of(p)),
		    arena_printf(c->arena, "there is no phase %lld", (long long)phase_of(p)));
	if (p->part == PART_TEXT && (!fill_known(v[plan_template_text_body].s, &unknown) || !fill_known(v[plan_template_text_subject].s, &unknown)))
		return refuse_named(c, E_BAD_VALUE, "text", arena_printf(c->arena, "不认识的占位符 {%.*s}", (int)unknown.n, unknown.p),
		    arena_printf(c->arena, "unknown placeholder {%.*s}", (int)unknown.n, unknown.p));
	if (p->part == PART_CONTROL && slice_is(v[plan_template_control_measure].s, "speed_limit") && v[plan_template_control_limit_kmh].kind == V_NULL)
		return refuse_text(c, E_MISSING, "control", "限制车速须写明限速值", "a speed limit is asked with its figure");
	return E_OK;
}

static enum err
plan_template_check(struct call *c, struct row *r)
{
	bool weather = row_is(r, plan_template_cause, "weather");
	struct row *whole = r;
	int64_t phases;
	enum err e;

	if (weather && row_empty(r, plan_template_hazard))
		return refuse(c, E_MISSING, r->rec, plan_template_hazard);
	if (weather && row_empty(r, plan_template_level))
		return refuse(c, E_MISSING, r->rec, plan_template_level);
	if (!r->parts_given && r->id) {
		whole = row_copy(c->arena, r);
		whole->part_row = NULL;
		whole->npart_row = 0;
		if ((e = record_parts(c, whole)))
			return e;
	}
	if ((e = phases_in_order(c, whole, &phases)))
		return e;
	for (int i = 0; i < whole->npart_row; i++)
		if ((e = check_part(c, &whole->part_row[i], phases)))
			return e;
	return E_OK;
}

enum err
plan_template_of(struct call *c, const char *hazard, const char *level, struct row **ret)
{
	char today[TIME_TEXT_MAX];
	struct slice day = { today, date_print(beijing_day(c->now_ms), today) };
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM plan_template WHERE cause = 'weather' AND hazard = ?1 AND level = ?2 AND valid_from <= ?3 AND (valid_to IS NULL OR"
	    " valid_to > ?3)"
	    " ORDER BY coalesce(example, 0), valid_from DESC, id DESC LIMIT 1", (struct first_arg[]){ FIRST_TEXT(slice_of(hazard)), FIRST_TEXT(slice_of(level)),
	    FIRST_TEXT(day) }, 3, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &plan_template_record, id, ret);
}

#define NAME plan_template
#define DEF "plan/plan_template.def"
#include "engine/define.h"
