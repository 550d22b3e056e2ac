/* SPDX-License-Identifier: Apache-2.0 */
/* seed.c - the plan templates that come with the software, out of data/plan_templates.csv. A line is a template, or a phase, task, control or text
 * of the template named in its first column:
 *
 *   code,template,name,cause,hazard,level,decide_min,sign_min,acknowledge_min,basis
 *   code,phase,no,name,aim
 *   code,task,phase,who,what,minutes,equipment,fixed_post
 *   code,control,phase,road,road_class,measure,limit_kmh,minutes,detour
 *   code,text,phase,audience,subject,body
 */
#include "base/csv.h"
#include "base/log.h"
#include "plan/plans.h"
#include "plan/plans_.h"

static const struct line {
	const char *name;
	int part;			/* -1: the template itself */
	int field[8];			/* by column from the third on; -1: none */
} lines[] = {
	{ "template", -1, { plan_template_name, plan_template_cause, plan_template_hazard, plan_template_level, plan_template_decide_min, plan_template_sign_min,
	    plan_template_acknowledge_min, plan_template_basis } },
	{ "phase", 0, { plan_template_phase_no, plan_template_phase_name, plan_template_phase_aim, -1, -1, -1, -1, -1 } },
	{ "task", 1, { plan_template_task_phase, plan_template_task_who, plan_template_task_what, plan_template_task_minutes, plan_template_task_equipment,
	    plan_template_task_fixed_post, -1, -1 } },
	{ "control", 2, { plan_template_control_phase, plan_template_control_road, plan_template_control_road_class, plan_template_control_measure,
	    plan_template_control_limit_kmh, plan_template_control_minutes, plan_template_control_detour, -1 } },
	{ "text", 3, { plan_template_text_phase, plan_template_text_audience, plan_template_text_subject, plan_template_text_body, -1, -1, -1, -1 } },
};

static bool
put(struct arena *a, const struct type *t, struct slice text, struct value *v)
{
	int64_t n;

	if (!text.n)
		return true;
	if (t->kind == K_INT || t->kind == K_BOOL) {
		if (!slice_int(text, &n))
			return false;
		*v = (struct value){ .kind = V_INT, .i = n };
	} else {
		*v = (struct value){ .kind = V_TEXT, .s = arena_copy(a, text) };
	}
	return true;
}

static bool
take(struct arena *a, struct row *r, const struct line *l, const struct csv_row *row)
{
	struct value *v = l->part < 0 ? r->value : row_add_part(r, l->part)->value;

	for (size_t i = 0; i < N_ELEMS(l->field) && i + 2 < row->n; i++) {
		int f = l->field[i];
		const struct type *t = f < 0 ? NULL : l->part < 0 ? &r->rec->field[f].type : &r->rec->part_field[f].field.type;
		if (!t ? row->field[i + 2].n > 0 : !put(a, t, row->field[i + 2], &v[f]))
			return false;
	}
	return true;
}

static enum err
close_template(struct call *c, struct row *r)
{
	if (!r)
		return E_OK;
	r->valid_from = S("2019-01-01");
	r->parts_given = true;
	row_set_int(r, plan_template_example, true);
	return record_create(c, r);
}

static enum err
take_line(struct call *c, const struct csv_row *row, struct row **at)
{
	for (size_t i = 0; row->n > 2 && i < N_ELEMS(lines); i++) {
		enum err e;
		if (!slice_is(row->field[1], lines[i].name))
			continue;
		if (lines[i].part < 0) {
			if ((e = close_template(c, *at)))
				return e;
			*at = row_new(c->arena, &plan_template_record);
			row_set_text(*at, plan_template_code, row->field[0]);
		}
		return *at && slice_eq(row_text(*at, plan_template_code), row->field[0]) && take(c->arena, *at, &lines[i], row) ? E_OK : E_BAD_VALUE;
	}
	return E_BAD_VALUE;
}

enum err
plans_seed(struct call *c, void *csv)
{
	struct slice *text = csv;
	struct row *at = NULL;
	struct csv r;
	struct csv_row row;
	enum err e;

	csv_open(&r, *text, CSV_UTF8);
	r.any_width = true;
	while (!(e = csv_next(&r, &row)))
		if ((e = take_line(c, &row, &at))) {
			log_at(LOG_ERROR, "seed.template", KV("line", LI((int64_t)row.line)), KV("field", LS(c->nfault ? c->fault[0].field : "")));
			break;
		}
	csv_close(&r);
	return e == E_DONE ? close_template(c, at) : e;
}
