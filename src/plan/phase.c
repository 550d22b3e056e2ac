/* SPDX-License-Identifier: Apache-2.0 */
/* phase.c - the beginning of a phase: tasks to units, road controls asked for, texts told. */
#include "engine/units.h"
#include "plan/plans_.h"

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))
enum { PART_PHASE, PART_TASK, PART_CONTROL, PART_TEXT };

struct phasing {
	struct call *c;
	const struct row *plan;
	struct row *template;
	int64_t no;
	struct ids squadron, brigade;
};

static enum err
open_phase(struct call *c, const struct row *plan, int64_t no, struct phasing *x)
{
	enum err e;

	*x = (struct phasing){ .c = c, .plan = plan, .no = no };
	if ((e = record_load(c, &plan_template_record, row_ref(plan, plan_template), &x->template)) || (e = record_parts(c, x->template)) ||
	    (e = all_ids(c, "SELECT unit FROM plan_squadron WHERE parent = ?1 ORDER BY pos", ARGS(FIRST_INT(plan->id)), &x->squadron)))
		return e;
	for (int i = 0; i < x->squadron.n; i++)
		if (units_parent(x->squadron.id[i]))
			ids_add(&x->brigade, units_parent(x->squadron.id[i]));
	return E_OK;
}

/* ---- tasks ---- */

static enum err
issue_task(struct phasing *x, const struct value *v, int64_t unit)
{
	struct row *r = row_new(x->c->arena, &plan_task_record);

	r->unit = unit;
	r->due_at = x->c->now_ms + row_int(x->template, plan_template_acknowledge_min) * MINUTE_MS;
	row_set_int(r, plan_task_plan, x->plan->id);
	row_set_int(r, plan_task_phase, x->no);
	row_set_text(r, plan_task_what, fill_text(x->c, x->plan, v[plan_template_task_what].s));
	if (v[plan_template_task_equipment].kind == V_TEXT)
		row_set_text(r, plan_task_equipment, v[plan_template_task_equipment].s);
	row_set_int(r, plan_task_fixed_post, v[plan_template_task_fixed_post].i);
	row_set_int(r, plan_task_finish_by, x->c->now_ms + v[plan_template_task_minutes].i * MINUTE_MS);
	return record_create_as_system(x->c, r);
}

static enum err
issue_tasks(struct phasing *x, const struct value *v)
{
	struct slice who = v[plan_template_task_who].s;
	struct ids one = { .id = { x->plan->unit }, .n = 1 };
	const struct ids *to = slice_is(who, "squadron") ? &x->squadron : slice_is(who, "brigade") ? &x->brigade : &one;
	enum err e = E_OK;

	for (int i = 0; i < to->n && !e; i++)
		e = issue_task(x, v, to->id[i]);
	return e;
}

enum err
tasks_withdraw(struct call *c, int64_t plan)
{
	struct ids open;
	struct row *after;
	enum err e;

	do {
		e = all_ids(c, "SELECT id FROM plan_task WHERE plan = ?1 AND state IN ('issued', 'acknowledged') ORDER BY id", ARGS(FIRST_INT(plan)), &open);
		for (int i = 0; i < open.n && !e; i++)
			e = record_fire_as_system(c, &plan_task_record, open.id[i], "withdraw", &after);
	} while (!e && open.n);
	return e;
}

/* ---- road controls ---- */

static enum err
ask_control(struct phasing *x, const struct value *v)
{
	struct row *r = row_new(x->c->arena, &plan_closure_record);
	bool weather = row_is(x->plan, plan_cause, "weather");
	int64_t there;
	enum err e = first_id(x->c, "SELECT id FROM plan_closure WHERE plan = ?1 AND road = ?2 AND measure = ?3 AND state IN ('asked', 'approved', 'in_force') LIMIT 1",
	    ARGS(FIRST_INT(x->plan->id), FIRST_TEXT(v[plan_template_control_road].s), FIRST_TEXT(v[plan_template_control_measure].s)), &there);

	if (e || there)
		return e;
	r->unit = x->plan->unit;
	row_set_int(r, plan_closure_plan, x->plan->id);
	row_set_text(r, plan_closure_road, v[plan_template_control_road].s);
	row_set_text(r, plan_closure_road_class, v[plan_template_control_road_class].s);
	row_set_text(r, plan_closure_measure, v[plan_template_control_measure].s);
	row_set_text(r, plan_closure_reason, weather ? fill_text(x->c, x->plan, S("{hazard}天气（{level}预警）")) : row_text(x->plan, plan_title));
	row_set_int(r, plan_closure_minutes, v[plan_template_control_minutes].i);
	if (v[plan_template_control_limit_kmh].kind == V_INT)
		row_set_int(r, plan_closure_limit_kmh, v[plan_template_control_limit_kmh].i);
	if (v[plan_template_control_detour].kind == V_TEXT)
		row_set_text(r, plan_closure_detour, v[plan_template_control_detour].s);
	return record_create_as_system(x->c, r);
}

