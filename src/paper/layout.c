/* SPDX-License-Identifier: Apache-2.0 */
/* layout.c - the blocks of a template, one after the other. */
#include "base/clock.h"
#include "net/json.h"
#include "paper/galley_.h"

#define SEAL_LINES 3.5	/* authority, room for the seal, date, a line below */

static struct style
body(const struct galley *f)
{
	return (struct style){ .size = f->m->size, .indent = f->m->strip ? 0 : 2 * f->m->size };
}

static bool
shown(const struct galley *f, const struct block *b)
{
	if (b->when == WHEN_ALWAYS)
		return true;
	if (b->kind == BLOCK_CELLS) {		/* of several cells, one that is there is enough */
		for (int i = 0; i < b->n; i++)
			if (content_there(f->content, b->cell[i].item->name))
				return true;
		return false;
	}
	return content_there(f->content, b->key) == (b->when == WHEN_THERE);
}

/* A sentence ends with a sign. */
static struct slice
ended(struct galley *f, struct slice s)
{
	static const char *const sign[] = { "。", "：", "；", "！", "？", "”" };

	for (size_t i = 0; i < N_ELEMS(sign); i++)
		if (s.n >= 3 && !memcmp(s.p + s.n - 3, sign[i], 3))
			return s;
	return arena_printf(f->arena, "%.*s。", (int)s.n, s.p);
}

/* ---- head ---- */

/* Smaller, where that saves a second line with a character or two. */
static struct style
fitted(struct galley *f, struct slice s, struct style style)
{
	double width = galley_width(galley_layout(f, s, style, 0)), room = f->m->right - f->m->left;

	if (width > room && width * 0.78 <= room)
		style.size *= room / width * 0.995;
	return style;
}

static void
head(struct galley *f)
{
	const struct template *t = f->content->t;
	struct slice authority = content_plain(f->content, "authority");
	bool strip = f->m->strip;

	if (authority.n)
		galley_centred(f, authority, fitted(f, authority, (struct style){ .size = strip ? f->m->size + 1 : 16, .bold = strip }), strip ? 16 : 26);
	galley_centred(f, slice_of(t->zh), fitted(f, slice_of(t->zh), (struct style){ .size = strip ? f->m->size + 3 : 22, .bold = true }), strip ? 18 : 34);
	f->y += strip ? 2 : 4;
	if (f->render->number.n) {
		struct slice number = arena_printf(f->arena, "编号：%.*s", (int)f->render->number.n, f->render->number.p);
		PangoLayout *l = galley_layout(f, number, galley_plain(f), f->m->right - f->m->left);
		for (int i = 0; i < galley_lines(l); i++, f->y += f->m->lead)
			galley_line(f, l, i, f->m->left, f->m->right - f->m->left, f->y, f->m->lead, strip ? ALIGN_LEFT : ALIGN_RIGHT);
	}
	f->y += strip ? 0 : 2;
}

/* ---- texts ---- */

/* "{person_name}：": who is written to stands at the edge (GB/T 9704 7.3.2). */
static bool
is_address(const char *text)
{
	const char *end = strchr(text, '}');

	return text[0] == '{' && end && !strcmp(end + 1, "：");
}

static void
text(struct galley *f, const struct block *b, double tail)
{
	struct slice s = ended(f, content_fill(f->content, b->text));

	galley_paragraph(f, s, is_address(b->text) ? galley_plain(f) : body(f), tail);
}

static void
remedy(struct galley *f, const struct block *b, double tail)
{
	const struct remedy *m = template_remedy(f->content->t, f->content->day);
	struct slice rest = slice_of(m ? m->text : NULL), one;

	(void)b;
	while (slice_cut(&rest, '\n', &one))
		galley_paragraph(f, content_fill(f->content, arena_str(f->arena, one)), body(f), rest.p ? 0 : tail);
}

