/* SPDX-License-Identifier: Apache-2.0 */
/* outbox.c - rows to be sent, and the thread that sends them. */
#include "store/outbox.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <time.h>
#include "base/clock.h"
#include "base/log.h"

#define TOPICS_MAX 32
#define BATCH 32		/* rows claimed at once */
#define FIRST_MS 2000
#define LONGEST_MS 3600000
#define LEASE_MS 120000
#define POLL_MS 1000
#define PURGE_MS 3600000

struct topic {
	const char *name;
	enum err (*send)(void *ctx, const struct outbox_item *i);
	void *ctx;
};

struct outbox {
	struct outbox_options o;
	struct topic topic[TOPICS_MAX];
	int n_topics;
	pthread_t thread;
	bool started;
	pthread_mutex_t lock;	/* guards what follows */
	pthread_cond_t cond;
	bool wake, stop;
};

/* ---- rows ---- */

enum err
outbox_tables(struct conn *c)
{
	enum db_kind k = db_kind(conn_db(c));
	const char *i = ddl_int(k);
	char text[1024];
	snprintf(text, sizeof text,
	    "CREATE TABLE IF NOT EXISTS outbox (id %s, topic TEXT NOT NULL, key TEXT NOT NULL UNIQUE, body TEXT NOT NULL,"
	    " created_at %s NOT NULL, attempts %s NOT NULL, next_at %s, done_at %s, last_error TEXT)%s;"
	    "CREATE INDEX IF NOT EXISTS outbox_due ON outbox (topic, next_at) WHERE done_at IS NULL;"
	    "CREATE INDEX IF NOT EXISTS outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;",
	    ddl_identity(k), i, i, i, i, ddl_table_end(k));
	return sql_exec(c, text);
}

enum err
outbox_put(struct conn *c, const char *topic, struct slice key, struct slice body)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "INSERT INTO outbox (topic, key, body, created_at, attempts, next_at)"
	    " VALUES (?1, ?2, ?3, ?4, 0, ?4) ON CONFLICT (key) DO NOTHING");
	if (e)
		return e;
	sql_text(s, 1, slice_of(topic));
	sql_text(s, 2, key);
	sql_text(s, 3, body);
	sql_int(s, 4, clock_now_ms());
	return sql_run(s);
}

enum err
outbox_retry(struct conn *c, int64_t id)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "UPDATE outbox SET attempts = 0, next_at = ?2"
	    " WHERE id = ?1 AND done_at IS NULL AND next_at IS NULL");
	if (e)
		return e;
	sql_int(s, 1, id);
	sql_int(s, 2, clock_now_ms());
	if ((e = sql_run(s)))
		return e;
	return sql_changes(s) ? E_OK : E_NOT_FOUND;
}

enum err
outbox_stats(struct conn *c, struct outbox_stats *ret)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "SELECT count(next_at), count(*) - count(next_at), min(created_at) FROM outbox"
	    " WHERE done_at IS NULL");
	if (e || (e = sql_step(s)))
		return e;
	*ret = (struct outbox_stats){ col_int(s, 0), col_int(s, 1), col_int(s, 2) };
	return E_OK;
}

/* ---- a batch: claimed in one job, sent, settled in another ---- */

struct batch {
	const struct outbox *o;
	const char *topic;
	struct arena arena;
	struct outbox_item item[BATCH];
	enum err result[BATCH];
	int n;
};

static enum err
claim_one(struct conn *c, const struct batch *b, const struct outbox_item *i, bool *ret)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "UPDATE outbox SET attempts = attempts + 1, next_at = ?3"
	    " WHERE id = ?1 AND attempts = ?2 AND done_at IS NULL");
	if (e)
		return e;
	sql_int(s, 1, i->id);
	sql_int(s, 2, i->attempts);
	sql_int(s, 3, clock_now_ms() + b->o->o.lease_ms);
	e = sql_run(s);
	*ret = !e && sql_changes(s) == 1;
	return e;
}

