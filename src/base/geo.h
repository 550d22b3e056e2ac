/* SPDX-License-Identifier: Apache-2.0 */
/* geo.h - places on the earth. WGS-84 inside; GCJ-02 (what Chinese maps print) only at the edge.
 *
 * Units   degrees times 10^7 as integers (about 1 cm), metres for distances.
 */
#ifndef BASE_GEO_H
#define BASE_GEO_H
#include "base/slice.h"

struct point {
	int32_t lon_e7, lat_e7;
};
bool point_valid(struct point p);			/* on the earth and not 0,0 */
struct point geo_to_gcj02(struct point wgs84);		/* identity outside China */
struct point geo_from_gcj02(struct point gcj02);	/* by iteration, error under 1 m */
double geo_distance_m(struct point a, struct point b);	/* great circle */
#endif
