/* SPDX-License-Identifier: Apache-2.0 */
/* deadline.h - the clocks of law: a state with a TERM starts one, the legal calendar says when it ends.
 *
 * Shape      columns due_from, due_at, due_term, due_why of the row. Terms are rows of legal_term with validity;
 *            days are rows of calendar_day; both are held in memory and swapped when they change.
 * Source     ../facts/law-open-points.md for the doubts that are fields of legal_term.
 */
#ifndef ENGINE_DEADLINE_H
#define ENGINE_DEADLINE_H
#include "base/calendar.h"
#include "engine/call.h"
#include "engine/row.h"

enum err deadline_load(struct conn *c) must_check;		/* terms and calendar into memory */
void deadline_unload(void);
/* Sets due_* of the draft for its state; from c->now_ms, or the instant the effect put into due_from, by the page's term or the
 * one the effect put into due_term. */
enum err deadline_enter(struct call *c, struct row *draft) must_check;
enum err deadline_reckon(struct call *c, struct slice term, int64_t from_ms, int64_t *ret_due_ms, struct slice *ret_why) must_check;
/* After a holiday is decreed or a term changes: every open clock is reckoned anew; moved ones are audited and announced. */
enum err deadline_recompute(struct engine *e, struct slice why, int64_t *ret_moved) must_check;
/* The same for a decree made known at decreed_ms: clocks that had run out by then stay as they were. */
enum err deadline_recompute_since(struct engine *e, struct slice why, int64_t decreed_ms, int64_t *ret_moved) must_check;
/* CHANGED of calendar_day and legal_term: asks the timers to load and recompute soon. */
void deadline_law_changed(struct call *c, const struct row *r);
enum err deadline_law_refresh(struct engine *e) must_check;	/* timer: loads when something changed, here or on another server */
enum err deadline_tick(struct engine *e) must_check;		/* warnings before, findings after; once a minute */
/* Every TERM of the pages that has no row, or one that is only a quantity: "record.state: code", for check and log. */
void deadline_missing(const struct engine *e, struct buf *b);
/* The term as it stood on that day; a copy in the arena. False: no such version. */
struct legal_term {
	struct slice code, name, law, article;	/* borrowed from the arena */
	struct period period;
	bool quantity;
	bool waits;		/* a party's or a notice's period: its end is no finding */
	int64_t warn_s;
};
/* due_why is "中文|English"; rows of before English was told have the first alone. */
struct slice due_why_zh(struct slice why);
struct slice due_why_en(struct slice why);	/* absent: none was told */
bool deadline_term(struct slice code, int32_t day, struct arena *a, struct legal_term *ret) must_check;

/* POST /api/v1/terms/reckon {"term","from"}: the clock's reckoning shown to people. */
#endif
