/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/video_round.h"

#include "base/clock.h"
#include "duty/video_look.h"
#include "duty/video_plan.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"

static void
name_round(struct call *c, struct row *r, const struct row *plan)
{
	char at[TIME_TEXT_MAX];

	row_set_text(r, video_round_subject, arena_printf(c->arena, "%.*s %.*s", (int)row_text(plan, video_plan_name).n, row_text(plan, video_plan_name).p,
	    (int)time_print_local(c->now_ms, at), at));
}

/* A browser that was lost leaves its round running: the next one of the same person ends it. */
static enum err
end_older(struct call *c)
{
	struct row *after;
	int64_t old;
	enum err e = first_id(c, "SELECT id FROM video_round WHERE person = ?1 AND state = 'running'", (struct first_arg[]){ FIRST_INT(c->who->person) }, 1, &old);

	return e || !old ? e : record_fire_as_system(c, &video_round_record, old, "lapse", &after);
}

static enum err
video_round_check(struct call *c, struct row *r)
{
	struct video_shift shift;
	struct row *plan;
	enum err e = record_load(c, &video_plan_record, row_ref(r, video_round_plan), &plan);

	if (e)
		return e;
	if (plan->state != video_plan_is_in_force)
		return refuse_text(c, E_GUARD, "plan", "计划未在执行", "the plan is not in force");
	if (!video_plan_shift_at(plan, c->now_ms, &shift))
		return refuse_text(c, E_GUARD, "plan", "现在不在该计划的班次内", "the plan has no shift now");
	r->unit = plan->unit;
	row_set_int(r, video_round_person, c->who->person);
	row_set_int(r, video_round_shift_from, shift.from_ms);
	row_set_int(r, video_round_shift_to, shift.to_ms);
	name_round(c, r, plan);
	return end_older(c);
}

static enum err
count_looks(struct call *c, struct row *draft)
{
	static const int field[] = { video_round_looks, video_round_counted, video_round_found, video_round_dead, video_round_seconds };
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT count(*), coalesce(sum(CASE WHEN counts = 1 THEN 1 ELSE 0 END), 0),"
	    " coalesce(sum(CASE WHEN result = 'finding' THEN 1 ELSE 0 END), 0),"
	    " coalesce(sum(CASE WHEN result = 'dead' THEN 1 ELSE 0 END), 0), coalesce(sum(seconds), 0) FROM video_look WHERE round = ?1");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, draft->id);
	if ((e = sql_step(st)))
		return refuse(c, e, NULL, -1);
	for (int i = 0; i < (int)N_ELEMS(field); i++)
		row_set_int(draft, field[i], col_int(st, i));
	return E_OK;
}

static enum err
video_round_end(struct call *c, struct row *draft)
{
	enum err e = video_look_lapse(c, row_ref(draft, video_round_person));

	if (e)
		return e;
	row_set_int(draft, video_round_ended_at, c->now_ms);
	return count_looks(c, draft);
}

#define NAME video_round
#define DEF "duty/video_round.def"
#include "engine/define.h"
