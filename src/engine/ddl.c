/* SPDX-License-Identifier: Apache-2.0 */
/* ddl.c - tables from pages. Names are always quoted: grant and user are words of SQL and of the force. */
#include "engine/table_.h"

static void
check_text(struct buf *b, const struct field *f)
{
	buf_printf(b, " CHECK (length(\"%s\") <= %lld)", f->name, (long long)f->type.max);
}

static void
check_int(struct buf *b, const struct field *f)
{
	buf_printf(b, " CHECK (\"%s\" BETWEEN %lld AND %lld)", f->name, (long long)f->type.min, (long long)f->type.max);
}

static void
check_choice(struct buf *b, const struct field *f)
{
	buf_printf(b, " CHECK (\"%s\" IN (", f->name);
	for (const struct choice *c = f->type.choice; c->name; c++)
		buf_printf(b, "%s'%s'", c == f->type.choice ? "" : ", ", c->name);
	buf_puts(b, "))");
}

/* One field as its column or columns: no NOT NULL on fields of PII, which lawful erasure empties. */
void
ddl_column(enum db_kind k, const struct field *f, struct buf *b)
{
	const char *must = (f->flags & REQ) && !(f->flags & PII) ? " NOT NULL" : "";

	if (f->type.kind == K_POINT) {
		buf_printf(b, "\"%s_lon\" %s%s", f->name, ddl_int(k), must);
		buf_printf(b, " CHECK (\"%s_lon\" BETWEEN -1800000000 AND 1800000000),\n  ", f->name);
		buf_printf(b, "\"%s_lat\" %s%s", f->name, ddl_int(k), must);
		buf_printf(b, " CHECK (\"%s_lat\" BETWEEN -900000000 AND 900000000)", f->name);
		return;
	}
	switch (f->type.kind) {
	case K_TEXT: case K_DATE: case K_CHOICE:
		buf_printf(b, "\"%s\" TEXT%s", f->name, must);
		break;
	default:
		buf_printf(b, "\"%s\" %s%s", f->name, ddl_int(k), must);
	}
	if (f->type.kind == K_TEXT)
		check_text(b, f);
	else if (f->type.kind == K_CHOICE)
		check_choice(b, f);
	else if (f->type.kind == K_INT || f->type.kind == K_BOOL)
		check_int(b, f);
	else if (f->type.kind == K_REF && k == DB_SQLITE)
		buf_printf(b, " REFERENCES \"%s\"(id)", f->type.ref->name);
}

static void
common_columns(enum db_kind k, const struct record *rec, struct buf *b)
{
	const char *i = ddl_int(k);

	buf_printf(b, "  id %s,\n", ddl_identity(k));
	if (rec->nstate) {
		buf_puts(b, "  state TEXT NOT NULL CHECK (state IN (");
		for (int s = 0; s < rec->nstate; s++)
			buf_printf(b, "%s'%s'", s ? ", " : "", rec->state[s].name);
		buf_puts(b, ")),\n");
	}
	buf_printf(b, "  unit %s NOT NULL,\n  version %s NOT NULL,\n", i, i);
	buf_printf(b, "  created_at %s NOT NULL,\n  created_by %s NOT NULL,\n", i, i);
	buf_printf(b, "  updated_at %s NOT NULL,\n  updated_by %s NOT NULL", i, i);
	if (record_has_due(rec))
		buf_printf(b, ",\n  due_from %s,\n  due_at %s,\n  due_term TEXT,\n  due_why TEXT", i, i);
	if (rec->valid_key)
		buf_puts(b, ",\n  valid_from TEXT NOT NULL,\n  valid_to TEXT CHECK (valid_to > valid_from)");
}

static void
ddl_parts(enum db_kind k, const struct record *rec, struct buf *b)
{
	for (int p = 0; p < rec->npart; p++) {
		const char *name = rec->part[p].name;
		buf_printf(b, "CREATE TABLE \"%s_%s\" (\n  id %s,\n", rec->name, name, ddl_identity(k));
		buf_printf(b, "  parent %s NOT NULL REFERENCES \"%s\"(id),\n  pos %s NOT NULL", ddl_int(k), rec->name, ddl_int(k));
		for (int i = 0; i < rec->npart_field; i++)
			if (!strcmp(rec->part_field[i].part, name)) {
				buf_puts(b, ",\n  ");
				ddl_column(k, &rec->part_field[i].field, b);
			}
		buf_printf(b, "\n)%s;\n", ddl_table_end(k));
		buf_printf(b, "CREATE INDEX \"ix_%s_%s_parent\" ON \"%s_%s\"(parent, pos);\n", rec->name, name, rec->name, name);
	}
}

/* The id behind every column gives each order its place to go on from; the unit behind it lets a list pass over
 * the rows of other units without reading them, the state and the deadline those of other states. */
