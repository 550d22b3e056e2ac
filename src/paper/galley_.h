/* SPDX-License-Identifier: Apache-2.0 */
/* galley_.h - text that flows over pages. Private to paper/.
 *
 *   template + content ─► layout.c ─► galley.c: lines and rules with page and place ─► render.c: PDF, with the number of pages known
 *
 * Units      points (1/72 inch), y downwards from the top of the page.
 */
#ifndef PAPER_GALLEY__H
#define PAPER_GALLEY__H
#include <pango/pangocairo.h>
#include "paper/render.h"

struct measure {
	double width, height, left, right, top, bottom;	/* right, bottom: edges of the text, not margins */
	double size, lead;		/* of the text and from line to line */
	double cell_size, cell_lead, pad, label;	/* of a table; label: width of a label cell */
	bool strip;			/* receipt paper: one page, as long as it takes */
};
extern const struct measure measures[PAPER_COUNT];

struct op {				/* something drawn */
	struct op *next;
	int page;
	double x, y, x2, y2;		/* y: base line of a text */
	PangoLayoutLine *line;		/* NULL: a rule from x,y to x2,y2 */
	double grey;			/* 0: black */
	double weight;			/* of a stroke around the characters, which makes them bold; 0: none */
};
struct laid {
	struct laid *next;
	PangoLayout *layout;		/* lives as long as its lines */
};
struct galley {
	const struct measure *m;
	struct content *content;
	const struct render *render;
	PangoContext *pango;
	PangoAttrList *attrs;		/* of all text: no hyphen of our own in a code that takes two lines */
	struct arena *arena;
	double y;
	int page;			/* from 0 */
	struct op *op, **end;
	struct laid *laid;
	void (*page_began)(struct galley *f);	/* a table repeats its head; NULL: nothing */
	const struct item *table;
	double edge[2 * TEMPLATE_CELLS];	/* where the cells of the rows above begin, so that those below begin there too */
	int nedge;
};

struct style {
	double size;
	bool bold;
	double indent;			/* of the first line; negative: of all the others */
};
PangoLayout *galley_layout(struct galley *f, struct slice text, struct style s, double width);	/* width 0: one line */
int galley_lines(PangoLayout *l);
double galley_width(PangoLayout *l);	/* of its widest line */
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
void galley_line(struct galley *f, PangoLayout *l, int n, double x, double width, double y_top, double lead, enum align align);
void galley_rule(struct galley *f, double x, double y, double x2, double y2);
void galley_grey(struct galley *f, double grey);	/* what was put last */
void galley_page(struct galley *f);		/* a new page; nothing on a strip */
void galley_need(struct galley *f, double h);	/* a new page when h does not fit on this one */
double galley_room(const struct galley *f);
/* tail: what must stand on the same page as the last two lines. */
void galley_paragraph(struct galley *f, struct slice text, struct style s, double tail);
void galley_centred(struct galley *f, struct slice text, struct style s, double lead);

struct grid_cell {
	double x, w;
	PangoLayout *layout;
	enum align align;
	int next;			/* line to be set next */
};
/* A row of a table, over as many pages as it takes; at least min_lines high. */
void galley_row(struct galley *f, struct grid_cell *cell, int n, int min_lines);
void galley_open(struct galley *f, PangoContext *pango);
void galley_free(struct galley *f);

static inline struct style
galley_plain(const struct galley *f)
{
	return (struct style){ .size = f->m->size };
}

/* grid.c: blocks; tail as in galley_paragraph */
void grid_cells(struct galley *f, const struct block *b, double tail);
void grid_room(struct galley *f, const struct block *b, double tail);
void grid_table(struct galley *f, const struct block *b, double tail);

void layout_document(struct galley *f);	/* layout.c */
#endif
