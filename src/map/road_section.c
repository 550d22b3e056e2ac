/* SPDX-License-Identifier: Apache-2.0 */
#include "map/road_section.h"

#include <math.h>

#include "engine/record.h"
#include "map/polyline.h"
#include "map/roads.h"

#define POINTS_MAX 4000

/* Length and middle are what the course says. */
static enum err
road_section_check(struct call *c, struct row *draft)
{
	struct point *p = arena_array(c->arena, struct point, POINTS_MAX);
	double metres = 0, half = 0;
	size_t n, i = 1;

	if (!polyline_decode(row_text(draft, road_section_shape), p, POINTS_MAX, &n))
		return refuse_text(c, E_BAD_VALUE, "shape", "须为至少两点的编码折线（六位小数）", "must be an encoded polyline of at least two points, six decimals");
	for (size_t k = 1; k < n; k++)
		metres += geo_distance_m(p[k - 1], p[k]);
	row_set_int(draft, road_section_metres, (int64_t)lround(fmin(metres, 1000000)));
	while (i + 1 < n && half + geo_distance_m(p[i - 1], p[i]) < metres / 2)
		half += geo_distance_m(p[i - 1], p[i]), i++;
	row_set_point(draft, road_section_place, (struct point){ p[i - 1].lon_e7 / 2 + p[i].lon_e7 / 2, p[i - 1].lat_e7 / 2 + p[i].lat_e7 / 2 });
	return E_OK;
}

#define NAME road_section
#define DEF "map/road_section.def"
#include "engine/define.h"
