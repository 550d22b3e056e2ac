/* SPDX-License-Identifier: Apache-2.0 */
/* scoped.c - {record} becomes the rows and columns the call may see. Shape: view_.h. */
#include <ctype.h>
#include "base/limits.h"
#include "engine/engine.h"
#include "engine/mask_.h"
#include "engine/names_.h"
#include "engine/scope_.h"
#include "engine/table_.h"
#include "engine/view_.h"

#define NAMED_MAX 16			/* records and parts in one statement */
struct named {
	const struct record *rec;
	const struct part *part;	/* NULL: the record itself */
};
struct scoping {
	struct call *c;
	struct named named[NAMED_MAX];
	int n;
	const struct record *persons;
};

/* ---- the CTE of a record ---- */

static void
put_point_columns(struct buf *b, const struct field *f, const char *may_see)
{
	static const char *const axis[] = { "lon", "lat" };
	for (size_t i = 0; i < N_ELEMS(axis); i++) {
		if (f->flags & PII)
			buf_printf(b, ", CASE WHEN %s THEN t.\"%s_%s\" END AS \"%s_%s\"", may_see, f->name, axis[i], f->name, axis[i]);
		else
			buf_printf(b, ", t.\"%s_%s\" AS \"%s_%s\"", f->name, axis[i], f->name, axis[i]);
	}
}

static void
put_field_column(struct buf *b, const struct field *f, const char *may_see)
{
	char column[NAME_MAX_TEXT];
	if (f->flags & SECRET)
		return;
	if (f->type.kind == K_POINT) {
		put_point_columns(b, f, may_see);
		return;
	}
	snprintf(column, sizeof column, "t.\"%s\"", f->name);
	buf_puts(b, ", ");
	if (!(f->flags & PII))
		buf_puts(b, column);
	else if (f->type.kind == K_TEXT || f->type.kind == K_DATE || f->type.kind == K_CHOICE)
		mask_sql(b, column, may_see);
	else
		buf_printf(b, "CASE WHEN %s THEN %s END", may_see, column);
	buf_printf(b, " AS \"%s\"", f->name);
}

static bool
part_holds_pii(const struct record *rec, const struct part *p)
{
	for (int i = 0; i < rec->npart_field; i++)
		if (strcmp(rec->part_field[i].part, p->name) == 0 && (rec->part_field[i].field.flags & PII))
			return true;
	return false;
}

static bool
holds_pii(const struct named *n)
{
	if (n->part)
		return part_holds_pii(n->rec, n->part);
	for (int i = 0; i < n->rec->nfield; i++)
		if (n->rec->field[i].flags & PII)
			return true;
	return false;
}

/* The system is shown masks: what it finds goes into findings, which are read without a reason. */
static void
persons_of(struct scoping *s, const struct named *n, struct buf *b)
{
	if (s->c->who->person == 0 || !holds_pii(n))
		buf_puts(b, "1=0");
	else
		scope_persons_sql(s->c, n->rec, n->rec->can_read, "t", b);
	if (!s->persons && !slice_is(buf_slice(b), "1=0"))
		s->persons = n->rec;
}

static void
put_record_cte(struct scoping *s, const struct named *n, const char *may_see, struct buf *b)
{
	static const char *const due[] = { "due_from", "due_at", "due_term", "due_why" };
	const struct record *rec = n->rec;
	buf_printf(b, "scoped_%s AS NOT MATERIALIZED (SELECT t.id, ", rec->name);
	if (rec->nstate)
		buf_puts(b, "t.state, ");
	buf_puts(b, "t.unit, t.version, t.created_at, t.created_by, t.updated_at, t.updated_by");
	for (size_t i = 0; i < N_ELEMS(due) && record_has_due(rec); i++)
		buf_printf(b, ", t.%s", due[i]);
	if (rec->valid_key)
		buf_puts(b, ", t.valid_from, t.valid_to");
	for (int i = 0; i < rec->nfield; i++)
		put_field_column(b, &rec->field[i], may_see);
	buf_printf(b, " FROM \"%s\" t WHERE ", rec->name);
	scope_sql(s->c, rec, rec->can_read, "t", b);
	buf_putc(b, ')');
}

static void
put_part_cte(struct scoping *s, const struct named *n, const char *persons, struct buf *b)
{
	const struct record *rec = n->rec;
	struct buf see;
	buf_init(&see, KIB(64));
	buf_printf(&see, "t.parent IN (SELECT t.id FROM \"%s\" t WHERE %s)", rec->name, persons);
	buf_printf(b, "scoped_%s_%s AS NOT MATERIALIZED (SELECT t.id, t.parent, t.pos", rec->name, n->part->name);
	for (int i = 0; i < rec->npart_field; i++)
		if (strcmp(rec->part_field[i].part, n->part->name) == 0)
			put_field_column(b, &rec->part_field[i].field, see.full ? "1=0" : arena_str(s->c->arena, buf_slice(&see)));
	buf_printf(b, " FROM \"%s_%s\" t WHERE t.parent IN (SELECT t.id FROM \"%s\" t WHERE ", rec->name, n->part->name,
	    rec->name);
	scope_sql(s->c, rec, rec->can_read, "t", b);
	buf_puts(b, "))");
	buf_free(&see);
}

