/* SPDX-License-Identifier: Apache-2.0 */
#include "paper/galley_.h"

#include "base/limits.h"
#include "paper/font_.h"

#define MM(n) ((n) * 72 / 25.4)

/* GB/T 9704: the text is 156 by 225 mm, 37 mm below the upper edge, 28 mm from the left. Receipt printers print 72 of 80 and 48 of 58 mm. */
const struct measure measures[PAPER_COUNT] = {
	[PAPER_A4] = { .width = MM(210), .height = MM(297), .left = MM(28), .right = MM(184), .top = MM(37), .bottom = MM(262),
		.size = 12, .lead = 18.5, .cell_size = 10.5, .cell_lead = 15, .pad = 4, .label = 72 },
	[PAPER_MM80] = { .width = MM(80), .left = MM(4), .right = MM(76), .top = MM(4), .bottom = 1e9,
		.size = 9, .lead = 14, .cell_size = 9, .cell_lead = 14, .strip = true },
	[PAPER_MM58] = { .width = MM(58), .left = MM(5), .right = MM(53), .top = MM(4), .bottom = 1e9,
		.size = 8, .lead = 12.5, .cell_size = 8, .cell_lead = 12.5, .strip = true },
};

/* A number and its unit stand on one line: 200.00元, 12分, 19日, 第000001号. */
static void
set_breaks(struct galley *f, PangoLayout *l, struct slice text)
{
	PangoAttrList *list = NULL;
	size_t from, n;

	for (size_t i = 0; i < text.n; i = n > i ? n : i + 1) {
		for (n = from = i; n < text.n && ((text.p[n] >= '0' && text.p[n] <= '9') || text.p[n] == '.'); n++)
			;
		if (n == from || n + 3 > text.n || !((unsigned char)text.p[n] >= 0xe4 && (unsigned char)text.p[n] <= 0xe9))
			continue;	/* e4 to e9: an ideograph of three bytes */
		PangoAttribute *a = pango_attr_allow_breaks_new(FALSE);
		a->start_index = (guint)(from >= 3 && !memcmp(text.p + from - 3, "第", 3) ? from - 3 : from);
		a->end_index = (guint)n + 3;
		list = list ? list : pango_attr_list_copy(f->attrs);
		pango_attr_list_insert(list, a);
	}
	pango_layout_set_attributes(l, list ? list : f->attrs);
	if (list)
		pango_attr_list_unref(list);
}

/* Bold is drawn, not loaded: a second face of twenty thousand characters doubles the time and half the size of a document. */
PangoLayout *
galley_layout(struct galley *f, struct slice text, struct style s, double width)
{
	PangoFontDescription *d = pango_font_description_from_string(FONT_BOTH);
	PangoLayout *l = pango_layout_new(f->pango);
	struct laid *kept = arena_new(f->arena, struct laid);

	pango_font_description_set_absolute_size(d, s.size * PANGO_SCALE);
	pango_layout_set_font_description(l, d);
	pango_font_description_free(d);
	pango_layout_set_text(l, text.n ? text.p : "", (int)text.n);
	pango_layout_set_indent(l, (int)(s.indent * PANGO_SCALE));
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	set_breaks(f, l, text);
	if (width > 0)
		pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	kept->layout = l;
	if (s.bold)
		g_object_set_data(G_OBJECT(l), "bold", l);
	kept->next = f->laid;
	f->laid = kept;
	return l;
}

int
galley_lines(PangoLayout *l)
{
	return pango_layout_get_line_count(l);
}

static double
line_width(PangoLayout *l, int n)
{
	PangoRectangle r;

	pango_layout_line_get_extents(pango_layout_get_line_readonly(l, n), NULL, &r);
	return (double)r.width / PANGO_SCALE;
}

double
galley_width(PangoLayout *l)
{
	double w = 0;

	for (int i = 0; i < galley_lines(l); i++)
		w = line_width(l, i) > w ? line_width(l, i) : w;
	return w;
}

