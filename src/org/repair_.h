/* SPDX-License-Identifier: Apache-2.0 */
/* repair_.h - how repair orders follow what the fault rules find. Private to org/.
 *
 *   rows of a rule ──► one a device, worst first ──┬─ of a unit most of whose devices fail: one order for the common cause
 *   open orders ─────► covered already? ───────────┼─ else one each, so many an hour; what must wait is a finding of its unit
 *                                                  └─ orders whose device is well again, or ill again, note it
 */
#ifndef ORG_REPAIR__H
#define ORG_REPAIR__H
#include "engine/rule.h"

/* ---- what the sign says (repair_words.c) ---- */
struct repair_words {
	struct slice zh, en;
};
struct repair_words repair_words(struct arena *a, const struct offence *o);
struct repair_words repair_words_common(struct arena *a, const struct offence *o, struct slice unit, int64_t devices);

/* ---- a common cause (repair_flood.c) ---- */
struct flood_unit {
	int64_t unit, devices, sick;	/* of the unit itself, those below not counted */
	int64_t common;			/* the highest unit above it most of whose devices fail; 0: none */
};
struct flood {
	struct flood_unit *unit;	/* sorted by unit */
	size_t n;
	int64_t least, permille;
};
/* Devices in service by unit, and how many of them the rows name. */
enum err flood_read(struct call *c, const struct offences *o, struct flood *ret) must_check;
int64_t flood_common(const struct flood *f, int64_t unit);	/* 0: no common cause */
int64_t flood_sick(const struct flood *f, int64_t top);
/* Fewer than half of what makes a common cause. */
bool flood_over(const struct flood *f, int64_t top);
#endif
