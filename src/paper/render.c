/* SPDX-License-Identifier: Apache-2.0 */
/* render.c - lines and rules onto the pages of a PDF, with what stands on every page. */
#include "paper/render.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pthread.h>
#include <qrencode.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "base/log.h"
#include "paper/font_.h"
#include "paper/galley_.h"

#define MM(n) ((n) * 72 / 25.4)

/* Pango's font maps belong to one thread at a time. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static PangoFontMap *fonts;
static PangoContext *setting;

/* Places must not depend on what a font's hints say at some resolution. */
static PangoContext *
context(void)
{
	PangoContext *c = pango_font_map_create_context(fonts);
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(c, o);
	cairo_font_options_destroy(o);
	pango_context_set_round_glyph_positions(c, FALSE);
	pango_context_set_language(c, pango_language_from_string("zh-cn"));
	return c;
}

static bool
open_fonts(void)
{
	static bool tried;

	if (!tried && !(fonts = font_map_make()))
		log_at(LOG_ERROR, "paper.font", KV("missing", LS(FONT_WHOLE " (fonts-noto-cjk)")));
	if (!tried && fonts)
		setting = context();
	tried = true;
	return fonts;
}

bool
render_ready(void)
{
	bool ready;

	(void)pthread_mutex_lock(&lock);
	ready = open_fonts();
	(void)pthread_mutex_unlock(&lock);
	return ready;
}

/* ---- what stands on every page ---- */

struct place {
	double x, width, y;
	enum align align;
};

static void
small(cairo_t *cr, struct galley *f, struct slice s, double size, struct place p)
{
	PangoLayout *l = galley_layout(f, s, (struct style){ .size = size }, 0);
	double spare = p.width - galley_width(l);

	cairo_move_to(cr, p.x + (p.align == ALIGN_LEFT ? 0 : p.align == ALIGN_CENTRE ? spare / 2 : spare), p.y);
	pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(l, 0));
	cairo_new_path(cr);
}

/* Runs of dark modules are one rectangle each, on whole coordinates of the module grid: no seams. */
static void
draw_qr(cairo_t *cr, struct slice url, double x, double y, double size)
{
	char text[300];
	QRcode *q;

	if (url.n >= sizeof text)
		return;
	memcpy(text, url.p, url.n);
	text[url.n] = 0;
	if (!(q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)))
		return;
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, size / q->width, size / q->width);
	for (int r = 0; r < q->width; r++)
		for (int c = 0, run; c < q->width; c += run) {
			run = 1;
			if (!(q->data[r * q->width + c] & 1))
				continue;
			while (c + run < q->width && q->data[r * q->width + c + run] & 1)
				run++;
			cairo_rectangle(cr, c, r, run, 1);
		}
	cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
	cairo_fill(cr);
	cairo_restore(cr);
	QRcode_free(q);
}

static void
draw_mark(cairo_t *cr, struct galley *f, double height)
{
	double size = f->m->strip ? 30 : 84;
	PangoLayout *l = galley_layout(f, slice_of(f->render->mark), (struct style){ .size = size }, 0);
	double w = galley_width(l);

	for (double y = height / 2; y < height; y += f->m->strip ? 260 : height) {
		cairo_save(cr);
		cairo_set_source_rgb(cr, 0.9, 0.9, 0.9);
		cairo_translate(cr, f->m->width / 2, y);
		cairo_rotate(cr, -M_PI / 6);
		cairo_move_to(cr, -w / 2, size * 0.38);
		pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(l, 0));
		cairo_new_path(cr);
		cairo_restore(cr);
	}
}

/* For whoever has no camera at hand: the address without the code. */
static struct slice
verify_address(const struct render *r)
{
	if (r->url.n <= r->code.n || memcmp(r->url.p + r->url.n - r->code.n, r->code.p, r->code.n))
		return S("");
	return (struct slice){ r->url.p, r->url.n - r->code.n };
}

