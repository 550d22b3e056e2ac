/* SPDX-License-Identifier: Apache-2.0 */
/* migrate.c - the meta table and the numbered scripts. */
#include "store/migrate.h"

#include <assert.h>
#include "base/log.h"

static const char *const meta_ddl = "CREATE TABLE IF NOT EXISTS meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)";

/* Two servers that start at once must not both migrate. SQLite's writer is alone anyway. */
static const char *const lock_text[] = {
	[DB_SQLITE] = "SELECT 1", [DB_POSTGRES] = "SELECT pg_advisory_xact_lock(7825870)",
};

enum err
meta_get(struct conn *c, const char *key, struct arena *a, struct slice *ret)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "SELECT value FROM meta WHERE key = ?1");
	if (e)
		return e;
	sql_text(s, 1, slice_of(key));
	if ((e = sql_step(s)))
		return e == E_DONE ? E_NOT_FOUND : e;
	*ret = arena_copy(a, col_text(s, 0));
	return E_OK;
}

enum err
meta_set(struct conn *c, const char *key, struct slice value)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2");
	if (e)
		return e;
	sql_text(s, 1, slice_of(key));
	sql_text(s, 2, value);
	return sql_run(s);
}

static enum err
meta_number(struct conn *c, const char *key, int *ret)
{
	struct arena a;
	struct slice text;
	int64_t v = 0;
	arena_init(&a);
	enum err e = meta_get(c, key, &a, &text);
	if (!e && !slice_int(text, &v))
		e = E_CORRUPT;
	arena_free(&a);
	*ret = (int)v;
	return e == E_NOT_FOUND ? E_OK : e;
}

static enum err
meta_set_number(struct conn *c, const char *key, int value)
{
	char text[16];
	snprintf(text, sizeof text, "%d", value);
	return meta_set(c, key, slice_of(text));
}

struct work {
	const struct migrate_plan *plan;
	const struct migration *one;
	struct migrate_state state;
	int release;
};

static enum err
lock(struct conn *c)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, lock_text[db_kind(conn_db(c))]);
	return e ? e : sql_run(s);
}

static int
newest(const struct migrate_plan *p)
{
	return p->n ? p->list[p->n - 1].number : 0;
}

static enum err
stamp_read(struct conn *c, struct migrate_state *st)
{
	struct arena a;
	struct slice text;
	arena_init(&a);
	enum err e = meta_get(c, "stamp", &a, &text);
	if (!e)
		snprintf(st->stamp, sizeof st->stamp, "%.*s", (int)text.n, text.p);
	arena_free(&a);
	return e == E_NOT_FOUND ? E_OK : e;
}

/* A new store is as the newest release makes it; an older one says which it is. */
static enum err
look(void *ctx, struct conn *c)
{
	struct work *w = ctx;
	struct arena a;
	struct db_table_list tables;
	arena_init(&a);
	enum err e = lock(c);
	if (!e)
		e = db_tables(c, &a, &tables);
	w->state = (struct migrate_state){ .fresh = !e && tables.n == 0 };
	arena_free(&a);
	if (e || (e = sql_exec(c, meta_ddl)))
		return e;
	if (w->state.fresh) {
		if ((e = meta_set_number(c, "schema", newest(w->plan))) ||
		    (e = meta_set(c, "stamp", slice_of(w->plan->stamp ? w->plan->stamp : ""))))
			return e;
	}
	if ((e = meta_number(c, "schema", &w->state.schema)) || (e = meta_number(c, "release", &w->release)))
		return e;
	if (w->state.schema > newest(w->plan) || w->release > w->plan->release)
		return E_NEWER_STORE;
	return stamp_read(c, &w->state);
}

static enum err
run_one(void *ctx, struct conn *c)
{
	struct work *w = ctx;
	int have;
	enum err e = lock(c);
	if (e || (e = meta_number(c, "schema", &have)) || have >= w->one->number)
		return e;		/* another server was first */
	if ((e = sql_exec(c, db_kind(conn_db(c)) == DB_SQLITE ? w->one->sqlite : w->one->postgres)))
		return e;
	return meta_set_number(c, "schema", w->one->number);
}

static enum err
release_note(void *ctx, struct conn *c)
{
	struct work *w = ctx;
	return w->release < w->plan->release ? meta_set_number(c, "release", w->plan->release) : E_OK;
}

enum err
migrate_open(struct db *db, const struct migrate_plan *plan, struct migrate_state *ret)
{
	struct work w = { .plan = plan };
	enum err e = db_write(db, look, &w);
	for (size_t i = 0; i < plan->n && !e; i++) {
		assert(plan->list[i].number > (i ? plan->list[i - 1].number : 0));
		if (plan->list[i].number <= w.state.schema)
			continue;
		if (!plan->apply) {
			w.state.pending++;
			continue;
		}
		w.one = &plan->list[i];
		log_at(LOG_INFO, "store.migrate", KV("number", LI(w.one->number)), KV("name", LS(w.one->name)));
		if (!(e = db_write(db, run_one, &w)))
			w.state.schema = w.one->number;
	}
	if (!e && !w.state.pending)
		e = db_write(db, release_note, &w);
	if (!e)
		*ret = w.state;
	return e;
}
