/* SPDX-License-Identifier: Apache-2.0 */
/* roads.h - the simulated road network around the real centres of the districts: the demo's devices stand on it, the simulated
 * city drives on it, its map shows it.
 *
 * Shape      junctions joined by directed arcs, two a road; a street grid at each seat of a brigade and squadron, county roads
 *            between them, numbered roads and a motorway through the city and out of it. The same every time.
 * Units      degrees x 10^7, metres, km/h.
 * Cost       roads_make about 2 ms, 0.4 MB; nothing is ever freed piecemeal.
 * Invariant  from each junction one can drive to each other.
 */
#ifndef DEMO_ROADS_H
#define DEMO_ROADS_H
#include "base/arena.h"
#include "map/net.h"

enum { ROAD_WE = 1, ROAD_EW, ROAD_NS, ROAD_SN, ROAD_SWNE, ROAD_NESW, ROAD_NWSE, ROAD_SENW };	/* GA/T 1400 Direction */

struct road {
	const char *name, *ref;		/* "人民路", "G309"; ref NULL: none */
	enum road_class class;
};
struct road_arc {
	uint32_t from, to;
	uint32_t road;
	uint32_t metres;
	uint32_t back;			/* the arc the other way */
	uint32_t along_m;		/* from the beginning of the road */
	uint8_t direction, lanes, limit_kmh;
	bool backward;			/* towards the beginning of its road */
};
struct road_node {
	struct point at;
	uint32_t first, n;		/* arcs that leave it: arc[first .. first + n) */
	uint16_t place;			/* demo_place it belongs to */
	uint16_t weight;		/* how many trips begin and end here */
};
struct roads {
	struct road *road;
	struct road_arc *arc;
	struct road_node *node;
	uint32_t nroad, narc, nnode;
};
void roads_make(struct roads *ret, struct arena *a);
uint32_t roads_nearest(const struct roads *r, struct point at);		/* node */
const char *road_class_word(enum road_class c);		/* as FIELD road_class of a device has it */
struct point roads_on(const struct roads *r, const struct road_arc *arc, double share);	/* 0 at its beginning */
#endif
