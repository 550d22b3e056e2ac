/* SPDX-License-Identifier: Apache-2.0 */
/* zone_shape.h - borders of zones: read from text, and thousands of them asked at once what lies where.
 *
 * Shape      a grid of cells of 0.01 degrees; in each the zones that touch it, and whether they cover it whole: only on a border a
 *            point is compared with the corners. Rings are closed by themselves; even-odd.
 * Units      degrees x 10^7.
 * Cost       zone_grid_at some 100 ns; making 1,000 zones of 50 corners some 10 ms.
 * Errors     zone_shape_read answers words, "中文|English", or NULL when it is a border.
 */
#ifndef TERMINAL_ZONE_SHAPE_H
#define TERMINAL_ZONE_SHAPE_H
#include "base/arena.h"
#include "base/geo.h"

#define ZONE_CORNERS 2000
#define ZONES_AT 32			/* zones over one point that are told */
struct zone_shape {
	struct point *corner;
	uint32_t n;
	struct point low, high;		/* what encloses it */
};
const char *zone_shape_read(struct slice text, struct arena *a, struct zone_shape *ret);
bool zone_shape_holds(const struct zone_shape *s, struct point p);

struct zone_grid;
struct zone_grid *zone_grid_new(const struct zone_shape *shape, size_t n);	/* copies what it needs */
void zone_grid_free(struct zone_grid *g);
size_t zone_grid_at(const struct zone_grid *g, struct point p, uint32_t ret[ZONES_AT]);	/* their numbers, rising */
#endif
