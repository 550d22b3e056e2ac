/* SPDX-License-Identifier: Apache-2.0 */
/* template.c - reads a template: items first, then the remedy clauses, then the blocks of the page, a line each. */
#include "paper/template.h"

#include <pthread.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define BLOCKS_MAX 60
#define REMEDIES_MAX 8
#define LIST_MAX 64

const char *const paper_name[PAPER_COUNT] = { "a4", "mm80", "mm58" };
static const char *const kind_name[] = { "text", "long", "date", "time", "money", "points", "yes", "list", "qa" };

const char *
item_kind_name(enum item_kind k)
{
	return kind_name[k];
}

int
paper_named(struct slice s)
{
	for (int i = 0; i < PAPER_COUNT; i++)
		if (slice_is(s, paper_name[i]))
			return i;
	return -1;
}

struct reading {
	struct arena *arena;
	struct template *t;
	struct slice name;		/* of the file */
	int line;
	struct buf *wrong;
	struct item *item;		/* the last one: columns follow it */
	struct remedy *remedy;		/* the last one: paragraphs follow it */
};

static enum err
bad(struct reading *r, const char *what)
{
	buf_printf(r->wrong, "%.*s:%d: %s\n", (int)r->name.n, r->name.p, r->line, what);
	return E_BAD_VALUE;
}

/* The next word; white space around it is eaten. */
static struct slice
word(struct slice *rest)
{
	struct slice w = { rest->p, 0 };

	*rest = slice_trim(*rest);
	w.p = rest->p;
	while (w.n < rest->n && rest->p[w.n] != ' ' && rest->p[w.n] != '\t')
		w.n++;
	*rest = slice_trim((struct slice){ rest->p + w.n, rest->n - w.n });
	return w;
}

static const char *
keep(struct reading *r, struct slice s)
{
	return arena_str(r->arena, s.p ? s : S(""));
}

/* "中文|English": both are wanted. */
static bool
both(struct reading *r, struct slice s, const char **zh, const char **en)
{
	struct slice first;

	if (!slice_cut(&s, '|', &first) || !s.p)
		return false;
	*zh = keep(r, slice_trim(first));
	*en = keep(r, slice_trim(s));
	return (*zh)[0] && (*en)[0];
}

static bool
same(const char *a, struct slice b)
{
	return slice_is(b, a);
}

/* ---- items ---- */

static enum err
take_need(struct reading *r, struct item *it, struct slice need)
{
	static const struct {
		const char *word;
		enum item_need need;
	} with_key[] = { { "req-if:", NEED_IF }, { "req-unless:", NEED_UNLESS } };
	struct slice key;
	static const char *const plain[] = { [NEED_OPT] = "opt", [NEED_REQ] = "req", [NEED_TRUE] = "true" };

	for (size_t i = 0; i < N_ELEMS(plain); i++)
		if (slice_is(need, plain[i])) {
			it->need = (enum item_need)i;
			return it->need == NEED_TRUE && it->kind != ITEM_YES ? bad(r, "only a yes can be asked to be true") : E_OK;
		}
	for (size_t i = 0; i < N_ELEMS(with_key); i++) {
		size_t n = strlen(with_key[i].word);
		if (!slice_starts(need, with_key[i].word))
			continue;
		need = (struct slice){ need.p + n, need.n - n };
		it->need = with_key[i].need;
		(void)slice_cut(&need, '=', &key);
		it->need_key = keep(r, key);
		it->need_word = need.p ? keep(r, need) : NULL;
		return E_OK;
	}
	return bad(r, "need is opt, req, true, req-if:KEY[=WORD] or req-unless:KEY[=WORD]");
}

