/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/ripe.h"

#include "base/clock.h"
#include "engine/record.h"

struct pass {
	const struct ripe *ripe;
	int64_t now, by, after;		/* the last row read: its instant and its id */
	int64_t id[RIPE_CHUNK];
	int n;
	int64_t fired;			/* of the chunk: its job may run again */
};

static enum err
find(struct engine *e, struct pass *p)
{
	const struct ripe *r = p->ripe;
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	struct buf text;
	enum err err;

	p->n = 0;
	buf_init(&text, KIB(2));
	buf_printf(&text, "SELECT id, \"%s\" FROM \"%s\" WHERE (%s) AND \"%s\" <= ?1 AND \"%s\" >= ?2 AND (\"%s\" > ?2 OR id > ?3) ORDER BY \"%s\", id LIMIT %d",
	    r->by, r->rec->name, r->where, r->by, r->by, r->by, r->by, RIPE_CHUNK);
	buf_putc(&text, '\0');
	if (!(err = db_reader(e->db, &c)) && !(err = sql(c, &st, text.p))) {
		sql_int(st, 1, p->now);
		sql_int(st, 2, p->by);
		sql_int(st, 3, p->after);
		while (p->n < RIPE_CHUNK && !(err = sql_step(st))) {
			p->after = p->id[p->n++] = col_int(st, 0);
			p->by = col_int(st, 1);
		}
	}
	buf_free(&text);
	return err == E_DONE ? E_OK : err;
}

static enum err
fire(struct call *c, void *ctx)
{
	struct pass *p = ctx;
	struct fire_result result[RIPE_CHUNK];
	enum err e = record_fire_all(c, p->ripe->rec, p->id, (size_t)p->n, p->ripe->verb, row_new(c->arena, p->ripe->rec), 0, result);

	p->fired = 0;
	for (int i = 0; i < p->n && !e; i++)
		p->fired += !result[i].err;
	return e;
}

enum err
ripe_fire(struct engine *e, const struct ripe *r, int64_t *ret_fired)
{
	struct pass *p = mem_alloc(sizeof *p);
	enum err err;

	p->ripe = r;
	p->now = clock_now_ms();
	p->by = p->after = 0;
	*ret_fired = 0;
	do {
		if (!(err = find(e, p)) && p->n && !(err = engine_write(e, r->why, fire, p)))
			*ret_fired += p->fired;
	} while (!err && p->n == RIPE_CHUNK);
	mem_free(p);
	return err;
}
