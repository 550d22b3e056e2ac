/* SPDX-License-Identifier: Apache-2.0 */
/* paint_car.c - the vehicles from in front, as a gantry sees them; a table of measures a body, not a drawing each. */
#include <math.h>

#include "city/paint_.h"

static const struct shape {
	double width, height;		/* of the body */
	double roof, shoulder;		/* half widths above, height of the shoulder as a share */
	double glass_top, glass_bottom;	/* as shares of the height */
	double plate;			/* height of the plate */
} shapes[BODY_COUNT] = {
	[BODY_SEDAN] = { 150, 112, 0.66, 0.55, 0.94, 0.58, 26 },
	[BODY_SUV] = { 156, 134, 0.74, 0.56, 0.94, 0.60, 32 },
	[BODY_VAN] = { 152, 150, 0.86, 0.50, 0.92, 0.52, 28 },
	[BODY_BUS] = { 186, 196, 0.96, 0.90, 0.86, 0.40, 30 },
	[BODY_TRUCK] = { 180, 190, 0.94, 0.90, 0.80, 0.48, 30 },
	[BODY_TRAILER] = { 184, 196, 0.98, 0.95, 0, 0, 34 },
	[BODY_CYCLE] = { 64, 122, 0.5, 0.6, 0, 0, 40 },
};

struct hue
paint_hue(int colour)
{
	static const struct hue hues[] = { { 0.6, 0.6, 0.6 }, { 0.10, 0.10, 0.12 }, { 0.93, 0.93, 0.94 }, { 0.52, 0.54, 0.57 }, { 0.75, 0.10, 0.12 },
		{ 0.12, 0.25, 0.62 }, { 0.93, 0.75, 0.12 }, { 0.93, 0.48, 0.10 }, { 0.42, 0.28, 0.18 }, { 0.14, 0.48, 0.25 }, { 0.45, 0.20, 0.55 },
		{ 0.15, 0.65, 0.70 }, { 0.92, 0.55, 0.65 } };

	return hues[colour > 0 && colour < (int)N_ELEMS(hues) ? colour : 0];
}

double
paint_plate_height(enum body body)
{
	return shapes[body].plate;
}

/* The outline: lower body straight, above the shoulder drawn in to the roof. */
static void
outline(cairo_t *c, const struct shape *s)
{
	double w = s->width / 2, r = w * s->roof, m = CAR_WIDTH / 2.0, top = CAR_HEIGHT - s->height, mid = CAR_HEIGHT - s->height * s->shoulder;

	cairo_new_path(c);
	cairo_move_to(c, m - w, CAR_HEIGHT - 14);
	cairo_line_to(c, m - w, mid + 8);
	cairo_curve_to(c, m - w, mid, m - w * 0.96, mid - 4, m - w * 0.94, mid - 6);
	cairo_line_to(c, m - r, top + 10);
	cairo_curve_to(c, m - r + 4, top, m - r + 12, top, m - r + 16, top);
	cairo_line_to(c, m + r - 16, top);
	cairo_curve_to(c, m + r - 12, top, m + r - 4, top, m + r, top + 10);
	cairo_line_to(c, m + w * 0.94, mid - 6);
	cairo_curve_to(c, m + w * 0.96, mid - 4, m + w, mid, m + w, mid + 8);
	cairo_line_to(c, m + w, CAR_HEIGHT - 14);
	cairo_close_path(c);
}

static void
wheels(cairo_t *c, const struct shape *s)
{
	double m = CAR_WIDTH / 2.0, w = s->width / 2;

	cairo_set_source_rgb(c, 0.05, 0.05, 0.05);
	cairo_rectangle(c, m - w + 6, CAR_HEIGHT - 22, 24, 22);
	cairo_rectangle(c, m + w - 30, CAR_HEIGHT - 22, 24, 22);
	cairo_fill(c);
	cairo_set_source_rgba(c, 0, 0, 0, 0.4);
	cairo_save(c);
	cairo_translate(c, m, CAR_HEIGHT - 3);
	cairo_scale(c, w + 6, 5);
	cairo_arc(c, 0, 0, 1, 0, 2 * M_PI);
	cairo_fill(c);
	cairo_restore(c);
}

