/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite_writer.c - the one writer: many jobs, one commit.
 *
 *   BEGIN  [job] [job that failed before it wrote] [job] ...  COMMIT  ──► completion
 *   BEGIN  [job] [job that failed after it wrote]  ROLLBACK
 *   └─► BEGIN  [SAVEPOINT job RELEASE] [SAVEPOINT job RELEASE] ...  COMMIT  ──► completion
 *
 * While a commit waits for the disk, the next jobs queue up; so the batch grows with the load and a lone job waits
 * for nobody. The WAL is copied back by a thread of its own (PASSIVE: it never stops the writer); what came
 * meanwhile is little, and the writer copies it itself, between two commits, so that the WAL starts anew. It is
 * let grow until most of its pages have been written many times, since each is copied back only once. */
#include "store/sqlite_.h"

#include <assert.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define BATCH_MAX 512		/* jobs in one commit */
#define BATCH_MS 10		/* a batch takes no more jobs after this */
#define TAKE 64			/* jobs taken from the queue at once */
#define CHECKPOINT_PAGES 24000	/* ask for a checkpoint: 48 MB */
#define STOP_BUSY_MS 200	/* for readers still out when the store closes */
#define WAL_PAGES_MAX 80000	/* the writer does it itself, all of it: 160 MB */

struct batch {
	struct job *head, **end;
	int n;
	enum err lost;		/* the transaction ended under us */
};

static void
batch_add(struct batch *b, struct job *j)
{
	j->next = NULL;
	*b->end = j;
	b->end = &j->next;
	b->n++;
}

/* One job in its savepoint. E_OK: the transaction stands, whatever became of the job. With l->again it does not, and
 * the job has its error if it failed as a whole, or none if a part of it failed that it can do without. */
static enum err
job_in_batch(struct lite_conn *l, struct job *j)
{
	l->n_mark = 0;
	enum err e = lite_mark(&l->base, MARK_SET);
	if (e) {
		j->result = e;
		return e;
	}
	j->result = job_run(j, &l->base);
	if (l->base.lost)
		return l->base.lost;
	if (l->again) {
		j->result = E_OK;
		return E_BUSY;
	}
	e = lite_mark(&l->base, j->result ? MARK_UNDO : MARK_KEEP);
	if (e && !l->again)
		j->result = e;
	return e;
}

/* Runs what waits, one chain after another, until nothing waits, or the batch is full or old. */
static void
batch_fill(struct db *db, struct lite_conn *l, struct batch *b, struct job *chain)
{
	int64_t until = clock_mono_ms() + BATCH_MS;
	while (chain) {
		struct job *j = chain;
		chain = chain->next;
		batch_add(b, j);
		if (b->lost)
			j->result = E_OK;	/* not tried; batch_singly will */
		else
			b->lost = job_in_batch(l, j);
		if (!chain && !b->lost && b->n < BATCH_MAX && clock_mono_ms() < until)
			chain = queue_take(db, TAKE, false);
	}
}

static void
batch_fail(struct batch *b, enum err e)
{
	for (struct job *j = b->head; j; j = j->next)
		if (!j->result)
			j->result = e;
}

static enum err
rolled_back(struct lite_conn *l, enum err e)
{
	if (!sqlite3_get_autocommit(l->own) && lite_tx(l, TX_ROLLBACK))
		die("store: a transaction cannot be rolled back");
	return e;
}

/* The batch is gone through the fault of one of its jobs: each gets a transaction of its own, so that only the
 * guilty one fails. A job that has an error keeps it. */
static int
batch_singly(struct lite_conn *l, struct batch *b)
{
	int commits = 0;
	l->strict = true;
	for (struct job *j = b->head; j; j = j->next) {
		if (j->result)
			continue;
		enum err e = lite_tx(l, TX_BEGIN);
		if (!e)
			e = job_in_batch(l, j);
		if (!e)
			e = lite_tx(l, TX_COMMIT);
		if (e)
			j->result = rolled_back(l, e);
		else
			commits++;
	}
	l->strict = false;
	return commits;
}

/* A failed COMMIT leaves nothing acknowledged. Only a refusal that one job brings about (a constraint
 * checked at the end) is worth running the jobs again. */
static int
batch_commit(struct lite_conn *l, struct batch *b)
{
	enum err e = b->lost;
	if (!e && !(e = lite_tx(l, TX_COMMIT)))
		return 1;
	rolled_back(l, e);
	if (b->lost || e == E_IN_USE || e == E_BAD_VALUE)
		return batch_singly(l, b);
	batch_fail(b, e);
	return 0;
}

/* The jobs of a batch that has been given up, those without an error, with savepoints that can be gone back to. */
static void
batch_again(struct lite_conn *l, struct batch *b)
{
	rolled_back(l, E_OK);
	l->again = false;
	l->strict = true;
	b->lost = lite_tx(l, TX_BEGIN);
	for (struct job *j = b->head; j; j = j->next)
		if (!j->result && !b->lost)
			b->lost = job_in_batch(l, j);
	l->strict = false;
}

