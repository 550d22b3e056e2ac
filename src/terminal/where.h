/* SPDX-License-Identifier: Apache-2.0 */
/* where.h - where everything that moves was last seen: in memory, fed by the terminals and by officers' phones after their
 * positions are on disk; read by recommendation, interception, the live picture.
 *
 * Shape      one fix for each vehicle (its terminal) and each person (the phone); an older fix never replaces a newer one.
 * Units      degrees x 10^7 WGS-84, ms UTC, km/h x 10, degrees from north.
 * Cost       where_put and where_get a hash look-up under a short lock, some 100 ns; where_all a copy.
 */
#ifndef TERMINAL_WHERE_H
#define TERMINAL_WHERE_H
#include "base/geo.h"

enum where_kind { WHERE_VEHICLE, WHERE_PERSON };
struct where_fix {
	enum where_kind kind;
	int64_t id, unit;		/* fleet_vehicle or person; whose it is */
	int64_t at_ms, received_ms;	/* by its own clock; by ours */
	struct point at;
	uint16_t speed_kmh10, course;
	uint32_t alarm, status;		/* bits of JT/T 808 0x0200; 0 from a phone, but for bit 0 of alarm: SOS */
};
void where_put(const struct where_fix *f);
bool where_get(enum where_kind kind, int64_t id, struct where_fix *ret) must_check;
size_t where_all(struct where_fix *ret, size_t max);	/* returns how many there are, which may be more than max */
void where_stop(void);
#endif