/* item NAME KIND NEED 中文|English [@ 法条] */
static enum err
take_item(struct reading *r, struct slice rest)
{
	struct template *t = r->t;
	struct slice name = word(&rest), kind = word(&rest), need = word(&rest), title = rest;
	struct item *it = &t->item[t->nitem];
	const char *at;
	size_t k = 0;

	if (t->nitem == TEMPLATE_ITEMS)
		return bad(r, "too many items");
	if (!name.n || template_item(t, name))
		return bad(r, "an item needs a name of its own");
	while (k < N_ELEMS(kind_name) && !slice_is(kind, kind_name[k]))
		k++;
	if (k == N_ELEMS(kind_name))
		return bad(r, "no such kind of item");
	*it = (struct item){ .name = keep(r, name), .kind = (enum item_kind)k, .law = "" };
	if ((at = memmem(title.p, title.n, " @ ", 3))) {
		it->law = keep(r, slice_trim((struct slice){ at + 3, (size_t)(title.p + title.n - at) - 3 }));
		title.n = (size_t)(at - title.p);
	}
	if (!both(r, title, &it->zh, &it->en))
		return bad(r, "an item needs a Chinese and an English title");
	r->item = it;
	t->nitem++;
	return take_need(r, it, need);
}

/* col NAME 中文|English req|- WEIGHT */
static enum err
take_column(struct reading *r, struct slice rest)
{
	struct item *it = r->item;
	struct slice name = word(&rest), title, need, weight;
	struct item_column *c;
	int64_t w;
	size_t n;

	if (!it || (it->kind != ITEM_LIST) || it->ncolumn == TEMPLATE_COLUMNS)
		return bad(r, "a column belongs to a list");
	for (n = rest.n; n && rest.p[n - 1] != ' '; n--)
		;
	weight = (struct slice){ rest.p + n, rest.n - n };
	rest = slice_trim((struct slice){ rest.p, n });
	for (n = rest.n; n && rest.p[n - 1] != ' '; n--)
		;
	need = (struct slice){ rest.p + n, rest.n - n };
	title = slice_trim((struct slice){ rest.p, n });
	c = &it->column[it->ncolumn];
	c->name = keep(r, name);
	c->req = slice_is(need, "req");
	if (!both(r, title, &c->zh, &c->en) || !slice_int(weight, &w) || w < 1 || w > 10)
		return bad(r, "col NAME 中文|English req|- WEIGHT");
	c->weight = (int)w;
	it->ncolumn++;
	return E_OK;
}

/* ---- remedies ---- */

/* remedy FROM TO|- [unverified] 法条 */
static enum err
take_remedy(struct reading *r, struct slice rest)
{
	struct template *t = r->t;
	struct slice from = word(&rest), to = word(&rest);
	struct remedy *m;

	if (t->nremedy == REMEDIES_MAX)
		return bad(r, "too many remedy clauses");
	m = &t->remedy[t->nremedy++];
	*m = (struct remedy){ .to = INT32_MAX, .text = "" };
	if (slice_starts(rest, "unverified ")) {
		m->unverified = true;
		(void)word(&rest);
	}
	m->law = keep(r, rest);
	if (!date_parse(from, &m->from) || (!slice_is(to, "-") && !date_parse(to, &m->to)) || !rest.n)
		return bad(r, "remedy FROM TO|- [unverified] ARTICLES");
	r->remedy = m;
	return E_OK;
}

static enum err
take_indented(struct reading *r, struct slice line)
{
	struct slice rest = line, first = word(&rest);

	if (slice_is(first, "col"))
		return take_column(r, rest);
	if (!r->remedy)
		return bad(r, "an indented line is a column or a paragraph of a remedy clause");
	line = slice_trim(line);
	r->remedy->text = arena_printf(r->arena, "%s%s%.*s", r->remedy->text, r->remedy->text[0] ? "\n" : "", (int)line.n, line.p).p;
	return E_OK;
}

/* ---- blocks ---- */

