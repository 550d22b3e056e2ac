/* SPDX-License-Identifier: Apache-2.0 */
/* take.h - a feed becomes warnings: known ones are recognised, others' telling of the same is joined, newer ones supersede, cancellations end.
 *
 *   item ─ fault? ─ concerns a district? ─ known id? ─ cancels? ─ same sender, hazard, level, time? ─► new row: in force, late, or over already
 *
 * Rules      the same warning by two sources: same sender (without its province and city), hazard and level, issued within `same_min`.
 *            An older one that comes late never replaces a newer one of its sender. Without an end it holds `warning_life_h`.
 * Errors     of single items: counted, the others go on. The store's own end it.
 */
#ifndef PLAN_TAKE_H
#define PLAN_TAKE_H
#include "base/buf.h"
#include "engine/engine.h"
#include "plan/feed.h"

struct taken {
	int items, added, joined, repeated, cancelled, foreign, late, refused;
	int fault[FEED_FAULTS];
};
enum err warnings_take(struct call *c, const struct feed *f, struct taken *ret) must_check;	/* in a job */
/* Reads and takes; E_BAD_BODY, E_TOO_LARGE, E_FULL: nothing was taken. */
enum err warnings_import(struct engine *e, struct slice text, const char *why, struct taken *ret) must_check;
void taken_json(const struct taken *t, struct buf *b);		/* members, without the braces */
#endif
