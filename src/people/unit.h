/* SPDX-License-Identifier: Apache-2.0 */
/* unit.h - the page of units: who lies below whom.
 *
 * Invariant  one tree: a single topmost unit, no cycle, at most UNIT_DEPTH levels, a unit below one
 *            of a higher kind. Checked in the transaction, after taking the lock of the tree.
 */
#ifndef PEOPLE_UNIT_H
#define PEOPLE_UNIT_H
#include "engine/schema.h"
#define NAME unit
#define DEF "people/unit.def"
#include "engine/declare.h"

#define UNIT_DEPTH 6
#endif
