/* SPDX-License-Identifier: Apache-2.0 */
#include "city/paint.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "base/arena.h"
#include "city/jpeg.h"
#include "city/paint_.h"

#define COLOURS 13
#define LANES 3

struct painter {
	FT_Library ft;
	FT_Face face;
	cairo_font_face_t *font;
	cairo_surface_t *road[LIGHTS][WEATHERS];
	cairo_surface_t *car[BODY_COUNT][COLOURS][LIGHTS];
	cairo_surface_t *scene, *plate;
	cairo_surface_t *composite;	/* NULL until the first violation */
	cairo_surface_t *mark;		/* the watermark, the same on every scene */
};

static const char *const fonts[] = {
	"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
	"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
	"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
};

static cairo_t *
canvas(struct painter *p, cairo_surface_t *s)
{
	cairo_t *c = cairo_create(s);

	cairo_set_font_face(c, p->font);
	return c;
}

static void
make_mark(struct painter *p)
{
	cairo_t *c;

	p->mark = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SCENE_WIDTH, SCENE_HEIGHT);
	c = canvas(p, p->mark);
	cairo_set_font_size(c, 34);
	cairo_set_source_rgba(c, 1, 1, 1, 0.22);
	cairo_translate(c, 40, 210);
	cairo_rotate(c, -0.36);
	cairo_move_to(c, 0, 0);
	cairo_show_text(c, "模拟 SIMULATED");
	cairo_move_to(c, 150, 84);
	cairo_show_text(c, "模拟 SIMULATED");
	cairo_destroy(c);
}

enum err
painter_open(struct painter **ret)
{
	struct painter *p = mem_alloc(sizeof *p);

	if (FT_Init_FreeType(&p->ft)) {
		mem_free(p);
		return E_INTERNAL;
	}
	for (size_t i = 0; i < N_ELEMS(fonts) && !p->face; i++)
		if (FT_New_Face(p->ft, fonts[i], 0, &p->face))
			p->face = NULL;
	if (!p->face) {
		painter_close(p);
		return E_NOT_FOUND;
	}
	p->font = cairo_ft_font_face_create_for_ft_face(p->face, 0);
	p->scene = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SCENE_WIDTH, SCENE_HEIGHT);
	p->plate = cairo_image_surface_create(CAIRO_FORMAT_RGB24, PLATE_WIDTH, PLATE_HEIGHT);
	make_mark(p);
	*ret = p;
	return E_OK;
}

static void
drop(cairo_surface_t *s)
{
	if (s)
		cairo_surface_destroy(s);
}

void
painter_close(struct painter *p)
{
	for (int l = 0; l < LIGHTS; l++) {
		for (int w = 0; w < WEATHERS; w++)
			drop(p->road[l][w]);
		for (int b = 0; b < BODY_COUNT; b++)
			for (int k = 0; k < COLOURS; k++)
				drop(p->car[b][k][l]);
	}
	drop(p->scene);
	drop(p->plate);
	drop(p->composite);
	drop(p->mark);
	if (p->font) {
		cairo_font_face_destroy(p->font);
		cairo_debug_reset_static_data();	/* cairo keeps the face; it is about to go */
	}
	if (p->face)
		FT_Done_Face(p->face);
	FT_Done_FreeType(p->ft);
	mem_free(p);
}

static cairo_surface_t *
road_of(struct painter *p, enum light light, enum weather weather)
{
	cairo_surface_t **s = &p->road[light][weather];

	if (!*s) {
		*s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SCENE_WIDTH, SCENE_HEIGHT);
		cairo_t *c = canvas(p, *s);
		paint_road(c, light, weather);
		cairo_destroy(c);
	}
	return *s;
}

static cairo_surface_t *
car_of(struct painter *p, const struct vehicle *v, enum light light)
{
	int colour = v->colour < COLOURS ? v->colour : 0;
	cairo_surface_t **s = &p->car[v->body][colour][light];

	if (!*s) {
		*s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, CAR_WIDTH, CAR_HEIGHT);
		cairo_t *c = canvas(p, *s);
		paint_car(c, (enum body)v->body, colour, light);
		cairo_destroy(c);
	}
	return *s;
}

