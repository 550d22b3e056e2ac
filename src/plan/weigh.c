/* SPDX-License-Identifier: Apache-2.0 */
/* weigh.c - what a warning means for plans.
 *
 *   Of several in force for one district and hazard, the newest of the nearest sender governs (county before city before province).
 *
 *   districts that it governs ─┬─ wholly hold those of a running plan ─► plan_change: raise, lower, prolong
 *                              ├─ meet a running plan in part: higher ─► a plan of their own is proposed; not higher ─► told, nothing else
 *                              └─ no plan yet ─► template of hazard and level ─► plan proposed
 */
#include "base/clock.h"
#include "plan/plans_.h"

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))

struct weighing {
	struct call *c;
	const struct row *w;
	struct ids governed, rest;	/* districts */
	int changed;			/* proposals made against running plans */
	struct slice told;
};

static void
tell(struct weighing *x, const char *what)
{
	x->told = x->told.n ? arena_printf(x->c->arena, "%.*s；%s", (int)x->told.n, x->told.p, what) : slice_of(what);
}

/* ---- who governs ---- */

static enum err
governing(struct call *c, int64_t district, struct slice hazard, int64_t without, int64_t *ret)
{
	return first_id(c, "SELECT w.id FROM weather_warning w JOIN weather_warning_district d ON d.parent = w.id WHERE d.district = ?1 AND w.hazard = ?2"
	    " AND w.state = 'in_force' AND w.id <> ?3 ORDER BY CASE w.\"rank\" WHEN 'county' THEN 1 WHEN 'city' THEN 2 WHEN 'province' THEN 3 ELSE 4 END,"
	    " w.issued_at DESC, w.id DESC LIMIT 1", ARGS(FIRST_INT(district), FIRST_TEXT(hazard), FIRST_INT(without)), ret);
}

static enum err
find_governed(struct weighing *x)
{
	struct ids all;
	int64_t by;
	enum err e = all_ids(x->c, "SELECT district FROM weather_warning_district WHERE parent = ?1 ORDER BY pos", ARGS(FIRST_INT(x->w->id)), &all);

	for (int i = 0; i < all.n && !e; i++)
		if (!(e = governing(x->c, all.id[i], row_text(x->w, weather_warning_hazard), 0, &by)) && by == x->w->id)
			ids_add(&x->governed, all.id[i]);
	x->rest = x->governed;
	return e;
}

static void
remove_rest(struct weighing *x, const struct ids *taken)
{
	struct ids left = { .n = 0 };

	for (int i = 0; i < x->rest.n; i++)
		if (!ids_hold(taken, x->rest.id[i]))
			ids_add(&left, x->rest.id[i]);
	x->rest = left;
}

/* ---- a change of a running plan ---- */

static enum err
propose_change(struct weighing *x, const struct row *plan, const char *kind, const struct row *template, struct slice why)
{
	struct row *r = row_new(x->c->arena, &plan_change_record);
	struct slice word;
	enum err e = change_overtake(x->c, plan->id);

	if (e)
		return e;
	r->unit = plan->unit;
	r->due_at = x->c->now_ms + figure_of(x->c, "change_min", 15) * MINUTE_MS;
	row_set_int(r, plan_change_plan, plan->id);
	row_set_text(r, plan_change_kind, slice_of(kind));
	word = choice_words(r->rec, plan_change_kind, slice_of(kind));
	row_set_text(r, plan_change_subject, arena_printf(x->c->arena, "建议%.*s：%.*s", (int)word.n, word.p, (int)row_text(plan, plan_title).n, row_text(plan, plan_title).p));
	row_set_int(r, plan_change_warning, x->w->id);
	if (template)
		row_set_int(r, plan_change_template, template->id);
	if (strcmp(kind, "stand_down"))
		row_set_int(r, plan_change_ends_at, row_time(x->w, weather_warning_to_at));
	row_set_text(r, plan_change_why, why);
	x->changed++;
	return record_create_as_system(x->c, r);
}

static struct slice
grounds(struct weighing *x, const char *end)
{
	const struct row *w = x->w;
	struct slice sender = row_text(w, weather_warning_sender), at = when_words(x->c->arena, row_time(w, weather_warning_issued_at)),
		     hazard = choice_words(w->rec, weather_warning_hazard, row_text(w, weather_warning_hazard)),
		     level = choice_words(w->rec, weather_warning_level, row_text(w, weather_warning_level));

	return arena_printf(x->c->arena, "%.*s%.*s发布%.*s%.*s预警。\n%s", (int)sender.n, sender.p, (int)at.n, at.p, (int)hazard.n, hazard.p, (int)level.n, level.p, end);
}

