/* SPDX-License-Identifier: Apache-2.0 */
/* shown.h - what the live picture showed, from when until when: the same rows are the picture of now and of any past moment.
 *
 *   page: SHOW(open) SHOW_FIELD(place)          event_write ──► span ends, next begins        in the transaction of the change
 *
 *   id | record   row  state     at     until   title, fields
 *    1 | incident  7   open      10:00  10:04   伤人事故 · 柳泉路     {"place":[..],"priority":1}
 *    2 | incident  7   ordered   10:04  10:31   ..
 *    3 | incident  7   closed    10:31  10:31   the end: a span without length, so that a change is always a row
 *
 * Why        the event log is kept for a week and holds no values; the audit holds values, sealed and by row, and is not made to be asked
 *            "what stood open at 3 o'clock". A span answers that with two ranges of an index, and one source for now and then means that a
 *            replay cannot show what nobody was shown.
 * Shape      at most one span of a row is open (until = SHOWN_NOW). A change of a field that is not shown makes no span.
 * Units      ms UTC; until is exclusive.
 * PII        never: only TITLE fields and SHOW_FIELDs, which may not be PII (shown_check).
 * Cost       two statements a change of a page that is shown; shown_at: the spans that began within a day before, and those that lasted
 *            longer than a day (an index of their own).
 */
#ifndef ENGINE_SHOWN_H
#define ENGINE_SHOWN_H
#include "engine/call.h"
#include "engine/row.h"

#define SHOWN_NOW INT64_MAX
struct shown {
	const struct record *rec;
	int64_t row, unit, at_ms, until_ms;
	int state;
	struct slice verb, title, fields;	/* fields: members of a JSON object, "" or ",\"place\":[..]" */
	const int64_t *share;			/* SCOPE_SHARED: units that take part (today's, also for a moment long ago) */
	int nshare;
};
struct shown_list {
	struct shown *row;
	size_t n;
	bool more;				/* cut off at the limit */
	int64_t next_ms;			/* shown_between: whole up to here, and goes on from here */
};
enum err shown_write(struct call *c, const char *verb, const struct row *after) must_check;	/* inside a job; event_write does it */
/* What was shown at that moment; SHOWN_NOW: what is. By record and row. */
enum err shown_at(const struct engine *e, struct conn *c, int64_t at_ms, struct arena *a, struct shown_list *ret) must_check;
/* Changes with from < at <= to in their order, about limit of them: an instant is told whole or not yet. record NULL: of all. */
enum err shown_between(const struct engine *e, struct conn *c, const struct record *rec, int64_t from_ms, int64_t to_ms, int limit, struct arena *a,
    struct shown_list *ret) must_check;
/* At the start of a server: rows of a store that is older than its page's SHOW get their span. */
enum err shown_catch_up(struct engine *e) must_check;
enum err shown_prune(struct engine *e, int64_t before_ms) must_check;	/* spans that ended before */
bool shown_in(const struct record *rec, int state);
const char *shown_ddl(enum db_kind k);
#endif
