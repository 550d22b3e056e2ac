/* SPDX-License-Identifier: Apache-2.0 */
/* db.h - one small interface to SQL, two drivers: SQLite (embedded) and PostgreSQL.
 *
 * Shape      many readers, few writers. A write is a job: the writer runs many jobs in one transaction, undoes
 *            those that fail, and commits the others at once; `done` is called after the commit is on disk.
 * SQL        one subset for both: ?1 ?2 .. for parameters, BIGINT, TEXT, DOUBLE PRECISION, BYTEA written as the
 *            macros below, RETURNING, ON CONFLICT, window functions, WITH. No dialect outside store/.
 * Units      times are BIGINT ms UTC; booleans are BIGINT 0/1.
 * Errors     E_STORE (unavailable; log tells), E_EXISTS (unique), E_IN_USE (foreign key), E_BAD_VALUE (check),
 *            E_DISK_FULL, E_TIMEOUT, E_CORRUPT, E_BUSY (queue full).
 * Invariant  E_OK given to `done` means: on disk, will survive kill -9 and loss of power.
 */
#ifndef STORE_DB_H
#define STORE_DB_H
#include "base/arena.h"
#include "base/err.h"

struct db;
struct conn;
struct stmt;

enum db_kind { DB_SQLITE, DB_POSTGRES };
struct db_options {
	const char *data_dir;		/* holds luan.db for SQLite, and files/ and keys/ for both */
	const char *url;		/* "sqlite" or "postgres://..."; NULL: sqlite */
	int readers;			/* 0: 4 */
	int writers;			/* connections of PostgreSQL that write. 0: 1, which is fastest */
	int queue_max;			/* jobs waiting; more answer E_BUSY. 0: 8192 */
	size_t cache_bytes;		/* page cache of all SQLite connections together; 0: 32 MiB */
};
enum err db_open(struct db **ret, const struct db_options *o) must_check;
void db_close(struct db *db);		/* finishes queued jobs, at most LIMIT_STOP_S */
enum db_kind db_kind(const struct db *db);
const char *db_data_dir(const struct db *db);

/* Reading. Blocks until a reader is free. Reads a snapshot while borrowed inside db_begin_read .. db_end_read. */
enum err db_reader(struct db *db, struct conn **ret) must_check;
void db_reader_release(struct conn **c);
#define reader_scoped __attribute__((cleanup(db_reader_release))) struct conn *
enum err db_snapshot(struct conn *c) must_check;	/* all further reads of this loan see one moment */

/* Writing. run() may be called again when the store asked for a retry: it must not keep state from a failed run. */
struct job {
	enum err (*run)(struct job *j, struct conn *c);
	void (*done)(struct job *j, enum err e);	/* on the writer's completion thread; keep it short */
	struct job *next;				/* the store's */
	enum err result;				/* the store's */
};
void db_submit(struct db *db, struct job *j);		/* never blocks; E_BUSY arrives through done */
/* Submits and waits: for the command line and timers, never on a writer or event-loop thread. */
enum err db_write(struct db *db, enum err (*run)(void *ctx, struct conn *c), void *ctx) must_check;
/* The first error of a statement decides the job: every further statement answers the same error and the job is
 * rolled back even if run() answers E_OK (PostgreSQL works like this; SQLite is made to). What may fail goes here:
 * A part of a job that may fail by itself (one row of a bulk step): on error its effects are undone. */
enum err db_nested(struct conn *c, enum err (*run)(void *ctx, struct conn *c), void *ctx) must_check;

/* Statements: prepared once per connection and cached by text (bounded LRU). Parameters are numbered from 1. */
enum err sql(struct conn *c, struct stmt **ret, const char *text) must_check;
void sql_int(struct stmt *s, int i, int64_t v);
void sql_real(struct stmt *s, int i, double v);
void sql_text(struct stmt *s, int i, struct slice v);	/* borrowed until the statement is done; absent is NULL */
void sql_blob(struct stmt *s, int i, struct slice v);
void sql_null(struct stmt *s, int i);
enum err sql_step(struct stmt *s) must_check;		/* E_OK: a row; E_DONE: no more */
enum err sql_run(struct stmt *s) must_check;		/* to the end, then done */
enum err sql_insert(struct stmt *s, int64_t *ret_id) must_check;	/* runs an INSERT that ends with sql_returning_id */
int64_t sql_changes(const struct stmt *s);		/* rows changed by the last sql_run */
int sql_columns(const struct stmt *s);			/* this and the names: after the first sql_step, E_DONE included */
const char *sql_column_name(const struct stmt *s, int col);
bool col_null(const struct stmt *s, int col);		/* columns from 0 */
int64_t col_int(const struct stmt *s, int col);
double col_real(const struct stmt *s, int col);
struct slice col_text(const struct stmt *s, int col);	/* valid until the next step */
struct slice col_blob(const struct stmt *s, int col);
enum col_type { COL_NULL, COL_INT, COL_REAL, COL_TEXT, COL_BLOB } col_type(const struct stmt *s, int col);
void sql_done(struct stmt *s);				/* resets; the statement stays cached */
void stmt_release(struct stmt **s);
#define stmt_scoped __attribute__((cleanup(stmt_release))) struct stmt *
enum err sql_exec(struct conn *c, const char *script) must_check;	/* several statements, no parameters */

/* A reader restricted to reading through the WITH-named or schema-named scoped forms (views, rules):
 * reading any base table directly is refused with E_FORBIDDEN. base[] lists the tables that are protected. */
void conn_restrict(struct conn *c, bool on);
void conn_deadline(struct conn *c, int64_t mono_ms);	/* queries past it end with E_TIMEOUT; 0: none */
struct db *conn_db(const struct conn *c);
/* After E_EXISTS, E_BAD_VALUE, E_MISSING, E_IN_USE: the columns (or name of the constraint) it was about,
 * "code" or "unit, code"; "" when the store does not say. Valid until the next error. */
const char *conn_conflict(const struct conn *c);
bool conn_writes(const struct conn *c);			/* inside a job */

/* Words that differ between the two dialects in DDL. */
const char *ddl_identity(enum db_kind k);	/* "INTEGER PRIMARY KEY AUTOINCREMENT" / "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" */
const char *ddl_int(enum db_kind k);		/* "INTEGER" / "BIGINT": STRICT tables know no BIGINT */
const char *ddl_real(enum db_kind k);		/* "REAL" / "DOUBLE PRECISION" */
const char *ddl_blob(enum db_kind k);		/* "BLOB" / "BYTEA" */
const char *ddl_table_end(enum db_kind k);	/* " STRICT" / "" */
/* Before a column in a condition or an order: its indexes are not to be used for that. "+" for SQLite, which knows nothing of
 * how many rows a value has; "" for PostgreSQL, which keeps statistics. */
const char *sql_plain(enum db_kind k);
/* Behind an INSERT whose id is wanted: "" for SQLite, which makes a table of its own for each RETURNING and knows the id without. */
const char *sql_returning_id(enum db_kind k);

struct db_stats {
	int64_t jobs, commits, job_errors, queued, busy, read_loans, bytes_on_disk, bytes_free;
	int64_t retries;	/* transactions run again: serialization failures, deadlocks, lost connections */
};
void db_stats(struct db *db, struct db_stats *ret);
#endif
