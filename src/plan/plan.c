/* SPDX-License-Identifier: Apache-2.0 */
/* plan.c - proposed, decided by a leader, run by phases, stood down. What each phase does is in phase.c. */
#include "plan/plan.h"

#include "engine/guard.h"
#include "plan/plans_.h"

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))
enum { PART_DISTRICT, PART_SQUADRON };

/* ---- made ---- */

static int
count_part(const struct row *r, int part)
{
	int n = 0;

	for (int i = 0; i < r->npart_row; i++)
		n += r->part_row[i].part == part;
	return n;
}

/* 规范61: time, place, nature, size and route of an escort are known before. */
static enum err
by_hand(struct call *c, const struct row *r)
{
	if (row_is(r, plan_cause, "weather"))
		return row_empty(r, plan_warning) && row_empty(r, plan_why) ? refuse(c, E_MISSING, r->rec, plan_why) : E_OK;
	if (row_empty(r, plan_place))
		return refuse(c, E_MISSING, r->rec, plan_place);
	if (row_empty(r, plan_nature))
		return refuse(c, E_MISSING, r->rec, plan_nature);
	if (row_empty(r, plan_begins_at))
		return refuse(c, E_MISSING, r->rec, plan_begins_at);
	return row_empty(r, plan_ends_at) ? refuse(c, E_MISSING, r->rec, plan_ends_at) : E_OK;
}

/* Squadrons that were not named are those of the districts. */
static enum err
find_squadrons(struct call *c, struct row *r)
{
	struct ids district = { .n = 0 }, squadron;
	enum err e;

	if (count_part(r, PART_SQUADRON))
		return E_OK;
	for (int i = 0; i < r->npart_row; i++)
		if (r->part_row[i].part == PART_DISTRICT)
			ids_add(&district, r->part_row[i].value[plan_district_district].i);
	if ((e = area_squadrons(c, district.id, district.n, &squadron)))
		return e;
	for (int i = 0; i < squadron.n; i++)
		row_add_part(r, PART_SQUADRON)->value[plan_squadron_unit] = (struct value){ .kind = V_INT, .i = squadron.id[i] };
	r->parts_given = true;
	return E_OK;
}

static void
take_template(struct row *r, const struct row *t)
{
	row_set_text(r, plan_cause, row_text(t, plan_template_cause));
	if (row_is(t, plan_template_cause, "weather")) {
		row_set_text(r, plan_hazard, row_text(t, plan_template_hazard));
		row_set_text(r, plan_level, row_text(t, plan_template_level));
	}
}

static void
set_title(struct call *c, struct row *r)
{
	struct slice hazard = choice_words(r->rec, plan_hazard, row_text(r, plan_hazard)), level = choice_words(r->rec, plan_level, row_text(r, plan_level)), area = S("");
	struct ids d = { .n = 0 };

	for (int i = 0; i < r->npart_row; i++)
		if (r->part_row[i].part == PART_DISTRICT)
			ids_add(&d, r->part_row[i].value[plan_district_district].i);
	if (!d.n && r->id && all_ids(c, "SELECT district FROM plan_district WHERE parent = ?1 ORDER BY pos", ARGS(FIRST_INT(r->id)), &d))
		return;
	if (d.n)
		area = area_words(c, d.id, d.n);
	if (row_is(r, plan_cause, "weather"))
		row_set_text(r, plan_title, arena_printf(c->arena, "%.*s%.*s%.*s预警交通应急预案", (int)area.n, area.n ? area.p : "", (int)hazard.n, hazard.p,
		    (int)level.n, level.p));
	else
		row_set_text(r, plan_title, arena_printf(c->arena, "%s：%.60s", row_is(r, plan_cause, "escort") ? "警卫任务交通保障" : "大型活动交通保障",
		    arena_str(c->arena, row_text(r, plan_nature))));
}

static enum err
plan_check(struct call *c, struct row *r)
{
	struct row *t;
	enum err e;

	if (r->id && r->state != plan_is_proposed && c->who->person && !c->as_system)
		return refuse_text(c, E_NO_STEP, NULL, "已审批的预案不得修改，变更须另行决定", "a plan that was decided is not rewritten: a change is decided by itself");
	if (!row_empty(r, plan_ends_at) && !row_empty(r, plan_begins_at) && row_time(r, plan_ends_at) <= row_time(r, plan_begins_at))
		return refuse_text(c, E_BAD_VALUE, "ends_at", "结束须晚于开始", "it must end after it begins");
	if ((e = record_load(c, &plan_template_record, row_ref(r, plan_template), &t)))
		return e;
	take_template(r, t);
	if ((e = by_hand(c, r)) || (r->parts_given && (e = find_squadrons(c, r))))
		return e;
	if (!r->id) {
		if (row_empty(r, plan_begins_at))
			row_set_int(r, plan_begins_at, c->now_ms);
		if (!row_is(r, plan_cause, "weather"))
			r->due_term = S("plan_decide_ahead");
		else if (!c->who->person)
			r->due_at = c->now_ms + row_int(t, plan_template_decide_min) * MINUTE_MS;
	}
	set_title(c, r);
	return E_OK;
}

/* ---- decided ---- */

