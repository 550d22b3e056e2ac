/* SPDX-License-Identifier: Apache-2.0 */
/* jobs.c - the store alone: jobs that write one row, and the statements of a record step without the engine and without
 * HTTP, 128 at a time. What the steps item reaches of the latter is what the engine and HTTP leave. */
#include <pthread.h>
#include "base/clock.h"
#include "bench/bench_.h"
#include "store/db.h"

#define AT_ONCE 128
#define ROWS 12800

struct pump {
	struct db *db;
	enum err (*run)(struct job *j, struct conn *c);
	pthread_mutex_t lock;
	pthread_cond_t over;
	int64_t done, failed, end_us;
	int out;
};
struct one {
	struct job job;
	struct pump *pump;
	int64_t row, n;
};

static enum err
run_row(struct job *j, struct conn *c)
{
	const struct one *o = (const struct one *)j;
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "INSERT INTO bench (row, n) VALUES (?1, ?2)");

	if (e)
		return e;
	sql_int(st, 1, o->row);
	sql_int(st, 2, o->n);
	return sql_run(st);
}

static enum err
run_text(struct conn *c, const char *text, const int64_t *v, int n)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, text);

	if (e)
		return e;
	for (int i = 0; i < n; i++)
		sql_int(st, i + 1, v[i]);
	while ((e = sql_step(st)) == E_OK)
		;
	return e == E_DONE ? E_OK : e;
}

static enum err
run_step(struct job *j, struct conn *c)
{
	const struct one *o = (const struct one *)j;
	bool odd = o->n % 2;
	int64_t v[] = { o->row, clock_now_ms(), o->n };
	enum err e;

	if ((e = run_text(c, "SELECT * FROM repair_order WHERE id = ?1", v, 1)) ||
	    (e = run_text(c, odd ? "UPDATE repair_order SET version = version + 1, updated_at = ?2, updated_by = 1, state = 'repaired',"
	     " due_from = ?2, due_at = ?2 + 172800000, repaired_at = ?2, cause = 'network', done = '更换交换机并恢复' WHERE id = ?1 AND state = 'accepted'" :
	     "UPDATE repair_order SET version = version + 1, updated_at = ?2, updated_by = 2, state = 'accepted',"
	     " due_from = ?2, due_at = ?2 + 172800000, returned = 1 WHERE id = ?1 AND state = 'repaired'", v, 2)) ||
	    (e = run_text(c, "INSERT INTO audit (at, kind, person, session, peer, request, record, row, unit, verb, from_state, to_state,"
	     " detail) VALUES (?2, 'change', 1, 1, '127.0.0.1', 'r', 'repair_order', ?1, 12, 'repair', 'accepted', 'repaired',"
	     " '{\"changes\":{\"cause\":[null,\"network\"],\"done\":[null,\"更换交换机并恢复\"]}}')", v, 2)))
		return e;
	return run_text(c, db_kind(conn_db(c)) == DB_SQLITE ?
	    "INSERT INTO event (at, name, record, row, unit, verb, state, version) VALUES (?2, 'change', 'repair_order', ?1, 12, 'repair', 'repaired', ?3)" :
	    "INSERT INTO event_new (at, name, record, row, unit, verb, state, version) VALUES (?2, 'change', 'repair_order', ?1, 12, 'repair',"
	    " 'repaired', ?3)", v, 3);
}

static void
again(struct job *j, enum err e)
{
	struct one *o = (struct one *)j;
	struct pump *p = o->pump;
	bool more;

	pthread_mutex_lock(&p->lock);
	p->done++;
	p->failed += e != E_OK;
	more = now_us() < p->end_us;
	if (!more && --p->out == 0)
		pthread_cond_signal(&p->over);
	pthread_mutex_unlock(&p->lock);
	if (!more)
		return;
	o->row += AT_ONCE;
	if (o->row > ROWS) {
		o->row -= ROWS;
		o->n++;
	}
	db_submit(p->db, &o->job);
}

static enum err
pump(struct bench *b, struct one *one, struct pump *p, const char *name)
{
	struct figure rate = { .name = name, .unit = "jobs/s" };
	int64_t began;

	for (int i = 0; i < b->o.runs; i++) {
		began = now_us();
		p->done = 0;
		p->end_us = began + b->o.seconds * 1000000LL;
		p->out = AT_ONCE;
		for (int k = 0; k < AT_ONCE; k++)
			db_submit(p->db, &one[k].job);
		pthread_mutex_lock(&p->lock);
		while (p->out)
			pthread_cond_wait(&p->over, &p->lock);
		pthread_mutex_unlock(&p->lock);
		figure_add(&rate, (double)p->done / ((double)(now_us() - began) / 1e6));
	}
	figure_print(b, &rate);
	return p->failed ? E_INTERNAL : E_OK;
}

static enum err
measure(struct bench *b, struct db *db, enum err (*run)(struct job *j, struct conn *c), const char *name)
{
	struct one *one = arena_array(&b->arena, struct one, AT_ONCE);
	struct pump p = { .db = db, .run = run };
	enum err e;

	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.over, NULL);
	for (int i = 0; i < AT_ONCE; i++)
		one[i] = (struct one){ .job = { .run = run, .done = again }, .pump = &p, .row = i + 1, .n = 1 };
	e = pump(b, one, &p, name);
	pthread_cond_destroy(&p.over);
	pthread_mutex_destroy(&p.lock);
	return e;
}

static enum err
make_table(void *ctx, struct conn *c)
{
	(void)ctx;
	return sql_exec(c, db_kind(conn_db(c)) == DB_SQLITE ? "CREATE TABLE bench (row INTEGER, n INTEGER) STRICT" :
	    "CREATE TABLE bench (row BIGINT, n BIGINT)");
}

enum err
bench_jobs(struct bench *b)
{
	const char *data = house_path(b, "jobs");
	struct engine *engine;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	if (!(e = house_devices(engine, 10952)) && !(e = house_orders(engine, ROWS, true)) &&
	    !(e = db_write(engine->db, make_table, NULL)) && !(e = measure(b, engine->db, run_row, "jobs")))
		e = measure(b, engine->db, run_step, "step_statements");
	engine_close(engine);
	house_remove(b, data);
	return e ? bench_failed("jobs", e) : E_OK;
}