static enum err
due(struct conn *c, struct batch *b)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "SELECT id, attempts, created_at, key, body FROM outbox WHERE topic = ?1"
	    " AND done_at IS NULL AND next_at <= ?2 ORDER BY next_at, id LIMIT ?3");
	if (e)
		return e;
	sql_text(s, 1, slice_of(b->topic));
	sql_int(s, 2, clock_now_ms());
	sql_int(s, 3, BATCH);
	while ((e = sql_step(s)) == E_OK)
		b->item[b->n++] = (struct outbox_item){
			.id = col_int(s, 0), .attempts = (int)col_int(s, 1), .created_at = col_int(s, 2),
			.topic = slice_of(b->topic), .key = arena_copy(&b->arena, col_text(s, 3)),
			.body = arena_copy(&b->arena, col_text(s, 4)),
		};
	return e == E_DONE ? E_OK : e;
}

static enum err
claim(void *ctx, struct conn *c)
{
	struct batch *b = ctx;
	int n = 0;
	b->n = 0;		/* may be run again */
	enum err e = due(c, b);
	for (int i = 0; i < b->n && !e; i++) {
		bool mine;
		e = claim_one(c, b, &b->item[i], &mine);
		if (!e && mine) {
			b->item[n] = b->item[i];
			b->item[n++].attempts++;
		}
	}
	b->n = n;
	return e;
}

/* Doubled with each attempt, up to an hour, and spread so that not all come back at once. */
static int64_t
back_off(const struct outbox *o, int attempts)
{
	int64_t ms = o->o.first_ms;
	for (int i = 1; i < attempts && ms < LONGEST_MS; i++)
		ms *= 2;
	ms = ms < LONGEST_MS ? ms : LONGEST_MS;
	return ms + randombytes_uniform((uint32_t)(ms / 4 + 1));
}

/* BUSY is not held against the row: its attempts stop one short of the limit. */
static enum err
settle_one(struct conn *c, const struct batch *b, int i)
{
	const struct outbox_item *item = &b->item[i];
	enum err result = b->result[i], e;
	int64_t now = clock_now_ms();
	bool dead = result && result != E_BUSY && item->attempts >= OUTBOX_ATTEMPTS;
	stmt_scoped s = NULL;
	if ((e = sql(c, &s, "UPDATE outbox SET done_at = ?2, next_at = ?3, last_error = ?4, attempts = ?5"
	    " WHERE id = ?1 AND done_at IS NULL")))
		return e;
	sql_int(s, 1, item->id);
	result ? sql_null(s, 2) : sql_int(s, 2, now);
	!result || dead ? sql_null(s, 3) : sql_int(s, 3, now + back_off(b->o, item->attempts));
	sql_text(s, 4, result ? slice_of(err_name(result)) : (struct slice){ NULL, 0 });
	sql_int(s, 5, result == E_BUSY && item->attempts >= OUTBOX_ATTEMPTS ? OUTBOX_ATTEMPTS - 1 : item->attempts);
	if (dead)
		log_at(LOG_ERROR, "outbox.dead", KV("topic", LSL(item->topic)), KV("id", LI(item->id)),
		    KV("error", LS(err_name(result))));
	return sql_run(s);
}

static enum err
settle(void *ctx, struct conn *c)
{
	struct batch *b = ctx;
	enum err e = E_OK;
	for (int i = 0; i < b->n && !e; i++)
		e = settle_one(c, b, i);
	return e;
}

static bool
stopping(struct outbox *o)
{
	pthread_mutex_lock(&o->lock);
	bool ret = o->stop;
	pthread_mutex_unlock(&o->lock);
	return ret;
}

