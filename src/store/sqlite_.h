/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite_.h - the SQLite driver's connections (sqlite.c), its writer (sqlite_writer.c) and its guard (scoped.c). */
#ifndef STORE_SQLITE__H
#define STORE_SQLITE__H
#include <sqlite3.h>
#include "store/db_.h"

enum { TX_BEGIN, TX_COMMIT, TX_ROLLBACK, TX_SET, TX_KEEP, TX_UNDO, TX_COUNT };

#define LITE_MARKS 16
struct lite_conn {
	struct conn base;
	sqlite3 *own;
	sqlite3_stmt *tx[TX_COUNT];
	const char *text;		/* being prepared or run, for the authorizer */
	int wal_pages;			/* in the WAL after the last commit */
	int ask_at, checkpoint_at;	/* pages at which a checkpoint is asked for; at which the writer does it itself */
	/* Savepoints cost a copy of every page that is changed inside them, and hardly one is ever gone back to. So
	 * they are only noted; going back to one inside of which something was written gives the
	 * transaction up, and the writer runs its jobs again, with real ones. */
	bool strict;			/* savepoints are real */
	bool again;			/* a noted one would have to be gone back to */
	int64_t other_writes;		/* beside those that SQLite counts: DDL */
	int64_t mark[LITE_MARKS];	/* writes before each that is open */
	int n_mark;
};

struct lite_stmt {
	struct stmt base;
	sqlite3_stmt *own;
	bool counted;			/* reads, or changes rows: SQLite counts them */
};

struct lite {			/* db.own */
	char *path;
	struct lite_conn *writer;
	pthread_t writing, checkpointing;
	pthread_mutex_t lock;	/* guards what follows */
	pthread_cond_t wake;
	bool ask, copied, stop;	/* a checkpoint is wanted; all but the newest has been copied; the thread ends */
};

enum err lite_rc_err(sqlite3 *s, int rc);		/* maps alone; s may be NULL */
enum err lite_error(struct lite_conn *l, int rc, const char *text);	/* maps, notes and logs */
enum err lite_tx(struct lite_conn *l, int which);
enum err lite_mark(struct conn *c, enum mark m);	/* E_BUSY with l->again: the jobs are to be run again */
enum err lite_conn_open(struct db *db, bool writes, struct conn **ret);
void lite_conn_close(struct conn *c);
enum err lite_dump(struct conn *snapshot, struct tar_out *t, const char *scratch);
enum err lite_load(struct db *none, struct tar_in *t, const char *data_dir);
enum err lite_writer_start(struct db *db);
void lite_writer_stop(struct db *db);
#endif
