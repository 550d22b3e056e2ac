/* SPDX-License-Identifier: Apache-2.0 */
/* travel.h - the same plate at two places sooner than anything drives: one of the two plates may be a copy.
 *
 * Shape      a bounded table of where each plate was last seen (TRAVEL_SLOTS, four ways, the oldest gives way); a slot keeps two
 *            sightings, so that a passage sent again after a fault meets the one before it and not itself.
 * Careful    most of what looks like this is dirty data. Both reads must be whole, of a good form, of a named class, trusted by
 *            the device, not late and not by a clock known to be wrong; a plate raises at most once a day; a device, a
 *            pair of tollgates and the whole city have brakes (brake.h), whose refusals are counted.
 * Threads    any; a lock for each part of the table.
 * Cost       about 60 ns a passage.
 */
#ifndef MATCH_TRAVEL_H
#define MATCH_TRAVEL_H
#include "match/places.h"
#include "store/passage.h"

#define TRAVEL_SLOTS ((size_t)1 << 20)	/* 32 bytes each */
struct travel_limits {
	int64_t max_kmh, least_m, skew_s, window_min, reliability;
};
struct travel_found {
	uint32_t tollgate;		/* the other place */
	int64_t at_ms;
	int32_t kmh, metres;		/* kmh with the clocks' error added to the time; TRAVEL_KMH_MAX: no time at all */
};
#define TRAVEL_KMH_MAX 99999
struct travel;
struct travel *travel_new(size_t slots);	/* a power of two */
void travel_free(struct travel *t);
/* It will be checked some passages later: its place is fetched meanwhile. */
void travel_expect(const struct travel *t, const struct passage *p);
/* Notes the passage; true: it cannot be where the plate was seen before. */
bool travel_check(struct travel *t, const struct travel_limits *l, const struct places *places, const struct passage *p,
    struct travel_found *ret);
#endif