static struct op *
put(struct galley *f, struct op o)
{
	struct op *kept = arena_new(f->arena, struct op);

	*kept = o;
	kept->page = f->page;
	*f->end = kept;
	f->end = &kept->next;
	return kept;
}

static double
indent_of(PangoLayout *l, int n)
{
	int indent = pango_layout_get_indent(l);
	bool first = pango_layout_get_line_readonly(l, n)->is_paragraph_start;

	return (indent > 0 && first) || (indent < 0 && !first) ? (double)abs(indent) / PANGO_SCALE : 0;
}

/* The base line lies where the characters, which fill their square, stand in the middle of the line. */
void
galley_line(struct galley *f, PangoLayout *l, int n, double x, double width, double y_top, double lead, enum align align)
{
	double size = pango_font_description_get_size(pango_layout_get_font_description(l)) / (double)PANGO_SCALE;
	double spare = width - line_width(l, n);

	x += indent_of(l, n);
	if (align != ALIGN_LEFT && spare > 0)
		x += align == ALIGN_CENTRE ? spare / 2 : spare;
	put(f, (struct op){ .x = x, .y = y_top + lead / 2 + size * 0.38, .line = pango_layout_get_line_readonly(l, n),
		.weight = g_object_get_data(G_OBJECT(l), "bold") ? size * 0.035 : 0 });
}

void
galley_rule(struct galley *f, double x, double y, double x2, double y2)
{
	put(f, (struct op){ .x = x, .y = y, .x2 = x2, .y2 = y2 });
}

void
galley_grey(struct galley *f, double grey)
{
	for (struct op *o = f->op; o; o = o->next)
		if (&o->next == f->end)
			o->grey = grey;
}

void
galley_page(struct galley *f)
{
	if (f->m->strip || f->page + 1 >= RENDER_PAGES)
		return;
	f->page++;
	f->y = f->m->top;
	if (f->page_began)
		f->page_began(f);
}

double
galley_room(const struct galley *f)
{
	return f->m->bottom - f->y;
}

void
galley_need(struct galley *f, double h)
{
	if (h > galley_room(f))
		galley_page(f);
}

/* A line that ends before the edge because a sign may not begin the next one is spread to the edge; one that ends early because a number
 * or a code was kept whole stays as it is. */
static void
spread(PangoLayout *l, int n, double width, double size)
{
	PangoLayoutLine *line = pango_layout_get_line(l, n);
	double spare = width - line_width(l, n) - indent_of(l, n);
	int gaps = -1, each, rest;

	if (n + 1 == galley_lines(l) || pango_layout_get_line_readonly(l, n + 1)->is_paragraph_start || spare <= 0 ||
	    spare > 2.7 * size || spare > 0.09 * width)
		return;
	for (const GSList *r = line->runs; r; r = r->next)
		for (const PangoGlyphString *g = ((const PangoLayoutRun *)r->data)->glyphs; g; g = NULL)
			gaps += g->num_glyphs;
	if (gaps < 8)
		return;
	each = (int)(spare * PANGO_SCALE) / gaps;
	rest = (int)(spare * PANGO_SCALE) % gaps;
	for (GSList *r = line->runs; r; r = r->next) {
		PangoGlyphString *g = ((PangoLayoutRun *)r->data)->glyphs;
		for (int i = 0; i < g->num_glyphs && gaps; i++, gaps--)
			g->glyphs[i].geometry.width += each + (rest-- > 0);
	}
}

/* No line alone at the foot or the head of a page; the last two lines keep with the tail (GB/T 9704: no page with a seal and no text). */
static int
lines_here(const struct galley *f, int left, int total, double tail)
{
	double lead = f->m->lead;
	int fit = (int)(galley_room(f) / lead);

	if (left <= fit && (!tail || left * lead + tail <= galley_room(f) || tail > f->m->bottom - f->m->top - 2 * lead))
		return left;
	if (left <= fit)		/* all would fit, the tail would not */
		return left > 3 ? left - 2 : 0;
	if (fit < 2 && total > 1)
		return 0;
	return left - fit == 1 && fit > 2 ? fit - 1 : fit;
}

