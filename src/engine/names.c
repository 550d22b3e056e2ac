/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include "engine/engine.h"
#include "engine/names_.h"

static bool
ends(const char *s, size_t n, const char *tail)
{
	size_t t = strlen(tail);
	return n >= t && memcmp(s + n - t, tail, t) == 0;
}

void
name_plural(const char *name, char out[NAME_MAX_TEXT])
{
	size_t n = strlen(name);
	bool y = n > 1 && name[n - 1] == 'y' && !strchr("aeiou", name[n - 2]);
	bool hiss = ends(name, n, "s") || ends(name, n, "x") || ends(name, n, "ch") || ends(name, n, "sh");
	snprintf(out, NAME_MAX_TEXT, "%.*s%s", (int)(y ? n - 1 : n), name, y ? "ies" : hiss ? "es" : "s");
}

void
name_type(const char *name, char out[NAME_MAX_TEXT])
{
	size_t n = 0;
	bool up = true;
	for (; *name && n + 1 < NAME_MAX_TEXT; name++) {
		if (*name != '_')
			out[n++] = up ? (char)toupper((unsigned char)*name) : *name;
		up = *name == '_';
	}
	out[n] = '\0';
}

const char *
kind_name(enum kind k)
{
	static const char *const name[] = { "text", "int", "bool", "time", "date", "choice", "ref", "point" };
	return name[k];
}

const char *
scope_name(enum scope s)
{
	static const char *const name[] = { "none", "unit", "shared", "own" };
	return name[s];
}

const char *
look_name(enum look l)
{
	static const char *const name[] = { "idle", "normal", "attention", "alarm", "unknown" };
	return name[l];
}

const char *
chart_name(enum chart c)
{
	static const char *const name[] = { "none", "bar", "line", "map", "figure" };
	return name[c];
}

const char *
flag_name(unsigned bit)
{
	static const struct { unsigned bit; const char *name; } flag[] = {
		{ REQ, "req" }, { FIND, "find" }, { UNIQ, "uniq" }, { PII, "pii" }, { FIX, "fix" },
		{ SYS, "sys" }, { TITLE, "title" }, { LONG, "long" }, { SECRET, "secret" },
	};
	for (size_t i = 0; i < N_ELEMS(flag); i++)
		if (flag[i].bit == bit)
			return flag[i].name;
	return NULL;
}

struct slice
doc_zh(const char *doc)
{
	return title_zh(doc);
}

struct slice
doc_en(const char *doc)
{
	const char *bar = strchr(doc, '|');
	return slice_of(bar ? bar + 1 : doc);
}

void
put_json_key(struct buf *b, const char *key)
{
	buf_printf(b, "\"%s\":", key);
}

void
put_json_cstr(struct buf *b, const char *s)
{
	buf_json(b, slice_of(s));
}

void
put_json_titles(struct buf *b, const char *title, const char *symbol)
{
	char space[NAME_MAX_TEXT];
	buf_puts(b, "\"title\":");
	buf_json(b, title_zh(title));
	buf_puts(b, ",\"titleEn\":");
	buf_json(b, title_en(title, symbol, space, sizeof space));
}

void
put_json_roles(struct buf *b, unsigned roles)
{
	bool first = true;
	buf_putc(b, '[');
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		if (!(roles & 1u << i))
			continue;
		if (!first)
			buf_putc(b, ',');
		buf_printf(b, "\"%s\"", role_name(i));
		first = false;
	}
	buf_putc(b, ']');
}

bool
field_creates(const struct field *f)
{
	return !(f->flags & SYS);
}

bool
field_patches(const struct field *f)
{
	return !(f->flags & (SYS | FIX));
}

const struct ask *
step_reason(const struct record *rec, const struct step *s)
{
	for (int i = 0; i < rec->nask; i++)
		if (rec->ask[i].field < 0 && strcmp(rec->ask[i].verb, s->verb) == 0)
			return &rec->ask[i];
	return NULL;
}

const struct record *
pages_record(const struct pages *p, struct slice name)
{
	for (int i = 0; i < p->nrecord; i++)
		if (slice_is(name, p->record[i]->name))
			return p->record[i];
	return NULL;
}

const struct view *
pages_view(const struct pages *p, struct slice name)
{
	for (int i = 0; i < p->nview; i++)
		if (slice_is(name, p->view[i]->name))
			return p->view[i];
	return NULL;
}

bool
view_compares(const struct view *v)
{
	bool from = false, to = false, counts = false;
	for (int i = 0; i < v->narg; i++) {
		from |= strcmp(v->arg[i].name, "from") == 0;
		to |= strcmp(v->arg[i].name, "to") == 0;
	}
	for (int i = 0; i < v->ncol; i++)
		counts |= (v->col[i].flags & (COUNT | RATE)) != 0;
	return from && to && counts;
}
