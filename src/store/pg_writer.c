/* SPDX-License-Identifier: Apache-2.0 */
/* pg_writer.c - one writer, many jobs in one transaction, as on SQLite.
 *
 *   BEGIN  [job] [job] [job] ..  COMMIT  ──► completion
 *   BEGIN  [job] [job that failed after it wrote]  ROLLBACK
 *   └─► BEGIN  [SAVEPOINT job RELEASE] [SAVEPOINT job ROLLBACK TO] ..  COMMIT  ──► completion
 *
 * SERIALIZABLE, so that a guard may trust what it read, whoever else writes to the database. Several writers of one
 * process only get in each other's way: a job that looks for a key and inserts it was run again three times out of four
 * with four of them, at a third of the rate of one. What the server gives up is run again, job by job. */
#include "store/postgres_.h"

#include <sodium.h>
#include <time.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define BATCH_MAX 512		/* jobs in one commit */
#define BATCH_MS 10		/* a batch takes no more jobs after this */
#define TAKE 64			/* jobs taken from the queue at once */
#define CAREFUL 16		/* batches with savepoints after one that failed */
#define ATTEMPTS 30
#define DOWN_MS 15000		/* a job waits so long for a server that is away */
#define BACK_OFF_MIN_MS 50
#define BACK_OFF_MAX_MS 1000

