/* SPDX-License-Identifier: Apache-2.0 */
/* audit_verify.c - does the chain hold, and do the rows still say what was sealed?
 *
 *   caller: reads batches, checks the chain ──groups──► workers: read the rows of a group, compare its roots
 *
 * A batch stands for itself, so the workers share nothing but the queue. Nobody keeps a reader while waiting.
 */
#include <pthread.h>
#include <sodium.h>
#include <unistd.h>
#include "base/log.h"
#include "engine/audit_.h"

#define GROUP_ROWS 50000	/* rows of a group, about */
#define GROUP_BATCHES 4096
#define QUEUE_MAX 8
#define WORKERS_MAX 8

struct group {
	struct group *next;
	int64_t after;			/* last_seq of the batch before */
	size_t n;
	struct audit_batch batch[GROUP_BATCHES];
};

struct fault {
	int64_t seq;			/* 0: none */
	enum err err;
	char zh[192], en[192];
};

struct verify {
	struct db *db;
	enum db_kind kind;
	struct audit_batch before;	/* the last one checked */
	bool have_head, have_key;
	struct audit_head head;		/* exported */
	unsigned char public_key[32];

	pthread_mutex_t lock;		/* guards what follows */
	pthread_cond_t change;
	struct group *first, *last;
	int waiting;
	bool ended;
	struct fault fault;		/* that with the smallest seq */
	int64_t rows, batches;
};

/* The one with the smallest seq is kept: workers find theirs in any order. */
static void
fault_set(struct verify *v, const struct fault *f)
{
	pthread_mutex_lock(&v->lock);
	if (!v->fault.err || (v->fault.err == E_CORRUPT && f->seq < v->fault.seq))
		v->fault = *f;
	pthread_mutex_unlock(&v->lock);
}

__attribute__((format(printf, 4, 5))) static void
fault_at(struct verify *v, int64_t seq, const char *zh, const char *en, ...)
{
	struct fault f = { .seq = seq, .err = E_CORRUPT };
	va_list ap;

	va_start(ap, en);
	vsnprintf(f.en, sizeof f.en, en, ap);
	va_end(ap);
	va_start(ap, en);
	vsnprintf(f.zh, sizeof f.zh, zh, ap);
	va_end(ap);
	fault_set(v, &f);
}

static void
fault_text(struct verify *v, int64_t seq, int64_t batch, const char *zh, const char *en)
{
	struct fault f = { .seq = seq, .err = E_CORRUPT };

	snprintf(f.zh, sizeof f.zh, "第%lld批：%s", (long long)batch, zh);
	snprintf(f.en, sizeof f.en, "Batch %lld: %s", (long long)batch, en);
	fault_set(v, &f);
}

static void
fault_store(struct verify *v, enum err e)
{
	pthread_mutex_lock(&v->lock);
	if (!v->fault.err)
		v->fault = (struct fault){
			.err = e, .zh = "读取审计库失败", .en = "The audit could not be read"
		};
	pthread_mutex_unlock(&v->lock);
}

static bool
stopped(struct verify *v)
{
	bool stop;

	pthread_mutex_lock(&v->lock);
	stop = v->fault.err != E_OK;
	pthread_mutex_unlock(&v->lock);
	return stop;
}

/* ---- rows: the workers ---- */

struct check {
	struct verify *v;
	const struct group *g;
	size_t at;			/* batch under the hash */
	int64_t rows;			/* of it */
	struct hasher h;
};

static bool
batch_end(struct check *k)
{
	const struct audit_batch *b = &k->g->batch[k->at];
	unsigned char root[HASH_LEN];

	hasher_end(&k->h, root);
	if (k->rows != b->rows) {
		fault_at(k->v, b->first_seq, "第%lld批封存%lld行，现有%lld行：有行被删除或插入",
		    "Batch %lld sealed %lld rows, %lld are there: rows were deleted or inserted",
		    (long long)b->batch, (long long)b->rows, (long long)k->rows);
		return false;
	}
	if (memcmp(root, b->root, HASH_LEN)) {
		fault_at(k->v, b->first_seq, "第%lld批（序号%lld至%lld）的内容与封存时不符：有行被改动",
		    "Batch %lld (seq %lld to %lld) is not what was sealed: a row was changed",
		    (long long)b->batch, (long long)b->first_seq, (long long)b->last_seq);
		return false;
	}
	k->at++;
	k->rows = 0;
	hasher_start(&k->h);
	return true;
}

