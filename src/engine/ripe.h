/* SPDX-License-Identifier: Apache-2.0 */
/* ripe.h - rows whose time has come: found in the order in which they ripened, and a step is fired on each by the system.
 *
 * Shape      one pass over what is ripe now, in chunks of RIPE_CHUNK, each chunk one transaction; the pass goes on behind the last row it
 *            read, so rows whose step is refused are passed by and asked again by the next pass: they never keep one busy.
 * Errors     of single rows: refused by their guards, left as they are. The store's own end the pass.
 * Cost       an index over `by` makes a pass read what is ripe and nothing else.
 */
#ifndef ENGINE_RIPE_H
#define ENGINE_RIPE_H
#include "engine/engine.h"

#define RIPE_CHUNK 500
struct ripe {
	const struct record *rec;
	const char *verb;
	const char *by;			/* column of the instant from which a row is ripe: "due_at" */
	const char *where;		/* which rows: "state = 'served'" */
	const char *why;		/* reason of the audit rows */
};
/* Fires on rows with `by` <= now. Not inside a job; ret_fired: rows whose step was taken. */
enum err ripe_fire(struct engine *e, const struct ripe *r, int64_t *ret_fired) must_check;
#endif
