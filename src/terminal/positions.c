/* SPDX-License-Identifier: Apache-2.0 */
/* positions.c - opening, taking in: judged, committed, told. */
#include <stdio.h>
#include "base/clock.h"
#include "base/log.h"
#include "engine/timer.h"
#include "terminal/positions_.h"

#define QUEUE 4096
#define SEAL_MS 60000
#define PRUNE_MS 3600000

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS fresh (id INTEGER PRIMARY KEY, slot INTEGER NOT NULL, rows BLOB NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS fresh_slot ON fresh (slot);"
    "CREATE TABLE IF NOT EXISTS run (slot INTEGER NOT NULL, carrier INTEGER NOT NULL, data BLOB NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX IF NOT EXISTS run_carrier ON run (carrier, slot);"
    "CREATE INDEX IF NOT EXISTS run_slot ON run (slot);"
    "CREATE TABLE IF NOT EXISTS stood (slot INTEGER PRIMARY KEY, rows BLOB NOT NULL) STRICT;";

static enum err
tables(void *ctx, struct conn *c)
{
	(void)ctx;
	return sql_exec(c, schema);
}

const char *
position_doubt_name(enum position_doubt d)
{
	static const char *const name[POSITION_DOUBTS] = { "good", "no_fix", "nowhere", "outside", "ahead", "stale", "jump" };

	return name[d];
}

/* ---- one commit ---- */

static enum err
put_slot(struct conn *c, const struct positions_batch *b, int64_t slot)
{
	stmt_scoped st = NULL;
	uint8_t packed[POSITION_PACKED];
	struct buf rows;
	enum err e;

	buf_init(&rows, b->n * POSITION_PACKED);
	for (size_t i = 0; i < b->n; i++)
		if (b->row[i].fix.at_ms / SLOT_MS == slot) {
			position_pack(&b->row[i], packed);
			buf_put(&rows, (struct slice){ (const char *)packed, sizeof packed });
		}
	if (!(e = sql(c, &st, "INSERT INTO fresh (slot, rows) VALUES (?1, ?2)"))) {
		sql_int(st, 1, slot);
		sql_blob(st, 2, buf_slice(&rows));
		e = sql_run(st);
		sql_done(st);
	}
	buf_free(&rows);
	return e;
}

/* Slot after slot, lowest first: nearly always there is one. */
static enum err
put_batch(struct job *j, struct conn *c)
{
	const struct positions_batch *b = (const struct positions_batch *)((const char *)j - offsetof(struct positions_batch, job));
	int64_t last = INT64_MIN;
	enum err e = E_OK;

	for (bool more = true; more && !e; ) {
		int64_t slot = INT64_MAX;
		for (size_t i = 0; i < b->n; i++) {
			int64_t of = b->row[i].fix.at_ms / SLOT_MS;
			slot = of > last && of < slot ? of : slot;
		}
		if ((more = slot != INT64_MAX))
			e = put_slot(c, b, last = slot);
	}
	return e;
}

static void
batch_done(struct job *j, enum err e)
{
	struct positions_batch *b = (struct positions_batch *)((char *)j - offsetof(struct positions_batch, job));
	struct positions *p = b->to;

	p->failed += e != E_OK;
	for (size_t i = 0; !e && i < b->n; i++) {
		p->doubtful[b->row[i].doubt]++;
		if (!b->row[i].doubt)
			where_put(&b->row[i].fix);
	}
	if (!e) {
		p->taken += (int64_t)b->n;
		if (p->sink)
			p->sink(p->sink_ctx, b->row, b->n);
	}
	b->done(b, e);
}

void
positions_append(struct positions *p, struct positions_batch *b)
{
	struct judge_limits limits;

	judge_limits(&limits);
	pthread_mutex_lock(&p->lock);
	for (size_t i = 0; i < b->n; i++)
		judge_one(&p->judge, &limits, &b->row[i]);
	pthread_mutex_unlock(&p->lock);
	b->to = p;
	b->job = (struct job){ .run = put_batch, .done = batch_done };
	db_submit(p->db, &b->job);
}

struct waiting {
	struct positions_batch b;
	pthread_mutex_t lock;
	pthread_cond_t told;
	bool over;
	enum err e;
};

static void
waited(struct positions_batch *b, enum err e)
{
	struct waiting *w = (struct waiting *)b;

	pthread_mutex_lock(&w->lock);
	w->e = e;
	w->over = true;
	pthread_cond_signal(&w->told);
	pthread_mutex_unlock(&w->lock);
}

enum err
positions_append_wait(struct positions *p, struct position *row, size_t n)
{
	struct waiting w = { .b = { .row = row, .n = n, .done = waited }, .lock = PTHREAD_MUTEX_INITIALIZER, .told = PTHREAD_COND_INITIALIZER };

	positions_append(p, &w.b);
	pthread_mutex_lock(&w.lock);
	while (!w.over)
		pthread_cond_wait(&w.told, &w.lock);
	pthread_mutex_unlock(&w.lock);
	pthread_cond_destroy(&w.told);
	pthread_mutex_destroy(&w.lock);
	return w.e;
}

/* ---- opening ---- */

static enum err
remember(struct positions *p)
{
	reader_scoped c = NULL;
	struct latest l;
	enum err e = db_reader(p->db, &c);

	if (e)
		return e;
	latest_open(&l, clock_now_ms());
	e = positions_latest(c, l.until_ms, STOOD_MS, &l);
	for (size_t i = 0; !e && i < l.cap; i++)
		if (l.slot[i].fix.id) {
			judge_believe(&p->judge, &l.slot[i].fix);
			where_put(&l.slot[i].fix);
		}
	latest_free(&l);
	return e;
}

enum err
positions_open(struct positions **ret, struct engine *e)
{
	struct positions *p = mem_alloc(sizeof *p);
	char dir[4096];
	struct db_options o = { .data_dir = dir, .readers = 2, .queue_max = QUEUE, .cache_bytes = MIB(8) };
	enum err err;

	(void)snprintf(dir, sizeof dir, "%s/positions", db_data_dir(e->db));
	(void)pthread_mutex_init(&p->lock, NULL);
	judge_open(&p->judge);
	if ((err = db_open(&p->db, &o)) || (err = db_write(p->db, tables, NULL)) || (err = remember(p)) ||
	    (err = timer_add(e, "positions.seal", SEAL_MS, positions_seal, p)) || (err = timer_add(e, "positions.prune", PRUNE_MS, positions_prune, p))) {
		positions_close(p);
		return err;
	}
	*ret = p;
	return E_OK;
}

void
positions_sinks(struct positions *p, positions_sink *fn, void *ctx)
{
	p->sink = fn;
	p->sink_ctx = ctx;
}

void
positions_close(struct positions *p)
{
	if (!p)
		return;
	if (p->db)
		db_close(p->db);
	judge_free(&p->judge);
	(void)pthread_mutex_destroy(&p->lock);
	mem_free(p);
}

void
positions_stats(struct positions *p, struct positions_stats *ret)
{
	struct db_stats s;

	db_stats(p->db, &s);
	*ret = (struct positions_stats){ .taken = p->taken, .commits = s.commits, .failed = p->failed, .runs = p->runs, .bytes = s.bytes_on_disk,
		.waiting = s.queued };
	for (int i = 0; i < POSITION_DOUBTS; i++)
		ret->doubtful[i] = p->doubtful[i];
}
