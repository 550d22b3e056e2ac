/* SPDX-License-Identifier: Apache-2.0 */
/* stmt.c - statements: a cache by text for each connection, and the way through to the driver. */
#include "store/db_.h"

#include <assert.h>
#include "base/arena.h"
#include "base/hash.h"

void
conn_init(struct conn *c, struct db *db, bool writes)
{
	c->db = db;
	c->driver = db->driver;
	c->writes = writes;
}

/* The first error of a job decides it: PostgreSQL's transaction is dead from there on, and SQLite's
 * must not look as if it were not. db_nested is the way to try something that may fail. */
enum err
conn_failed(struct conn *c, enum err e)
{
	if (c->in_job && e && e != E_DONE && !c->failed)
		c->failed = e;
	return e;
}

static void
use_unlink(struct stmt *s)
{
	struct conn *c = s->c;
	*(s->newer ? &s->newer->older : &c->newest) = s->older;
	*(s->older ? &s->older->newer : &c->oldest) = s->newer;
	s->newer = s->older = NULL;
}

static void
use_newest(struct stmt *s)
{
	struct conn *c = s->c;
	s->older = c->newest;
	s->newer = NULL;
	*(c->newest ? &c->newest->newer : &c->oldest) = s;
	c->newest = s;
}

static void
stmt_free(struct stmt *s)
{
	mem_free(s->text);
	s->c->driver->finalize(s);
}

static void
cache_drop(struct stmt *s)
{
	struct conn *c = s->c;
	struct stmt **at = &c->bucket[s->hash & (STMT_BUCKETS - 1)];
	while (*at != s)
		at = &(*at)->chain;
	*at = s->chain;
	use_unlink(s);
	c->n_stmts--;
	s->cached = false;
}

static struct stmt *
cache_find(struct conn *c, const char *text, size_t n, uint64_t hash, bool *busy)
{
	*busy = false;
	for (struct stmt *s = c->bucket[hash & (STMT_BUCKETS - 1)]; s; s = s->chain) {
		if (s->hash != hash || s->restricted != c->restricted || memcmp(s->text, text, n + 1) != 0)
			continue;
		*busy = s->busy;
		return s;
	}
	return NULL;
}

static void
cache_add(struct conn *c, struct stmt *s)
{
	struct stmt *old = c->n_stmts >= STMT_CACHE ? c->oldest : NULL;
	while (old && old->busy)
		old = old->newer;
	if (old) {
		cache_drop(old);
		stmt_free(old);
	}
	struct stmt **at = &c->bucket[s->hash & (STMT_BUCKETS - 1)];
	s->chain = *at;
	*at = s;
	s->cached = true;
	c->n_stmts++;
	use_newest(s);
}

enum err
sql(struct conn *c, struct stmt **ret, const char *text)
{
	if (c->failed)
		return c->failed;
	size_t n = strlen(text);
	uint64_t hash = hash64((struct slice){ text, n });
	bool busy;
	struct stmt *s = cache_find(c, text, n, hash, &busy);
	if (s && !busy) {
		use_unlink(s);
		use_newest(s);
	} else {
		enum err e = c->driver->prepare(c, text, &s);
		if (e)
			return conn_failed(c, e);
		s->c = c;
		s->text = mem_str((struct slice){ text, n });
		s->hash = hash;
		s->restricted = c->restricted;
		if (!busy)
			cache_add(c, s);
	}
	s->busy = true;
	s->changes = 0;
	*ret = s;
	return E_OK;
}

static void
bind(struct stmt *s, int i, struct value v)
{
	assert(i >= 1 && !s->ran);
	enum err e = s->c->driver->bind(s, i, &v);
	if (e && !s->bad)
		s->bad = e;
}

void
sql_int(struct stmt *s, int i, int64_t v)
{
	bind(s, i, (struct value){ .type = COL_INT, .i = v });
}

void
sql_real(struct stmt *s, int i, double v)
{
	bind(s, i, (struct value){ .type = COL_REAL, .r = v });
}

void
sql_text(struct stmt *s, int i, struct slice v)
{
	bind(s, i, (struct value){ .type = v.p ? COL_TEXT : COL_NULL, .s = v });
}

void
sql_blob(struct stmt *s, int i, struct slice v)
{
	bind(s, i, (struct value){ .type = v.p ? COL_BLOB : COL_NULL, .s = v });
}

void
sql_null(struct stmt *s, int i)
{
	bind(s, i, (struct value){ .type = COL_NULL });
}

enum err
sql_step(struct stmt *s)
{
	struct conn *c = s->c;
	if (c->failed)
		return c->failed;
	s->ran = true;
	return conn_failed(c, s->bad ? s->bad : c->driver->step(s));
}

enum err
sql_run(struct stmt *s)
{
	enum err e;
	while ((e = sql_step(s)) == E_OK)
		;
	sql_done(s);
	return e == E_DONE ? E_OK : e;
}

enum err
sql_insert(struct stmt *s, int64_t *ret_id)
{
	enum err e = sql_step(s);

	if (e == E_OK)
		*ret_id = col_int(s, 0);
	else if (e == E_DONE && s->inserted)
		*ret_id = s->inserted;
	else
		return e == E_DONE ? E_STORE : e;
	return E_OK;
}

int64_t
sql_changes(const struct stmt *s)
{
	return s->changes;
}

int
sql_columns(const struct stmt *s)
{
	return s->c->driver->columns(s);
}

const char *
sql_column_name(const struct stmt *s, int col)
{
	return s->c->driver->column_name(s, col);
}

enum col_type
col_type(const struct stmt *s, int col)
{
	return s->c->driver->type(s, col);
}

bool
col_null(const struct stmt *s, int col)
{
	return s->c->driver->type(s, col) == COL_NULL;
}

int64_t
col_int(const struct stmt *s, int col)
{
	return s->c->driver->get_int(s, col);
}

double
col_real(const struct stmt *s, int col)
{
	return s->c->driver->get_real(s, col);
}

struct slice
col_text(const struct stmt *s, int col)
{
	return s->c->driver->get_text(s, col);
}

struct slice
col_blob(const struct stmt *s, int col)
{
	return s->c->driver->get_blob(s, col);
}

void
sql_done(struct stmt *s)
{
	if (s->ran)
		s->c->driver->reset(s);
	s->ran = false;
	s->bad = E_OK;
}

void
stmt_release(struct stmt **ret)
{
	struct stmt *s = *ret;
	*ret = NULL;
	if (!s)
		return;
	s->ran = true;		/* bound values are borrowed: let go of them in any case */
	sql_done(s);
	s->busy = false;
	if (!s->cached)
		stmt_free(s);
}

enum err
sql_exec(struct conn *c, const char *script)
{
	if (c->failed)
		return c->failed;
	return conn_failed(c, c->driver->exec(c, script));
}

void
conn_stmts_idle(struct conn *c)
{
	for (struct stmt *s = c->newest; s; s = s->older) {
		struct stmt *lent = s;
		if (s->busy)
			stmt_release(&lent);
	}
}

void
conn_stmts_free(struct conn *c)
{
	while (c->newest) {
		struct stmt *s = c->newest;
		cache_drop(s);
		stmt_free(s);
	}
}
