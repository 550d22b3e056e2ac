/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/joint_operation.h"

#include "dispatch/joint_invitation.h"
#include "dispatch/joint_roles.h"
#include "dispatch/joint_task.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"

enum err
joint_operation_owner(struct call *c, const struct row *operation)
{
	return may(c, JOINT_LEADS, operation->unit) ? E_OK :
	    refuse_text(c, E_FORBIDDEN, "operation", "须由发起单位决定", "the unit that asked for it decides");
}

static enum err
joint_operation_owned(struct call *c, const struct row *r)
{
	return joint_operation_owner(c, r);
}

static enum err
check_invite(struct call *c, const struct row *r, int i)
{
	const struct value *v = r->part_row[i].value;
	bool unit = v[joint_operation_invite_unit].kind != V_NULL, service = v[joint_operation_invite_service].kind != V_NULL;
	const char *name = arena_printf(c->arena, "invite.%d.unit", i).p;

	if (unit == service)
		return refuse_named(c, E_BAD_VALUE, name, S("须为单位或联动单位之一"), S("is either a unit or a service"));
	if (unit && v[joint_operation_invite_unit].i == r->unit)
		return refuse_named(c, E_BAD_VALUE, name, S("发起单位不必邀请自己"), S("the unit that asks takes part anyway"));
	return E_OK;
}

static enum err
joint_operation_check(struct call *c, struct row *r)
{
	enum err e = joint_operation_owner(c, r);

	if (e)
		return e;
	if (row_time(r, joint_operation_to_at) <= row_time(r, joint_operation_from_at))
		return refuse_text(c, E_BAD_VALUE, "to_at", "结束须晚于开始", "it must end after it begins");
	for (int i = 0; r->parts_given && i < r->npart_row && !e; i++)
		e = check_invite(c, r, i);
	return e;
}

/* ---- asking ---- */

static enum err
with_parts(struct call *c, const struct row *r, struct row **ret)
{
	*ret = row_copy(c->arena, r);
	(*ret)->part_row = NULL;
	(*ret)->npart_row = 0;
	return record_parts(c, *ret);
}

static enum err
joint_operation_asks(struct call *c, const struct row *r)
{
	struct row *whole;
	enum err e = joint_operation_owner(c, r);

	if (e || (e = with_parts(c, r, &whole)))
		return e;
	return whole->npart_row ? E_OK : refuse_text(c, E_GUARD, "invite", "没有邀请对象", "nobody is asked");
}

/* Whoever stands invited, or takes part, or has declined, is not asked again for the same; whose invitation was withdrawn may be. */
static enum err
asked_already(struct call *c, int64_t operation, const struct value *v, bool *ret)
{
	bool unit = v[joint_operation_invite_unit].kind != V_NULL;
	int64_t id, who = v[unit ? joint_operation_invite_unit : joint_operation_invite_service].i;
	enum err e = first_id(c, unit ? "SELECT id FROM joint_invitation WHERE operation = ?1 AND invited = ?2 AND state <> 'withdrawn' LIMIT 1" :
	    "SELECT id FROM joint_invitation WHERE operation = ?1 AND service = ?2 AND state <> 'withdrawn' LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(operation), FIRST_INT(who) }, 2, &id);

	*ret = id != 0;
	return e;
}

static enum err
invite_one(struct call *c, const struct row *operation, const struct value *v)
{
	struct row *r = row_new(c->arena, &joint_invitation_record);
	bool already = false;
	enum err e = asked_already(c, operation->id, v, &already);

	if (e || already)
		return e;
	r->unit = operation->unit;
	row_set_int(r, joint_invitation_operation, operation->id);
	row_set_text(r, joint_invitation_asked, v[joint_operation_invite_asked].s);
	if (v[joint_operation_invite_unit].kind != V_NULL)
		row_set_int(r, joint_invitation_invited, v[joint_operation_invite_unit].i);
	else
		row_set_int(r, joint_invitation_service, v[joint_operation_invite_service].i);
	if ((e = record_create_as_system(c, r)) || v[joint_operation_invite_unit].kind == V_NULL)
		return e;
	return record_share(c, operation, v[joint_operation_invite_unit].i);
}

static enum err
joint_operation_invite(struct call *c, struct row *draft)
{
	struct row *whole;
	enum err e = with_parts(c, draft, &whole);

	if (!e)
		e = record_share(c, draft, draft->unit);	/* whose notes and tasks belong to others' units are seen here too */
	for (int i = 0; i < whole->npart_row && !e; i++)
		e = invite_one(c, draft, whole->part_row[i].value);
	if (!e && row_empty(draft, joint_operation_asked_at))
		row_set_int(draft, joint_operation_asked_at, c->now_ms);
	return e;
}

/* ---- the end ---- */

static enum err
joint_operation_all_told(struct call *c, const struct row *r)
{
	int64_t open;
	enum err e = joint_operation_owner(c, r);

	if (e || (e = first_id(c, "SELECT id FROM joint_task WHERE operation = ?1 AND state IN ('issued', 'accepted') LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id) }, 1, &open)))
		return e;
	return open ? refuse_text(c, E_GUARD, "outcome", "尚有任务未报告结果", "a task has not been told of yet") : E_OK;
}

/* Questions that nobody has answered are withdrawn: their clocks stop, and who never took part has nothing more to see. */
static enum err
withdraw_open(struct call *c, const struct row *r)
{
	struct row *after;
	int64_t id;
	enum err e;

	for (;;) {
		e = first_id(c, "SELECT id FROM joint_invitation WHERE operation = ?1 AND state = 'invited' LIMIT 1",
		    (struct first_arg[]){ FIRST_INT(r->id) }, 1, &id);
		if (e || !id || (e = record_fire_as_system(c, &joint_invitation_record, id, "withdraw", &after)))
			return e;
	}
}

static enum err
joint_operation_end(struct call *c, struct row *draft)
{
	row_set_int(draft, joint_operation_ended_at, c->now_ms);
	return withdraw_open(c, draft);
}

static enum err
joint_operation_call_off(struct call *c, struct row *draft)
{
	struct row *after;
	int64_t id;
	enum err e;

	row_set_int(draft, joint_operation_ended_at, c->now_ms);
	for (;;) {
		e = first_id(c, "SELECT id FROM joint_task WHERE operation = ?1 AND state IN ('issued', 'accepted') LIMIT 1",
		    (struct first_arg[]){ FIRST_INT(draft->id) }, 1, &id);
		if (e)
			return e;
		if (!id)
			return withdraw_open(c, draft);
		if ((e = record_fire_as_system(c, &joint_task_record, id, "withdraw", &after)))
			return e;
	}
}

#define NAME joint_operation
#define DEF "dispatch/joint_operation.def"
#include "engine/define.h"
