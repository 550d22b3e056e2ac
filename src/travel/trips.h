/* SPDX-License-Identifier: Apache-2.0 */
/* trips.h - from passages to trips: which vehicles drove a route from its first tollgate to its last, and how long it took. Pure.
 *
 * Rule       the first tollgate, then tollgates of the route in its order (a camera may miss one), then the last, within most_ms. Seen at the first
 *            again: it sets out anew. Seen at any other tollgate, or at one of the route that it has behind it: it did not drive the route.
 * Shape      rows of one vehicle stand together in the order of time: trips_sort.
 * Cost       one pass over the rows for all routes; a few counters a route.
 */
#ifndef TRAVEL_TRIPS_H
#define TRAVEL_TRIPS_H
#include "store/passage.h"

#define TRIP_GATES_MAX 40
struct trip_route {
	int64_t id;
	uint32_t gate[TRIP_GATES_MAX];
	int ngate;			/* at least 2 */
	int64_t most_ms;
	int64_t from_ms, to_ms;		/* when it may have set out; to exclusive */
};
struct trip_row {
	plate_t plate;
	int64_t at_ms;
	uint32_t gate;
	uint8_t class_code;
};
typedef void trip_fn(void *ctx, size_t route, int64_t start_ms, int64_t ms);
void trips_sort(struct trip_row *row, size_t n);
void trips_each(const struct trip_route *route, size_t nroute, const struct trip_row *row, size_t n, trip_fn *fn, void *ctx);
bool trip_usable(const struct passage *p);	/* a vehicle that is known again: plate and class were read, the clock was right */
#endif