static bool
take_turn(struct lite *own, bool ask)
{
	pthread_mutex_lock(&own->lock);
	bool copied = own->copied;
	own->copied = false;
	if (ask) {
		own->ask = true;
		pthread_cond_signal(&own->wake);
	}
	pthread_mutex_unlock(&own->lock);
	return copied;
}

static void
checkpoint_if_large(struct lite *own, struct lite_conn *l)
{
	if (l->wal_pages < CHECKPOINT_PAGES) {
		l->ask_at = CHECKPOINT_PAGES;
		l->checkpoint_at = WAL_PAGES_MAX;
		return;
	}
	bool ask = l->wal_pages >= l->ask_at;
	if (ask)
		l->ask_at = l->wal_pages + CHECKPOINT_PAGES / 4;	/* not at each commit while a reader holds it back */
	if (!take_turn(own, ask) && l->wal_pages < l->checkpoint_at)
		return;
	sqlite3_wal_checkpoint_v2(l->own, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	l->checkpoint_at = l->wal_pages + WAL_PAGES_MAX / 4;
}

static int
on_commit(void *arg, sqlite3 *s, const char *name, int pages)
{
	struct lite_conn *l = arg;
	l->wal_pages = pages;
	return SQLITE_OK;
}

static void *
writer_main(void *arg)
{
	struct db *db = arg;
	struct lite *own = db->own;
	struct lite_conn *l = own->writer;
	struct job *chain;
	while ((chain = queue_take(db, TAKE, true))) {
		struct batch b = { .end = &b.head };
		if ((b.lost = lite_tx(l, TX_BEGIN))) {
			enum err e = b.lost;
			batch_fill(db, l, &b, chain);
			batch_fail(&b, e);
			queue_finish(db, b.head, 0);
			continue;
		}
		batch_fill(db, l, &b, chain);
		if (l->again)
			batch_again(l, &b);
		queue_finish(db, b.head, batch_commit(l, &b));
		checkpoint_if_large(own, l);
	}
	return NULL;
}

static void *
checkpoint_main(void *arg)
{
	struct db *db = arg;
	struct lite *own = db->own;
	struct conn *c;
	if (lite_conn_open(db, true, &c))
		return NULL;		/* said in the log; the writer's own checkpoints bound the WAL */
	pthread_mutex_lock(&own->lock);
	while (!own->stop) {
		if (!own->ask) {
			pthread_cond_wait(&own->wake, &own->lock);
			continue;
		}
		own->ask = false;
		pthread_mutex_unlock(&own->lock);
		sqlite3_wal_checkpoint_v2(((struct lite_conn *)c)->own, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		pthread_mutex_lock(&own->lock);
		own->copied = true;
	}
	pthread_mutex_unlock(&own->lock);
	lite_conn_close(c);
	return NULL;
}

/* Opening may succeed on what cannot be written: find out now, not at the first job. */
static enum err
writable(struct lite_conn *l)
{
	enum err e = sqlite3_db_readonly(l->own, "main") ? E_STORE : lite_tx(l, TX_BEGIN);
	if (e) {
		log_at(LOG_ERROR, "store.not_writable", KV("error", LS(err_name(e))));
		return e;
	}
	return lite_tx(l, TX_ROLLBACK);
}

enum err
lite_writer_start(struct db *db)
{
	struct lite *own = db->own;
	struct conn *c;
	enum err e = lite_conn_open(db, true, &c);
	if (e)
		return e;
	own->writer = (struct lite_conn *)c;
	if ((e = writable(own->writer))) {
		lite_conn_close(c);
		return e;
	}
	sqlite3_wal_hook(own->writer->own, on_commit, own->writer);
	pthread_mutex_init(&own->lock, NULL);
	pthread_cond_init(&own->wake, NULL);
	if (pthread_create(&own->checkpointing, NULL, checkpoint_main, db) ||
	    pthread_create(&own->writing, NULL, writer_main, db))
		die("store: no thread for the writer");
	return E_OK;
}

void
lite_writer_stop(struct db *db)
{
	struct lite *own = db->own;
	pthread_join(own->writing, NULL);
	pthread_mutex_lock(&own->lock);
	own->stop = true;
	pthread_cond_signal(&own->wake);
	pthread_mutex_unlock(&own->lock);
	pthread_join(own->checkpointing, NULL);
	sqlite3_busy_timeout(own->writer->own, STOP_BUSY_MS);
	sqlite3_wal_checkpoint_v2(own->writer->own, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);	/* else at the next start */
	lite_conn_close(&own->writer->base);
	pthread_cond_destroy(&own->wake);
	pthread_mutex_destroy(&own->lock);
}
