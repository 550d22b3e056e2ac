/* SPDX-License-Identifier: Apache-2.0 */
/* grid.c - the ruled parts of a document: rows of labels and values, opinions with room for the hand, lists. On a strip: lines. */
#include <math.h>

#include "base/limits.h"
#include "net/json.h"
#include "paper/galley_.h"

/* ---- cells ---- */

static void
label_line(struct galley *f, const struct item *it)
{
	struct slice v = content_text(f->content, it);

	if (v.n)
		galley_paragraph(f, arena_printf(f->arena, "%s：%.*s", it->zh, (int)v.n, v.p), galley_plain(f), 0);
}

static PangoLayout *
cell_text(struct galley *f, struct slice s, double w)
{
	return galley_layout(f, s, (struct style){ .size = f->m->cell_size }, w - 2 * f->m->pad);
}

/* What is empty is struck out: nothing is added afterwards. */
static PangoLayout *
cell_filled(struct galley *f, struct slice s, double w)
{
	return cell_text(f, s.n ? s : S("／"), w);
}

/* A label of one character more than fits is set smaller rather than broken. */
static PangoLayout *
cell_label(struct galley *f, const char *text, double w)
{
	struct slice s = slice_of(text);
	double size = f->m->cell_size, room = w - 2 * f->m->pad;

	if (utf8_count(s) == (size_t)(room / size) + 1)
		size = room / (double)utf8_count(s) - 0.01;
	return galley_layout(f, s, (struct style){ .size = size }, room);
}

/* Cells that would begin near a cell of a row above begin under it. */
static double
under(struct galley *f, double x, double least)
{
	double best = x;
	int near = -1;

	for (int i = 0; i < f->nedge; i++)
		if (fabs(f->edge[i] - x) < 46 && f->edge[i] > least && (near < 0 || fabs(f->edge[i] - x) < fabs(best - x)))
			best = f->edge[near = i];
	if (near < 0 && f->nedge < (int)N_ELEMS(f->edge))
		f->edge[f->nedge++] = x;
	return best;
}

void
grid_cells(struct galley *f, const struct block *b, double tail)
{
	struct grid_cell cell[2 * TEMPLATE_CELLS];
	const struct measure *m = f->m;
	double x = m->left, spare = m->right - m->left - b->n * m->label, ideal = m->left, next;
	int weights = 0;

	(void)tail;
	for (int i = 0; i < b->n; i++) {
		weights += b->cell[i].weight;
		if (m->strip)
			label_line(f, b->cell[i].item);
	}
	if (m->strip)
		return;
	for (int i = 0; i < b->n; i++) {
		const struct item *it = b->cell[i].item;
		double w;
		ideal += m->label + spare * b->cell[i].weight / weights;
		next = i + 1 < b->n ? under(f, ideal, x + m->label + 36) : m->right;
		w = next - x - m->label;
		cell[2 * i] = (struct grid_cell){ x, m->label, cell_label(f, it->zh, m->label), ALIGN_CENTRE, 0 };
		cell[2 * i + 1] = (struct grid_cell){ x + m->label, w, cell_filled(f, content_text(f->content, it), w), ALIGN_LEFT, 0 };
		x = next;
	}
	galley_row(f, cell, 2 * b->n, 1);
}

/* An opinion: what is not yet written has room for the hand, and for a name and a day. */
void
grid_room(struct galley *f, const struct block *b, double tail)
{
	const struct item *it = template_item(f->content->t, slice_of(b->key));
	const struct measure *m = f->m;
	struct grid_cell cell[2];
	double w = m->right - m->left - m->label, y;
	bool there = content_there(f->content, b->key);
	PangoLayout *hand;

	(void)tail;
	if (m->strip) {
		label_line(f, it);
		return;
	}
	galley_need(f, (b->n + 1) * m->cell_lead + 2 * m->pad);
	cell[0] = (struct grid_cell){ m->left, m->label, cell_label(f, it->zh, m->label), ALIGN_CENTRE, 0 };
	cell[1] = (struct grid_cell){ m->left + m->label, w, cell_text(f, content_text(f->content, it), w), ALIGN_LEFT, 0 };
	galley_row(f, cell, 2, b->n + 1);
	if (there)
		return;
	y = f->y - m->pad - m->cell_lead;
	hand = cell_text(f, S("签名：　　　　　　　　　　年　　月　　日"), w);
	galley_line(f, hand, 0, m->left + m->label + m->pad, w - 2 * m->pad, y, m->cell_lead, ALIGN_RIGHT);
}

