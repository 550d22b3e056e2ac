/* SPDX-License-Identifier: Apache-2.0 */
/* refs.c - names of what a row refers to, so that a list needs no second request for each line.
 * Titles are never personal data (schema.h), so they need no scope; they are looked up once for each call. */
#include "engine/record_.h"
#include "engine/rest_.h"

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
put(struct call *c, struct buf *b, const char *name, const struct record *rec, int64_t id)
{
	struct slice title;

	if (!id || !rec)
		return;
	title = title_of(c, rec, id);
	if (!title.p)
		return;
	buf_puts(b, b->p[b->n - 1] == '{' ? "\"" : ",\"");
	buf_puts(b, name);
	buf_puts(b, "\":");
	buf_json(b, title);
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
