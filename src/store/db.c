/* SPDX-License-Identifier: Apache-2.0 */
/* db.c - the store as its callers see it: jobs, readers, and the words of the two dialects. */
#include "store/db_.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define READERS 4
#define QUEUE_MAX 8192
#define BYTES_EVERY_MS 5000	/* sizes are asked of the disk no oftener */

static void
cond_init(pthread_cond_t *cond)
{
	pthread_condattr_t a;
	pthread_condattr_init(&a);
	pthread_condattr_setclock(&a, CLOCK_MONOTONIC);
	pthread_cond_init(cond, &a);
	pthread_condattr_destroy(&a);
}

/* True until the deadline has passed. */
static bool
cond_wait_until(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t mono_ms)
{
	struct timespec t = { mono_ms / 1000, mono_ms % 1000 * 1000000 };
	return pthread_cond_timedwait(cond, lock, &t) != ETIMEDOUT;
}

/* ---- jobs ---- */

struct job *
queue_take(struct db *db, int max, bool wait)
{
	pthread_mutex_lock(&db->lock);
	while (wait && !db->head && !db->stopping)
		pthread_cond_wait(&db->work, &db->lock);
	if (db->stopping && clock_mono_ms() > db->stop_by_ms)
		max = 0;
	struct job *first = max ? db->head : NULL, *last = first;
	if (first) {
		int n = 1;
		for (; n < max && last->next; n++)
			last = last->next;
		db->head = last->next;
		last->next = NULL;
		db->queued -= n;
	}
	pthread_mutex_unlock(&db->lock);
	return first;
}

static void
finished(struct db *db, struct job *first, struct job *last)
{
	*(db->done_head ? &db->done_tail->next : &db->done_head) = first;
	db->done_tail = last;
	pthread_cond_signal(&db->finish);
}

void
queue_finish(struct db *db, struct job *chain, int commits)
{
	struct job *last = chain;
	int n = 1, errors = chain->result != E_OK;
	for (; last->next; last = last->next, n++)
		errors += last->next->result != E_OK;
	pthread_mutex_lock(&db->lock);
	db->stats.jobs += n;
	db->stats.job_errors += errors;
	db->stats.commits += commits;
	finished(db, chain, last);
	pthread_mutex_unlock(&db->lock);
}

/* Calls done() of every finished job, so that no caller can hold up the next commit. */
static void *
completion_main(void *arg)
{
	struct db *db = arg;
	pthread_mutex_lock(&db->lock);
	for (;;) {
		while (!db->done_head && !db->ended)
			pthread_cond_wait(&db->finish, &db->lock);
		struct job *j = db->done_head;
		db->done_head = db->done_tail = NULL;
		if (!j)
			break;
		pthread_mutex_unlock(&db->lock);
		while (j) {
			struct job *next = j->next;	/* done() may free the job */
			j->done(j, j->result);
			j = next;
		}
		pthread_mutex_lock(&db->lock);
	}
	pthread_mutex_unlock(&db->lock);
	return NULL;
}

void
db_submit(struct db *db, struct job *j)
{
	assert(j->run && j->done);
	j->next = NULL;
	pthread_mutex_lock(&db->lock);
	j->result = db->stopping ? E_SHUTDOWN : db->queued >= db->queue_max ? E_BUSY : E_OK;
	if (j->result) {
		db->stats.busy++;
		finished(db, j, j);
	} else {
		*(db->head ? &db->tail->next : &db->head) = j;
		db->tail = j;
		db->queued++;
		pthread_cond_signal(&db->work);
	}
	pthread_mutex_unlock(&db->lock);
}

enum err
job_run(struct job *j, struct conn *c)
{
	c->failed = c->lost = E_OK;
	c->conflict[0] = 0;
	c->in_job = true;
	enum err e = j->run(j, c);
	conn_stmts_idle(c);
	c->in_job = false;
	c->deadline_ms = 0;
	return c->failed ? c->failed : e;
}

struct wait_job {
	struct job job;
	enum err (*run)(void *ctx, struct conn *c);
	void *ctx;
	pthread_mutex_t lock;
	pthread_cond_t cond;
	bool over;
	enum err result;
};

static enum err
wait_run(struct job *j, struct conn *c)
{
	struct wait_job *w = (struct wait_job *)j;
	return w->run(w->ctx, c);
}

static void
wait_done(struct job *j, enum err e)
{
	struct wait_job *w = (struct wait_job *)j;
	pthread_mutex_lock(&w->lock);
	w->result = e;
	w->over = true;
	pthread_cond_signal(&w->cond);
	pthread_mutex_unlock(&w->lock);
}

