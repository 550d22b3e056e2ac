/* SPDX-License-Identifier: Apache-2.0 */
/* raise.h - from a passage that met something to an alarm on the desks of those ahead.
 *
 * Once       an alarm is one for each ground (entry, list, registry category, rule) and vehicle while it is open; further
 *            passages are its sightings. The same ground and passage twice is once, also after a crash.
 * Told       the unit of the tollgate, the unit that asked for the entry, and the nearest units (checkpoint_rule ahead_m,
 *            ahead_units), at once, and again from each further tollgate. An entry of restricted knowledge: the unit that
 *            asked for it alone, which then owns the alarm.
 * Misread    share of wrong reads among the device's alarms that people looked at, weighed with a prior, then multiplied as
 *            odds by what this read shows: reliability, colour against entry or registry.
 * Cost       one to three milliseconds a new alarm inside a job; many in one job.
 */
#ifndef MATCH_RAISE_H
#define MATCH_RAISE_H
#include "engine/record.h"
#include "match/watch.h"

enum raise_rule { RAISE_NONE, RAISE_TRAVEL, RAISE_CONFLICT };
struct raise {				/* of static size: lies in queues */
	struct watch_item item;		/* rule RAISE_NONE */
	enum raise_rule rule;
	struct passage p;
	int64_t passage;		/* passage_id */
	uint32_t row;			/* its place in the batch */
	struct {			/* RAISE_TRAVEL: the other place */
		uint32_t tollgate;
		int32_t kmh, metres;
		int64_t at_ms;
	} travel;
	const char *conflict;		/* RAISE_CONFLICT: what does not fit, "中文|English", static */
};
enum err alarm_raise(struct call *c, const struct raise *r, bool *ret_new) must_check;	/* inside a job, as the system */
enum err alarm_share(struct call *c, const struct row *alarm, int64_t unit) must_check;	/* with all its sightings */

/* How likely the read is wrong, in thousandths; *why says of what it is made. Pure but for the two counts. */
struct misread {
	int64_t looked, wrong;		/* alarms of the device that people looked at */
	int64_t prior;			/* thousandths */
	uint8_t reliability;
	int colour;			/* 1 fits, -1 does not, 0 not known */
};
int misread_chance(const struct misread *m);
#endif