static void
questions(struct galley *f, const struct block *b, double tail)
{
	const json_t *rows = json_object_get(f->content->values, b->key);
	struct style s = { .size = f->m->size, .indent = -2 * f->m->size };
	static const struct { const char *key, *word; } part[] = { { "q", "问" }, { "a", "答" } };
	json_t *row;
	size_t i;

	(void)tail;
	json_array_foreach(rows, i, row)
		for (size_t k = 0; k < N_ELEMS(part); k++) {
			struct slice v = slice_trim(json_slice(json_object_get(row, part[k].key)));
			galley_paragraph(f, arena_printf(f->arena, "%s：%.*s", part[k].word, (int)v.n, v.p), s, 0);
		}
}

/* ---- hands and seals ---- */

static double
sign_height(const struct galley *f, const struct block *b)
{
	return (f->m->strip ? 2.6 : 1.5) * f->m->lead + (b->hint ? 12 : 0);
}

static double
seal_height(const struct galley *f)
{
	return SEAL_LINES * f->m->lead;
}

static struct slice
signed_as(const struct galley *f, const struct block *b)
{
	return content_plain(f->content, arena_printf(f->arena, "sign_%s", b->key).p);
}

/* label ____________ 年 月 日, the printed name below the line; on a strip the line has a row of its own. */
static void
sign(struct galley *f, const struct block *b, double tail)
{
	const struct measure *m = f->m;
	struct slice given = signed_as(f, b), label = arena_printf(f->arena, "%s：", b->text);
	double h = sign_height(f, b), x, end, y;
	PangoLayout *l = galley_layout(f, label, galley_plain(f), 0), *day = galley_layout(f, S("　　年　　月　　日"), galley_plain(f), 0), *value;

	(void)tail;
	galley_need(f, h);
	y = f->y + (m->strip ? 2 : m->lead * 0.4);
	galley_line(f, l, 0, m->left, m->right - m->left, y, m->lead, ALIGN_LEFT);
	x = m->strip ? m->left : m->left + galley_width(l) + 4;
	y += m->strip ? m->lead * 1.3 : 0;
	end = given.n ? m->right : m->right - galley_width(day) - 4;
	if (m->strip)
		end = m->right;
	if (given.n) {
		value = galley_layout(f, given, galley_plain(f), end - x);
		for (int i = 0; i < galley_lines(value); i++, y += i < galley_lines(value) ? m->lead : 0, f->y += i < galley_lines(value) ? m->lead : 0)
			galley_line(f, value, i, x, end - x, y, m->lead, ALIGN_LEFT);
	} else if (!m->strip) {
		galley_line(f, day, 0, end, m->right - end, y, m->lead, ALIGN_RIGHT);
	}
	galley_rule(f, x, y + m->lead * 0.95, end, y + m->lead * 0.95);
	if (b->hint) {
		struct slice name = content_fill(f->content, b->hint);
		double size = m->size - (m->strip ? 1 : 2.5), wide;
		value = galley_layout(f, name, (struct style){ .size = size }, 0);
		if ((wide = galley_width(value)) > end - x)
			value = galley_layout(f, name, (struct style){ .size = size * (end - x) / wide }, 0);
		galley_line(f, value, 0, x, end - x, y + m->lead, 12, ALIGN_LEFT);
	}
	f->y += h;
}

/* GB/T 9704 7.3.5: the date four characters from the right, the authority above it, centred on the date; the seal over both. */
static void
seal(struct galley *f, const struct block *b, double tail)
{
	const struct measure *m = f->m;
	const struct item *when = template_item(f->content->t, slice_of(b->date_key));
	struct slice words = content_text(f->content, when);
	const char *cut = memmem(words.p, words.n, "日", 3);
	PangoLayout *authority, *date, *place = galley_layout(f, S("（印章）"), galley_plain(f), 0);
	double right = m->right - (m->strip ? 0 : 4 * m->size), middle, wa, wd, x;

	(void)tail;
	if (cut)			/* of an instant, the day */
		words.n = (size_t)(cut - words.p) + 3;
	authority = galley_layout(f, content_plain(f->content, b->key), galley_plain(f), m->right - m->left);
	date = galley_layout(f, words, galley_plain(f), 0);
	galley_need(f, seal_height(f));
	f->y += m->lead * 0.5;
	wa = galley_width(authority);
	wd = galley_width(date);
	middle = right - wd / 2;
	if (middle + wa / 2 > m->right)
		middle = m->right - wa / 2;
	for (int i = 0; i < galley_lines(authority); i++, f->y += m->lead)
		galley_line(f, authority, i, (x = middle - wa / 2) < m->left ? m->left : x, wa, f->y, m->lead, ALIGN_CENTRE);
	galley_line(f, place, 0, middle - galley_width(place) / 2, galley_width(place), f->y, m->lead, ALIGN_LEFT);
	galley_grey(f, 0.45);
	f->y += m->lead;
	galley_line(f, date, 0, middle - wd / 2, wd, f->y, m->lead, ALIGN_LEFT);
	f->y += m->lead;
}