enum err
db_write(struct db *db, enum err (*run)(void *ctx, struct conn *c), void *ctx)
{
	struct wait_job w = { .job = { .run = wait_run, .done = wait_done }, .run = run, .ctx = ctx };
	pthread_mutex_init(&w.lock, NULL);
	pthread_cond_init(&w.cond, NULL);
	db_submit(db, &w.job);
	pthread_mutex_lock(&w.lock);
	while (!w.over)
		pthread_cond_wait(&w.cond, &w.lock);
	pthread_mutex_unlock(&w.lock);
	pthread_cond_destroy(&w.cond);
	pthread_mutex_destroy(&w.lock);
	return w.result;
}

enum err
db_nested(struct conn *c, enum err (*run)(void *ctx, struct conn *c), void *ctx)
{
	assert(c->in_job);
	if (c->failed)
		return c->failed;
	enum err e = c->driver->mark(c, MARK_SET);
	if (e)
		return conn_failed(c, e);
	e = run(ctx, c);
	if (c->failed)
		e = c->failed;
	if (c->lost)
		return c->failed = c->lost;
	c->failed = E_OK;
	enum err end = c->driver->mark(c, e ? MARK_UNDO : MARK_KEEP);
	if (end)
		return conn_failed(c, end);
	return e;
}

/* ---- readers ---- */

/* Under the lock: an idle reader, or leave to open one more. */
static enum err
reader_wait(struct db *db, struct conn **ret)
{
	int64_t until = clock_mono_ms() + LIMIT_QUERY_S * 1000;
	while (!db->idle && db->readers >= db->readers_max) {
		if (db->stopping)
			return E_SHUTDOWN;
		if (!cond_wait_until(&db->loan, &db->lock, until))
			return E_BUSY;
	}
	*ret = db->idle;
	if (db->idle)
		db->idle = db->idle->next;
	else
		db->readers++;
	db->stats.read_loans++;
	return E_OK;
}

static void
reader_back(struct db *db, struct conn *c)
{
	pthread_mutex_lock(&db->lock);
	if (c) {
		c->next = db->idle;
		db->idle = c;
	} else {
		db->readers--;
	}
	pthread_cond_signal(&db->loan);
	pthread_mutex_unlock(&db->lock);
}

enum err
db_reader(struct db *db, struct conn **ret)
{
	struct conn *c = NULL;
	pthread_mutex_lock(&db->lock);
	enum err e = reader_wait(db, &c);
	pthread_mutex_unlock(&db->lock);
	if (e)
		return e;
	e = c ? db->driver->conn_check(c) : db->driver->conn_open(db, false, &c);
	if (e) {
		reader_back(db, c);
		return e;
	}
	c->failed = c->lost = E_OK;
	*ret = c;
	return E_OK;
}

void
db_reader_release(struct conn **ret)
{
	struct conn *c = *ret;
	*ret = NULL;
	if (!c)
		return;
	assert(!c->writes);
	conn_stmts_idle(c);
	conn_restrict(c, false);
	c->driver->loan_end(c);
	c->in_snapshot = false;
	c->deadline_ms = 0;
	reader_back(c->db, c);
}

enum err
db_snapshot(struct conn *c)
{
	if (c->in_job || c->in_snapshot)
		return E_OK;		/* a job sees one moment anyway */
	enum err e = c->driver->snapshot(c);
	c->in_snapshot = !e;
	return e;
}

void
conn_restrict(struct conn *c, bool on)
{
	if (c->restricted != on)
		c->driver->restrict_(c, on);
	c->restricted = on;
}

void
conn_deadline(struct conn *c, int64_t mono_ms)
{
	c->deadline_ms = mono_ms;
}

const char *
conn_conflict(const struct conn *c)
{
	return c->conflict;
}

struct db *
conn_db(const struct conn *c)
{
	return c->db;
}

bool
conn_writes(const struct conn *c)
{
	return c->in_job;
}

/* ---- opening, closing, counters ---- */

static enum err
dir_make(const char *dir)
{
	if (mkdir(dir, 0700) == 0 || errno == EEXIST)
		return E_OK;
	log_at(LOG_ERROR, "store.directory", KV("path", LS(dir)), KV("error", LS(strerror(errno))));
	return E_STORE;
}

static void
db_free(struct db *db)
{
	pthread_cond_destroy(&db->work);
	pthread_cond_destroy(&db->finish);
	pthread_cond_destroy(&db->loan);
	pthread_mutex_destroy(&db->lock);
	mem_free(db->data_dir);
	mem_free(db->url);
	mem_free(db);
}

static const struct {
	const char *prefix;
	const struct driver *driver;
} drivers[] = {
	{ "sqlite", &sqlite_driver }, { "postgres://", &postgres_driver }, { "postgresql://", &postgres_driver },
};

const struct driver *
driver_of(const char *url)
{
	for (size_t i = 0; i < N_ELEMS(drivers); i++)
		if (strncmp(url, drivers[i].prefix, strlen(drivers[i].prefix)) == 0)
			return drivers[i].driver;
	log_at(LOG_ERROR, "store.url", KV("error", LS("neither sqlite nor postgres://")));
	return NULL;
}

