/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/plan_announcement.h"

#include "org/notice.h"
#include "plan/plans_.h"

#define ARGS(...) (struct first_arg[]){ __VA_ARGS__ }, (int)N_ELEMS(((struct first_arg[]){ __VA_ARGS__ }))

static enum err
announcement_check(struct call *c, struct row *r)
{
	return !r->id || r->state == plan_announcement_is_drafted ? E_OK :
	    refuse_text(c, E_NO_STEP, NULL, "已发布的通告不得修改，须另发", "what was published is not rewritten: publish another");
}

/* The squadrons see what was told to them; whoever commands the plan tells it. */
static enum err
announcement_commands(struct call *c, const struct row *r)
{
	return may(c, R_dispatcher | R_leader, r->unit) ? E_OK : refuse_text(c, E_FORBIDDEN, NULL, "由预案的指挥单位办理", "the commanding unit does this");
}

/* Each squadron of the plan gets a receipt with the template's time to sign. */
static enum err
to_units(struct call *c, struct row *draft)
{
	struct row *n = row_new(c->arena, &notice_record), *after;
	struct ids to;
	enum err e = all_ids(c, "SELECT unit FROM plan_squadron WHERE parent = ?1 ORDER BY pos", ARGS(FIRST_INT(row_ref(draft, plan_announcement_plan))), &to);

	if (e)
		return e;
	n->unit = draft->unit;
	row_set_text(n, notice_subject, row_text(draft, plan_announcement_subject));
	row_set_text(n, notice_kind, S("order"));
	row_set_int(n, notice_urgent, true);
	row_set_text(n, notice_body, row_text(draft, plan_announcement_body));
	if (!row_empty(draft, plan_announcement_sign_min))
		row_set_int(n, notice_sign_min, row_int(draft, plan_announcement_sign_min));
	for (int i = 0; i < to.n; i++)
		row_add_part(n, 0)->value[notice_to_unit] = (struct value){ .kind = V_INT, .i = to.id[i] };
	n->parts_given = true;
	if ((e = record_create_as_system(c, n)) || (e = record_fire_as_system(c, &notice_record, n->id, "publish", &after)))
		return e;
	row_set_int(draft, plan_announcement_notice, n->id);
	for (int i = 0; i < to.n && !e; i++)
		e = record_share(c, draft, to.id[i]);
	return e;
}

static enum err
announcement_publish(struct call *c, struct row *draft)
{
	enum err e;

	if (row_is(draft, plan_announcement_audience, "public") && row_empty(draft, plan_announcement_channels))
		return refuse(c, E_MISSING, draft->rec, plan_announcement_channels);
	if (row_is(draft, plan_announcement_audience, "units") && (e = to_units(c, draft)))
		return e;
	if (c->who->person)
		row_set_int(draft, plan_announcement_published_by, c->who->person);
	row_set_int(draft, plan_announcement_published_at, c->now_ms);
	return E_OK;
}

#define NAME plan_announcement
#define DEF "plan/plan_announcement.def"
#include "engine/define.h"
