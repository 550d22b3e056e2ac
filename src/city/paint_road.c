/* SPDX-License-Identifier: Apache-2.0 */
/* paint_road.c - the carriageway below a gantry: three lanes to a vanishing point, by day, dusk and night, dry, wet and in fog. */
#include "city/dice.h"
#include "city/paint_.h"

#define HORIZON 62.0
#define VANISH (SCENE_WIDTH / 2.0)

static const struct {
	struct hue sky, far, road, verge;
} palette[LIGHTS] = {
	[LIGHT_DAY] = { { 0.62, 0.76, 0.90 }, { 0.85, 0.90, 0.94 }, { 0.42, 0.43, 0.45 }, { 0.45, 0.55, 0.36 } },
	[LIGHT_DUSK] = { { 0.30, 0.30, 0.45 }, { 0.85, 0.55, 0.38 }, { 0.28, 0.28, 0.31 }, { 0.25, 0.30, 0.22 } },
	[LIGHT_NIGHT] = { { 0.03, 0.04, 0.08 }, { 0.10, 0.10, 0.14 }, { 0.14, 0.14, 0.16 }, { 0.07, 0.09, 0.07 } },
};

static void
fill_down(cairo_t *c, struct hue a, struct hue b, double y0, double y1)
{
	cairo_pattern_t *p = cairo_pattern_create_linear(0, y0, 0, y1);

	cairo_pattern_add_color_stop_rgb(p, 0, a.r, a.g, a.b);
	cairo_pattern_add_color_stop_rgb(p, 1, b.r, b.g, b.b);
	cairo_rectangle(c, 0, y0, SCENE_WIDTH, y1 - y0);
	cairo_set_source(c, p);
	cairo_fill(c);
	cairo_pattern_destroy(p);
}

/* A strip that begins at x on the lower edge, w wide there, and runs to the vanishing point between two heights. */
static void
strip(cairo_t *c, double x, double w, double from, double to)
{
	double a = (from - HORIZON) / (SCENE_HEIGHT - HORIZON), b = (to - HORIZON) / (SCENE_HEIGHT - HORIZON);

	cairo_move_to(c, VANISH + (x - VANISH) * a, from);
	cairo_line_to(c, VANISH + (x + w - VANISH) * a, from);
	cairo_line_to(c, VANISH + (x + w - VANISH) * b, to);
	cairo_line_to(c, VANISH + (x - VANISH) * b, to);
	cairo_close_path(c);
	cairo_fill(c);
}

static void
buildings(cairo_t *c, enum light light)
{
	uint64_t dice = 5;

	for (double x = 0; x < SCENE_WIDTH;) {
		double w = 24 + dice_below(&dice, 40), h = 8 + dice_below(&dice, 40);
		double l = light == LIGHT_DAY ? 0.7 : light == LIGHT_DUSK ? 0.35 : 0.10;
		cairo_set_source_rgb(c, l, l, l + 0.04);
		cairo_rectangle(c, x, HORIZON - h, w - 4, h);
		cairo_fill(c);
		cairo_set_source_rgba(c, 1, 0.9, 0.6, light == LIGHT_DAY ? 0 : 0.8);
		for (int k = 0; k < 6; k++) {
			cairo_rectangle(c, x + 3 + dice_below(&dice, 16), HORIZON - h + 3 + dice_below(&dice, 30), 2, 2);
			cairo_fill(c);
		}
		x += w;
	}
}

static void
weather_over(cairo_t *c, enum weather weather, enum light light)
{
	uint64_t dice = 11;

	if (weather == WEATHER_FOG) {
		double l = light == LIGHT_NIGHT ? 0.35 : 0.85;
		cairo_pattern_t *p = cairo_pattern_create_linear(0, 0, 0, SCENE_HEIGHT);
		cairo_pattern_add_color_stop_rgba(p, 0, l, l, l, 0.85);
		cairo_pattern_add_color_stop_rgba(p, 1, l, l, l, 0.15);
		cairo_set_source(c, p);
		cairo_paint(c);
		cairo_pattern_destroy(p);
	}
	if (weather != WEATHER_RAIN)
		return;
	cairo_set_source_rgba(c, 0.9, 0.92, 1, 0.35);
	cairo_set_line_width(c, 0.8);
	for (int i = 0; i < 160; i++) {
		double x = dice_below(&dice, SCENE_WIDTH), y = dice_below(&dice, SCENE_HEIGHT);
		cairo_move_to(c, x, y);
		cairo_line_to(c, x - 3, y + 11);
	}
	cairo_stroke(c);
}

void
paint_road(cairo_t *c, enum light light, enum weather weather)
{
	double wet = weather == WEATHER_RAIN ? 0.75 : 1;
	struct hue road = palette[light].road;

	fill_down(c, palette[light].sky, palette[light].far, 0, HORIZON);
	buildings(c, light);
	fill_down(c, palette[light].verge, palette[light].verge, HORIZON, SCENE_HEIGHT);
	use_hue(c, road, wet, 1);
	strip(c, -60, SCENE_WIDTH + 120, HORIZON + 2, SCENE_HEIGHT);
	cairo_set_source_rgba(c, 0.95, 0.95, 0.92, light == LIGHT_NIGHT ? 0.5 : 0.9);
	strip(c, -44, 8, HORIZON + 4, SCENE_HEIGHT);
	strip(c, SCENE_WIDTH + 36, 8, HORIZON + 4, SCENE_HEIGHT);
	for (int lane = 1; lane < 3; lane++)
		for (double y = HORIZON + 6; y < SCENE_HEIGHT; y *= 1.32)
			strip(c, -60 + lane * (SCENE_WIDTH + 120) / 3.0 - 4, 7, y, y * 1.14 < SCENE_HEIGHT ? y * 1.14 : SCENE_HEIGHT);
	weather_over(c, weather, light);
}