static void
caption(cairo_t *c, const char *text)
{
	cairo_set_source_rgba(c, 0, 0, 0, 0.75);
	cairo_rectangle(c, 0, 0, SCENE_WIDTH, 18);
	cairo_fill(c);
	cairo_set_source_rgb(c, 1, 1, 1);
	cairo_set_font_size(c, 11);
	cairo_move_to(c, 6, 13);
	cairo_show_text(c, "模拟 SIMULATED  ");
	cairo_show_text(c, text ? text : "");
}

static struct pixels
pixels_of(cairo_surface_t *s)
{
	cairo_surface_flush(s);
	return (struct pixels){ cairo_image_surface_get_data(s), cairo_image_surface_get_width(s), cairo_image_surface_get_height(s),
		cairo_image_surface_get_stride(s) };
}

static void
draw_scene(struct painter *p, const struct shot *s)
{
	static const double bright[LIGHTS] = { 1, 0.85, 0.8 };	/* a flash lights the plate at night */
	double x = 40 + ((s->lane > 0 ? s->lane - 1 : 0) % LANES) * 90.0 + s->number % 13, y = SCENE_HEIGHT - CAR_HEIGHT - 6.0 - s->number % 9 - s->ahead;
	cairo_t *c = canvas(p, p->scene);

	cairo_set_source_surface(c, road_of(p, s->light, s->weather), 0, 0);
	cairo_paint(c);
	cairo_set_source_surface(c, car_of(p, s->vehicle, s->light), x, y);
	cairo_paint(c);
	paint_plate(c, s->plate, (enum plate_ink)s->vehicle->ink, x + CAR_WIDTH / 2.0,
	    y + CAR_HEIGHT - paint_plate_height((enum body)s->vehicle->body), 72, bright[s->light]);
	cairo_set_source_surface(c, p->mark, 0, 0);
	cairo_paint(c);
	caption(c, s->caption);
	cairo_destroy(c);
}

void
painter_scene(struct painter *p, const struct shot *s, struct buf *jpeg)
{
	draw_scene(p, s);
	jpeg_put(jpeg, pixels_of(p->scene), 72, s->size);
}

static void
draw_plate(struct painter *p, const struct shot *s)
{
	static const double bright[LIGHTS] = { 1, 0.9, 0.82 };
	cairo_t *c = canvas(p, p->plate);

	cairo_set_source_rgb(c, 0.2, 0.2, 0.22);
	cairo_paint(c);
	paint_plate(c, s->plate, (enum plate_ink)s->vehicle->ink, PLATE_WIDTH / 2.0, PLATE_HEIGHT / 2.0 - 3, 138, bright[s->light]);
	cairo_set_source_rgba(c, 1, 1, 1, 0.85);
	cairo_set_font_size(c, 7);
	cairo_move_to(c, 2, PLATE_HEIGHT - 1.5);
	cairo_show_text(c, "模拟 SIMULATED");
	cairo_destroy(c);
}

void
painter_plate(struct painter *p, const struct shot *s, struct buf *jpeg)
{
	draw_plate(p, s);
	jpeg_put(jpeg, pixels_of(p->plate), 80, 0);
}

/* GA/T 496: three pictures of the course, the vehicle further on each, and its plate beside them. */
void
painter_composite(struct painter *p, const struct shot *s, struct buf *jpeg)
{
	cairo_t *c;

	if (!p->composite)
		p->composite = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 2 * SCENE_WIDTH, 2 * SCENE_HEIGHT);
	c = canvas(p, p->composite);
	for (int i = 0; i < 3; i++) {
		struct shot one = *s;
		one.ahead = 26 * i;
		draw_scene(p, &one);
		cairo_set_source_surface(c, p->scene, i % 2 * SCENE_WIDTH, i / 2 * SCENE_HEIGHT);
		cairo_paint(c);
	}
	draw_plate(p, s);
	cairo_translate(c, SCENE_WIDTH, SCENE_HEIGHT);
	cairo_rectangle(c, 0, 0, SCENE_WIDTH, SCENE_HEIGHT);
	cairo_set_source_rgb(c, 0.1, 0.1, 0.12);
	cairo_fill(c);
	cairo_translate(c, (SCENE_WIDTH - 2.2 * PLATE_WIDTH) / 2, (SCENE_HEIGHT - 2.2 * PLATE_HEIGHT) / 2);
	cairo_scale(c, 2.2, 2.2);
	cairo_set_source_surface(c, p->plate, 0, 0);
	cairo_paint(c);
	cairo_destroy(c);
	jpeg_put(jpeg, pixels_of(p->composite), 70, 0);
}