static enum err
take_cells(struct reading *r, struct block *b, struct slice rest)
{
	while (rest.n) {
		struct slice one = word(&rest), name;
		int64_t weight = 1;
		(void)slice_cut(&one, '*', &name);
		if (one.p && (!slice_int(one, &weight) || weight < 1 || weight > 9))
			return bad(r, "the weight of a cell is 1 to 9");
		if (b->n == TEMPLATE_CELLS || !(b->cell[b->n].item = template_item(r->t, name)))
			return bad(r, "cells name up to four items");
		b->cell[b->n++].weight = (int)weight;
	}
	if (b->n && b->when == WHEN_THERE)
		b->key = b->cell[0].item->name;
	return b->n ? E_OK : bad(r, "cells name up to four items");
}

/* sign KEY 中文[|{hint}]: the label, and the printed name behind the line */
static enum err
take_sign(struct reading *r, struct block *b, struct slice rest)
{
	struct slice key = word(&rest), label;

	b->key = keep(r, key);
	(void)slice_cut(&rest, '|', &label);
	b->text = keep(r, label);
	b->hint = rest.p ? keep(r, rest) : NULL;
	return label.n ? E_OK : bad(r, "sign WHO label");
}

static enum err
take_seal(struct reading *r, struct block *b, struct slice rest)
{
	struct slice authority = word(&rest), date = word(&rest);
	const struct item *d = template_item(r->t, date);

	if (!template_item(r->t, authority) || !d || (d->kind != ITEM_DATE && d->kind != ITEM_TIME))
		return bad(r, "seal AUTHORITY DATE, both items");
	b->key = keep(r, authority);
	b->date_key = d->name;
	return E_OK;
}

/* lines N text; lines! KEY N text; room KEY N */
static enum err
take_lines(struct reading *r, struct block *b, struct slice rest)
{
	struct slice key = { NULL, 0 }, n;
	int64_t count;

	if (b->when != WHEN_ALWAYS || b->kind == BLOCK_ROOM)
		key = word(&rest);
	n = word(&rest);
	if (key.p)
		b->key = keep(r, key);
	if ((key.p && !template_item(r->t, key)) || !slice_int(n, &count) || count < 1 || count > 20)
		return bad(r, "lines N TEXT, room ITEM N");
	b->n = (int)count;
	b->text = keep(r, rest);
	return E_OK;
}

static enum err
take_keyed(struct reading *r, struct block *b, struct slice rest)
{
	if (b->kind == BLOCK_TEXT && b->when == WHEN_ALWAYS) {
		b->text = keep(r, rest);
		return E_OK;
	}
	b->key = keep(r, word(&rest));
	b->text = keep(r, rest);
	return template_item(r->t, slice_of(b->key)) ? E_OK : bad(r, "names no item");
}

static const struct {
	const char *word;
	enum block_kind kind;
	enum err (*take)(struct reading *r, struct block *b, struct slice rest);
} block_words[] = {
	{ "cells", BLOCK_CELLS, take_cells }, { "text", BLOCK_TEXT, take_keyed }, { "remedy", BLOCK_REMEDY, NULL },
	{ "table", BLOCK_TABLE, take_keyed }, { "qa", BLOCK_QA, take_keyed }, { "sign", BLOCK_SIGN, take_sign },
	{ "seal", BLOCK_SEAL, take_seal }, { "lines", BLOCK_LINES, take_lines }, { "room", BLOCK_ROOM, take_lines },
};

/* *ret_known: the word is one of a block. */
static enum err
take_block(struct reading *r, struct slice first, struct slice rest, bool *ret_known)
{
	enum block_when when = WHEN_ALWAYS;
	struct block *b;

	*ret_known = false;
	if (first.n && (first.p[first.n - 1] == '?' || first.p[first.n - 1] == '!'))
		when = first.p[--first.n] == '?' ? WHEN_THERE : WHEN_ABSENT;
	for (size_t i = 0; i < N_ELEMS(block_words); i++) {
		if (!same(block_words[i].word, first))
			continue;
		*ret_known = true;
		if (r->t->nblock == BLOCKS_MAX)
			return bad(r, "too many blocks");
		b = &r->t->block[r->t->nblock++];
		*b = (struct block){ .kind = block_words[i].kind, .when = when, .line = r->line };
		return block_words[i].take ? block_words[i].take(r, b, rest) : E_OK;
	}
	return E_OK;
}

