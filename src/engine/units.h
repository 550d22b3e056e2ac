/* SPDX-License-Identifier: Apache-2.0 */
/* units.h - the tree of units in memory: who lies below whom.
 *
 * Shape   an immutable generation, numbered in preorder; swapped when a unit changes. Thread-safe.
 * Cost    units_within: two hash probes and two comparisons.
 * Source  table unit (columns id, parent, name), whose page stands in people/.
 */
#ifndef ENGINE_UNITS_H
#define ENGINE_UNITS_H
#include "base/arena.h"
#include "store/db.h"

enum err units_load(struct conn *c) must_check;
bool units_within(int64_t unit, int64_t top);		/* unit is top or below it */
bool units_known(int64_t unit);
int64_t units_root(void);				/* 0: no unit yet */
int64_t units_parent(int64_t unit);			/* 0: root or unknown */
struct slice units_name(int64_t unit, struct arena *a);	/* copied into the arena; absent when unknown */
size_t units_below(int64_t top, struct arena *a, int64_t **ret);	/* top and all below, in preorder */
size_t units_count(void);
#endif