/* True when there may be more at once. A batch that could not be settled is sent again when its lease is over. */
static bool
topic_send(struct outbox *o, const struct topic *t)
{
	struct batch b = { .o = o, .topic = t->name };
	int claimed;
	arena_init(&b.arena);
	enum err e = db_write(o->o.db, claim, &b);
	claimed = b.n;
	for (int i = 0; !e && i < b.n; i++) {
		if (stopping(o))
			b.n = i;
		else
			b.result[i] = t->send(t->ctx, &b.item[i]);
	}
	if (!e && b.n)
		e = db_write(o->o.db, settle, &b);
	if (e)
		log_at(LOG_WARN, "outbox.store", KV("topic", LS(t->name)), KV("error", LS(err_name(e))));
	arena_free(&b.arena);
	return !e && claimed == BATCH;
}

static enum err
purge(void *ctx, struct conn *c)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "DELETE FROM outbox WHERE done_at < ?1");
	if (e)
		return e;
	sql_int(s, 1, clock_now_ms() - OUTBOX_KEEP_MS);
	return sql_run(s);
}

/* ---- the thread ---- */

static void
wait_for_work(struct outbox *o)
{
	int64_t until = clock_mono_ms() + o->o.poll_ms;
	struct timespec t = { until / 1000, until % 1000 * 1000000 };
	pthread_mutex_lock(&o->lock);
	while (!o->wake && !o->stop && pthread_cond_timedwait(&o->cond, &o->lock, &t) != ETIMEDOUT)
		;
	o->wake = false;
	pthread_mutex_unlock(&o->lock);
}

static void *
outbox_main(void *arg)
{
	struct outbox *o = arg;
	int64_t purge_at = 0;
	while (!stopping(o)) {
		for (int i = 0; i < o->n_topics; i++)
			while (topic_send(o, &o->topic[i]) && !stopping(o))
				;
		if (clock_mono_ms() >= purge_at) {
			enum err e = db_write(o->o.db, purge, NULL);
			if (e)
				log_at(LOG_WARN, "outbox.purge", KV("error", LS(err_name(e))));
			purge_at = clock_mono_ms() + PURGE_MS;
		}
		wait_for_work(o);
	}
	return NULL;
}

struct outbox *
outbox_make(const struct outbox_options *options)
{
	struct outbox *o = mem_alloc(sizeof *o);
	pthread_condattr_t a;
	o->o = *options;
	o->o.first_ms = o->o.first_ms ? o->o.first_ms : FIRST_MS;
	o->o.lease_ms = o->o.lease_ms ? o->o.lease_ms : LEASE_MS;
	o->o.poll_ms = o->o.poll_ms ? o->o.poll_ms : POLL_MS;
	pthread_condattr_init(&a);
	pthread_condattr_setclock(&a, CLOCK_MONOTONIC);
	pthread_cond_init(&o->cond, &a);
	pthread_condattr_destroy(&a);
	pthread_mutex_init(&o->lock, NULL);
	return o;
}

void
outbox_handle(struct outbox *o, const char *topic, enum err (*send)(void *ctx, const struct outbox_item *i), void *ctx)
{
	assert(!o->started && o->n_topics < TOPICS_MAX);
	o->topic[o->n_topics++] = (struct topic){ topic, send, ctx };
}

void
outbox_start(struct outbox *o)
{
	if (pthread_create(&o->thread, NULL, outbox_main, o))
		die("store: no thread for the outbox");
	o->started = true;
}

void
outbox_wake(struct outbox *o)
{
	pthread_mutex_lock(&o->lock);
	o->wake = true;
	pthread_cond_signal(&o->cond);
	pthread_mutex_unlock(&o->lock);
}

void
outbox_stop(struct outbox *o)
{
	pthread_mutex_lock(&o->lock);
	o->stop = true;
	pthread_cond_signal(&o->cond);
	pthread_mutex_unlock(&o->lock);
	if (o->started)
		pthread_join(o->thread, NULL);
	pthread_cond_destroy(&o->cond);
	pthread_mutex_destroy(&o->lock);
	mem_free(o);
}