static void
sleep_ms(int64_t ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static bool
time_up(struct db *db, int64_t until)
{
	int64_t now = clock_mono_ms();
	pthread_mutex_lock(&db->lock);
	bool stop = db->stopping && now > db->stop_by_ms;
	pthread_mutex_unlock(&db->lock);
	return stop || now > until;
}

static enum err
connected(struct pg_writer *w, int64_t until)
{
	enum err e = E_OK;
	for (int64_t wait = BACK_OFF_MIN_MS; !pg_alive(w->p) && (e = pg_connect(w->p)); wait *= 2) {
		if (time_up(w->db, until))
			return e;
		sleep_ms(wait < BACK_OFF_MAX_MS ? wait : BACK_OFF_MAX_MS);
	}
	return E_OK;
}

static void
retry_count(struct db *db)
{
	pthread_mutex_lock(&db->lock);
	db->stats.retries++;
	pthread_mutex_unlock(&db->lock);
}

static enum err
begin(struct pg_conn *p)
{
	p->retry = false;
	p->base.failed = p->base.lost = E_OK;
	return pg_command(p, "BEGIN ISOLATION LEVEL SERIALIZABLE");
}

static void
rollback(struct pg_conn *p)
{
	if (!p->broken && pg_command(p, "ROLLBACK"))
		p->broken = true;
}

/* The answer to COMMIT decides. When it does not come nobody knows: E_STORE, and the client asks again with
 * its Idempotency-Key. An aborted transaction answers COMMIT with "ROLLBACK". */
static enum err
commit(struct pg_conn *p, bool *again)
{
	PGresult *r;
	pg_absorb(p);
	enum err e = pg_collect(p, PQsendQuery(p->pg, "COMMIT"), "COMMIT", &r);
	*again = !p->broken && p->retry;
	if (e)
		return e;
	bool done = strcmp(PQcmdStatus(r), "COMMIT") == 0;
	PQclear(r);
	return done ? E_OK : E_STORE;
}

/* ---- one job by itself ---- */

static enum err
attempt(struct pg_conn *p, struct job *j, bool *again)
{
	enum err e = begin(p);
	if (!e)
		e = job_run(j, &p->base);
	if (!e)
		return commit(p, again);
	*again = p->broken || p->retry;		/* COMMIT was not sent */
	rollback(p);
	return e;
}

static int
job_alone(struct pg_writer *w, struct job *j, int64_t until)
{
	bool again = true;
	for (int n = 0; again && n < ATTEMPTS; n++) {
		if (n) {
			retry_count(w->db);
			sleep_ms(randombytes_uniform((uint32_t)(n < 6 ? 1 << n : 64)));
		}
		if ((j->result = connected(w, until)))
			return 0;
		again = false;
		j->result = attempt(w->p, j, &again);
	}
	return j->result == E_OK;
}

/* ---- many in one transaction ---- */

struct batch {
	struct job *head, **end;
	int n;
	bool careful;		/* each job in a savepoint */
	bool spoilt;		/* to be run again from the start */
	int64_t until;		/* its jobs wait no longer for a server that is away */
};

static void
batch_add(struct batch *b, struct job *j)
{
	j->next = NULL;
	*b->end = j;
	b->end = &j->next;
	b->n++;
}

/* What failed without having written leaves nothing behind, unless it was the server that refused. */
static void
job_in_batch(struct pg_conn *p, struct batch *b, struct job *j)
{
	if (b->careful && pg_command(p, "SAVEPOINT luan_job")) {
		b->spoilt = true;
		return;
	}
	p->wrote = false;
	j->result = job_run(j, &p->base);
	if (p->base.lost)
		b->spoilt = true;
	else if (b->careful)
		b->spoilt = pg_command(p, j->result ? "ROLLBACK TO luan_job; RELEASE luan_job" : "RELEASE luan_job");
	else
		b->spoilt = j->result && (p->wrote || p->base.failed);
	p->base.failed = E_OK;
}

static void
batch_fill(struct pg_writer *w, struct batch *b, struct job *chain)
{
	int64_t until = clock_mono_ms() + BATCH_MS;
	while (chain) {
		struct job *j = chain;
		chain = chain->next;
		batch_add(b, j);
		if (!b->spoilt)
			job_in_batch(w->p, b, j);
		if (!chain && !b->spoilt && b->n < BATCH_MAX && clock_mono_ms() < until)
			chain = queue_take(w->db, TAKE, false);
	}
}

static void
batch_careful(struct pg_conn *p, struct batch *b)
{
	rollback(p);
	b->careful = true;
	b->spoilt = begin(p) != E_OK;
	for (struct job *j = b->head; j && !b->spoilt; j = j->next)
		job_in_batch(p, b, j);
}

static int
batch_singly(struct pg_writer *w, struct batch *b)
{
	int commits = 0;
	retry_count(w->db);
	rollback(w->p);
	for (struct job *j = b->head; j; j = j->next)
		commits += job_alone(w, j, b->until);
	return commits;
}

static void
batch_fail(struct batch *b, enum err e)
{
	for (struct job *j = b->head; j; j = j->next)
		if (!j->result)
			j->result = e;
}

/* A commit that was refused has done nothing, and its jobs may be run again; one that was not answered may have. */
static int
batch_commit(struct pg_writer *w, struct batch *b)
{
	bool again = false;
	enum err e = commit(w->p, &again);
	if (!e)
		return 1;
	if (!w->p->broken)
		return batch_singly(w, b);
	batch_fail(b, E_STORE);
	return 0;
}

static int
batch_run(struct pg_writer *w, struct batch *b, struct job *chain)
{
	enum err away = connected(w, b->until);
	b->spoilt = away || begin(w->p);
	bool began = !b->spoilt;
	batch_fill(w, b, chain);
	if (b->spoilt && began && !b->careful && !w->p->broken && !w->p->retry)
		batch_careful(w->p, b);
	if (away) {
		batch_fail(b, away);
		return 0;
	}
	return b->spoilt ? batch_singly(w, b) : batch_commit(w, b);
}

static void *
writer_main(void *arg)
{
	struct pg_writer *w = arg;
	struct job *chain;
	int careful = 0;
	while ((chain = queue_take(w->db, TAKE, true))) {
		struct batch b = { .end = &b.head, .careful = careful > 0, .until = clock_mono_ms() + DOWN_MS };
		careful -= careful > 0;
		bool was = b.careful;
		int commits = batch_run(w, &b, chain);
		if (b.careful && !was)
			careful = CAREFUL;
		queue_finish(w->db, b.head, commits);
		if (!w->p->broken)
			pg_forget(w->p);
	}
	return NULL;
}

/* ---- starting, stopping ---- */

enum err
pg_writers_start(struct db *db, int n)
{
	struct pg *own = mem_alloc(sizeof *own);
	if (sodium_init() < 0)
		die("store: no random numbers");
	db->own = own;
	for (int i = 0; i < n && i < PG_WRITERS_MAX; i++) {
		struct conn *c;
		enum err e = pg_conn_open(db, true, &c);
		if (e) {
			while (own->writers--)
				pg_conn_close(&own->writer[own->writers].p->base);
			mem_free(own);
			return e;
		}
		own->writer[own->writers++] = (struct pg_writer){ .db = db, .p = (struct pg_conn *)c };
	}
	for (int i = 0; i < own->writers; i++)
		if (pthread_create(&own->writer[i].thread, NULL, writer_main, &own->writer[i]))
			die("store: no thread for a writer");
	return E_OK;
}

void
pg_writers_stop(struct db *db)
{
	struct pg *own = db->own;
	for (int i = 0; i < own->writers; i++) {
		pthread_join(own->writer[i].thread, NULL);
		pg_conn_close(&own->writer[i].p->base);
	}
	mem_free(own);
}
