/* SPDX-License-Identifier: Apache-2.0 */
/* pairs.h - the same vehicle at two tollgates one after the other: how fast it was on the way between them.
 *
 * Shape      the last place of PAIRS_SLOTS vehicles, in memory only and never told; the quickest way between two tollgates is kept once it
 *            has been looked for, as long as its network.
 * Left out   what took more than PAIRS_MOST_S, or PAIRS_SLOWEST times as long as on an empty road: it has stopped on the way, or gone another;
 *            ways longer than PAIRS_FAR_M: too little is known of where on them it was.
 * Cost       a passage about 50 ns, a pair of tollgates for the first time some 100 us.
 */
#ifndef TRAVEL_PAIRS_H
#define TRAVEL_PAIRS_H
#include "map/net.h"
#include "store/passage.h"

#define PAIRS_SLOTS ((size_t)1 << 18)
#define PAIRS_MOST_S 2400
#define PAIRS_SLOWEST 12
#define PAIRS_FAR_M 15000
#define PAIRS_NEAR_M 150

struct pairs;
typedef bool gate_place_fn(void *ctx, uint32_t gate, struct point *ret);
typedef void speed_fn(void *ctx, const struct road_arc_of *arc, uint32_t at_s, uint16_t kmh10);	/* of each arc of the way that was driven for the most part */
struct pairs *pairs_new(void);
void pairs_free(struct pairs *p);
void pairs_network(struct pairs *p, const struct road_net *n);	/* borrowed; the ways of the old one are forgotten */
void pairs_see(struct pairs *p, const struct passage *v, gate_place_fn *place, void *place_ctx, speed_fn *fn, void *ctx);
/* Speed between two places of one thing that moves, by the quickest way: patrols. false: not by road, or not moving. */
bool pairs_drive(const struct road_net *n, struct point a, struct point b, int64_t ms, uint32_t at_s, speed_fn *fn, void *ctx);
#endif
