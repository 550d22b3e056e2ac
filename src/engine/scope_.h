/* SPDX-License-Identifier: Apache-2.0 */
/* scope_.h - which rows of a record a call may see, as SQL.
 *
 * Shape      a boolean expression over the row `alias`: "t.unit IN (1,2,3)", "1=1", "1=0". No parameters:
 *            only integers of the engine's own go into the text.
 * Errors     none; a call without a fitting grant gets "1=0". The system (who->person == 0) sees all.
 */
#ifndef ENGINE_SCOPE__H
#define ENGINE_SCOPE__H
#include "base/buf.h"
#include "engine/call.h"

/* roles: those that may do it, e.g. rec->can_read. alias "" names the columns bare. */
void scope_sql(struct call *c, const struct record *rec, unsigned roles, const char *alias, struct buf *out);
/* The rows whose personal data the call may see: a reason was given and a grant with persons covers the unit. */
void scope_persons_sql(struct call *c, const struct record *rec, unsigned roles, const char *alias, struct buf *out);

struct cover {			/* units that grants of some roles reach now */
	bool all;		/* a grant stands on the root */
	bool any;		/* at least one grant is in force */
	int64_t *unit;
	size_t n;
};
void scope_cover(struct call *c, unsigned roles, bool persons, struct cover *ret);	/* persons: only grants that cover them */
#endif