static void
page_foot(cairo_t *cr, struct galley *f, int page, int pages)
{
	const struct measure *m = f->m;
	const struct render *r = f->render;
	double w = m->right - m->left, y = m->height - MM(35) + MM(7);
	const char *sign = f->content->t->each_page;

	if (sign) {
		PangoLayout *l = galley_layout(f, slice_of(sign), (struct style){ .size = 10.5 }, 0);
		small(cr, f, slice_of(sign), 10.5, (struct place){ m->left, w, y, ALIGN_LEFT });
		cairo_set_line_width(cr, 0.5);
		cairo_move_to(cr, m->left + galley_width(l), y + 3);
		cairo_line_to(cr, m->left + galley_width(l) + 140, y + 3);
		cairo_stroke(cr);
		y += 20;
	}
	small(cr, f, arena_printf(f->arena, "第 %d 页　共 %d 页", page + 1, pages), 10.5, (struct place){ m->left, w, y, ALIGN_CENTRE });
	if (r->code.n)
		small(cr, f, arena_printf(f->arena, "核验码 %.*s", (int)r->code.n, r->code.p), 8, (struct place){ m->left, w, y + 16, ALIGN_RIGHT });
	if (r->number.n)
		small(cr, f, arena_printf(f->arena, "%s　%.*s", f->content->t->zh, (int)r->number.n, r->number.p), 8, (struct place){ m->left, w, y + 16, ALIGN_LEFT });
	if (page == 0 && verify_address(r).n)
		small(cr, f, arena_printf(f->arena, "核验网址 %.*s", (int)verify_address(r).n, verify_address(r).p), 8, (struct place){ m->left, w, y + 28, ALIGN_RIGHT });
}

static void
a4_page(cairo_t *cr, struct galley *f, int page, int pages)
{
	double size = MM(19);

	if (f->render->url.n && page == 0) {
		draw_qr(cr, f->render->url, f->m->right - size, MM(12), size);
		small(cr, f, S("扫码核验"), 7, (struct place){ f->m->right - size, size, MM(12) + size + 9, ALIGN_CENTRE });
	}
	page_foot(cr, f, page, pages);
}

/* Below the text: code, then its QR code in the middle. Room is left to tear the strip off. */
static double
strip_end(struct galley *f, cairo_t *cr)
{
	double w = f->m->right - f->m->left, size = f->render->paper == PAPER_MM58 ? MM(24) : MM(28), y = f->y + 12;
	const struct render *r = f->render;
	PangoLayout *address;
	int lines;

	if (!r->url.n)
		return y + MM(6);
	address = galley_layout(f, arena_printf(f->arena, "核验网址 %.*s", (int)verify_address(r).n, verify_address(r).p), (struct style){ .size = 7 }, w);
	lines = verify_address(r).n ? galley_lines(address) : 0;
	if (cr) {
		draw_qr(cr, r->url, f->m->left + (w - size) / 2, y, size);
		small(cr, f, S("扫码核验"), 8, (struct place){ f->m->left, w, y + size + 12, ALIGN_CENTRE });
		small(cr, f, arena_printf(f->arena, "核验码"), 8, (struct place){ f->m->left, w, y + size + 24, ALIGN_CENTRE });
		small(cr, f, r->code, 8, (struct place){ f->m->left, w, y + size + 35, ALIGN_CENTRE });
		for (int i = 0; i < lines; i++) {
			cairo_move_to(cr, f->m->left, y + size + 46 + i * 9);
			pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(address, i));
			cairo_new_path(cr);
		}
	}
	return y + size + 35 + lines * 10 + MM(6);
}

/* ---- the file ---- */

static void
draw_op(cairo_t *cr, const struct op *o)
{
	cairo_set_source_rgb(cr, o->grey, o->grey, o->grey);
	cairo_move_to(cr, o->x, o->y);
	if (o->line) {
		pango_cairo_show_layout_line(cr, o->line);
		cairo_new_path(cr);	/* pango leaves its place behind */
		if (o->weight) {
			cairo_move_to(cr, o->x, o->y);
			pango_cairo_layout_line_path(cr, o->line);
			cairo_set_line_width(cr, o->weight);
			cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
			cairo_stroke(cr);
		}
		return;
	}
	cairo_set_line_width(cr, 0.6);
	cairo_line_to(cr, o->x2, o->y2);
	cairo_stroke(cr);
}

static cairo_status_t
write_out(void *ctx, const unsigned char *data, unsigned n)
{
	buf_put(ctx, (struct slice){ (const char *)data, n });
	return CAIRO_STATUS_SUCCESS;
}