/* Empty lines for the hand. */
static void
lines(struct galley *f, const struct block *b, double tail)
{
	double lead = f->m->lead * 1.2;

	galley_need(f, (b->n + 1) * lead + 4 + (tail < f->m->bottom / 2 ? tail : 0));
	if (b->text[0])
		galley_paragraph(f, slice_of(b->text), body(f), 0);
	for (int i = 0; i < b->n; i++) {
		f->y += lead;
		galley_rule(f, f->m->left, f->y, f->m->right, f->y);
	}
	f->y += 4;
}

/* ---- all ---- */

static void (*const set[])(struct galley *f, const struct block *b, double tail) = {
	[BLOCK_CELLS] = grid_cells, [BLOCK_TEXT] = text, [BLOCK_REMEDY] = remedy, [BLOCK_TABLE] = grid_table, [BLOCK_QA] = questions,
	[BLOCK_SIGN] = sign, [BLOCK_SEAL] = seal, [BLOCK_LINES] = lines, [BLOCK_ROOM] = grid_room,
};

static double
height_of(struct galley *f, const struct block *b)
{
	PangoLayout *l;

	if (!shown(f, b))
		return 0;
	if (b->kind == BLOCK_SIGN)
		return sign_height(f, b);
	if (b->kind == BLOCK_SEAL)
		return seal_height(f);
	l = galley_layout(f, content_fill(f->content, b->text), body(f), f->m->right - f->m->left);
	return galley_lines(l) * f->m->lead;
}

static struct style
note_style(const struct galley *f)
{
	return (struct style){ .size = f->m->size - 1 };
}

static double
note_height(struct galley *f)
{
	if (!f->render->note.n)
		return 0;
	return (0.5 + galley_lines(galley_layout(f, f->render->note, note_style(f), f->m->right - f->m->left))) * f->m->lead;
}

/* Hands and seals at the end, with short notes among them: they stay together and with two lines of text before them. */
static bool
closing(const struct block *b)
{
	return b->kind == BLOCK_SIGN || b->kind == BLOCK_SEAL || (b->kind == BLOCK_TEXT && b->when != WHEN_ALWAYS);
}

void
layout_document(struct galley *f)
{
	const struct template *t = f->content->t;
	double tail = 0;
	int first = t->nblock, last;
	bool in_grid = false;

	while (first > 0 && closing(&t->block[first - 1]))
		first--;
	while (first < t->nblock && t->block[first].kind == BLOCK_TEXT)	/* a note before the seal is text like the text above it */
		first++;
	for (int i = first; i < t->nblock; i++)
		tail += height_of(f, &t->block[i]);
	tail += note_height(f);
	for (last = first - 1; last > 0 && !shown(f, &t->block[last]); last--)
		;
	f->y = f->m->top;
	head(f);
	for (int i = 0; i < t->nblock; i++) {
		const struct block *b = &t->block[i];
		bool grid = b->kind == BLOCK_CELLS || b->kind == BLOCK_ROOM;
		if (!shown(f, b))
			continue;
		if (in_grid != grid && i > 0)
			f->y += f->m->strip ? 0 : 6;
		if (!grid)
			f->nedge = 0;
		in_grid = grid;
		set[b->kind](f, b, i == last ? tail : 0);
	}
	if (f->render->note.n) {
		f->y += f->m->lead * 0.5;
		galley_paragraph(f, f->render->note, note_style(f), 0);
	}
}