void
galley_paragraph(struct galley *f, struct slice text, struct style s, double tail)
{
	PangoLayout *l = galley_layout(f, text, s, f->m->right - f->m->left);
	int total = galley_lines(l), at = 0;

	for (int i = 0; i < total; i++)
		spread(l, i, f->m->right - f->m->left, s.size);
	while (at < total) {
		int n = lines_here(f, total - at, total, tail);
		bool fresh = f->y <= f->m->top;
		if (!n && fresh)
			n = total - at;
		for (int i = 0; i < n; i++, at++, f->y += f->m->lead)
			galley_line(f, l, at, f->m->left, f->m->right - f->m->left, f->y, f->m->lead, ALIGN_LEFT);
		if (at < total && f->page + 1 >= RENDER_PAGES)
			return;
		if (at < total)
			galley_page(f);
	}
}

void
galley_centred(struct galley *f, struct slice text, struct style s, double lead)
{
	PangoLayout *l = galley_layout(f, text, s, f->m->right - f->m->left);

	for (int i = 0; i < galley_lines(l); i++, f->y += lead)
		galley_line(f, l, i, f->m->left, f->m->right - f->m->left, f->y, lead, ALIGN_CENTRE);
}

/* ---- rows of a table ---- */

static int
lines_left(const struct grid_cell *cell, int n)
{
	int most = 0;

	for (int i = 0; i < n; i++) {
		int left = galley_lines(cell[i].layout) - cell[i].next;
		most = left > most ? left : most;
	}
	return most;
}

static void
box(struct galley *f, const struct grid_cell *cell, int n, double y, double y2)
{
	double x = cell[0].x, x2 = cell[n - 1].x + cell[n - 1].w;

	galley_rule(f, x, y, x2, y);
	galley_rule(f, x, y2, x2, y2);
	for (int i = 0; i < n; i++)
		galley_rule(f, cell[i].x, y, cell[i].x, y2);
	galley_rule(f, x2, y, x2, y2);
}

/* The next `take` lines of every cell; a cell with fewer lines than the piece is high stands in its middle. */
static void
piece(struct galley *f, struct grid_cell *cell, int n, int take)
{
	const struct measure *m = f->m;
	double h = take * m->cell_lead + 2 * m->pad;

	for (int i = 0; i < n; i++) {
		struct grid_cell *c = &cell[i];
		int left = galley_lines(c->layout) - c->next, lines = left < take ? left : take;
		double y = f->y + (h - lines * m->cell_lead) / 2;
		for (int k = 0; k < lines; k++, y += m->cell_lead)
			galley_line(f, c->layout, c->next++, c->x + m->pad, c->w - 2 * m->pad, y, m->cell_lead, c->align);
	}
	box(f, cell, n, f->y, f->y + h);
	f->y += h;
}

void
galley_row(struct galley *f, struct grid_cell *cell, int n, int min_lines)
{
	const struct measure *m = f->m;
	int left = lines_left(cell, n), rows = left > min_lines ? left : min_lines;
	double whole = rows * m->cell_lead + 2 * m->pad, page = m->bottom - m->top;

	if (whole > galley_room(f) && (whole <= page / 2 || galley_room(f) < 3 * m->cell_lead + 2 * m->pad))
		galley_page(f);
	while (rows > 0) {
		int fit = (int)((galley_room(f) - 2 * m->pad) / m->cell_lead), take = rows < fit ? rows : fit;
		if (take < 1)
			take = 1;
		piece(f, cell, n, take);
		if ((rows -= take) > 0) {
			if (f->page + 1 >= RENDER_PAGES)
				return;
			galley_page(f);
		}
	}
}

void
galley_open(struct galley *f, PangoContext *pango)
{
	f->pango = pango;
	f->end = &f->op;
	f->attrs = pango_attr_list_new();
	pango_attr_list_insert(f->attrs, pango_attr_insert_hyphens_new(FALSE));
}

void
galley_free(struct galley *f)
{
	for (struct laid *l = f->laid; l; l = l->next)
		g_object_unref(l->layout);
	f->laid = NULL;
	pango_attr_list_unref(f->attrs);
}
