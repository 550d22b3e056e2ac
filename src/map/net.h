/* SPDX-License-Identifier: Apache-2.0 */
/* net.h - the road network in memory: sections joined at nodes, places snapped to it, travel times over it.
 *
 * Shape      an immutable graph in arrays (CSR, both directions), swapped whole after an import; held while it is used. Only
 *            the travel times of its arcs change while it lives (road_net_drive): by what was measured on the road.
 *            A node is where sections meet: the same end point to 10^-6 degrees.
 * Units      degrees x 10^7 WGS-84, metres, km/h, milliseconds.
 * Cost       road_units_nearest of 5,000 units on 20,000 nodes under 20 us, road_nearest some 20 us more (it sorts the units
 *            to their sections first); road_snap some us by a grid; road_find a pass over all names.
 * Errors     false or 0: nothing there, not reachable, no network imported.
 */
#ifndef MAP_NET_H
#define MAP_NET_H
#include "base/geo.h"

struct road_net;
const struct road_net *road_net_hold(void);		/* NULL: none imported */
const struct road_net *road_net_keep(const struct road_net *held);	/* once more what is held; NULL: NULL */
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
/* The nearest section; one that can be reached from everywhere and left again goes before an island that is nearer. */
bool road_snap(const struct road_net *n, struct point at, uint32_t within_m, struct road_spot *ret) must_check;
/* The k nearest by travel time of n places to the goal, soonest first. */
size_t road_nearest(const struct road_net *n, const struct road_spot *goal, const struct road_spot *unit, size_t nunit, size_t k, struct road_reach *ret);
bool road_between(const struct road_net *n, const struct road_spot *from, const struct road_spot *to, struct road_reach *ret) must_check;
#define ROAD_NEAREST_MAX 64		/* k at most */

/* Units that are asked about more than once (until they have moved): sorted to their sections. Belongs to its network. */
struct road_units;
struct road_units *road_units_make(const struct road_net *n, const struct road_spot *unit, size_t nunit);
void road_units_free(struct road_units *u);
size_t road_units_nearest(const struct road_units *u, const struct road_spot *goal, size_t k, struct road_reach *ret);

/* The arcs of the quickest way, in its order; how many there are, which may be more than max. 0: no way. */
struct road_arc_of {
	uint32_t edge;
	bool back;			/* against the direction of the section */
};
size_t road_path(const struct road_net *n, const struct road_spot *from, const struct road_spot *to, struct road_arc_of *ret, size_t max, struct road_reach *ret_reach);

/* ---- what is known of a section ---- */
enum road_class { ROAD_MOTORWAY, ROAD_NATIONAL, ROAD_PROVINCIAL, ROAD_COUNTY, ROAD_URBAN, ROAD_STREET, ROAD_CLASSES };
#define ROAD_NO_KM INT32_MIN
struct road_edge {
	int64_t section, unit;		/* rows of road_section, and of the unit that keeps it; 0: none */
	struct slice name, number;	/* "人民路", "G309"; absent: none. Good while the network is held */
	uint32_t from, to;		/* nodes */
	uint32_t metres;
	int32_t from_km_m, to_km_m;	/* kilometre x 1000 at its ends; ROAD_NO_KM: not known */
	uint16_t limit_kmh;
	uint8_t class, lanes;
	bool oneway, island;		/* island: not part of what hangs together */
	const struct point *shape;
	uint32_t nshape;
};
struct road_size {
	uint32_t nodes, edges, islands;	/* islands: parts that do not hang together with the largest */
	uint32_t island_edges;
};
struct road_size road_net_size(const struct road_net *n);
const struct road_edge *road_edge(const struct road_net *n, uint32_t edge);	/* NULL: no such edge */
bool road_edge_of(const struct road_net *n, int64_t section, uint32_t *ret) must_check;
struct point road_point(const struct road_net *n, uint32_t edge, uint32_t along_m);
uint32_t road_edge_ms(const struct road_net *n, uint32_t edge, bool back);	/* to drive it now; UINT32_MAX: not that way */
uint32_t road_edge_free_ms(const struct road_net *n, uint32_t edge);		/* on an empty road */
/* From now on the arc takes so long: measured. 0: as on an empty road again. Any thread. */
void road_net_drive(const struct road_net *n, uint32_t edge, bool back, uint32_t ms);
/* Edges of which a part may lie in the box; how many, which may be more than max. */
size_t road_within(const struct road_net *n, struct point south_west, struct point north_east, uint32_t *ret, size_t max);

/* ---- names and kilometres ---- */
/* "G309", 12300: the place at K12+300. ascending: +1 the carriageway towards higher kilometres, -1 the other, 0 any. */
bool road_locate(const struct road_net *n, struct slice number, int32_t km_m, int ascending, struct road_spot *ret, struct point *ret_at) must_check;
bool road_km(const struct road_net *n, const struct road_spot *s, int32_t *ret_km_m) must_check;	/* the other way */
/* "人民路", "柳泉路与人民路", "G309 K12+300", "309国道12公里300米": places of that name, best first. */
struct road_found {
	struct road_spot spot;
	struct point at;
	int32_t km_m;			/* ROAD_NO_KM: none was asked for */
	int64_t crossing;		/* section of the other road, where a crossing was asked for; 0: none */
};
size_t road_find(const struct road_net *n, struct slice words, struct road_found *ret, size_t max);
/* "人民路", "G309K12+300", "柳泉路（近人民路）": what a person calls the place; into out, absent: it has no name. */
#define ROAD_WORDS_MAX 200
struct slice road_spot_words(const struct road_net *n, const struct road_spot *s, char out[ROAD_WORDS_MAX]);

/* ---- making ---- */
struct road_line {			/* a section as it is stored; nothing of it is kept by reference */
	int64_t section, unit;
	struct slice name, number;
	const struct point *shape;
	uint32_t nshape;		/* at least 2 */
	int32_t from_km_m, to_km_m;
	uint16_t limit_kmh, free_kmh;	/* free_kmh: what one drives on the empty road; 0: the limit */
	uint8_t class, lanes;
	bool oneway;
};
struct road_mark {			/* a kilometre post */
	struct slice number;
	int32_t km_m;
	struct point at;
};
struct road_net *road_net_make(const struct road_line *line, size_t n, const struct road_mark *mark, size_t nmark);	/* held once */
void road_net_put(struct road_net *n);			/* becomes the one in force; NULL: none */
#endif
