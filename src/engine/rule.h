/* SPDX-License-Identifier: Apache-2.0 */
/* rule.h - what a rule found, and what becomes of it: findings, or what the folder that owns the rule makes of it.
 *
 * Shape   a RULE opens findings. A RULE_TO(act, ...) names a struct rule_act instead: its SQL yields three figures more (measured,
 *         bound, since), it may name figures of its own as :name, and the act is given every row that came.
 */
#ifndef ENGINE_RULE_H
#define ENGINE_RULE_H
#include "engine/engine.h"
#include "engine/row.h"

struct offence {		/* a row that must not be */
	int64_t row, unit;
	struct slice note;
	int64_t measured, bound, since_ms;	/* of a RULE_TO: reaching the bound is what must not be; below it the row is not well yet */
};
struct offences {
	struct offence *item;
	size_t n;
	bool cut;		/* there were more than were read: nothing is let go */
};
struct rule_act {
	/* The figure :name of the SQL: V_INT, or V_TEXT for a day; E_NOT_FOUND: none is in force, the rule rests. */
	enum err (*figure)(struct call *c, const char *name, struct value *ret);
	/* Not inside a job; ret_open: how many it found that last. */
	enum err (*settle)(struct engine *e, const struct rule *r, struct offences *o, int64_t *ret_open);
};

struct finding_source {		/* who found it */
	const char *rule, *record, *owner, *source;
	struct slice what, what_en;
	int64_t due_s;		/* 0: by the TERM of the page */
	bool cut;		/* as offences.cut */
};
/* Brings the findings of one source in line with what it found now, which is sorted here by row: opens new ones, lets
 * those go that are gone, sends back what was called rectified and is not. Not inside a job. */
enum err findings_settle(struct engine *e, const struct finding_source *f, struct offence *o, size_t n, int64_t *ret_open) must_check;
const char *role_name_of(unsigned role);	/* the first of the mask: who owns what a rule finds */
#endif