static void
put_cte(struct scoping *s, const struct named *n, struct buf *b)
{
	struct buf persons;
	const char *see;
	buf_init(&persons, KIB(64));
	persons_of(s, n, &persons);
	see = persons.full ? "1=0" : arena_str(s->c->arena, buf_slice(&persons));
	buf_free(&persons);
	if (n->part)
		put_part_cte(s, n, see, b);
	else
		put_record_cte(s, n, see, b);
}

/* ---- the statement around it ---- */

static enum err
named_find(struct scoping *s, struct slice text, struct named *ret)
{
	struct slice rest = text, name = { NULL, 0 };
	if (!slice_cut(&rest, '.', &name) || !(ret->rec = pages_record(s->c->engine->pages, name)))
		return E_INTERNAL;
	ret->part = NULL;
	if (!rest.p)
		return E_OK;
	for (int i = 0; i < ret->rec->npart; i++)
		if (slice_is(rest, ret->rec->part[i].name))
			ret->part = &ret->rec->part[i];
	return ret->part ? E_OK : E_INTERNAL;
}

static enum err
put_named(struct scoping *s, struct slice text, struct buf *b)
{
	struct named n;
	enum err e = named_find(s, text, &n);
	int i = 0;
	if (e)
		return e;
	while (i < s->n && (s->named[i].rec != n.rec || s->named[i].part != n.part))
		i++;
	if (i == NAMED_MAX)
		return E_FULL;
	if (i == s->n)
		s->named[s->n++] = n;
	buf_printf(b, "scoped_%s%s%s", n.rec->name, n.part ? "_" : "", n.part ? n.part->name : "");
	return E_OK;
}

/* Copies the statement with every {name} replaced; quoted texts are left alone. */
static enum err
put_statement(struct scoping *s, const char *sql, struct buf *b)
{
	enum err e = E_OK;
	for (const char *p = sql; *p && !e; ) {
		size_t n = strcspn(p, "'{");
		const char *at = p + n, *end;
		buf_put(b, (struct slice){ p, n });
		if (!*at)
			break;
		if (!(end = strchr(at + 1, *at == '{' ? '}' : '\'')))
			return E_INTERNAL;
		if (*at == '{')
			e = put_named(s, (struct slice){ at + 1, (size_t)(end - at - 1) }, b);
		else
			buf_put(b, (struct slice){ at, (size_t)(end + 1 - at) });
		p = end + 1;
	}
	return e;
}

/* The word at the start of s, in any case; what follows it is left in *s. */
static bool
word_cut(struct slice *s, const char *word)
{
	struct slice t = slice_trim(*s);
	size_t n = strlen(word);
	if (t.n <= n || strncasecmp(t.p, word, n) != 0 || !isspace((unsigned char)t.p[n]))
		return false;
	*s = (struct slice){ t.p + n, t.n - n };
	return true;
}

static void
put_with(struct scoping *s, struct slice body, struct buf *out)
{
	bool with = word_cut(&body, "WITH"), recursive = with && word_cut(&body, "RECURSIVE");
	if (s->n)
		buf_puts(out, recursive ? "WITH RECURSIVE " : "WITH ");
	for (int i = 0; i < s->n; i++) {
		if (i)
			buf_puts(out, ", ");
		put_cte(s, &s->named[i], out);
	}
	if (with && !s->n)
		buf_puts(out, recursive ? "WITH RECURSIVE" : "WITH");
	buf_puts(out, with && s->n ? "," : " ");
	buf_put(out, body);
}

enum err
view_scoped_persons(struct call *c, const char *sql, struct buf *out, const struct record **ret_persons)
{
	struct scoping s = { .c = c };
	struct buf body;
	enum err e;
	if (strstr(sql, "scoped_"))
		return refuse(c, E_FORBIDDEN, NULL, -1);	/* only the engine names these */
	buf_init(&body, VIEW_SQL_MAX);
	e = put_statement(&s, sql, &body);
	if (!e) {
		put_with(&s, buf_slice(&body), out);
		*ret_persons = s.persons;
		e = body.full || out->full ? E_FULL : E_OK;
	}
	buf_free(&body);
	return e ? refuse(c, e, NULL, -1) : E_OK;
}

enum err
view_scoped_sql(struct call *c, const char *sql, struct buf *out)
{
	const struct record *persons;
	return view_scoped_persons(c, sql, out, &persons);
}
