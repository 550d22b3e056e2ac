/* SPDX-License-Identifier: Apache-2.0 */
/* area.h - an area written as the corners of a polygon: "118.01,36.80 118.05,36.80 118.03,36.84".
 *
 * Units    degrees WGS-84; inside as degrees x 10^7.
 * Limits   3 to AREA_CORNERS_MAX corners; the last need not repeat the first.
 */
#ifndef DUTY_AREA_H
#define DUTY_AREA_H
#include "base/err.h"
#include "base/geo.h"

#define AREA_CORNERS_MAX 200
struct area {
	struct point corner[AREA_CORNERS_MAX];
	int n;
};
bool area_parse(struct slice text, struct area *ret) must_check;	/* false: not a polygon */
bool area_contains(const struct area *a, struct point p);
#endif