/* Is this the row of the batch at hand, or of one that follows? */
static bool
belongs(const struct check *k, const struct stmt *st, bool *ret_later)
{
	const struct audit_batch *b = &k->g->batch[k->at];
	int64_t seq = col_int(st, 0);

	if (k->v->kind == DB_POSTGRES) {
		*ret_later = col_int(st, AUDIT_COLUMN_COUNT) > b->batch;
		return !*ret_later;
	}
	*ret_later = seq > b->last_seq;
	return seq >= b->first_seq && seq <= b->last_seq;
}

static bool
take_row(struct check *k, const struct stmt *st)
{
	bool later;

	while (k->at < k->g->n) {
		if (belongs(k, st, &later)) {
			hasher_row(&k->h, st);
			k->rows++;
			return true;
		}
		if (!later)
			break;
		if (!batch_end(k))
			return false;
	}
	fault_at(k->v, col_int(st, 0), "序号%lld的行不属于任何批次：有行被插入",
	    "Row %lld is in no batch: it was inserted", (long long)col_int(st, 0));
	return false;
}

static enum err
group_query(struct verify *v, const struct group *g, struct conn *c, struct stmt **ret)
{
	static const char *const text[] = {
		[DB_SQLITE] =
		    "SELECT " AUDIT_COLUMNS " FROM audit WHERE seq > ?1 AND seq <= ?2 ORDER BY seq",
		[DB_POSTGRES] =
		    "SELECT " AUDIT_COLUMNS ", batch FROM audit WHERE seq > ?1 AND seq <= ?2"
		    " AND batch >= ?3 AND batch <= ?4 ORDER BY batch, seq",
	};
	int64_t first = g->after, last = 0;
	enum err e = sql(c, ret, text[v->kind]);

	if (e)
		return e;
	for (size_t i = 0; i < g->n; i++) {
		first = g->batch[i].first_seq - 1 < first ? g->batch[i].first_seq - 1 : first;
		last = g->batch[i].last_seq > last ? g->batch[i].last_seq : last;
	}
	sql_int(*ret, 1, first);
	sql_int(*ret, 2, last);
	if (v->kind == DB_POSTGRES) {
		sql_int(*ret, 3, g->batch[0].batch);
		sql_int(*ret, 4, g->batch[g->n - 1].batch);
	}
	return E_OK;
}

static enum err
check_group(struct check *k, struct conn *c)
{
	stmt_scoped st = NULL;
	enum err e;

	k->at = 0;
	k->rows = 0;
	hasher_start(&k->h);
	if ((e = group_query(k->v, k->g, c, &st)))
		return e;
	while (!(e = sql_step(st)))
		if (!take_row(k, st))
			return E_OK;
	if (e != E_DONE)
		return e;
	while (k->at < k->g->n)
		if (!batch_end(k))
			return E_OK;
	pthread_mutex_lock(&k->v->lock);
	for (size_t i = 0; i < k->g->n; i++)
		k->v->rows += k->g->batch[i].rows;
	k->v->batches += (int64_t)k->g->n;
	pthread_mutex_unlock(&k->v->lock);
	return E_OK;
}

static struct group *
queue_get(struct verify *v)
{
	struct group *g;

	pthread_mutex_lock(&v->lock);
	while (!v->first && !v->ended)
		pthread_cond_wait(&v->change, &v->lock);
	if ((g = v->first)) {
		v->first = g->next;
		v->waiting--;
		pthread_cond_broadcast(&v->change);
	}
	pthread_mutex_unlock(&v->lock);
	return g;
}

static void *
worker(void *arg)
{
	struct verify *v = arg;
	struct check k = { .v = v };
	struct group *g;

	hasher_open(&k.h);
	while ((g = queue_get(v))) {
		if (!stopped(v)) {
			reader_scoped c = NULL;
			enum err e;
			k.g = g;
			if ((e = db_reader(v->db, &c)) || (e = check_group(&k, c)))
				fault_store(v, e);
		}
		mem_free(g);
	}
	hasher_close(&k.h);
	return NULL;
}

/* ---- batches: the caller ---- */

static void
queue_put(struct verify *v, struct group *g)
{
	pthread_mutex_lock(&v->lock);
	while (v->waiting >= QUEUE_MAX)
		pthread_cond_wait(&v->change, &v->lock);
	g->next = NULL;
	if (v->first)
		v->last->next = g;
	else
		v->first = g;
	v->last = g;
	v->waiting++;
	pthread_cond_broadcast(&v->change);
	pthread_mutex_unlock(&v->lock);
}

