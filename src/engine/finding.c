/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/call.h"
#include "engine/finding.h"
#include "engine/row.h"

static guard_fn finding_may_answer, finding_rechecked, finding_vanished;
static effect_fn finding_clock, finding_stop;

/* The role that answers for it, in that unit; its leaders and supervisors too. */
static enum err
finding_may_answer(struct call *c, const struct row *f)
{
	if (may(c, role_named(row_text(f, finding_owner)) | R_leader | R_supervisor, f->unit))
		return E_OK;
	return refuse(c, E_FORBIDDEN, f->rec, finding_owner);
}

/* Closing is a re-check: the rule itself must no longer find it. */
static enum err
finding_rechecked(struct call *c, const struct row *f)
{
	if (row_bool(f, finding_offending))
		return refuse_text(c, E_GUARD, "offending", "规则复查仍存在该问题", "The rule still finds it");
	return E_OK;
}

static enum err
finding_vanished(struct call *c, const struct row *f)
{
	return c->who->person == 0 ? E_OK : refuse(c, E_FORBIDDEN, f->rec, -1);
}

/* The clock goes on: neither acknowledging nor sending back gives more time. */
static enum err
finding_clock(struct call *c, struct row *f)
{
	f->due_from = f->created_at ? f->created_at : c->now_ms;
	f->due_at = row_time(f, finding_answer_by);
	f->due_term = f->due_why = (struct slice){ NULL, 0 };
	return E_OK;
}

/* Answered: what remains is the re-check of the supervisor. */
static enum err
finding_stop(struct call *c, struct row *f)
{
	f->due_from = f->due_at = 0;
	f->due_term = f->due_why = (struct slice){ NULL, 0 };
	return E_OK;
}

#define NAME finding
#define DEF "engine/finding.def"
#include "engine/define.h"
