/* SPDX-License-Identifier: Apache-2.0 */
/* traffic.h - vehicles on their way through the simulated city: trips over the road network by the quickest way, so that the track
 * of any vehicle is one that could have been driven.
 *
 * Shape      a heap of trips by their next passage. Vehicle n goes from where its last trip ended, never on two trips at once;
 *            a clone is a second vehicle under the plate of another (struct traffic_pass: vehicle and wears differ).
 * Units      ms UTC, km/h. Peaks follow the clock of Beijing.
 * Cost       about 0.5 us a passage; the way to a place is reckoned once (2 KB each place).
 * Same       the same seed and the same instants give the same passages.
 */
#ifndef CITY_TRAFFIC_H
#define CITY_TRAFFIC_H
#include "city/fleet.h"
#include "demo/roads.h"

struct traffic_gates {			/* by arc: camera that sees it, -1: none */
	const int32_t *middle, *end;
};
struct traffic_options {
	const struct roads *roads;
	struct traffic_gates gates;
	struct fleet fleet;
	double per_second;		/* passages in the morning peak */
	uint64_t seed;
	int64_t from_ms;
};
struct traffic_pass {
	int64_t at_ms;
	uint32_t vehicle, wears;	/* who drives, whose plate it shows */
	int32_t camera;
	uint8_t lane, speed_kmh;	/* lane 1.. of its direction */
};
struct traffic;
void traffic_open(struct traffic **ret, const struct traffic_options *o);
void traffic_close(struct traffic *t);
/* The next passage before until_ms, in the order of time; false: none, and the city stands at until_ms. */
bool traffic_next(struct traffic *t, int64_t until_ms, struct traffic_pass *ret) must_check;
/* A trip of one's own, from now on, besides the rest: of wanted and of cloned vehicles. */
void traffic_send(struct traffic *t, uint32_t vehicle, uint32_t wears, uint64_t luck);
void traffic_slow(struct traffic *t, uint32_t arc, int percent);	/* something lies there: so much of the speed is left */
void traffic_free_flow(struct traffic *t, int percent);		/* nothing does any more; 100, or less in bad weather */
double traffic_peak(int64_t at_ms);	/* share of the morning peak at this hour, 0.25 .. 1 */
size_t traffic_trips(const struct traffic *t);
#endif