static struct db *
db_make(const struct db_options *o, const struct driver *driver)
{
	struct db *db = mem_alloc(sizeof *db);
	db->driver = driver;
	db->data_dir = mem_str(slice_of(o->data_dir));
	db->url = mem_str(slice_of(o->url ? o->url : "sqlite"));
	db->readers_max = o->readers ? o->readers : READERS;
	db->queue_max = o->queue_max ? o->queue_max : QUEUE_MAX;
	db->cache_bytes = o->cache_bytes ? o->cache_bytes : MIB(32);
	pthread_mutex_init(&db->lock, NULL);
	cond_init(&db->work);
	cond_init(&db->finish);
	cond_init(&db->loan);
	return db;
}

enum err
db_open(struct db **ret, const struct db_options *o)
{
	assert(o->data_dir);
	const struct driver *driver = driver_of(o->url ? o->url : "sqlite");
	enum err e = driver ? dir_make(o->data_dir) : E_BAD_VALUE;
	if (e)
		return e;
	struct db *db = db_make(o, driver);
	if ((e = db->driver->open(db, o))) {
		db_free(db);
		return e;
	}
	if (pthread_create(&db->completion, NULL, completion_main, db))
		die("store: no thread for completion");
	*ret = db;
	return E_OK;
}

/* What is still queued when time is up is answered, not forgotten. */
static void
queue_abandon(struct db *db)
{
	struct job *j = db->head, *last = j;
	if (!j)
		return;
	for (j->result = E_SHUTDOWN; last->next; last = last->next)
		last->next->result = E_SHUTDOWN;
	db->head = NULL;
	db->queued = 0;
	finished(db, j, last);
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	pthread_mutex_lock(&db->lock);
	db->stopping = true;
	db->stop_by_ms = clock_mono_ms() + LIMIT_STOP_S * 1000;
	pthread_cond_broadcast(&db->work);
	pthread_cond_broadcast(&db->loan);
	pthread_mutex_unlock(&db->lock);
	db->driver->close(db);

	pthread_mutex_lock(&db->lock);
	queue_abandon(db);
	db->ended = true;
	pthread_cond_signal(&db->finish);
	pthread_mutex_unlock(&db->lock);
	pthread_join(db->completion, NULL);
	while (db->idle) {
		struct conn *c = db->idle;
		db->idle = c->next;
		db->readers--;
		db->driver->conn_close(c);
	}
	if (db->readers)
		log_at(LOG_ERROR, "store.readers_out", KV("n", LI(db->readers)));
	db_free(db);
}

enum db_kind
db_kind(const struct db *db)
{
	return db->driver->kind;
}

const char *
db_data_dir(const struct db *db)
{
	return db->data_dir;
}

void
db_stats(struct db *db, struct db_stats *ret)
{
	int64_t now = clock_mono_ms();
	pthread_mutex_lock(&db->lock);
	bool old = !db->bytes_at_ms || now - db->bytes_at_ms >= BYTES_EVERY_MS;
	if (old)
		db->bytes_at_ms = now;
	pthread_mutex_unlock(&db->lock);
	if (old) {
		struct statvfs fs;
		int64_t bytes = db->driver->bytes(db);
		bool known = statvfs(db->data_dir, &fs) == 0;
		pthread_mutex_lock(&db->lock);
		db->stats.bytes_on_disk = bytes;
		db->stats.bytes_free = known ? (int64_t)fs.f_bavail * (int64_t)fs.f_frsize : 0;
		pthread_mutex_unlock(&db->lock);
	}
	pthread_mutex_lock(&db->lock);
	*ret = db->stats;
	ret->queued = db->queued;
	pthread_mutex_unlock(&db->lock);
}

/* ---- dialect ---- */

struct words {
	const char *identity, *integer, *real, *blob, *table_end;
};
static const struct words words[] = {
	[DB_SQLITE] = { "INTEGER PRIMARY KEY AUTOINCREMENT", "INTEGER", "REAL", "BLOB", " STRICT" },
	[DB_POSTGRES] = { "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "BIGINT", "DOUBLE PRECISION",
	    "BYTEA", "" },
};

const char *
ddl_identity(enum db_kind k)
{
	return words[k].identity;
}

const char *
ddl_int(enum db_kind k)
{
	return words[k].integer;
}

const char *
ddl_real(enum db_kind k)
{
	return words[k].real;
}

const char *
ddl_blob(enum db_kind k)
{
	return words[k].blob;
}

const char *
ddl_table_end(enum db_kind k)
{
	return words[k].table_end;
}

const char *
sql_returning_id(enum db_kind k)
{
	return k == DB_SQLITE ? "" : " RETURNING id";
}

const char *
sql_plain(enum db_kind k)
{
	return k == DB_SQLITE ? "+" : "";
}
