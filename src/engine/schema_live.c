/* SPDX-License-Identifier: Apache-2.0 */
/* schema_live.c - what the pages say is compared with what is there, statement by statement: a table or an index
 * that stands is passed over; what a standing table lacks is added as columns. Nothing is ever dropped here, but a
 * uniqueness that the pages no longer ask: its index is made anew. */
#include "engine/schema_live.h"

#include "base/log.h"
#include "engine/event.h"
#include "engine/shown.h"
#include "engine/table_.h"
#include "store/migrate.h"

#define RELEASE 1		/* grows with every release that changes what is stored */
#define DDL_MAX MIB(4)

/* Everything that a store of these pages holds, in an order in which it can be made. */
void
schema_sql(const struct pages *p, enum db_kind k, struct buf *b)
{
	buf_puts(b, ddl_engine(k));
	buf_puts(b, audit_ddl(k));
	buf_puts(b, event_ddl(k));
	buf_puts(b, shown_ddl(k));
	for (int i = 0; i < p->nrecord; i++)
		ddl_record(k, p->record[i], b);
	for (int i = 0; i < p->ntable; i++)
		buf_puts(b, p->table[i](k));	/* these may refer to records */
	for (int i = 0; i < p->nrecord; i++)
		ddl_record_keys(k, p->record[i], b);
}

/* The name behind "CREATE TABLE ", "CREATE UNIQUE INDEX " ..., with its quotes taken off. */
static bool
names(struct slice statement, const char *words, char *ret, size_t max)
{
	size_t n = strlen(words), len = 0;
	const char *p = statement.p + n;

	if (statement.n <= n || memcmp(statement.p, words, n))
		return false;
	if (*p == '"')
		p++;
	while (p < statement.p + statement.n && len + 1 < max && *p != '"' && *p != ' ' && *p != '(')
		ret[len++] = *p++;
	ret[len] = '\0';
	return len > 0;
}

static const struct db_index *
index_of(const struct db_table_list *live, const char *name)
{
	const struct db_index *x = NULL;

	for (int i = 0; i < live->n && !x; i++)
		x = db_index_find(&live->table[i], name);
	return x;
}

/* Two rows may be alike now that were not to be: the other way round rows that stand could be in the way. */
static bool
no_longer_unique(struct slice statement, const struct db_table_list *live, char *ret_name, size_t max)
{
	const struct db_index *x = names(statement, "CREATE INDEX ", ret_name, max) ? index_of(live, ret_name) : NULL;

	return x && x->unique && !x->automatic;
}

static bool
stands(struct slice statement, const struct db_table_list *live)
{
	char name[128];

	if (names(statement, "CREATE TABLE ", name, sizeof name))
		return db_table_find(live, name) != NULL;
	if (names(statement, "CREATE INDEX ", name, sizeof name) || names(statement, "CREATE UNIQUE INDEX ", name, sizeof name))
		return index_of(live, name) != NULL;
	if (names(statement, "ALTER TABLE ", name, sizeof name))	/* a foreign key: made with its table or column */
		return db_table_find(live, name) != NULL;
	return false;
}

static struct slice
next_statement(struct slice *rest)
{
	struct slice s = *rest;

	for (size_t i = 0; i + 1 < rest->n; i++)
		if (rest->p[i] == ';' && rest->p[i + 1] == '\n') {
			s.n = i + 2;
			break;
		}
	rest->p += s.n;
	rest->n -= s.n;
	return s;
}

/* A column that a standing table lacks. It cannot be NOT NULL: the rows that stand have no value for it. */
static void
add_column(enum db_kind k, const char *table, const struct field *f, const struct db_table *live, struct buf *b)
{
	struct field loose = *f;
	char lon[80];

	(void)snprintf(lon, sizeof lon, f->type.kind == K_POINT ? "%s_lon" : "%s", f->name);
	if (db_column_find(live, lon))
		return;
	loose.flags &= ~(unsigned)REQ;
	if (f->type.kind == K_POINT) {
		buf_printf(b, "ALTER TABLE \"%s\" ADD COLUMN \"%s_lon\" %s;\n", table, f->name, ddl_int(k));
		buf_printf(b, "ALTER TABLE \"%s\" ADD COLUMN \"%s_lat\" %s;\n", table, f->name, ddl_int(k));
		return;
	}
	buf_printf(b, "ALTER TABLE \"%s\" ADD COLUMN ", table);
	ddl_column(k, &loose, b);
	buf_puts(b, ";\n");
}