static enum err
change_running(struct weighing *x, const struct row *plan)
{
	int was = level_of(row_text(plan, plan_level)), is = level_of(row_text(x->w, weather_warning_level));
	const char *kind = is > was ? "raise" : is < was ? "lower" : "prolong";
	struct row *t = NULL;
	enum err e = E_OK;

	if (is != was && (e = plan_template_of(x->c, row_text(x->w, weather_warning_hazard).p, row_text(x->w, weather_warning_level).p, &t)))
		return e;
	if (is < was && !t)
		return propose_change(x, plan, "stand_down", NULL, grounds(x, "该级别没有预案模板，建议解除本预案。"));
	return propose_change(x, plan, kind, t, grounds(x, is > was ? t ? "高于执行中预案的级别，建议升级。"
	    : "高于执行中预案的级别，但该级别没有预案模板，请指挥员决定；采纳后只改级别和时限。"
	    : is < was ? "低于执行中预案的级别，建议降级。" : "级别不变，建议按新的止时延长。"));
}

static enum err
lapse(struct weighing *x, int64_t plan, const char *why)
{
	struct slice was = x->c->reason;
	struct row *after;
	enum err e;

	x->c->reason = slice_of(why);
	e = record_fire_as_system(x->c, &plan_record, plan, "lapse", &after);
	x->c->reason = was;
	return e;
}

/* ---- against each plan that stands ---- */

static enum err
plan_districts(struct call *c, int64_t plan, struct ids *ret)
{
	return all_ids(c, "SELECT district FROM plan_district WHERE parent = ?1", ARGS(FIRST_INT(plan)), ret);
}

static bool
holds_all(const struct ids *whole, const struct ids *part)
{
	for (int i = 0; i < part->n; i++)
		if (!ids_hold(whole, part->id[i]))
			return false;
	return part->n > 0;
}

static bool
meets(const struct ids *a, const struct ids *b)
{
	for (int i = 0; i < a->n; i++)
		if (ids_hold(b, a->id[i]))
			return true;
	return false;
}

static enum err
against(struct weighing *x, int64_t id)
{
	struct ids d;
	struct row *plan;
	enum err e = record_load(x->c, &plan_record, id, &plan);

	if (e || (e = plan_districts(x->c, id, &d)) || !meets(&d, &x->governed))
		return e;
	if (holds_all(&x->governed, &d)) {
		if (plan->state == plan_is_proposed) {
			tell(x, "取代待审批的预案");
			return lapse(x, id, "预警已更新，另提预案");
		}
		remove_rest(x, &d);
		tell(x, "对执行中的预案提出变更建议");
		return change_running(x, plan);
	}
	if (level_of(row_text(x->w, weather_warning_level)) <= level_of(row_text(plan, plan_level))) {
		tell(x, "部分辖区已有不低于此级别的预案，不另提");
		remove_rest(x, &d);
	}
	return E_OK;
}

/* ---- a new plan ---- */

static enum err
propose_plan(struct weighing *x)
{
	struct row *t, *p = row_new(x->c->arena, &plan_record);
	struct ids squadrons;
	enum err e = area_squadrons(x->c, x->rest.id, x->rest.n, &squadrons);

	if (e)
		return e;
	if (!squadrons.n)
		return tell(x, "所涉辖区没有中队"), E_OK;
	if ((e = plan_template_of(x->c, row_text(x->w, weather_warning_hazard).p, row_text(x->w, weather_warning_level).p, &t)))
		return e;
	if (!t)
		return tell(x, "此灾种和级别没有预案模板"), E_OK;
	p->unit = area_unit(&squadrons);
	row_set_int(p, plan_template, t->id);
	row_set_int(p, plan_warning, x->w->id);
	row_set_text(p, plan_why, grounds(x, row_bool(x->w, weather_warning_late) ? "该预警迟到。同一辖区同一灾种有多条预警的，以最近一级发布单位的最新一条为准。"
	    : "同一辖区同一灾种有多条预警的，以最近一级发布单位的最新一条为准。"));
	row_set_int(p, plan_begins_at, x->c->now_ms);
	row_set_int(p, plan_ends_at, row_time(x->w, weather_warning_to_at));
	for (int i = 0; i < x->rest.n && i < AREA_DISTRICTS; i++)
		row_add_part(p, 0)->value[plan_district_district] = (struct value){ .kind = V_INT, .i = x->rest.id[i] };
	for (int i = 0; i < squadrons.n; i++)
		row_add_part(p, 1)->value[plan_squadron_unit] = (struct value){ .kind = V_INT, .i = squadrons.id[i] };
	p->parts_given = true;
	tell(x, "已提出预案");
	return record_create_as_system(x->c, p);
}

