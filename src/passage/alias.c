/* SPDX-License-Identifier: Apache-2.0 */
/* alias.c - one key a month turns plates into pseudonyms. While the key lives, a higher role who names a plate finds its
 * passages again; with the key gone nobody does, and what is left is a count.
 *
 *   passage_alias_key: month | key wrapped under the key of this store, bound to its month | destroyed_at
 */
#include <sodium.h>

#include "base/clock.h"
#include "passage/passages_.h"

#define DDL(INT, BLOB, END) \
	"CREATE TABLE passage_alias_key (\n  month " INT " PRIMARY KEY,\n  wrapped " BLOB ",\n  made_at " INT " NOT NULL,\n" \
	"  destroyed_at " INT "\n)" END ";\n"

const char *
passages_ddl(enum db_kind k)
{
	return k == DB_SQLITE ? DDL("INTEGER", "BLOB", " STRICT") : DDL("BIGINT", "BYTEA", "");
}

int32_t
month_of(int64_t ms)
{
	struct civil c = civil_of(beijing_day(ms));

	return c.year * 12 + c.month - 1;
}

int64_t
month_start_ms(int32_t month)
{
	return beijing_start_ms(civil_days((struct civil){ month / 12, month % 12 + 1, 1 }));
}

static enum err
unwrap(struct passages *p, const struct stmt *st, struct arena *a, struct alias_key *ret)
{
	struct slice plain;
	enum err e;

	ret->month = (int32_t)col_int(st, 0);
	if ((e = seal_open(&p->key, col_blob(st, 1), ret->month, a, &plain)))
		return e;
	if (plain.n != sizeof ret->key)
		return E_CORRUPT;
	memcpy(ret->key, plain.p, sizeof ret->key);
	return E_OK;
}

enum err
alias_keys(struct passages *p, struct conn *c, struct arena *a, struct alias_key **ret, size_t *ret_n)
{
	enum { MONTHS = 600 };
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT month, wrapped FROM passage_alias_key WHERE wrapped IS NOT NULL ORDER BY month DESC LIMIT 600");

	*ret = arena_array(a, struct alias_key, MONTHS);
	*ret_n = 0;
	if (e)
		return e;
	while (*ret_n < MONTHS && !(e = sql_step(st)))
		if ((e = unwrap(p, st, a, &(*ret)[(*ret_n)++])))
			return e;
	return e == E_DONE ? E_OK : e;
}

struct making {
	struct passages *p;
	int32_t month;
	uint8_t *key;
};

/* A month whose key was destroyed gets no other one: its pseudonyms are final. */
static enum err
make(void *ctx, struct conn *c)
{
	struct making *m = ctx;
	struct arena a;
	stmt_scoped have = NULL;
	stmt_scoped st = NULL;
	struct alias_key k;
	enum err e;

	if ((e = sql(c, &have, "SELECT month, wrapped FROM passage_alias_key WHERE month = ?1")))
		return e;
	sql_int(have, 1, m->month);
	arena_init(&a);
	e = sql_step(have);
	if (!e) {
		e = col_null(have, 1) ? E_GONE : unwrap(m->p, have, &a, &k);
		if (!e)
			memcpy(m->key, k.key, sizeof k.key);
	} else if (e == E_DONE) {
		randombytes_buf(m->key, sizeof k.key);
		if (!(e = sql(c, &st, "INSERT INTO passage_alias_key (month, wrapped, made_at) VALUES (?1, ?2, ?3)"))) {
			sql_int(st, 1, m->month);
			sql_blob(st, 2, seal(&m->p->key, (struct slice){ (char *)m->key, sizeof k.key }, m->month, &a));
			sql_int(st, 3, clock_now_ms());
			e = sql_run(st);
		}
	}
	sodium_memzero(&k, sizeof k);
	arena_free(&a);
	return e;
}

enum err
alias_key_for(struct passages *p, int32_t month, uint8_t ret[32])
{
	struct making m = { p, month, ret };

	return db_write(p->engine->db, make, &m);
}

struct destroying {
	int32_t before;
	int64_t n;
};

static enum err
destroy(void *ctx, struct conn *c)
{
	struct destroying *d = ctx;
	stmt_scoped st = NULL;
	enum err e = sql(c, &st,
	    "UPDATE passage_alias_key SET wrapped = NULL, destroyed_at = ?2 WHERE month < ?1 AND wrapped IS NOT NULL");

	if (e)
		return e;
	sql_int(st, 1, d->before);
	sql_int(st, 2, clock_now_ms());
	e = sql_run(st);
	d->n = e ? 0 : sql_changes(st);
	return e;
}

enum err
alias_keys_destroy(struct passages *p, int32_t before_month, int64_t *ret_n)
{
	struct destroying d = { before_month, 0 };
	enum err e = db_write(p->engine->db, destroy, &d);

	*ret_n = d.n;
	return e;
}
