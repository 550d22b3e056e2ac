/* SPDX-License-Identifier: Apache-2.0 */
/* refs.c - names of what a row refers to, so that a list needs no second request for each line.
 * Titles are never personal data (schema.h), so they need no scope; they are looked up once for each call. */
#include <stdlib.h>

#include "engine/compare_.h"
#include "engine/record_.h"
#include "engine/rest_.h"
#include "engine/view_.h"

static struct slice
look_up(struct call *c, const struct record *rec, int64_t id)
{
	struct call probe = *c;
	struct row *r;

	probe.err = E_OK;
	probe.nfault = 0;
	if (!strcmp(rec->name, "unit"))
		return units_name(id, c->arena);
	return record_load(&probe, rec, id, &r) ? (struct slice){ NULL, 0 } : row_title(c->arena, r);
}

static struct slice
title_of(struct call *c, const struct record *rec, int64_t id)
{
	struct ref_title *t = c->titles;

	for (; t; t = t->next)
		if (t->rec == rec && t->id == id)
			return t->title;
	t = arena_new(c->arena, struct ref_title);
	*t = (struct ref_title){ rec, id, look_up(c, rec, id), c->titles };
	c->titles = t;
	return t->title;
}

static void
put_member(struct buf *b, const char *name, struct slice title)
{
	if (!title.p)
		return;
	buf_puts(b, b->p[b->n - 1] == '{' ? "\"" : ",\"");
	buf_puts(b, name);
	buf_puts(b, "\":");
	buf_json(b, title);
}

static void
put(struct call *c, struct buf *b, const char *name, const struct record *rec, int64_t id)
{
	if (id && rec)
		put_member(b, name, title_of(c, rec, id));
}

void
refs_json(struct call *c, struct buf *b, const struct row *r)
{
	const struct record *person = record_named(c->engine, S("person"));

	buf_puts(b, ",\"titles\":{");
	put(c, b, "unit", record_named(c->engine, S("unit")), r->unit);
	if (c->conn && !conn_writes(c->conn)) {	/* the short answer of a write goes without */
		put(c, b, "created_by", person, r->created_by);
		put(c, b, "updated_by", person, r->updated_by);
		for (int i = 0; i < r->rec->nfield; i++)
			if (r->rec->field[i].type.kind == K_REF && strcmp(r->rec->field[i].name, "unit"))
				put(c, b, r->rec->field[i].name, r->rec->field[i].type.ref, row_ref(r, i));
	}
	buf_putc(b, '}');
}

/* ---- of an answer ---- */

static int
by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Each number of the column once, in order; in the arena. */
static size_t
numbers(struct call *c, const struct table *t, int col, int64_t **ret)
{
	int64_t *id = arena_array(c->arena, int64_t, t->nrow + 1);
	size_t n = 0, kept = 0;

	for (size_t r = 0; r < t->nrow; r++)
		if (table_cell(t, r, col)->v.kind == V_INT)
			id[n++] = table_cell(t, r, col)->v.i;
	if (n)
		qsort(id, n, sizeof *id, by_number);
	for (size_t i = 0; i < n; i++)
		if (!kept || id[kept - 1] != id[i])
			id[kept++] = id[i];
	*ret = id;
	return kept;
}

void
refs_names_json(struct call *c, struct buf *b, const struct view *v, const struct table *t)
{
	const char *sep = "";

	buf_puts(b, ",\"names\":{");
	for (int i = 0; i < v->ncol; i++) {
		int64_t *id;
		size_t n;
		if (v->col[i].type.kind != K_REF)
			continue;
		n = numbers(c, t, i, &id);
		buf_printf(b, "%s\"%s\":{", sep, v->col[i].name);
		for (size_t k = 0; k < n; k++) {
			char number[24];
			struct slice title = look_up(c, v->col[i].type.ref, id[k]);
			(void)snprintf(number, sizeof number, "%lld", (long long)id[k]);
			put_member(b, number, title);
		}
		buf_putc(b, '}');
		sep = ",";
	}
	buf_putc(b, '}');
}