static enum err
note(struct weighing *x)
{
	struct row *change = row_new(x->c->arena, &weather_warning_record), *after;
	bool was = x->c->as_system;
	enum err e;

	row_set_text(change, weather_warning_told, x->told.n ? x->told : S("无需处理"));
	x->c->as_system = true;
	e = record_patch(x->c, &weather_warning_record, x->w->id, 0, change, 1ull << weather_warning_told, &after);
	x->c->as_system = was;
	return e;
}

static enum err
standing_plans(struct call *c, struct slice hazard, struct ids *ret)
{
	return all_ids(c, "SELECT id FROM plan WHERE cause = 'weather' AND hazard = ?1 AND state IN ('proposed', 'approved', 'running') ORDER BY id",
	    ARGS(FIRST_TEXT(hazard)), ret);
}

enum err
weigh(struct call *c, const struct row *w)
{
	struct weighing x = { .c = c, .w = w };
	struct ids plans;
	enum err e = find_governed(&x);

	if (e)
		return e;
	if (!x.governed.n)
		tell(&x, "所涉辖区已有更近一级或更新的同类预警，以该预警为准");
	if ((e = standing_plans(c, row_text(w, weather_warning_hazard), &plans)))
		return e;
	for (int i = 0; i < plans.n && !e; i++)
		e = against(&x, plans.id[i]);
	if (!e && x.rest.n)
		e = propose_plan(&x);
	return e ? e : note(&x);
}

/* ---- the end of one ---- */

struct instead {
	int64_t by;			/* what governs every district of the plan from now on; 0: nothing, or not one and the same */
	bool any;			/* something governs some of them */
};

static enum err
find_instead(struct call *c, const struct row *w, const struct ids *d, struct instead *ret)
{
	int64_t by;
	enum err e = E_OK;

	*ret = (struct instead){ 0 };
	for (int i = 0; i < d->n && !e; i++) {
		if ((e = governing(c, d->id[i], row_text(w, weather_warning_hazard), w->id, &by)))
			return e;
		ret->any |= by > 0;
		ret->by = i && by != ret->by ? 0 : by;
	}
	return e;
}

static enum err
spoken(struct weighing *x, int64_t plan, bool *ret)
{
	int64_t open;
	enum err e = first_id(x->c, "SELECT id FROM plan_change WHERE plan = ?1 AND state = 'proposed' AND (warning <> ?2 OR kind = 'stand_down') LIMIT 1",
	    ARGS(FIRST_INT(plan), FIRST_INT(x->w->id)), &open);

	*ret = open > 0;
	return e;
}

/* A plan that began on this warning, or on one before it: where nothing is warned of any more, it is proposed to end. */
static enum err
end_running(struct weighing *x, const struct row *plan)
{
	struct instead i;
	struct ids d;
	struct row *w2;
	bool open;
	enum err e = spoken(x, plan->id, &open);

	if (e || open || (e = plan_districts(x->c, plan->id, &d)) || (e = find_instead(x->c, x->w, &d, &i)))
		return e;
	if (!i.any)
		return propose_change(x, plan, "stand_down", NULL, grounds(x, "该预警已解除、被取代或到期，辖区内没有同类预警，建议解除本预案。"));
	if (row_ref(plan, plan_warning) != x->w->id)
		return E_OK;
	if (!i.by)
		return propose_change(x, plan, "stand_down", NULL, grounds(x, "该预警已解除、被取代或到期，仅部分辖区仍有同类预警，请决定是否解除本预案。"));
	if ((e = record_load(x->c, &weather_warning_record, i.by, &w2)))
		return e;
	x->w = w2;			/* the sender farther off governs from now on */
	return change_running(x, plan);
}

static enum err
end_one(struct weighing *x, int64_t id)
{
	struct row *plan;
	enum err e = record_load(x->c, &plan_record, id, &plan);

	if (e)
		return e;
	if (plan->state == plan_is_proposed)
		return row_ref(plan, plan_warning) == x->w->id ? lapse(x, id, "所据预警已解除或到期") : E_OK;
	return end_running(x, plan);
}

enum err
weigh_end(struct call *c, const struct row *w)
{
	struct ids plans;
	enum err e = all_ids(c, "SELECT p.id FROM plan p WHERE p.cause = 'weather' AND p.hazard = ?1 AND p.state IN ('proposed', 'approved', 'running') AND (p.warning = ?2"
	    " OR EXISTS (SELECT 1 FROM plan_district a JOIN weather_warning_district b ON b.district = a.district WHERE a.parent = p.id AND b.parent = ?2)) ORDER BY p.id",
	    ARGS(FIRST_TEXT(row_text(w, weather_warning_hazard)), FIRST_INT(w->id)), &plans);

	for (int i = 0; i < plans.n && !e; i++) {
		struct weighing x = { .c = c, .w = w };
		e = end_one(&x, plans.id[i]);
	}
	return e;
}
