/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/table_.h"

#include <assert.h>

#include "engine/engine.h"

bool
record_has_due(const struct record *rec)
{
	for (int i = 0; i < rec->nstate; i++)
		if (rec->state[i].term)
			return true;
	return false;
}

void
table_name(struct buf *b, const char *name)
{
	buf_printf(b, "\"%s\"", name);
}

static void
column(struct buf *b, const char *alias, const char *name, bool there)
{
	if (b->n)
		buf_puts(b, ", ");
	if (there)
		buf_printf(b, "%s.\"%s\"", alias, name);
	else
		buf_puts(b, "NULL");
}

void
table_columns(const struct record *rec, const char *alias, struct buf *out)
{
	static const char *const always[] = { "unit", "version", "created_at", "created_by", "updated_at", "updated_by" };
	static const char *const due[] = { "due_from", "due_at", "due_term", "due_why" };
	struct buf one, *b = &one;

	buf_init(b, KIB(16));
	column(b, alias, "id", true);
	column(b, alias, "state", rec->nstate > 0);
	for (size_t i = 0; i < N_ELEMS(always); i++)
		column(b, alias, always[i], true);
	for (size_t i = 0; i < N_ELEMS(due); i++)
		column(b, alias, due[i], record_has_due(rec));
	column(b, alias, "valid_from", rec->valid_key);
	column(b, alias, "valid_to", rec->valid_key);
	for (int i = 0; i < rec->nfield; i++) {
		const struct field *f = &rec->field[i];
		if (f->type.kind == K_POINT)
			buf_printf(b, ", %s.\"%s_lon\", %s.\"%s_lat\"", alias, f->name, alias, f->name);
		else
			column(b, alias, f->name, true);
	}
	buf_put(out, buf_slice(b));
	buf_free(b);
}

void
table_value(const struct stmt *st, int *col, const struct type *t, struct arena *a, struct value *ret)
{
	int i = (*col)++;

	*ret = (struct value){ 0 };
	if (t->kind == K_POINT)
		(*col)++;
	if (col_null(st, i))
		return;
	switch (t->kind) {
	case K_POINT:
		*ret = (struct value){ .kind = V_POINT,
			.p = { (int32_t)col_int(st, i), (int32_t)col_int(st, i + 1) } };
		break;
	case K_TEXT: case K_CHOICE: case K_DATE:
		*ret = (struct value){ .kind = V_TEXT, .s = arena_copy(a, col_text(st, i)) };
		break;
	case K_INT: case K_BOOL: case K_TIME: case K_REF:
		*ret = (struct value){ .kind = V_INT, .i = col_int(st, i) };
		break;
	}
}

static struct slice
text_or_absent(const struct stmt *st, int col, struct arena *a)
{
	return col_null(st, col) ? (struct slice){ NULL, 0 } : arena_copy(a, col_text(st, col));
}

struct row *
table_read(const struct stmt *st, const struct record *rec, struct arena *a)
{
	struct row *r = row_new(a, rec);
	int col = COLUMNS_COMMON;

	r->id = col_int(st, 0);
	r->state = rec->nstate ? state_named(rec, col_text(st, 1)) : -1;
	r->unit = col_int(st, 2);
	r->version = col_int(st, 3);
	r->created_at = col_int(st, 4);
	r->created_by = col_int(st, 5);
	r->updated_at = col_int(st, 6);
	r->updated_by = col_int(st, 7);
	if (record_has_due(rec) && !col_null(st, 9)) {
		r->due_from = col_int(st, 8);
		r->due_at = col_int(st, 9);
		r->due_term = text_or_absent(st, 10, a);
		r->due_why = text_or_absent(st, 11, a);
	}
	r->valid_from = text_or_absent(st, 12, a);
	r->valid_to = text_or_absent(st, 13, a);
	for (int i = 0; i < rec->nfield; i++)
		table_value(st, &col, &rec->field[i].type, a, &r->value[i]);
	return r;
}

int
table_bind(struct stmt *st, int i, const struct type *t, const struct value *v)
{
	if (t->kind == K_POINT) {
		if (v->kind == V_NULL) {
			sql_null(st, i);
			sql_null(st, i + 1);
		} else {
			sql_int(st, i, v->p.lon_e7);
			sql_int(st, i + 1, v->p.lat_e7);
		}
		return i + 2;
	}
	if (v->kind == V_NULL)
		sql_null(st, i);
	else if (v->kind == V_INT)
		sql_int(st, i, v->i);
	else
		sql_text(st, i, v->s);
	return i + 1;
}

static const char *
keep(struct buf *b)
{
	char *text;

	assert(!b->full);
	text = mem_str(buf_slice(b));
	buf_free(b);
	return text;
}

static const char *
make_get(struct engine *e, const struct record *rec)
{
	struct buf b;

	(void)e;
	buf_init(&b, KIB(32));
	buf_puts(&b, "SELECT ");
	table_columns(rec, "t", &b);
	buf_printf(&b, " FROM \"%s\" t WHERE t.id = ?1", rec->name);
	return keep(&b);
}

static const char *
make_insert(struct engine *e, const struct record *rec)
{
	struct buf b;
	int n = 6;

	buf_init(&b, KIB(32));
	buf_printf(&b, "INSERT INTO \"%s\" (unit, version, created_at, created_by, updated_at, updated_by", rec->name);
	if (rec->nstate)
		n++, buf_puts(&b, ", state");
	if (record_has_due(rec))
		n += 4, buf_puts(&b, ", due_from, due_at, due_term, due_why");
	if (rec->valid_key)
		n += 2, buf_puts(&b, ", valid_from, valid_to");
	for (int i = 0; i < rec->nfield; i++) {
		const struct field *f = &rec->field[i];
		if (f->type.kind == K_POINT)
			n += 2, buf_printf(&b, ", \"%s_lon\", \"%s_lat\"", f->name, f->name);
		else
			n++, buf_printf(&b, ", \"%s\"", f->name);
	}
	buf_puts(&b, ") VALUES (");
	for (int i = 1; i <= n; i++)
		buf_printf(&b, i > 1 ? ", ?%d" : "?%d", i);
	buf_printf(&b, ")%s", sql_returning_id(db_kind(e->db)));
	return keep(&b);
}

/* The texts are made once for each record and live for the engine: e->sql_text is [nrecord][2]. */
static const char *
text_of(struct engine *e, const struct record *rec, int which, const char *(*make)(struct engine *, const struct record *))
{
	_Atomic(const char *) *slot = &e->sql_text[record_index(e, rec) * 2 + which];
	const char *text = atomic_load(slot), *none = NULL;

	if (text)
		return text;
	text = make(e, rec);
	if (!atomic_compare_exchange_strong(slot, &none, text)) {
		mem_free((void *)(uintptr_t)text);
		text = none;
	}
	return text;
}

const char *
record_sql_get(struct engine *e, const struct record *rec)
{
	return text_of(e, rec, 0, make_get);
}

const char *
record_sql_insert(struct engine *e, const struct record *rec)
{
	return text_of(e, rec, 1, make_insert);
}
