/* SPDX-License-Identifier: Apache-2.0 */
/* road_kind.h - what a line of a source says of the road that it is: class, limit, lanes, direction, number. Pure: no library of maps.
 *
 * Shape      OpenStreetMap's words (highway), those of its shapefiles (fclass, oneway B F T), or luan's own (road_class).
 * Errors     ROAD_KEPT, or why it is no road for vehicles; what could not be read of a road that is kept is a note.
 * Source     wiki.openstreetmap.org: Key:highway, Key:oneway, Key:maxspeed, Key:ref; GB/T 917 for numbers.
 */
#ifndef MAP_ROAD_KIND_H
#define MAP_ROAD_KIND_H
#include "map/kind.h"
#include "map/net.h"
#include "map/net_words.h"

enum road_count {		/* why a feature was left out; then what was not understood of those that were kept */
#define ROAD_COUNT(name, title) ROAD_COUNT_##name,
#include "map/road_count.def"
#undef ROAD_COUNT
	ROAD_COUNTS
};
#define ROAD_KEPT ROAD_COUNTS
const char *road_count_name(enum road_count c);		/* "footway" */

struct road_kind {
	enum road_class class;
	uint16_t limit_kmh;		/* 0: not said */
	uint8_t lanes;			/* of the direction, or of both where it has two; 0: not said */
	bool oneway, reversed;		/* reversed: traffic goes against the order of its points */
	bool limit_unread, oneway_unread;
	char number[ROAD_NUMBER_MAX + 1], name[MAP_TEXT_MAX + 1];
};
/* ROAD_COUNT_other: not a road and never meant as one. */
enum road_count road_kind_of(map_tag_fn *tag, void *ctx, struct road_kind *ret) must_check;
/* A kilometre post: "highway=milestone" with its kilometre and the number of its road. false: none, or one that does not say both. */
bool road_post_of(map_tag_fn *tag, void *ctx, struct road_said *ret, bool *ret_post) must_check;
const char *road_class_text(enum road_class c);		/* "national" */
bool road_class_named(struct slice name, enum road_class *ret) must_check;
#endif
