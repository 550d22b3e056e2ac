/* SPDX-License-Identifier: Apache-2.0 */
/* road_split.h - lines of a map become sections of a network: cut where another line begins, ends or has the same point. Pure.
 *
 * Shape      way ──┬─ section ─┬─ section      a point that two lines share is a node, as is every end; a loop is cut in two, what has more
 *                  node        node            than ROAD_SECTION_POINTS points in several.
 * Identity   a section is known by its way's number and its first two points: what is imported again, or changed elsewhere, stays the
 *            same row. Without a number: by all its points.
 * Cost       one pass over all points into a hash, one to cut; some 30 bytes a point.
 */
#ifndef MAP_ROAD_SPLIT_H
#define MAP_ROAD_SPLIT_H
#include "base/arena.h"
#include "base/hash.h"
#include "map/road_kind.h"

#define ROAD_SECTION_POINTS 500
#define ROAD_POINTS_MAX 20000000u	/* of all lines: a province */
#define ROAD_CODE_MAX 40

struct road_way {
	int64_t id;			/* of the source; 0: it has none */
	size_t first;			/* into point[] */
	uint32_t n;
	struct road_kind *kind;
};
struct road_ways {
	struct road_way *way;
	struct point *point;
	size_t nway, npoint, way_cap, point_cap;
	struct arena arena;		/* the kinds */
	int64_t count[ROAD_COUNTS];
};
struct road_piece {
	char code[ROAD_CODE_MAX + 1];
	const struct road_kind *kind;
	const struct point *point;
	uint32_t n;
};
typedef void road_piece_fn(void *ctx, const struct road_piece *p);

void road_ways_init(struct road_ways *w);
void road_ways_free(struct road_ways *w);
/* Takes a line over, or counts why not: fewer than two places, off the earth, too many points. */
void road_ways_add(struct road_ways *w, int64_t id, const struct road_kind *k, const struct point *p, size_t n);
void road_split(struct road_ways *w, road_piece_fn *fn, void *ctx);	/* counts duplicates and loops */
#endif
