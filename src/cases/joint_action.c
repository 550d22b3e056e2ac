/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/joint_action.h"

#include "cases/campaign.h"
#include "engine/guard.h"
#include "engine/record.h"

static enum err
joint_action_check(struct call *c, struct row *r)
{
	struct row *campaign;
	enum err e;

	if (row_time(r, joint_action_ends_at) <= row_time(r, joint_action_starts_at))
		return refuse_text(c, E_BAD_VALUE, "ends_at", "结束须晚于开始", "it must end after it begins");
	if (r->id && r->state == joint_action_is_told)
		return refuse_text(c, E_GUARD, "state", "已报告的行动不得修改", "what was told of is not changed");
	if (r->id)
		return E_OK;
	if ((e = record_load(c, &campaign_record, row_ref(r, joint_action_campaign), &campaign)))
		return e;
	return campaign->state == campaign_is_planned || campaign->state == campaign_is_running ? E_OK :
	    refuse_text(c, E_GUARD, "campaign", "专项整治已结束", "the campaign is over");
}

static enum err
joint_action_begun(struct call *c, const struct row *r)
{
	return c->now_ms >= row_time(r, joint_action_starts_at) ? E_OK : refuse_text(c, E_GUARD, "starts_at", "行动尚未开始", "it has not begun");
}

static enum err
joint_action_over(struct call *c, const struct row *r)
{
	return c->now_ms >= row_time(r, joint_action_ends_at) ? E_OK : refuse_text(c, E_GUARD, "ends_at", "行动尚未结束", "it is not over");
}

#define NAME joint_action
#define DEF "cases/joint_action.def"
#include "engine/define.h"