/* What a batch says about itself and the one before. NULL: nothing wrong. */
static const char *
batch_wrong(const struct verify *v, const struct audit_batch *b, const char **ret_en)
{
	const struct audit_batch *p = &v->before;
	unsigned char head[HASH_LEN];
	const struct {
		bool wrong;
		const char *zh, *en;
	} rule[] = {
		{ b->batch != p->batch + 1, "批次不连续：有批次被删除",
		    "the batches do not follow each other: one was deleted" },
		{ !b->known, "批次的算法未知", "the algorithm of the batch is not known" },
		{ memcmp(b->prev, p->head, HASH_LEN) != 0, "与上一批不相接：上一批或本批被改动",
		    "it does not follow the batch before: one of the two was changed" },
		{ b->rows < 1 || b->total != p->total + b->rows, "批次的行数被改动",
		    "its count of rows was changed" },
		{ b->first_seq > b->last_seq || b->last_seq - b->first_seq < b->rows - 1 ||
			(v->kind == DB_SQLITE && b->first_seq <= p->last_seq),
		    "批次的范围被改动", "its range was changed" },
	};

	for (size_t i = 0; i < N_ELEMS(rule); i++)
		if (rule[i].wrong) {
			*ret_en = rule[i].en;
			return rule[i].zh;
		}
	audit_batch_head(b, p, head);
	*ret_en = "its head does not fit: the batch, or the signature before it, was changed";
	return memcmp(head, b->head, HASH_LEN) ? "批次摘要不符：本批或上一批的签名被改动" : NULL;
}

static bool
batch_check(struct verify *v, const struct audit_batch *b)
{
	const char *en, *zh = batch_wrong(v, b, &en);

	if (zh) {
		fault_text(v, b->first_seq, b->batch, zh, en);
		return false;
	}
	if (v->have_head && b->batch == v->head.batch && (memcmp(b->head, v->head.head, HASH_LEN) ||
	    b->last_seq != v->head.last_seq || b->total != v->head.rows)) {
		fault_at(v, b->first_seq, "第%lld批与导出的链头不符：审计链被重写",
		    "Batch %lld is not that of the exported head: the chain was rewritten",
		    (long long)b->batch);
		return false;
	}
	v->before = *b;
	return true;
}

/* Reads on after v->before until the group is full; false at the end or when something was wrong. */
static enum err
group_fill(struct verify *v, struct group *g, bool *ret_more)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	int64_t rows = 0;
	enum err e;

	g->after = v->before.batch ? v->before.last_seq : INT64_MIN;
	*ret_more = true;
	if ((e = db_reader(v->db, &c)) ||
	    (e = sql(c, &st,
		 "SELECT " AUDIT_BATCH_COLUMNS
		 " FROM audit_batch WHERE batch > ?1 ORDER BY batch LIMIT ?2")))
		return e;
	sql_int(st, 1, v->before.batch);
	sql_int(st, 2, GROUP_BATCHES);
	while (rows < GROUP_ROWS && g->n < GROUP_BATCHES && !(e = sql_step(st))) {
		struct audit_batch *b = &g->batch[g->n];
		if (!audit_batch_read(st, b))
			fault_at(v, b->first_seq, "第%lld批的内容残缺", "Batch %lld is damaged",
			    (long long)b->batch);
		else if (batch_check(v, b))
			rows += b->rows, g->n++;
		if (stopped(v))
			break;
	}
	*ret_more = !e && !stopped(v);
	return e == E_DONE ? E_OK : e;
}

static void
read_chain(struct verify *v)
{
	for (bool more = true; more; ) {
		struct group *g = mem_alloc(sizeof *g);
		enum err e = group_fill(v, g, &more);
		if (e)
			fault_store(v, e);
		if (e || !g->n) {
			mem_free(g);
			return;
		}
		queue_put(v, g);
	}
}

/* The end of the chain: signed by our key, not shorter than the head outside. */
static void
check_end(struct verify *v)
{
	const struct audit_batch *b = &v->before;

	if (v->have_head && v->head.batch > b->batch)
		fault_at(v, b->last_seq + 1, "导出的链头为第%lld批，库中只到第%lld批：审计链被截断",
		    "The exported head is batch %lld, the store ends at %lld: the chain was truncated",
		    (long long)v->head.batch, (long long)b->batch);
	else if (b->batch && v->have_key &&
	    crypto_sign_verify_detached(b->signature, b->head, HASH_LEN, v->public_key))
		fault_at(v, b->first_seq, "第%lld批的签名无效",
		    "The signature of batch %lld is not valid", (long long)b->batch);
}

/* PostgreSQL: rows that claim a batch but lie outside of its range. */
static void
check_count(struct verify *v)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e;

	if ((e = db_reader(v->db, &c)) ||
	    (e = sql(c, &st, "SELECT count(*) FROM audit WHERE batch <= ?1")))
		goto out;
	sql_int(st, 1, v->before.batch);
	if (!(e = sql_step(st)) && col_int(st, 0) != v->before.total)
		fault_at(v, v->before.last_seq, "封存%lld行，现有%lld行带批次号：有行被插入",
		    "%lld rows were sealed, %lld bear a batch: rows were inserted",
		    (long long)v->before.total, (long long)col_int(st, 0));
