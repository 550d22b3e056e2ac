/* SPDX-License-Identifier: Apache-2.0 */
/* db_.h - what the two drivers share: queue, completion, pool of readers, statement cache.
 *
 *   db_submit ──► queue ──► writer thread(s) of the driver ──► finished ──► completion thread ──► job.done
 *   db_reader ──► pool (opened on demand, at most options.readers)
 *
 * Invariants  a connection is used by one thread at a time; a statement belongs to one connection;
 *             conn.failed is set by the first error inside a job and cleared only by the end of
 *             the db_nested it happened in, or of the job; conn.lost says that the transaction is gone.
 */
#ifndef STORE_DB__H
#define STORE_DB__H
#include <pthread.h>
#include "store/db.h"

#define STMT_CACHE 96		/* statements kept per connection */
#define STMT_BUCKETS 64		/* power of two */

struct value {
	enum col_type type;
	int64_t i;
	double r;
	struct slice s;
};

struct tar_out;
struct tar_in;
enum mark { MARK_SET, MARK_KEEP, MARK_UNDO };	/* savepoint; release; roll back to it and release */

struct driver {
	enum db_kind kind;
	enum err (*open)(struct db *db, const struct db_options *o);	/* checks, first connection, writer threads */
	void (*close)(struct db *db);					/* joins the writer threads */
	enum err (*conn_open)(struct db *db, bool writes, struct conn **ret);
	void (*conn_close)(struct conn *c);
	enum err (*conn_check)(struct conn *c);				/* before a loan: usable, else reconnect */
	enum err (*snapshot)(struct conn *c);
	void (*loan_end)(struct conn *c);
	enum err (*mark)(struct conn *c, enum mark m);
	enum err (*exec)(struct conn *c, const char *script);
	void (*restrict_)(struct conn *c, bool on);
	enum err (*prepare)(struct conn *c, const char *text, struct stmt **ret);
	void (*finalize)(struct stmt *s);
	enum err (*bind)(struct stmt *s, int i, const struct value *v);
	enum err (*step)(struct stmt *s);
	void (*reset)(struct stmt *s);
	int (*columns)(const struct stmt *s);
	const char *(*column_name)(const struct stmt *s, int col);
	enum col_type (*type)(const struct stmt *s, int col);
	int64_t (*get_int)(const struct stmt *s, int col);
	double (*get_real)(const struct stmt *s, int col);
	struct slice (*get_text)(const struct stmt *s, int col);
	struct slice (*get_blob)(const struct stmt *s, int col);
	int64_t (*bytes)(struct db *db);				/* on disk */
	enum err (*dump)(struct conn *snapshot, struct tar_out *t, const char *scratch);	/* members records/.. */
	enum err (*load)(struct db *db, struct tar_in *t, const char *data_dir);	/* db: PostgreSQL's only */
};
extern const struct driver sqlite_driver, postgres_driver;
const struct driver *driver_of(const char *url);		/* NULL: no such */

struct stmt {			/* first member of the driver's own */
	struct conn *c;
	char *text;
	uint64_t hash;
	bool restricted;	/* prepared while the connection was */
	bool busy;		/* lent to a caller */
	bool cached;		/* in the table of its connection; else freed when released */
	bool ran;		/* has been stepped and not yet reset */
	enum err bad;		/* a value could not be bound: the next step says so */
	int64_t changes, inserted;	/* inserted: id of the last row, of SQLite */
	struct stmt *chain;	/* same bucket */
	struct stmt *newer, *older;	/* order of use */
};

#define CONFLICT_MAX 128
struct conn {			/* first member of the driver's own */
	struct db *db;
	const struct driver *driver;
	bool writes, in_job, restricted, in_snapshot;
	enum err failed, lost;
	int64_t deadline_ms;	/* monotonic; 0: none */
	char conflict[CONFLICT_MAX];
	struct stmt *bucket[STMT_BUCKETS];
	struct stmt *newest, *oldest;
	int n_stmts;
	struct conn *next;	/* in the pool */
};

struct db {
	const struct driver *driver;
	void *own;			/* the driver's */
	char *data_dir, *url;
	size_t cache_bytes;
	int readers_max, queue_max;

	pthread_mutex_t lock;		/* guards what follows */
	pthread_cond_t work, finish, loan;
	struct job *head, *tail;	/* waiting */
	int queued;
	bool stopping, ended;		/* no new jobs; completion thread ends when drained */
	int64_t stop_by_ms;
	struct job *done_head, *done_tail;
	struct conn *idle;
	int readers;			/* open, lent or idle */
	struct db_stats stats;
	int64_t bytes_at_ms;
	pthread_t completion;
};

/* The driver's writers. */
struct job *queue_take(struct db *db, int max, bool wait);	/* a chain; NULL: nothing there, or the end when waited */
void queue_finish(struct db *db, struct job *chain, int commits);	/* results set; hands over to completion */

/* Statement cache. */
void conn_init(struct conn *c, struct db *db, bool writes);
void conn_stmts_idle(struct conn *c);		/* end of a job or loan: nothing is lent any more */
void conn_stmts_free(struct conn *c);
enum err conn_failed(struct conn *c, enum err e);	/* notes the error of a job; returns e */
enum err job_run(struct job *j, struct conn *c);	/* run, with the rule of conn.failed */
#endif