/* Units that take part see a plan; it is commanded by its own. */
static enum err
plan_commands(struct call *c, const struct row *r)
{
	return may(c, R_leader | R_dispatcher, r->unit) ? E_OK : refuse_text(c, E_FORBIDDEN, NULL, "由预案的指挥单位办理", "the commanding unit does this");
}

static enum err
squadrons_of(struct call *c, const struct row *r, struct ids *ret)
{
	return all_ids(c, "SELECT unit FROM plan_squadron WHERE parent = ?1 ORDER BY pos", ARGS(FIRST_INT(r->id)), ret);
}

static enum err
plan_may_approve(struct call *c, const struct row *r)
{
	struct ids s;
	enum err e = plan_commands(c, r);

	if (e || (e = second_person(c, r)) || (e = squadrons_of(c, r, &s)))
		return e;
	return s.n ? E_OK : refuse_text(c, E_GUARD, "squadron", "没有执行单位", "no squadron is to carry it out");
}

static enum err
plan_decide(struct call *c, struct row *draft)
{
	row_set_int(draft, plan_decided_by, c->who->person);
	row_set_int(draft, plan_decided_at, c->now_ms);
	return E_OK;
}

/* ---- running ---- */

static void
set_phase(struct call *c, struct row *draft, int64_t no)
{
	row_set_int(draft, plan_phase, no);
	row_set_int(draft, plan_phase_at, c->now_ms);
}

static enum err
plan_begin(struct call *c, struct row *draft)
{
	struct ids s;
	enum err e = squadrons_of(c, draft, &s);

	row_set_int(draft, plan_started_at, c->now_ms);
	set_phase(c, draft, 1);
	for (int i = 0; i < s.n && !e; i++)
		e = record_share(c, draft, s.id[i]);
	return e ? e : phase_begin(c, draft);
}

static enum err
plan_has_next(struct call *c, const struct row *r)
{
	int64_t next;
	enum err e = plan_commands(c, r);

	if (e || (e = first_id(c, "SELECT id FROM plan_template_phase WHERE parent = ?1 AND no = ?2",
	    ARGS(FIRST_INT(row_ref(r, plan_template)), FIRST_INT(row_int(r, plan_phase) + 1)), &next)))
		return e;
	return next ? E_OK : refuse_text(c, E_GUARD, "phase", "已是最后阶段", "this is its last phase");
}

static enum err
plan_advance(struct call *c, struct row *draft)
{
	set_phase(c, draft, row_int(draft, plan_phase) + 1);
	return phase_begin(c, draft);
}

/* A change that a leader accepted: template, warning and end stand in the draft already. */
static enum err
plan_take_change(struct call *c, struct row *draft)
{
	struct row *before, *t, *w;
	enum err e;

	if ((e = record_load(c, &plan_record, draft->id, &before)) || (e = record_load(c, &plan_template_record, row_ref(draft, plan_template), &t)) ||
	    (e = record_load(c, &weather_warning_record, row_ref(draft, plan_warning), &w)))
		return e;
	row_set_text(draft, plan_level, row_text(w, weather_warning_level));
	set_title(c, draft);
	if (row_ref(before, plan_template) == row_ref(draft, plan_template)) {
		struct slice to = when_words(c->arena, row_time(draft, plan_ends_at));
		return tell_units(c, draft, "change", arena_printf(c->arena, "预案延长：%.*s", (int)row_text(draft, plan_title).n, row_text(draft, plan_title).p),
		    arena_printf(c->arena, "%.*s。本预案延长至%.*s，各单位按现阶段任务继续执行。", (int)row_text(w, weather_warning_subject).n, row_text(w,
		    weather_warning_subject).p,
		    (int)to.n, to.p));
	}
	set_phase(c, draft, 1);
	if ((e = tasks_withdraw(c, draft->id)))
		return e;
	return phase_begin(c, draft);
}

/* 规范62, 山东省高速公路交通安全条例34/3: controls end with what made them necessary. */
static enum err
plan_may_stand_down(struct call *c, const struct row *r)
{
	int64_t open;
	enum err e = plan_commands(c, r);

	if (e || (e = first_id(c, "SELECT id FROM plan_closure WHERE plan = ?1 AND state IN ('approved', 'in_force') LIMIT 1", ARGS(FIRST_INT(r->id)), &open)))
		return e;
	return open ? refuse_text(c, E_GUARD, "closure", "尚有管制措施未解除", "a road control has not been lifted yet") : E_OK;
}

static enum err
plan_stand_down(struct call *c, struct row *draft)
{
	struct ids asked;
	struct row *after;
	enum err e = all_ids(c, "SELECT id FROM plan_closure WHERE plan = ?1 AND state = 'asked'", ARGS(FIRST_INT(draft->id)), &asked);

	row_set_int(draft, plan_stood_down_at, c->now_ms);
	row_set_int(draft, plan_stood_down_by, c->who->person);
	for (int i = 0; i < asked.n && !e; i++)
		e = record_fire_as_system(c, &plan_closure_record, asked.id[i], "withdraw", &after);
	if (e || (e = tasks_withdraw(c, draft->id)))
		return e;
	return phase_texts(c, draft, 0, "stand_down");	/* proposals against it are overtaken by the timer: one of them may be what ends it */
}

#define NAME plan
#define DEF "plan/plan.def"
#include "engine/define.h"