/* ---- the head ---- */

static enum err
take_papers(struct reading *r, struct slice rest)
{
	while (rest.n) {
		int p = paper_named(word(&rest));
		if (p < 0)
			return bad(r, "paper is a4, mm80, mm58");
		if (!r->t->papers)
			r->t->usual = (enum paper)p;
		r->t->papers |= 1u << p;
	}
	return E_OK;
}

static enum err
take_head(struct reading *r, struct slice first, struct slice rest)
{
	struct template *t = r->t;

	if (slice_is(first, "type"))
		t->type = keep(r, rest);
	else if (slice_is(first, "law"))
		t->law = keep(r, rest);
	else if (slice_is(first, "number"))
		t->number = keep(r, rest);
	else if (slice_is(first, "each_page"))
		t->each_page = keep(r, rest);
	else if (slice_is(first, "by"))
		t->by_officer = memmem(rest.p, rest.n, "officer", 7) != NULL;
	else if (slice_is(first, "paper"))
		return take_papers(r, rest);
	else if (slice_is(first, "title"))
		return both(r, rest, &t->zh, &t->en) ? E_OK : bad(r, "title 中文|English");
	else if (slice_is(first, "from")) {
		t->version = keep(r, rest);
		return date_parse(rest, &t->from) ? E_OK : bad(r, "from DATE");
	} else if (slice_is(first, "to"))
		return date_parse(rest, &t->to) ? E_OK : bad(r, "to DATE");
	else
		return bad(r, "no such word");
	return E_OK;
}

static enum err
take_line(struct reading *r, struct slice line)
{
	struct slice rest = line, first;
	bool known;
	enum err e;

	if (line.n && line.p[0] == '\t')
		return take_indented(r, line);
	first = word(&rest);
	if (!first.n || first.p[0] == '#')
		return E_OK;
	r->remedy = NULL;
	if (slice_is(first, "item"))
		return take_item(r, rest);
	r->item = NULL;
	if (slice_is(first, "remedy") && rest.n)
		return take_remedy(r, rest);
	if ((e = take_block(r, first, rest, &known)) || known)
		return e;
	return take_head(r, first, rest);
}

/* ---- what belongs together ---- */

/* Whatever a text always prints must always be there; what it prints on a condition must be there on that condition. */
static bool
sure(const struct template *t, const struct item *it, const struct block *b)
{
	const struct item *key = b && b->when == WHEN_THERE ? template_item(t, slice_of(b->key)) : NULL;

	if (it->need == NEED_REQ || it == key)
		return true;
	if (!key || it->need != NEED_IF)
		return false;
	return !strcmp(it->need_key, key->name) ||
	    (key->need == NEED_IF && !strcmp(key->need_key, it->need_key) && key->need_word && it->need_word && !strcmp(key->need_word, it->need_word));
}

static enum err
check_text(struct reading *r, const char *text, const struct block *b)
{
	for (const char *p = text ? strchr(text, '{') : NULL, *end; p; p = strchr(end, '{')) {
		const struct item *it;
		if (!(end = strchr(p, '}')))
			return bad(r, "a { without its }");
		it = template_item(r->t, (struct slice){ p + 1, (size_t)(end - p) - 1 });
		if (!it || it->kind == ITEM_LIST || it->kind == ITEM_QA || it->kind == ITEM_YES)
			return bad(r, arena_printf(r->arena, "no item to be printed: %.*s", (int)(end - p + 1), p).p);
		if (!sure(r->t, it, b))
			return bad(r, arena_printf(r->arena, "%s may be missing here", it->name).p);
	}
	return E_OK;
}

