/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/joint_invitation.h"

#include "dispatch/joint_operation.h"
#include "dispatch/joint_roles.h"
#include "dispatch/partner_service.h"
#include "engine/first.h"
#include "engine/record.h"
#include "engine/units.h"

int64_t
joint_invitation_doer(const struct row *invitation)
{
	return row_empty(invitation, joint_invitation_invited) ? invitation->unit : row_ref(invitation, joint_invitation_invited);
}

static enum err
joint_invitation_check(struct call *c, struct row *r)
{
	struct row *operation, *service;
	struct slice name, who;
	enum err e = record_load(c, &joint_operation_record, row_ref(r, joint_invitation_operation), &operation);

	if (e)
		return e;
	if (row_empty(r, joint_invitation_service)) {
		who = units_name(row_ref(r, joint_invitation_invited), c->arena);
	} else {
		if ((e = record_load(c, &partner_service_record, row_ref(r, joint_invitation_service), &service)))
			return e;
		who = row_text(service, partner_service_name);
	}
	name = row_text(operation, joint_operation_name);
	row_set_text(r, joint_invitation_subject, arena_printf(c->arena, "%.*s → %.*s", (int)name.n, name.p, (int)who.n, who.p));
	return E_OK;
}

static enum err
joint_invitation_is_ours(struct call *c, const struct row *r)
{
	return !row_empty(r, joint_invitation_invited) && may(c, JOINT_LEADS, row_ref(r, joint_invitation_invited)) ? E_OK :
	    refuse_text(c, E_FORBIDDEN, "invited", "须由被邀请单位答复", "the unit that was asked answers");
}

static enum err
of_owner(struct call *c, const struct row *r)
{
	struct row *operation;
	enum err e = record_load(c, &joint_operation_record, row_ref(r, joint_invitation_operation), &operation);

	return e ? e : joint_operation_owner(c, operation);
}

static enum err
joint_invitation_is_of_service(struct call *c, const struct row *r)
{
	if (row_empty(r, joint_invitation_service))
		return refuse_text(c, E_GUARD, "service", "本系统内的单位自行答复", "a unit of this system answers by itself");
	return of_owner(c, r);
}

static enum err
joint_invitation_answered(struct call *c, struct row *draft)
{
	row_set_int(draft, joint_invitation_answered_by, c->who->person);
	row_set_int(draft, joint_invitation_answered_at, c->now_ms);
	return E_OK;
}

static enum err
sight_ends(struct call *c, const struct row *r)
{
	struct row *operation;
	enum err e;

	if (row_empty(r, joint_invitation_invited))
		return E_OK;
	if ((e = record_load(c, &joint_operation_record, row_ref(r, joint_invitation_operation), &operation)))
		return e;
	return record_unshare(c, operation, row_ref(r, joint_invitation_invited));
}

/* Who takes no part needs to see no more (个人信息保护法 6: the least that the purpose needs). */
static enum err
joint_invitation_decline(struct call *c, struct row *draft)
{
	enum err e = joint_invitation_answered(c, draft);

	return e ? e : sight_ends(c, draft);
}

static enum err
joint_invitation_sight_ends(struct call *c, struct row *draft)
{
	return sight_ends(c, draft);
}

static enum err
joint_invitation_may_withdraw(struct call *c, const struct row *r)
{
	int64_t open;
	enum err e = of_owner(c, r);

	if (e || (e = first_id(c, "SELECT id FROM joint_task WHERE invitation = ?1 AND state IN ('issued', 'accepted') LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id) }, 1, &open)))
		return e;
	return open ? refuse_text(c, E_GUARD, "invited", "该单位尚有未结任务，须先撤回", "it has open tasks: withdraw them first") : E_OK;
}

#define NAME joint_invitation
#define DEF "dispatch/joint_invitation.def"
#include "engine/define.h"