out:
	if (e)
		fault_store(v, e);
}

static void
run(struct verify *v)
{
	pthread_t thread[WORKERS_MAX];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int n = cores < 1 ? 1 : cores > WORKERS_MAX ? WORKERS_MAX : (int)cores;

	for (int i = 0; i < n; i++)
		if (pthread_create(&thread[i], NULL, worker, v))
			die("cannot start a thread");
	read_chain(v);
	pthread_mutex_lock(&v->lock);
	v->ended = true;
	pthread_cond_broadcast(&v->change);
	pthread_mutex_unlock(&v->lock);
	for (int i = 0; i < n; i++)
		pthread_join(thread[i], NULL);
	if (!stopped(v))
		check_end(v);
	if (!stopped(v) && v->kind == DB_POSTGRES)
		check_count(v);
}

/* The public key outside weighs more than that beside the data; when both are there they must agree. */
static enum err
load_outside(struct verify *v, const char *data_dir, const char *head_path, struct arena *a)
{
	unsigned char inside[32];
	bool have_inside = !audit_public_key(data_dir, inside);
	enum err e;

	if (head_path) {
		if ((e = audit_head_read(head_path, a, &v->head))) {
			v->fault = (struct fault){ .err = e,
				.zh = "读不到导出的链头",
				.en = "The exported head cannot be read" };
			return e;
		}
		v->have_head = true;
		memcpy(v->public_key, v->head.public_key, sizeof v->public_key);
		if (crypto_sign_verify_detached(
			v->head.signature, v->head.head, HASH_LEN, v->public_key))
			fault_at(v, v->head.last_seq, "导出的链头（第%lld批）签名无效",
			    "The exported head (batch %lld) is not validly signed",
			    (long long)v->head.batch);
		else if (have_inside && memcmp(inside, v->public_key, sizeof inside))
			fault_text(v, 1, v->head.batch, "签名公钥与导出的链头不符：密钥被更换",
			    "the key beside the data is not that of the exported head");
	} else if (have_inside) {
		memcpy(v->public_key, inside, sizeof inside);
	}
	v->have_key = v->have_head || have_inside;
	return v->fault.err;
}

static enum err
verify_from(struct verify *v, struct arena *a, struct audit_report *ret)
{
	if (!v->fault.err)
		run(v);
	*ret = (struct audit_report){ .rows = v->rows, .batches = v->batches, .bad_seq = v->fault.seq };
	if (v->fault.err) {
		ret->what_zh = arena_copy(a, slice_of(v->fault.zh));
		ret->what_en = arena_copy(a, slice_of(v->fault.en));
	}
	pthread_mutex_destroy(&v->lock);
	pthread_cond_destroy(&v->change);
	return v->fault.err;
}

static void
verify_init(struct verify *v, struct db *db)
{
	*v = (struct verify){ .db = db, .kind = db_kind(db) };
	pthread_mutex_init(&v->lock, NULL);
	pthread_cond_init(&v->change, NULL);
}

enum err
audit_verify(struct db *db, const char *data_dir, const char *head_path, struct arena *a,
    struct audit_report *ret)
{
	struct verify v;

	if (sodium_init() < 0)
		return E_INTERNAL;
	verify_init(&v, db);
	if (load_outside(&v, data_dir, head_path, a) && v.fault.err != E_CORRUPT)
		log_at(LOG_WARN, "audit.head_unreadable", KV("path", LS(head_path)));
	return verify_from(&v, a, ret);
}

enum err
audit_verify_newest(
    struct db *db, const char *data_dir, int64_t batches, struct arena *a, struct audit_report *ret)
{
	struct verify v;
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e;

	if (sodium_init() < 0)
		return E_INTERNAL;
	if ((e = db_reader(db, &c)) ||
	    (e = sql(c, &st,
		 "SELECT " AUDIT_BATCH_COLUMNS " FROM audit_batch"
		 " WHERE batch <= (SELECT max(batch) FROM audit_batch) - ?1 ORDER BY batch DESC LIMIT 1")))
		return e;
	sql_int(st, 1, batches);
	verify_init(&v, db);
	if (!(e = sql_step(st)) && !audit_batch_read(st, &v.before))
		e = E_CORRUPT;
	stmt_release(&st);
	db_reader_release(&c);
	if (e && e != E_DONE)
		v.fault = (struct fault){ .err = e, .zh = "批次残缺", .en = "A batch is damaged" };
	else if ((e = load_outside(&v, data_dir, NULL, a)))
		log_at(LOG_WARN, "audit.key_unreadable", KV("error", LS(err_name(e))));
	return verify_from(&v, a, ret);
}
