/* SPDX-License-Identifier: Apache-2.0 */
/* paint_plate.c - a licence plate: 440 x 140 mm (GA 36-2018), its symbols in cells, province and issuer before the dot. */
#include "city/paint_.h"

#define SYMBOLS 10

static const struct {
	struct hue ground, ground2, ink;
} inks[] = {
	[INK_BLUE] = { { 0.05, 0.25, 0.75 }, { 0.05, 0.25, 0.75 }, { 1, 1, 1 } },
	[INK_GREEN] = { { 0.93, 0.97, 0.93 }, { 0.25, 0.75, 0.45 }, { 0.05, 0.05, 0.05 } },
	[INK_YELLOW] = { { 0.98, 0.78, 0.10 }, { 0.98, 0.78, 0.10 }, { 0.05, 0.05, 0.05 } },
	[INK_YELLOW_GREEN] = { { 0.98, 0.80, 0.15 }, { 0.35, 0.78, 0.40 }, { 0.05, 0.05, 0.05 } },
	[INK_WHITE] = { { 0.97, 0.97, 0.97 }, { 0.97, 0.97, 0.97 }, { 0.05, 0.05, 0.05 } },
	[INK_BLACK] = { { 0.06, 0.06, 0.08 }, { 0.06, 0.06, 0.08 }, { 1, 1, 1 } },
};

static int
cut(const char *text, char symbol[SYMBOLS][5])
{
	int n = 0;

	while (*text && n < SYMBOLS) {
		size_t bytes = 1;
		while (((unsigned char)text[bytes] & 0xc0) == 0x80 && bytes < 4)
			bytes++;
		memcpy(symbol[n], text, bytes);
		symbol[n++][bytes] = 0;
		text += bytes;
	}
	return n;
}

static void
ground(cairo_t *c, enum plate_ink ink, double light)
{
	cairo_pattern_t *p = ink == INK_YELLOW_GREEN ? cairo_pattern_create_linear(0, 0, 440, 0) : cairo_pattern_create_linear(0, 0, 0, 140);
	struct hue a = inks[ink].ground, b = inks[ink].ground2;

	cairo_pattern_add_color_stop_rgb(p, ink == INK_YELLOW_GREEN ? 0.3 : 0.2, a.r * light, a.g * light, a.b * light);
	cairo_pattern_add_color_stop_rgb(p, ink == INK_YELLOW_GREEN ? 0.35 : 1, b.r * light, b.g * light, b.b * light);
	cairo_rectangle(c, 0, 0, 440, 140);
	cairo_set_source(c, p);
	cairo_fill(c);
	cairo_pattern_destroy(p);
	use_hue(c, inks[ink].ink, light, 1);
	cairo_set_line_width(c, 5);
	cairo_rectangle(c, 7, 7, 426, 126);
	cairo_stroke(c);
}

static void
put_symbol(cairo_t *c, const char *s, double x, double w)
{
	cairo_text_extents_t e;
	double sx, sy;

	cairo_text_extents(c, s, &e);
	if (e.width < 1 || e.height < 1)
		return;
	sx = w / e.width < 1.25 ? w / e.width : 1.25;
	sy = 92 / e.height;
	cairo_save(c);
	cairo_translate(c, x + (w - e.width * sx) / 2, 24);
	cairo_scale(c, sx, sy);
	cairo_move_to(c, -e.x_bearing, -e.y_bearing);
	cairo_text_path(c, s);
	cairo_set_line_width(c, 4);	/* the symbols of a plate are bold */
	cairo_fill_preserve(c);
	cairo_stroke(c);
	cairo_restore(c);
}

void
paint_plate(cairo_t *c, const char *text, enum plate_ink ink, double x, double y, double w, double light)
{
	char symbol[SYMBOLS][5];
	int n = cut(text, symbol);
	double cell = (440 - 36 - 16) / (n ? (double)n : 1), at = 18;

	cairo_save(c);
	cairo_translate(c, x - w / 2, y - w * 70 / 440);
	cairo_scale(c, w / 440, w / 440);
	ground(c, ink, light);
	cairo_set_font_size(c, 110);
	for (int i = 0; i < n; i++) {
		bool red = !strcmp(symbol[i], "警") || (ink == INK_WHITE && i < 2);
		if (i == 2)
			at += 16;
		use_hue(c, red ? (struct hue){ 0.85, 0.05, 0.05 } : inks[ink].ink, light, 1);
		put_symbol(c, symbol[i], at + 4, cell - 8);
		at += cell;
	}
	cairo_restore(c);
}