static void
describe(cairo_surface_t *s, struct galley *f)
{
	char at[TIME_TEXT_MAX];

	time_print(f->render->at_ms, at);
	at[19] = 'Z';			/* to the second */
	at[20] = 0;
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, at);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, arena_printf(f->arena, "%s %.*s", f->content->t->zh,
	    (int)f->render->number.n, f->render->number.n ? f->render->number.p : "").p);
}

static enum err
draw(struct galley *f, struct buf *pdf)
{
	const struct measure *m = f->m;
	double height = m->strip ? strip_end(f, NULL) : m->height;
	cairo_surface_t *s = cairo_pdf_surface_create_for_stream(write_out, pdf, m->width, height);
	cairo_t *cr = cairo_create(s);
	cairo_status_t status;

	cairo_pdf_surface_restrict_to_version(s, CAIRO_PDF_VERSION_1_5);
	describe(s, f);
	for (int page = 0; page <= f->page; page++) {
		if (f->render->mark)
			draw_mark(cr, f, height);
		for (const struct op *o = f->op; o; o = o->next)
			if (o->page == page)
				draw_op(cr, o);
		cairo_set_source_rgb(cr, 0, 0, 0);
		if (m->strip)
			(void)strip_end(f, cr);
		else
			a4_page(cr, f, page, f->page + 1);
		cairo_show_page(cr);
	}
	cairo_destroy(cr);
	cairo_surface_finish(s);
	status = cairo_surface_status(s);
	cairo_surface_destroy(s);
	return status ? E_INTERNAL : pdf->full ? E_FULL : E_OK;
}

enum err
render_pdf(const struct render *r, struct buf *pdf, int *ret_pages)
{
	struct galley f = { .m = &measures[r->paper], .content = r->content, .render = r, .arena = r->content->arena };
	enum err e = E_MISSING;

	(void)pthread_mutex_lock(&lock);
	if (open_fonts()) {
		galley_open(&f, setting);
		layout_document(&f);
		e = f.page + 1 >= RENDER_PAGES ? E_FULL : draw(&f, pdf);
		galley_free(&f);
	}
	(void)pthread_mutex_unlock(&lock);
	if (ret_pages)
		*ret_pages = f.page + 1;
	return e;
}

static cairo_status_t
write_nowhere(void *ctx, const unsigned char *data, unsigned n)
{
	(void)ctx, (void)data, (void)n;
	return CAIRO_STATUS_SUCCESS;
}

static void
show(cairo_t *cr, struct galley *f, const char *text, double size)
{
	PangoLayout *l = galley_layout(f, slice_of(text), (struct style){ .size = size }, 0);

	cairo_move_to(cr, 0, 100);
	pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(l, 0));
}

/* What a form says, in the sizes in which it says it. */
static void
warm(cairo_t *cr, struct galley *f, const struct template *t)
{
	galley_open(f, setting);
	show(cr, f, t->zh, 22);
	for (int i = 0; i < t->nitem; i++)
		show(cr, f, t->item[i].zh, measures[PAPER_A4].cell_size);
	for (int i = 0; i < t->nblock; i++)
		show(cr, f, t->block[i].text, measures[PAPER_A4].size);
	show(cr, f, "0123456789 第页　共核验码网址扫", 8);
	galley_free(f);
}

/* By the end every table of the font has been read, and most glyphs that a document needs. Form by form, so that who waits to print
 * comes in between. */
void
render_warm(void)
{
	static atomic_bool done;
	const struct template *t;
	struct arena a;
	cairo_surface_t *s = cairo_pdf_surface_create_for_stream(write_nowhere, NULL, MM(210), MM(297));
	cairo_t *cr = cairo_create(s);

	arena_init(&a);
	for (int i = 0; !done && (t = template_at(i)); i++) {
		struct galley f = { .arena = &a };
		(void)pthread_mutex_lock(&lock);
		if (open_fonts())
			warm(cr, &f, t);
		(void)pthread_mutex_unlock(&lock);
	}
	(void)pthread_mutex_lock(&lock);
	done = true;
	cairo_destroy(cr);
	cairo_surface_destroy(s);
	(void)pthread_mutex_unlock(&lock);
	arena_free(&a);
}
