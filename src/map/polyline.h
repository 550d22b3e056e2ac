/* SPDX-License-Identifier: Apache-2.0 */
/* polyline.h - the course of a section as a short text: differences of latitude and longitude in 10^-6 degrees, five bits a sign.
 *
 * Shape      "Encoded Polyline Algorithm Format" with six decimals: some 4 signs a point on a street.
 * Errors     decoding answers false: not of that form, not on the earth, fewer than 2 or more than max points.
 */
#ifndef MAP_POLYLINE_H
#define MAP_POLYLINE_H
#include "base/buf.h"
#include "base/geo.h"

void polyline_encode(struct buf *b, const struct point *p, size_t n);
bool polyline_decode(struct slice text, struct point *ret, size_t max, size_t *ret_n) must_check;
struct point polyline_round(struct point p);	/* as it comes back */
#endif
