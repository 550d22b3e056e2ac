/* SPDX-License-Identifier: Apache-2.0 */
/* due.c - what happens by the clock: fines that were not paid fall due, hearing periods end; and points are cleared when the last fine beside them is paid. */
#include "cases/case_steps_.h"
#include "cases/cases.h"
#include "cases/full_score.h"
#include "cases/on_site.h"
#include "cases/violation_case.h"
#include "engine/ripe.h"
#include "engine/timer.h"
#include "paper/paper.h"

static enum err
due_tick(struct engine *e, void *ctx)
{
	static const struct ripe all[] = {
		{ &violation_case_record, "fall_due", "due_at", "state = 'served'", "期限届满" },
		{ &violation_case_record, "lapse", "due_at", "state = 'told' AND due_term = 'hearing_apply'", "期限届满" },
		{ &full_score_record, "clear", "passed_at", "state = 'passed' AND NOT EXISTS (SELECT 1 FROM full_score_case l JOIN violation_case v ON v.id = l.violation_case"
		    " WHERE l.full_score = full_score.id AND l.state = 'counted' AND v.fine > 0 AND v.state NOT IN ('paid', 'closed', 'cancelled'))", "考试合格且罚款已缴纳" },
	};
	enum err err = E_OK;
	int64_t fired;

	(void)ctx;
	for (size_t i = 0; i < N_ELEMS(all) && !err; i++)
		err = ripe_fire(e, &all[i], &fired);
	return err;
}

enum err
cases_timers(struct engine *e)
{
	enum err err = timer_add(e, "cases.due", 10000, due_tick, NULL);

	paper_on_noted(case_document_noted);
	return err ? err : timer_add(e, "cases.clips", 30000, on_site_tick, NULL);
}