/* ---- texts ---- */

static struct slice
short_of(struct slice s, size_t chars)
{
	size_t n = 0;

	for (size_t k = 0; n < s.n; n++)
		if ((s.p[n] & 0xc0) != 0x80 && k++ == chars)
			break;
	return (struct slice){ s.p, n };
}

static struct row *
announcement(struct call *c, const char *audience, const char *occasion, struct slice subject, struct slice body)
{
	struct row *r = row_new(c->arena, &plan_announcement_record);

	row_set_text(r, plan_announcement_audience, slice_of(audience));
	row_set_text(r, plan_announcement_occasion, slice_of(occasion));
	row_set_text(r, plan_announcement_subject, short_of(subject, 100));
	row_set_text(r, plan_announcement_body, short_of(body, 2000));
	return r;
}

/* To the units at once: whoever approved the plan has approved its texts. */
enum err
tell_units(struct call *c, const struct row *plan, const char *occasion, struct slice subject, struct slice body)
{
	struct row *r = announcement(c, "units", occasion, subject, body), *t, *after;
	enum err e = record_load(c, &plan_template_record, row_ref(plan, plan_template), &t);

	if (e)
		return e;
	r->unit = plan->unit;
	row_set_int(r, plan_announcement_plan, plan->id);
	row_set_int(r, plan_announcement_sign_min, row_int(t, plan_template_sign_min));
	if ((e = record_create_as_system(c, r)))
		return e;
	return record_fire_as_system(c, &plan_announcement_record, r->id, "publish", &after);
}

/* To the public as a draft: a person says where it was published. */
enum err
tell_public(struct call *c, const struct row *about, const char *occasion, struct slice subject, struct slice body)
{
	struct row *r = announcement(c, "public", occasion, subject, body);
	bool closure = about->rec == &plan_closure_record;

	r->unit = about->unit;
	row_set_int(r, plan_announcement_plan, closure ? row_ref(about, plan_closure_plan) : about->id);
	if (closure)
		row_set_int(r, plan_announcement_closure, about->id);
	return record_create_as_system(c, r);
}

enum err
phase_texts(struct call *c, const struct row *plan, int64_t no, const char *occasion)
{
	struct phasing x;
	enum err e = open_phase(c, plan, no, &x);

	for (int i = 0; !e && i < x.template->npart_row; i++) {
		const struct part_row *p = &x.template->part_row[i];
		struct slice subject, body;
		if (p->part != PART_TEXT || p->value[plan_template_text_phase].i != no)
			continue;
		subject = fill_text(c, plan, p->value[plan_template_text_subject].s);
		body = fill_text(c, plan, p->value[plan_template_text_body].s);
		e = slice_is(p->value[plan_template_text_audience].s, "units") ? tell_units(c, plan, occasion, subject, body) : tell_public(c, plan, occasion, subject, body);
	}
	return e;
}

enum err
phase_begin(struct call *c, const struct row *plan)
{
	struct phasing x;
	enum err e = open_phase(c, plan, row_int(plan, plan_phase), &x);

	for (int i = 0; !e && i < x.template->npart_row; i++) {
		const struct part_row *p = &x.template->part_row[i];
		if (p->part == PART_TASK && p->value[plan_template_task_phase].i == x.no)
			e = issue_tasks(&x, p->value);
		else if (p->part == PART_CONTROL && p->value[plan_template_control_phase].i == x.no)
			e = ask_control(&x, p->value);
	}
	return e ? e : phase_texts(c, plan, x.no, "phase");
}
