/* SPDX-License-Identifier: Apache-2.0 */
/* paint_.h - what the painter's files share. Private to city/. */
#ifndef CITY_PAINT__H
#define CITY_PAINT__H
#include <cairo.h>
#include "city/paint.h"

#define CAR_WIDTH 220
#define CAR_HEIGHT 210
struct hue {
	double r, g, b;
};
struct hue paint_hue(int colour);	/* ColorType */
static inline void
use_hue(cairo_t *c, struct hue h, double light, double alpha)
{
	cairo_set_source_rgba(c, h.r * light, h.g * light, h.b * light, alpha);
}
void paint_road(cairo_t *c, enum light light, enum weather weather);
/* The vehicle from in front, in a field of CAR_WIDTH x CAR_HEIGHT, standing on its lower edge. */
void paint_car(cairo_t *c, enum body body, int colour, enum light light);
/* How high above the lower edge the middle of the plate is. */
double paint_plate_height(enum body body);
/* A plate of width w in the middle of x, y; the font is set. */
void paint_plate(cairo_t *c, const char *text, enum plate_ink ink, double x, double y, double w, double light);
#endif