static void
add_due(enum db_kind k, const struct record *rec, const struct db_table *live, struct buf *b)
{
	static const char *const due[] = { "due_from", "due_at", "due_term", "due_why" };

	for (int i = 0; record_has_due(rec) && i < 4; i++)
		if (!db_column_find(live, due[i]))
			buf_printf(b, "ALTER TABLE \"%s\" ADD COLUMN %s %s;\n", rec->name, due[i], i < 2 ? ddl_int(k) : "TEXT");
}

static void
add_columns(enum db_kind k, const struct record *rec, const struct db_table_list *live, struct buf *b)
{
	const struct db_table *t = db_table_find(live, rec->name);
	char name[160];

	for (int i = 0; t && i < rec->nfield; i++)
		add_column(k, rec->name, &rec->field[i], t, b);
	if (t)
		add_due(k, rec, t, b);
	for (int i = 0; i < rec->npart_field; i++) {
		(void)snprintf(name, sizeof name, "%s_%s", rec->name, rec->part_field[i].part);
		if ((t = db_table_find(live, name)))
			add_column(k, name, &rec->part_field[i].field, t, b);
	}
}

enum err
schema_diff(struct engine *e, struct buf *b)
{
	enum db_kind k = db_kind(e->db);
	reader_scoped c = NULL;
	struct arena a;
	struct buf whole;
	struct db_table_list live;
	struct slice rest;
	char name[128];
	enum err err;

	arena_init(&a);
	buf_init(&whole, DDL_MAX);
	if (!(err = db_reader(e->db, &c)) && !(err = db_tables(c, &a, &live))) {
		schema_sql(e->pages, k, &whole);
		for (int i = 0; i < e->pages->nrecord; i++)
			add_columns(k, e->pages->record[i], &live, b);
		for (rest = buf_slice(&whole); rest.n;) {
			struct slice s = next_statement(&rest);
			bool loose = no_longer_unique(s, &live, name, sizeof name);
			if (loose)
				buf_printf(b, "DROP INDEX \"%s\";\n", name);
			if (loose || !stands(s, &live))
				buf_put(b, s);
		}
	}
	buf_free(&whole);
	arena_free(&a);
	return err;
}

static enum err
run_script(void *ctx, struct conn *c)
{
	return sql_exec(c, ctx);
}

static enum err
run(struct engine *e, struct buf *b)
{
	buf_putc(b, '\0');
	if (b->full)
		return E_FULL;
	return b->n > 1 ? db_write(e->db, run_script, b->p) : E_OK;
}

static enum err
open_store(struct engine *e, const char *stamp, struct migrate_state *ret)
{
	struct migrate_plan plan = { .release = RELEASE, .stamp = stamp };

	return migrate_open(e->db, &plan, ret);
}

/* An init that failed left the meta table and nothing else: that counts as empty. */
static enum err
empty_but_meta(struct engine *e, bool *ret)
{
	reader_scoped c = NULL;
	struct db_table_list live;
	struct arena a;
	enum err err;

	arena_init(&a);
	if (!(err = db_reader(e->db, &c)) && !(err = db_tables(c, &a, &live)))
		*ret = live.n <= 1;
	arena_free(&a);
	return err;
}

enum err
schema_create(struct engine *e, bool simulated)
{
	bool empty = false;
	struct migrate_state state;
	struct buf b;
	enum err err = open_store(e, simulated ? "simulated" : "", &state);

	if (err)
		return err;
	if (!state.fresh && ((err = empty_but_meta(e, &empty)) || !empty))
		return err ? err : E_EXISTS;
	buf_init(&b, DDL_MAX);
	schema_sql(e->pages, db_kind(e->db), &b);
	err = run(e, &b);
	buf_free(&b);
	return err;
}

enum err
schema_apply(struct engine *e)
{
	struct buf b;
	enum err err;

	buf_init(&b, DDL_MAX);
	if (!(err = schema_diff(e, &b)))
		err = run(e, &b);
	buf_free(&b);
	return err;
}

enum err
schema_check(struct engine *e, bool inspect)
{
	struct migrate_state state;
	struct buf b;
	enum err err = open_store(e, NULL, &state);

	if (err || inspect)
		return err;
	buf_init(&b, DDL_MAX);
	if (!(err = schema_diff(e, &b)) && b.n) {
		log_at(LOG_ERROR, "schema.differs", KV("remedy", LS("luan schema --diff, then luan schema --apply")));
		err = E_STORE;
	}
	buf_free(&b);
	return err;
}

enum err
schema_stamp(struct conn *c, bool *ret_simulated)
{
	struct slice stamp;
	struct arena a;
	enum err e;

	arena_init(&a);
	e = meta_get(c, "stamp", &a, &stamp);
	*ret_simulated = !e && slice_is(stamp, "simulated");
	arena_free(&a);
	return e == E_NOT_FOUND ? E_OK : e;
}