void
ddl_indexes(const struct record *rec, struct buf *b)
{
	buf_printf(b, "CREATE INDEX \"ix_%s_unit\" ON \"%s\"(unit, id);\n", rec->name, rec->name);
	if (rec->nstate) {
		buf_printf(b, "CREATE INDEX \"ix_%s_state\" ON \"%s\"(state, id, unit);\n", rec->name, rec->name);
		buf_printf(b, "CREATE INDEX \"ix_%s_unit_state%s\" ON \"%s\"(unit, state, id%s);\n", rec->name, record_has_due(rec) ? "_due" : "", rec->name,
		    record_has_due(rec) ? ", due_at" : "");
	}
	buf_printf(b, "CREATE INDEX \"ix_%s_created_at\" ON \"%s\"(created_at, id, unit);\n", rec->name, rec->name);
	buf_printf(b, "CREATE INDEX \"ix_%s_updated_at\" ON \"%s\"(updated_at, id, unit);\n", rec->name, rec->name);
	if (record_has_due(rec))
		buf_printf(b, "CREATE INDEX \"ix_%s_due_state\" ON \"%s\"(due_at, id, unit, state) WHERE due_at IS NOT NULL;\n", rec->name, rec->name);
	for (int i = 0; i < rec->nfield; i++) {
		const struct field *f = &rec->field[i];
		if (f->flags & UNIQ)
			buf_printf(b, "CREATE UNIQUE INDEX \"ix_%s_%s\" ON \"%s\"(\"%s\");\n", rec->name, f->name, rec->name, f->name);
		else if ((f->flags & FIND) && f->type.kind != K_POINT)
			buf_printf(b, "CREATE INDEX \"ix_%s_%s\" ON \"%s\"(\"%s\", id, unit);\n", rec->name, f->name, rec->name, f->name);
	}
	for (int i = 0; i < rec->nindex; i++)
		buf_printf(b, "CREATE %sINDEX \"ix_%s_%s\" ON \"%s\"(%s);\n", rec->index[i].unique ? "UNIQUE " : "",
		    rec->name, rec->index[i].name, rec->name, rec->index[i].columns);
}

void
ddl_record(enum db_kind k, const struct record *rec, struct buf *b)
{
	buf_printf(b, "CREATE TABLE \"%s\" (\n", rec->name);
	common_columns(k, rec, b);
	for (int i = 0; i < rec->nfield; i++) {
		buf_puts(b, ",\n  ");
		ddl_column(k, &rec->field[i], b);
	}
	buf_printf(b, "\n)%s;\n", ddl_table_end(k));
	ddl_indexes(rec, b);
	ddl_parts(k, rec, b);
}

/* SQLite has its foreign keys in the columns; PostgreSQL wants all tables to stand first. */
void
ddl_record_keys(enum db_kind k, const struct record *rec, struct buf *b)
{
	if (k == DB_SQLITE)
		return;
	for (int i = 0; i < rec->nfield; i++)
		if (rec->field[i].type.kind == K_REF)
			buf_printf(b, "ALTER TABLE \"%s\" ADD CONSTRAINT \"%s_%s_ref\" FOREIGN KEY (\"%s\") REFERENCES \"%s\"(id);\n",
			    rec->name, rec->name, rec->field[i].name, rec->field[i].name, rec->field[i].type.ref->name);
}

#define ENGINE_DDL(INT, ID, END) \
	"CREATE TABLE attachment (\n  id " ID ",\n  record TEXT NOT NULL,\n  row " INT " NOT NULL,\n  slot TEXT NOT NULL,\n" \
	"  hash TEXT NOT NULL,\n  name TEXT NOT NULL,\n  type TEXT NOT NULL,\n  size " INT " NOT NULL,\n" \
	"  created_at " INT " NOT NULL,\n  created_by " INT " NOT NULL,\n  removed_at " INT "\n)" END ";\n" \
	"CREATE INDEX attachment_row ON attachment(record, row, slot, id);\n" \
	"CREATE INDEX attachment_hash ON attachment(hash);\n" \
	"CREATE TABLE share (\n  id " ID ",\n  record TEXT NOT NULL,\n  row " INT " NOT NULL,\n  unit " INT " NOT NULL,\n" \
	"  created_at " INT " NOT NULL,\n  created_by " INT " NOT NULL\n)" END ";\n" \
	"CREATE UNIQUE INDEX share_row ON share(record, row, unit);\n" \
	"CREATE INDEX share_unit ON share(record, unit, row);\n" \
	"CREATE TABLE idempotency (\n  key TEXT NOT NULL,\n  person " INT " NOT NULL,\n  request TEXT NOT NULL,\n" \
	"  status " INT ",\n  location TEXT,\n  etag TEXT,\n  answer TEXT,\n  created_at " INT " NOT NULL,\n  PRIMARY KEY (person, key)\n)" END ";\n" \
	"CREATE INDEX idempotency_created ON idempotency(created_at);\n"

const char *
ddl_engine(enum db_kind k)
{
	return k == DB_SQLITE ?
	    ENGINE_DDL("INTEGER", "INTEGER PRIMARY KEY AUTOINCREMENT", " STRICT") :
	    ENGINE_DDL("BIGINT", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "");
}