static enum err
check_whole(struct reading *r)
{
	struct template *t = r->t;
	enum err e = E_OK;
	bool prints = false;

	if (!t->type || !t->version || !t->zh || !t->number || !t->papers || !t->nitem || !t->nblock)
		return bad(r, "type, from, title, number, paper, items and blocks are needed");
	if (!strstr(t->number, "{serial") || (!strstr(t->number, "{year}") && !strstr(t->number, "{yy}")))
		return bad(r, "a number has its year and its serial");
	for (int i = 0; i < t->nitem && !e; i++) {
		const struct item *it = &t->item[i];
		if (it->need_key && !template_item(t, slice_of(it->need_key)))
			e = bad(r, arena_printf(r->arena, "%s asks for an item that is not there", it->name).p);
		if (it->kind == ITEM_LIST && !it->ncolumn)
			e = bad(r, arena_printf(r->arena, "the list %s has no columns", it->name).p);
	}
	for (int i = 0; i < t->nblock && !e; i++) {
		prints |= t->block[i].kind == BLOCK_REMEDY;
		r->line = t->block[i].line;
		if (!(e = check_text(r, t->block[i].text, &t->block[i])) && t->block[i].hint)
			e = check_text(r, t->block[i].hint, &t->block[i]);
	}
	for (int i = 0; i < t->nremedy && !e; i++)
		e = check_text(r, t->remedy[i].text, NULL);
	if (!e && prints != (t->nremedy > 0))
		e = bad(r, "remedy clauses and the block that prints them go together");
	t->party = template_item(t, S("person_name")) ? "person_name" : NULL;
	return e;
}

enum err
template_read(struct slice name, struct slice text, struct arena *a, struct template *ret, struct buf *wrong)
{
	struct reading r = { .arena = a, .t = ret, .name = name, .wrong = wrong };
	struct slice line;
	enum err e = E_OK;

	*ret = (struct template){ .to = INT32_MAX, .law = "" };
	ret->block = arena_array(a, struct block, BLOCKS_MAX);
	ret->remedy = arena_array(a, struct remedy, REMEDIES_MAX);
	while (!e && slice_cut(&text, '\n', &line)) {
		r.line++;
		e = take_line(&r, line);
	}
	return e ? e : check_whole(&r);
}

const struct item *
template_item(const struct template *t, struct slice name)
{
	for (int i = 0; i < t->nitem; i++)
		if (slice_is(name, t->item[i].name))
			return &t->item[i];
	return NULL;
}

const struct remedy *
template_remedy(const struct template *t, int32_t day)
{
	for (int i = 0; i < t->nremedy; i++)
		if (t->remedy[i].from <= day && day < t->remedy[i].to)
			return &t->remedy[i];
	return NULL;
}

/* ---- those built in ---- */

static struct template list[LIST_MAX];
static int nlist;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_all(void)
{
	static struct arena arena;
	struct buf wrong;

	arena_init(&arena);
	buf_init(&wrong, KIB(4));
	for (size_t i = 0; i < embedded_templates_n; i++) {
		if (nlist == LIST_MAX)
			die("too many document templates");
		if (template_read(slice_of(embedded_templates[i].name), embedded_templates[i].text, &arena, &list[nlist++], &wrong)) {
			buf_putc(&wrong, '\0');
			die(wrong.p);
		}
	}
	buf_free(&wrong);
}

const struct template *
template_at(int i)
{
	(void)pthread_once(&once, read_all);
	return i >= 0 && i < nlist ? &list[i] : NULL;
}

const struct template *
template_of(struct slice type, int32_t day)
{
	const struct template *found = NULL, *t;

	for (int i = 0; (t = template_at(i)); i++)
		if (slice_is(type, t->type) && (day == INT32_MAX || (t->from <= day && day < t->to)) && (!found || found->from < t->from))
			found = t;
	return found;
}

const struct template *
template_version(struct slice type, struct slice version)
{
	const struct template *t;

	for (int i = 0; (t = template_at(i)); i++)
		if (slice_is(type, t->type) && slice_is(version, t->version))
			return t;
	return NULL;
}
