/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/campaign.h"

#include <string.h>

#include "cases/law.h"
#include "engine/guard.h"
#include "engine/record.h"

static enum err
campaign_check(struct call *c, struct row *r)
{
	struct slice from = row_text(r, campaign_from_day), to = row_text(r, campaign_to_day);

	return from.n && to.n && memcmp(to.p, from.p, 10) < 0 ?
	    refuse_text(c, E_BAD_VALUE, "to_day", "结束日不能早于起始日", "it cannot end before it begins") : E_OK;
}

/* What was done on each joint action is told before the whole is closed. */
static enum err
campaign_actions_told(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM joint_action WHERE campaign = ?1 AND state IN ('planned', 'held') LIMIT 1", (struct first_arg[]){ FIRST_INT(r->id) }, 1, &id);

	return e || !id ? e : refuse_text(c, E_GUARD, "outcome", "尚有统一行动未报告结果", "a joint action has not been told of yet");
}

#define NAME campaign
#define DEF "cases/campaign.def"
#include "engine/define.h"
