/* SPDX-License-Identifier: Apache-2.0 */
/* alarmer.c - one thread that turns hits into alarms: whatever waits goes into one job, so that a burst costs one commit.
 *
 * Order     batches come in the order of the history; the mark moves behind a batch when its alarms are on disk.
 * Failure   a job that fails for the store's sake is tried again: an alarm is not dropped. One hit that fails by itself (its
 *           entry is gone, a value does not fit) is undone alone, logged and counted.
 */
#include <time.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "engine/event.h"
#include "match/match_.h"

#define JOB_HITS 256			/* in one job: a longer one holds up the writer */
#define RETRY_MS 200

/* ---- one job ---- */

struct round {
	struct match *m;
	struct hits *first;		/* a list; only the hits from `skip` on in the first */
	size_t skip, n;			/* how many are in this job */
	int64_t alarms, sightings, failed;
};
struct one {
	struct call *c;
	const struct raise *r;
	bool fresh;
};

static enum err
raise_one(void *ctx, struct conn *conn)
{
	struct one *o = ctx;

	(void)conn;
	return alarm_raise(o->c, o->r, &o->fresh);
}

static bool
store_fault(enum err e)
{
	return e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_BUSY || e == E_CORRUPT;
}

static enum err
raise_job(struct call *c, void *ctx)
{
	struct round *k = ctx;
	const struct hits *h = k->first;
	size_t at = k->skip;

	k->alarms = k->sightings = k->failed = 0;	/* the store may run a job again */
	for (size_t i = 0; i < k->n; i++, at++) {
		struct one o = { .c = c };
		enum err e;
		while (at == h->n) {
			h = h->next;
			at = 0;
		}
		o.r = &h->raise[at];
		c->err = E_OK;
		c->nfault = 0;
		c->titles = NULL;
		e = db_nested(c->conn, raise_one, &o);
		if (e && store_fault(e))
			return e;
		if (e)
			log_at(LOG_ERROR, "alarm.not_raised", KV("error", LS(err_name(e))), KV("passage", LI(o.r->passage)));
		k->failed += e != E_OK;
		k->alarms += !e && o.fresh;
		k->sightings += !e && !o.fresh;
	}
	c->err = E_OK;
	return E_OK;
}

static enum err
run_round(struct round *k)
{
	enum err e = engine_write(k->m->o.engine, "布控比对", raise_job, k);

	if (e)
		return e;
	event_wake(k->m->o.engine);
	atomic_fetch_add(&k->m->alarms, k->alarms);
	atomic_fetch_add(&k->m->sightings, k->sightings);
	atomic_fetch_add(&k->m->hits_lost, k->failed);
	return E_OK;
}

enum err
alarmer_raise_now(struct match *m, const struct hits *h)
{
	struct round k = { .m = m, .first = (struct hits *)(uintptr_t)h };
	enum err e = E_OK;

	for (; !e && k.skip < h->n; k.skip += k.n) {
		k.n = h->n - k.skip < JOB_HITS ? h->n - k.skip : JOB_HITS;
		e = run_round(&k);
	}
	return e;
}

/* ---- the queue ---- */

/* Takes all that waits; hits are then raised in jobs of JOB_HITS, a batch is never marked before its last is on disk. */
static struct hits *
take(struct alarmer *q)
{
	struct hits *h = NULL;

	pthread_mutex_lock(&q->lock);
	while (!q->first && !q->stopping)
		pthread_cond_wait(&q->change, &q->lock);
	h = q->first;
	q->first = NULL;
	q->last = &q->first;
	pthread_mutex_unlock(&q->lock);
	return h;
}

static void
pause_ms(int64_t ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&ts, NULL);
}

static bool
give_up(struct alarmer *q, int64_t *since)
{
	bool stopping;

	pthread_mutex_lock(&q->lock);
	stopping = q->stopping;
	pthread_mutex_unlock(&q->lock);
	if (!stopping)
		return false;
	if (!*since)
		*since = clock_mono_ms();
	return clock_mono_ms() - *since > LIMIT_STOP_S * 500;	/* the mark stays: matched again at the next start */
}

/* All of the list, in jobs that may reach over several batches. False: given up. */
static bool
raise_all(struct match *m, struct hits *list)
{
	struct round k = { .m = m, .first = list };
	int64_t since = 0;

	for (;;) {
		size_t left = 0;
		enum err e;
		while (k.first && k.skip >= k.first->n) {
			k.skip -= k.first->n;
			k.first = k.first->next;
		}
		for (const struct hits *h = k.first; h && left < JOB_HITS + k.skip; h = h->next)
			left += h->n;
		if (!k.first)
			return true;
		k.n = left - k.skip < JOB_HITS ? left - k.skip : JOB_HITS;
		if (!(e = run_round(&k))) {
			k.skip += k.n;
			continue;
		}
		atomic_fetch_add(&m->failed_jobs, 1);
		log_at(LOG_WARN, "alarm.job_failed", KV("error", LS(err_name(e))));
		if (give_up(&m->alarmer, &since))
			return false;
		pause_ms(RETRY_MS);
	}
}

/* The last batch of the list is done with: the mark goes behind it, or, when nothing else waits, behind what came since
 * without any hit. */
static void
mark(struct match *m, struct hits *list, bool done)
{
	struct alarmer *q = &m->alarmer;
	struct hits *h, *next;
	uint32_t segment = 0, seq = 0;
	size_t n = 0;

	for (h = list; h; h = next) {
		next = h->next;
		segment = h->segment;
		seq = h->seq;
		n++;
		hits_free(h);
	}
	pthread_mutex_lock(&q->lock);
	q->waiting -= n;
	if (!q->waiting) {
		segment = q->segment;
		seq = q->seq;
	}
	if (done && m->o.history)
		history_matched(m->o.history, segment, seq);
	pthread_mutex_unlock(&q->lock);
}

static void *
loop(void *arg)
{
	struct match *m = arg;
	struct hits *list;
	bool going = true;

	while ((list = take(&m->alarmer))) {
		going = going && raise_all(m, list);
		mark(m, list, going);
	}
	return NULL;
}

void
alarmer_put(struct match *m, struct hits *h)
{
	struct alarmer *q = &m->alarmer;

	pthread_mutex_lock(&q->lock);
	q->segment = h->segment;
	q->seq = h->seq;
	if (h->n) {
		h->next = NULL;
		*q->last = h;
		q->last = &h->next;
		q->waiting++;
		pthread_cond_signal(&q->change);
		h = NULL;
	} else if (!q->waiting && m->o.history) {
		history_matched(m->o.history, h->segment, h->seq);
	}
	pthread_mutex_unlock(&q->lock);
	hits_free(h);
}

enum err
alarmer_start(struct match *m)
{
	struct alarmer *q = &m->alarmer;

	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->change, NULL);
	q->last = &q->first;
	q->running = !pthread_create(&q->thread, NULL, loop, m);
	return q->running ? E_OK : E_INTERNAL;
}

void
alarmer_stop(struct match *m)
{
	struct alarmer *q = &m->alarmer;

	if (!q->running)
		return;
	pthread_mutex_lock(&q->lock);
	q->stopping = true;
	pthread_cond_broadcast(&q->change);
	pthread_mutex_unlock(&q->lock);
	pthread_join(q->thread, NULL);
	pthread_cond_destroy(&q->change);
	pthread_mutex_destroy(&q->lock);
	q->running = false;
}
