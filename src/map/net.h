/* SPDX-License-Identifier: Apache-2.0 */
/* net.h - the road network in memory: sections joined at nodes, places snapped to it, travel times over it.
 *
 * Shape      an immutable graph in arrays (CSR, both directions), swapped whole after an import; held while it is used.
 * Units      degrees x 10^7 WGS-84, metres, km/h, milliseconds.
 * Cost       road_nearest of 5,000 units on 20,000 nodes under 20 us; road_snap some us by a grid.
 * Errors     false or 0: nothing there, not reachable, no network imported.
 */
#ifndef MAP_NET_H
#define MAP_NET_H
#include "base/geo.h"

struct road_net;
const struct road_net *road_net_hold(void);		/* NULL: none imported */
void road_net_let_go(const struct road_net *n);

struct road_spot {			/* a place on a section */
	uint32_t edge;			/* index in the network */
	uint32_t along_m;		/* from its beginning */
	uint32_t off_m;			/* how far the place is from it */
	int64_t section;		/* row of road_section */
};
struct road_reach {
	uint32_t unit;			/* index in what was given */
	int64_t ms;			/* to get there by road */
	uint32_t metres;
};
bool road_snap(const struct road_net *n, struct point at, uint32_t within_m, struct road_spot *ret) must_check;
/* The k nearest by travel time of n places to the goal, soonest first. */
size_t road_nearest(const struct road_net *n, const struct road_spot *goal, const struct road_spot *unit, size_t nunit, size_t k, struct road_reach *ret);
bool road_between(const struct road_net *n, const struct road_spot *from, const struct road_spot *to, struct road_reach *ret) must_check;
#endif
