/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/joint_task.h"

#include "dispatch/joint_invitation.h"
#include "dispatch/joint_operation.h"
#include "dispatch/joint_roles.h"
#include "engine/record.h"

static enum err
operation_of(struct call *c, const struct row *r, struct row **ret)
{
	return record_load(c, &joint_operation_record, row_ref(r, joint_task_operation), ret);
}

/* The task of a unit that takes part; of a service it is the asking unit that keeps its account. */
static enum err
set_doer(struct call *c, struct row *r, const struct row *operation)
{
	struct row *invitation;
	enum err e;

	row_set_int(r, joint_task_doer, operation->unit);
	if (row_empty(r, joint_task_invitation))
		return E_OK;
	if ((e = record_load(c, &joint_invitation_record, row_ref(r, joint_task_invitation), &invitation)))
		return e;
	if (row_ref(invitation, joint_invitation_operation) != operation->id)
		return refuse_text(c, E_BAD_VALUE, "invitation", "不是本次协同的邀请", "is not of this operation");
	if (invitation->state != joint_invitation_is_accepted)
		return refuse_text(c, E_GUARD, "invitation", "对方尚未接受邀请", "it has not accepted the invitation");
	row_set_int(r, joint_task_doer, joint_invitation_doer(invitation));
	return E_OK;
}

/* The asking unit gives tasks to all; who takes part may give itself one, so that the others see it. */
static enum err
joint_task_check(struct call *c, struct row *r)
{
	struct row *operation;
	enum err e = operation_of(c, r, &operation);

	if (e || r->id)
		return e;
	if (operation->state != joint_operation_is_running)
		return refuse_text(c, E_GUARD, "operation", "协同不在进行中", "the operation is not running");
	if (row_time(r, joint_task_until_at) <= c->now_ms)
		return refuse_text(c, E_BAD_VALUE, "until_at", "时限须晚于现在", "must be later than now");
	if ((e = set_doer(c, r, operation)))
		return e;
	if (!may(c, JOINT_LEADS, operation->unit) && !may(c, JOINT_LEADS, row_ref(r, joint_task_doer)))
		return refuse_text(c, E_FORBIDDEN, "invitation", "只有发起单位可以给其他单位下达任务", "only the asking unit gives tasks to others");
	return E_OK;
}

static enum err
joint_task_is_ours(struct call *c, const struct row *r)
{
	return may(c, JOINT_HANDS, row_ref(r, joint_task_doer)) ? E_OK :
	    refuse_text(c, E_FORBIDDEN, "doer", "须由承担单位报告", "the unit whose task it is tells of it");
}

static enum err
joint_task_owned(struct call *c, const struct row *r)
{
	struct row *operation;
	enum err e = operation_of(c, r, &operation);

	return e ? e : joint_operation_owner(c, operation);
}

/* From here on its clock is the one that was agreed. */
static enum err
joint_task_accept(struct call *c, struct row *draft)
{
	row_set_int(draft, joint_task_accepted_by, c->who->person);
	row_set_int(draft, joint_task_accepted_at, c->now_ms);
	draft->due_from = c->now_ms;
	draft->due_at = row_time(draft, joint_task_until_at);
	return E_OK;
}

static enum err
joint_task_end(struct call *c, struct row *draft)
{
	row_set_int(draft, joint_task_ended_at, c->now_ms);
	row_set_int(draft, joint_task_late, c->now_ms > row_time(draft, joint_task_until_at));
	return E_OK;
}

#define NAME joint_task
#define DEF "dispatch/joint_task.def"
#include "engine/define.h"
