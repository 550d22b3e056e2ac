/* SPDX-License-Identifier: Apache-2.0 */
/* tables.c - what is in the store, asked of the catalogue of either driver in the same shape of rows. */
#include <strings.h>
#include "store/migrate.h"

/* table, column, type, not null, in the primary key */
static const char *const columns_text[] = {
	[DB_SQLITE] = "SELECT m.name, x.name, x.type, x.\"notnull\", x.pk > 0 FROM sqlite_schema m"
	    " JOIN pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite@_%' ESCAPE '@'"
	    " ORDER BY m.name, x.cid",
	[DB_POSTGRES] = "SELECT t.relname::text, a.attname::text, format_type(a.atttypid, NULL), a.attnotnull,"
	    " EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))"
	    " FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid"
	    " WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace"
	    " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY t.relname COLLATE \"C\", a.attnum",
};

/* table, index, unique, automatic, column */
static const char *const indexes_text[] = {
	[DB_SQLITE] = "SELECT m.name, l.name, l.\"unique\", l.origin <> 'c', x.name FROM sqlite_schema m"
	    " JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) x"
	    " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY m.name, l.name, x.seqno",
	[DB_POSTGRES] = "SELECT t.relname::text, n.relname::text, i.indisunique,"
	    " EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')),"
	    " a.attname::text FROM pg_class t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class n ON n.oid = i.indexrelid"
	    " CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS u (attnum, nth)"
	    " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = u.attnum AND u.attnum > 0"
	    " WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace"
	    " ORDER BY t.relname COLLATE \"C\", n.relname COLLATE \"C\", u.nth",
};

static const struct {
	const char *name;
	enum col_type type;
} types[] = {
	{ "INTEGER", COL_INT }, { "INT", COL_INT }, { "bigint", COL_INT }, { "REAL", COL_REAL },
	{ "double precision", COL_REAL }, { "BLOB", COL_BLOB }, { "bytea", COL_BLOB },
};

static enum col_type
type_of(struct slice name)
{
	for (size_t i = 0; i < N_ELEMS(types); i++)
		if (name.n == strlen(types[i].name) && strncasecmp(name.p, types[i].name, name.n) == 0)
			return types[i].type;
	return COL_TEXT;
}

/* Arrays in an arena: doubled when full, the old ones stay behind until the call ends. */
static void *
grown(struct arena *a, void *p, int n, size_t size)
{
	if (n && (n < 8 || (n & (n - 1))))
		return p;
	void *ret = arena_alloc(a, mul_size(size, n ? 2 * (size_t)n : 8));
	if (n)
		memcpy(ret, p, mul_size(size, (size_t)n));
	return ret;
}

static struct db_table *
table_last(struct db_table_list *l, struct arena *a, struct slice name)
{
	if (!l->n || !slice_is(name, l->table[l->n - 1].name)) {
		l->table = grown(a, l->table, l->n, sizeof *l->table);
		l->table[l->n++] = (struct db_table){ .name = arena_str(a, name) };
	}
	return &l->table[l->n - 1];
}

static enum err
columns_read(struct conn *c, struct arena *a, struct db_table_list *l)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, columns_text[db_kind(conn_db(c))]);
	while (!e && !(e = sql_step(s))) {
		struct db_table *t = table_last(l, a, col_text(s, 0));
		t->column = grown(a, t->column, t->n_columns, sizeof *t->column);
		t->column[t->n_columns++] = (struct db_column){
			.name = arena_str(a, col_text(s, 1)), .type = type_of(col_text(s, 2)),
			.notnull = col_int(s, 3) || col_int(s, 4), .primary = col_int(s, 4),
		};
	}
	return e == E_DONE ? E_OK : e;
}

static void
index_column(struct db_table *t, struct arena *a, struct stmt *s)
{
	struct slice name = col_text(s, 1), column = col_null(s, 4) ? S("?") : col_text(s, 4);
	struct db_index *last = t->n_indexes ? &t->index[t->n_indexes - 1] : NULL;
	if (last && slice_is(name, last->name)) {
		last->columns = arena_printf(a, "%s, %.*s", last->columns, (int)column.n, column.p).p;
		return;
	}
	t->index = grown(a, t->index, t->n_indexes, sizeof *t->index);
	t->index[t->n_indexes++] = (struct db_index){
		.name = arena_str(a, name), .columns = arena_str(a, column),
		.unique = col_int(s, 2), .automatic = col_int(s, 3),
	};
}

enum err
db_tables(struct conn *c, struct arena *a, struct db_table_list *ret)
{
	struct db_table_list l = { .n = 0 };
	stmt_scoped s = NULL;
	enum err e = columns_read(c, a, &l);
	if (!e)
		e = sql(c, &s, indexes_text[db_kind(conn_db(c))]);
	while (!e && !(e = sql_step(s))) {
		struct db_table *t = (struct db_table *)db_table_find(&l, arena_str(a, col_text(s, 0)));
		if (t)
			index_column(t, a, s);
	}
	if (e != E_DONE)
		return e;
	*ret = l;
	return E_OK;
}

const struct db_table *
db_table_find(const struct db_table_list *l, const char *name)
{
	for (int i = 0; i < l->n; i++)
		if (strcmp(l->table[i].name, name) == 0)
			return &l->table[i];
	return NULL;
}

const struct db_column *
db_column_find(const struct db_table *t, const char *name)
{
	for (int i = 0; i < t->n_columns; i++)
		if (strcmp(t->column[i].name, name) == 0)
			return &t->column[i];
	return NULL;
}

const struct db_index *
db_index_find(const struct db_table *t, const char *name)
{
	for (int i = 0; i < t->n_indexes; i++)
		if (strcmp(t->index[i].name, name) == 0)
			return &t->index[i];
	return NULL;
}