/* ---- tables ---- */

static struct slice
cell_value(struct galley *f, const struct item *it, int column, size_t row)
{
	const json_t *rows = json_object_get(f->content->values, it->name);
	struct slice v = json_slice(json_object_get(json_array_get(rows, row), it->column[column].name));

	return v.n ? slice_trim(v) : S("");
}

enum { ROW_HEAD = -1, ROW_END = -2 };
static void
table_row(struct galley *f, const struct item *it, int row)
{
	struct grid_cell cell[TEMPLATE_COLUMNS + 1];
	double x = f->m->left, first = 32, spare = f->m->right - f->m->left - first;
	int weights = 0;

	for (int i = 0; i < it->ncolumn; i++)
		weights += it->column[i].weight;
	cell[0] = (struct grid_cell){ x, first, cell_text(f, row < 0 ? S("序号") : arena_printf(f->arena, "%d", row + 1), first), ALIGN_CENTRE, 0 };
	x += first;
	for (int i = 0; i < it->ncolumn; i++) {
		double w = spare * it->column[i].weight / weights;
		struct slice v = row < 0 ? slice_of(it->column[i].zh) : cell_value(f, it, i, (size_t)row);
		cell[i + 1] = (struct grid_cell){ x, w, cell_filled(f, v, w), row < 0 || it->column[i].weight == 1 ? ALIGN_CENTRE : ALIGN_LEFT, 0 };
		x += w;
	}
	galley_row(f, cell, it->ncolumn + 1, 1);
}

static void
table_head(struct galley *f)
{
	void (*again)(struct galley *) = f->page_began;

	f->page_began = NULL;		/* the head itself begins no page */
	table_row(f, f->table, ROW_HEAD);
	f->page_began = again;
}

static void
strip_table(struct galley *f, const struct item *it, size_t rows)
{
	galley_paragraph(f, arena_printf(f->arena, "%s：", it->zh), galley_plain(f), 0);
	for (size_t r = 0; r < rows; r++) {
		struct slice line = arena_printf(f->arena, "%zu.", r + 1);
		for (int i = 0; i < it->ncolumn; i++) {
			struct slice v = cell_value(f, it, i, r);
			if (v.n)
				line = arena_printf(f->arena, "%.*s %s：%.*s", (int)line.n, line.p, it->column[i].zh, (int)v.n, v.p);
		}
		galley_paragraph(f, line, galley_plain(f), 0);
	}
	galley_paragraph(f, S("（以下空白）"), galley_plain(f), 0);
}

/* Below the last row nothing may be added afterwards. */
void
grid_table(struct galley *f, const struct block *b, double tail)
{
	const struct item *it = template_item(f->content->t, slice_of(b->key));
	size_t rows = json_array_size(json_object_get(f->content->values, b->key));
	struct grid_cell end = { f->m->left, f->m->right - f->m->left, NULL, ALIGN_CENTRE, 0 };

	if (!rows)
		return;
	if (f->m->strip) {
		strip_table(f, it, rows);
		return;
	}
	f->y += 6;
	galley_need(f, 4 * (f->m->cell_lead + 2 * f->m->pad));
	f->table = it;
	table_head(f);
	f->page_began = table_head;
	for (size_t r = 0; r < rows; r++) {
		if (r + 1 == rows)		/* the last row keeps with what follows */
			galley_need(f, (f->m->cell_lead + 2 * f->m->pad) * 2 + (tail < f->m->bottom / 2 ? tail : 0));
		table_row(f, it, (int)r);
	}
	f->page_began = NULL;
	end.layout = cell_text(f, S("（以下空白）"), end.w);
	galley_row(f, &end, 1, 1);
	f->y += 6;
}
