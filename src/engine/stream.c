/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/stream.h"

#include <assert.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/audit.h"
#include "engine/engine.h"
#include "engine/record_.h"
#include "engine/table_.h"

#define PRUNE_ROWS 5000

int
stream_at(const struct record *rec)
{
	int at = field_named(rec, S("at"));

	assert(at >= 0 && rec->field[at].type.kind == K_TIME);
	return at;
}

static const struct index *
dedup_key(const struct record *rec)
{
	for (int i = 0; i < rec->nindex; i++)
		if (rec->index[i].unique)
			return &rec->index[i];
	return NULL;
}

/* The row that already holds this fact; 0: none. */
static enum err
find_same(struct call *c, const struct row *draft, int64_t *ret)
{
	const struct record *rec = draft->rec;
	const struct index *key = dedup_key(rec);
	struct slice rest = slice_of(key ? key->columns : NULL), name;
	stmt_scoped st = NULL;
	struct buf b;
	enum err e;
	int n = 1;

	*ret = 0;
	if (!key)
		return E_OK;
	buf_init(&b, KIB(2));
	buf_printf(&b, "SELECT id FROM \"%s\" WHERE 1=1", rec->name);
	while (slice_cut(&rest, ',', &name))
		buf_printf(&b, " AND \"%.*s\" = ?%d", (int)slice_trim(name).n, slice_trim(name).p, n++);
	buf_putc(&b, '\0');
	e = sql(c->conn, &st, b.p);
	buf_free(&b);
	if (e)
		return refuse(c, e, NULL, -1);
	rest = slice_of(key->columns);
	for (n = 1; slice_cut(&rest, ',', &name);) {
		int f = field_named(rec, slice_trim(name));
		assert(f >= 0);
		n = table_bind(st, n, &rec->field[f].type, &draft->value[f]);
	}
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

enum err
stream_append(struct call *c, struct row *draft)
{
	const struct record *rec = draft->rec;
	enum err e;

	if (!draft->unit)
		draft->unit = c->who->unit ? c->who->unit : units_root();
	draft->created_at = draft->updated_at = c->now_ms;
	draft->created_by = draft->updated_by = c->who->person;
	draft->version = 1;
	if ((e = record_may_create(c, draft)) || (e = record_check_refs(c, draft, ~0ull)) ||
	    (rec->check && (e = rec->check(c, draft))) || (e = record_may_create(c, draft)) ||
	    (e = find_same(c, draft, &draft->id)) || draft->id || (e = record_insert(c, draft)))
		return e;
	return c->who->person && !c->as_system ? audit_change(c, "create", NULL, draft) : E_OK;
}

/* --- retention --- */

struct pruning {
	const struct record *rec;
	int64_t gone;
};

static enum err
prune_some(struct call *c, void *ctx)
{
	struct pruning *p = ctx;
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, arena_printf(c->arena, "DELETE FROM \"%s\" WHERE id IN"
	    " (SELECT id FROM \"%s\" WHERE \"at\" < ?1 ORDER BY \"at\" LIMIT %d)", p->rec->name, p->rec->name, PRUNE_ROWS).p);

	if (e)
		return e;
	sql_int(st, 1, c->now_ms - p->rec->keep_days * DAY_MS);
	e = sql_run(st);
	p->gone = e ? 0 : sql_changes(st);
	return e;
}

enum err
stream_prune(struct engine *e, void *ctx)
{
	enum err err = E_OK;

	(void)ctx;
	for (int i = 0; i < e->pages->nrecord && !err; i++) {
		struct pruning p = { .rec = e->pages->record[i] };
		int64_t all = 0;
		if (!p.rec->keep_days)
			continue;
		do {
			err = engine_write(e, NULL, prune_some, &p);
			all += p.gone;
		} while (!err && p.gone == PRUNE_ROWS);
		if (all)
			log_at(LOG_INFO, "stream.pruned", KV("stream", LS(p.rec->name)), KV("rows", LI(all)));
	}
	return err;
}