static void
glass(cairo_t *c, const struct shape *s, double light)
{
	double m = CAR_WIDTH / 2.0, top = CAR_HEIGHT - s->height * s->glass_top, low = CAR_HEIGHT - s->height * s->glass_bottom;
	double wt = s->width / 2 * s->roof * 0.92, wl = s->width / 2 * (s->roof + 1) / 2 * 0.97;

	if (s->glass_top <= 0)
		return;
	cairo_pattern_t *p = cairo_pattern_create_linear(0, top, 0, low);
	cairo_pattern_add_color_stop_rgb(p, 0, 0.45 * light, 0.55 * light, 0.62 * light);
	cairo_pattern_add_color_stop_rgb(p, 1, 0.12 * light, 0.15 * light, 0.18 * light);
	cairo_move_to(c, m - wt, top);
	cairo_line_to(c, m + wt, top);
	cairo_line_to(c, m + wl, low);
	cairo_line_to(c, m - wl, low);
	cairo_close_path(c);
	cairo_set_source(c, p);
	cairo_fill(c);
	cairo_pattern_destroy(p);
}

/* One in the middle of a motorcycle, two on all else; lit after dusk. */
static void
lamps(cairo_t *c, const struct shape *s, enum body body, enum light light)
{
	double m = CAR_WIDTH / 2.0, y = CAR_HEIGHT - s->plate - (body == BODY_CYCLE ? 34 : 24), off = body == BODY_CYCLE ? 0 : s->width / 2 - 22;
	bool lit = light != LIGHT_DAY && body != BODY_TRAILER;

	for (int side = -1; side <= 1; side += 2) {
		double x = m + side * off;
		if (lit) {
			cairo_pattern_t *p = cairo_pattern_create_radial(x, y, 2, x, y, light == LIGHT_NIGHT ? 44 : 26);
			cairo_pattern_add_color_stop_rgba(p, 0, 1, 0.98, 0.88, 0.9);
			cairo_pattern_add_color_stop_rgba(p, 1, 1, 0.95, 0.8, 0);
			cairo_set_source(c, p);
			cairo_paint(c);
			cairo_pattern_destroy(p);
		}
		cairo_set_source_rgb(c, lit ? 1 : 0.85, lit ? 1 : 0.87, lit ? 0.94 : 0.9);
		cairo_rectangle(c, x - 14, y - 6, 28, 11);
		cairo_fill(c);
	}
}

static void
rider(cairo_t *c, struct hue h, double light)
{
	double m = CAR_WIDTH / 2.0;

	use_hue(c, (struct hue){ 0.25, 0.28, 0.35 }, light, 1);
	cairo_rectangle(c, m - 24, CAR_HEIGHT - 120, 48, 56);
	cairo_fill(c);
	use_hue(c, h, light, 1);	/* the helmet has the colour of the motorcycle */
	cairo_arc(c, m, CAR_HEIGHT - 134, 18, 0, 2 * M_PI);
	cairo_fill(c);
}

static void
grille(cairo_t *c, const struct shape *s, enum body body, double light)
{
	double m = CAR_WIDTH / 2.0, w = s->width / 2, y = CAR_HEIGHT - s->plate;

	cairo_set_source_rgb(c, 0.10 * light, 0.10 * light, 0.11 * light);
	cairo_rectangle(c, m - w * 0.55, y - 34, w * 1.1, body == BODY_TRAILER ? 4 : 20);
	cairo_fill(c);
	cairo_rectangle(c, m - w, CAR_HEIGHT - 22, 2 * w, 8);	/* the bumper's shade */
	cairo_fill(c);
}

void
paint_car(cairo_t *c, enum body body, int colour, enum light light)
{
	static const double bright[LIGHTS] = { 1, 0.72, 0.5 };
	const struct shape *s = &shapes[body];
	struct hue h = paint_hue(colour);
	double l = bright[light];

	wheels(c, s);
	if (body == BODY_CYCLE)
		rider(c, h, l);
	outline(c, s);
	cairo_pattern_t *p = cairo_pattern_create_linear(0, CAR_HEIGHT - s->height, 0, CAR_HEIGHT);
	cairo_pattern_add_color_stop_rgb(p, 0, fmin(1, h.r * l * 1.15), fmin(1, h.g * l * 1.15), fmin(1, h.b * l * 1.15));
	cairo_pattern_add_color_stop_rgb(p, 1, h.r * l * 0.7, h.g * l * 0.7, h.b * l * 0.7);
	cairo_set_source(c, p);
	cairo_fill_preserve(c);
	cairo_pattern_destroy(p);
	cairo_set_source_rgba(c, 0, 0, 0, 0.5);
	cairo_set_line_width(c, 1.5);
	cairo_stroke(c);
	glass(c, s, l);
	if (body != BODY_CYCLE)
		grille(c, s, body, l);
	lamps(c, s, body, light);
}
