/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite.c - connections and statements of the embedded store. */
#include "store/sqlite_.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "store/scoped_.h"

#define BUSY_MS 5000		/* another process (luan backup, luan user) may hold the lock */
#define PROGRESS_OPS 2000	/* virtual machine steps between two looks at the clock */
#define WAL_KEEP MIB(64)	/* size the WAL file is cut back to */

/* ---- errors ---- */

struct rc_err {
	int rc;
	enum err e;
};
static const struct rc_err by_extended[] = {
	{ SQLITE_CONSTRAINT_UNIQUE, E_EXISTS }, { SQLITE_CONSTRAINT_PRIMARYKEY, E_EXISTS },
	{ SQLITE_CONSTRAINT_ROWID, E_EXISTS }, { SQLITE_CONSTRAINT_FOREIGNKEY, E_IN_USE },
	{ SQLITE_CONSTRAINT_NOTNULL, E_MISSING }, { SQLITE_IOERR_CORRUPTFS, E_CORRUPT },
};
static const struct rc_err by_primary[] = {
	{ SQLITE_CONSTRAINT, E_BAD_VALUE }, { SQLITE_MISMATCH, E_BAD_VALUE }, { SQLITE_TOOBIG, E_TOO_LARGE },
	{ SQLITE_FULL, E_DISK_FULL }, { SQLITE_CORRUPT, E_CORRUPT }, { SQLITE_NOTADB, E_CORRUPT },
	{ SQLITE_INTERRUPT, E_TIMEOUT }, { SQLITE_BUSY, E_BUSY }, { SQLITE_LOCKED, E_BUSY },
	{ SQLITE_AUTH, E_FORBIDDEN }, { SQLITE_ERROR, E_INTERNAL }, { SQLITE_RANGE, E_INTERNAL },
	{ SQLITE_MISUSE, E_INTERNAL },
};

static bool
is_full(int e)
{
	return e == ENOSPC || e == EDQUOT || e == EFBIG;
}

/* SQLite calls a quota or a limit of file size an I/O error; the reason is kept with the file it happened to. */
static bool
disk_is_full(sqlite3 *s)
{
	sqlite3_file *wal = NULL;
	int of_db = 0, of_wal = 0;
	sqlite3_file_control(s, "main", SQLITE_FCNTL_LAST_ERRNO, &of_db);
	sqlite3_file_control(s, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
	if (wal && wal->pMethods)
		wal->pMethods->xFileControl(wal, SQLITE_FCNTL_LAST_ERRNO, &of_wal);
	return is_full(of_db) || is_full(of_wal) || is_full(sqlite3_system_errno(s));
}

enum err
lite_rc_err(sqlite3 *s, int rc)
{
	for (size_t i = 0; i < N_ELEMS(by_extended); i++)
		if (by_extended[i].rc == rc)
			return by_extended[i].e;
	if (s && (rc & 0xff) == SQLITE_IOERR && disk_is_full(s))
		return E_DISK_FULL;
	for (size_t i = 0; i < N_ELEMS(by_primary); i++)
		if (by_primary[i].rc == (rc & 0xff))
			return by_primary[i].e;
	return E_STORE;
}

/* "UNIQUE constraint failed: device.unit, device.code" gives "unit, code"; a CHECK gives its name. */
static void
conflict_note(struct conn *c, const char *message)
{
	const char *s = strstr(message, "failed: ");
	size_t n = 0;
	for (s = s ? s + 8 : ""; *s && n + 1 < sizeof c->conflict; s++) {
		c->conflict[n++] = *s;
		if (*s == '.')		/* forget the table */
			while (n && c->conflict[n - 1] != ' ')
				n--;
	}
	c->conflict[n] = 0;
}

enum err
lite_error(struct lite_conn *l, int rc, const char *text)
{
	const char *message = l->own ? sqlite3_errmsg(l->own) : sqlite3_errstr(rc);
	enum err e = lite_rc_err(l->own, rc);
	if (l->own && l->base.in_job && sqlite3_get_autocommit(l->own))
		l->base.lost = e;	/* some errors end the whole transaction */
	if ((rc & 0xff) == SQLITE_CONSTRAINT)
		conflict_note(&l->base, message);
	else if (e != E_TIMEOUT)
		log_at(LOG_ERROR, "store.sqlite", KV("code", LI(rc)), KV("error", LS(message)),
		    KV("sql", LS(text ? text : "")));
	return e;
}

/* ---- connections ---- */

static int
on_progress(void *arg)
{
	const struct conn *c = arg;
	return c->deadline_ms && clock_mono_ms() > c->deadline_ms;
}

static const char *const tx_text[TX_COUNT] = {
	[TX_BEGIN] = "BEGIN IMMEDIATE", [TX_COMMIT] = "COMMIT", [TX_ROLLBACK] = "ROLLBACK",
	[TX_SET] = "SAVEPOINT luan", [TX_KEEP] = "RELEASE luan", [TX_UNDO] = "ROLLBACK TO luan",
};

enum err
lite_tx(struct lite_conn *l, int which)
{
	if (!l->tx[which] && sqlite3_prepare_v3(l->own, tx_text[which], -1, SQLITE_PREPARE_PERSISTENT, &l->tx[which],
	    NULL))
		return lite_error(l, sqlite3_extended_errcode(l->own), tx_text[which]);
	int rc = sqlite3_step(l->tx[which]);
	enum err e = rc == SQLITE_DONE ? E_OK : lite_error(l, sqlite3_extended_errcode(l->own), tx_text[which]);
	sqlite3_reset(l->tx[which]);
	return e;
}

/* Pages of 2 KB: a step changes some bytes on each of ten pages all over the store, and writes them all into the WAL. */
static enum err
pragmas(struct lite_conn *l)
{
	struct db *db = l->base.db;
	size_t cache = l->base.writes ? db->cache_bytes / 2 : db->cache_bytes / 2 / (size_t)db->readers_max;
	char text[512];
	snprintf(text, sizeof text, "%s PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
	    " PRAGMA case_sensitive_like=ON; PRAGMA temp_store=FILE; PRAGMA cell_size_check=ON;"
	    " PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=%zu; PRAGMA cache_size=-%zu;",
	    l->base.writes ? "PRAGMA page_size=2048; PRAGMA journal_mode=WAL;" : "", (size_t)WAL_KEEP, cache / 1024 + 1);
	int rc = sqlite3_exec(l->own, text, NULL, NULL, NULL);
	return rc ? lite_error(l, sqlite3_extended_errcode(l->own), text) : E_OK;
}

enum err
lite_conn_open(struct db *db, bool writes, struct conn **ret)
{
	struct lite *own = db->own;
	struct lite_conn *l = mem_alloc(sizeof *l);
	conn_init(&l->base, db, writes);
	int flags = SQLITE_OPEN_NOMUTEX | (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
	int rc = sqlite3_open_v2(own->path, &l->own, flags, NULL);
	enum err e = rc ? lite_error(l, rc, own->path) : E_OK;
	if (!e) {
		sqlite3_extended_result_codes(l->own, 1);
		sqlite3_busy_timeout(l->own, BUSY_MS);
		sqlite3_db_config(l->own, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		sqlite3_db_config(l->own, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
		sqlite3_db_config(l->own, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
		sqlite3_progress_handler(l->own, PROGRESS_OPS, on_progress, &l->base);
		e = pragmas(l);
	}
	if (!e && !writes)
		sqlite3_set_authorizer(l->own, scoped_authorize, l);
	if (e) {
		lite_conn_close(&l->base);
		return e;
	}
	*ret = &l->base;
	return E_OK;
}

void
lite_conn_close(struct conn *c)
{
	struct lite_conn *l = (struct lite_conn *)c;
	conn_stmts_free(c);
	for (int i = 0; i < TX_COUNT; i++)
		sqlite3_finalize(l->tx[i]);
	if (sqlite3_close(l->own))
		log_at(LOG_ERROR, "store.close", KV("error", LS(sqlite3_errmsg(l->own))));
	mem_free(l);
}

static enum err
lite_check(struct conn *c)
{
	return E_OK;
}

static enum err
lite_exec(struct conn *c, const char *script)
{
	struct lite_conn *l = (struct lite_conn *)c;
	l->text = script;
	l->other_writes++;
	int rc = sqlite3_exec(l->own, script, NULL, NULL, NULL);
	return rc ? lite_error(l, sqlite3_extended_errcode(l->own), script) : E_OK;
}

/* BEGIN alone fixes nothing: the snapshot is that of the first read. */
static enum err
lite_snapshot(struct conn *c)
{
	bool was = c->restricted;
	c->restricted = false;
	enum err e = lite_exec(c, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1");
	c->restricted = was;
	return e;
}

static void
lite_loan_end(struct conn *c)
{
	struct lite_conn *l = (struct lite_conn *)c;
	if (!sqlite3_get_autocommit(l->own) && lite_exec(c, "ROLLBACK"))
		die("store: a snapshot cannot be ended");	/* it would be read from for ever */
}

static enum err
real_mark(struct lite_conn *l, enum mark m)
{
	static const int first[] = { [MARK_SET] = TX_SET, [MARK_KEEP] = TX_KEEP, [MARK_UNDO] = TX_UNDO };
	enum err e = lite_tx(l, first[m]);
	return e || m != MARK_UNDO ? e : lite_tx(l, TX_KEEP);
}

static int64_t
writes(const struct lite_conn *l)
{
	return sqlite3_total_changes64(l->own) + l->other_writes;
}

enum err
lite_mark(struct conn *c, enum mark m)
{
	struct lite_conn *l = (struct lite_conn *)c;
	if (l->strict)
		return real_mark(l, m);
	if (m == MARK_SET) {
		assert(l->n_mark < LITE_MARKS);
		l->mark[l->n_mark++] = writes(l);
		return E_OK;
	}
	l->n_mark--;
	if (m == MARK_KEEP || l->mark[l->n_mark] == writes(l))
		return E_OK;
	l->again = true;
	return E_BUSY;
}

static void
lite_restrict(struct conn *c, bool on)
{
	/* conn.restricted, which the authorizer reads and the statement cache tells apart, is enough */
}

/* ---- statements ---- */

static bool
changes_rows(const char *text)
{
	static const char *const words[] = { "INSERT ", "UPDATE ", "DELETE ", "WITH " };
	for (size_t i = 0; i < N_ELEMS(words); i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static enum err
lite_prepare(struct conn *c, const char *text, struct stmt **ret)
{
	struct lite_conn *l = (struct lite_conn *)c;
	struct lite_stmt *s = mem_alloc(sizeof *s);
	const char *rest = "";
	l->text = text;
	int rc = sqlite3_prepare_v3(l->own, text, -1, SQLITE_PREPARE_PERSISTENT, &s->own, &rest);
	if (rc || !s->own || rest[strspn(rest, " \t\r\n;")]) {
		enum err e = rc ? lite_error(l, sqlite3_extended_errcode(l->own), text) : E_INTERNAL;
		sqlite3_finalize(s->own);
		mem_free(s);
		return e;
	}
	s->counted = sqlite3_stmt_readonly(s->own) || changes_rows(text);
	*ret = &s->base;
	return E_OK;
}

static sqlite3_stmt *
own(const struct stmt *s)
{
	return ((const struct lite_stmt *)s)->own;
}

static void
lite_finalize(struct stmt *s)
{
	sqlite3_finalize(own(s));
	mem_free(s);
}

static enum err
lite_bind(struct stmt *s, int i, const struct value *v)
{
	int rc = SQLITE_OK;
	switch (v->type) {
	case COL_NULL: rc = sqlite3_bind_null(own(s), i); break;
	case COL_INT: rc = sqlite3_bind_int64(own(s), i, v->i); break;
	case COL_REAL: rc = sqlite3_bind_double(own(s), i, v->r); break;
	case COL_TEXT: rc = sqlite3_bind_text64(own(s), i, v->s.p, v->s.n, SQLITE_STATIC, SQLITE_UTF8); break;
	case COL_BLOB: rc = sqlite3_bind_blob64(own(s), i, v->s.p, v->s.n, SQLITE_STATIC); break;
	}
	return rc ? lite_error((struct lite_conn *)s->c, rc, s->text) : E_OK;	/* wrong number, or above SQLite's limit */
}

static enum err
lite_step(struct stmt *s)
{
	struct lite_conn *l = (struct lite_conn *)s->c;
	l->text = s->text;
	l->other_writes += !((struct lite_stmt *)s)->counted;
	int rc = sqlite3_step(own(s));
	if (rc == SQLITE_ROW)
		return E_OK;
	if (rc != SQLITE_DONE)
		return lite_error(l, sqlite3_extended_errcode(l->own), s->text);
	s->changes = sqlite3_stmt_readonly(own(s)) ? 0 : sqlite3_changes64(l->own);
	s->inserted = s->changes ? sqlite3_last_insert_rowid(l->own) : 0;
	return E_DONE;
}

static void
lite_reset(struct stmt *s)
{
	sqlite3_reset(own(s));
	sqlite3_clear_bindings(own(s));
}

static int
lite_columns(const struct stmt *s)
{
	return sqlite3_column_count(own(s));
}

static const char *
lite_column_name(const struct stmt *s, int col)
{
	return sqlite3_column_name(own(s), col);
}

static enum col_type
lite_type(const struct stmt *s, int col)
{
	static const enum col_type types[] = {
		[SQLITE_INTEGER] = COL_INT, [SQLITE_FLOAT] = COL_REAL, [SQLITE_TEXT] = COL_TEXT,
		[SQLITE_BLOB] = COL_BLOB, [SQLITE_NULL] = COL_NULL,
	};
	return types[sqlite3_column_type(own(s), col)];
}

static int64_t
lite_int(const struct stmt *s, int col)
{
	return sqlite3_column_int64(own(s), col);
}

static double
lite_real(const struct stmt *s, int col)
{
	return sqlite3_column_double(own(s), col);
}

static struct slice
lite_text(const struct stmt *s, int col)
{
	const char *p = (const char *)sqlite3_column_text(own(s), col);
	return (struct slice){ p, p ? (size_t)sqlite3_column_bytes(own(s), col) : 0 };
}

/* An empty blob is not an absent one, though SQLite gives NULL for both. */
static struct slice
lite_blob(const struct stmt *s, int col)
{
	if (sqlite3_column_type(own(s), col) == SQLITE_NULL)
		return (struct slice){ NULL, 0 };
	const char *p = sqlite3_column_blob(own(s), col);
	return (struct slice){ p ? p : "", (size_t)sqlite3_column_bytes(own(s), col) };
}

/* ---- the store ---- */

static int64_t
file_bytes(const char *path, const char *suffix)
{
	char name[4096];
	struct stat st;
	snprintf(name, sizeof name, "%s%s", path, suffix);
	return stat(name, &st) ? 0 : (int64_t)st.st_size;
}

static int64_t
lite_bytes(struct db *db)
{
	const struct lite *own_ = db->own;
	return file_bytes(own_->path, "") + file_bytes(own_->path, "-wal") + file_bytes(own_->path, "-shm");
}

static void
lite_close(struct db *db)
{
	lite_writer_stop(db);
	struct lite *l = db->own;
	mem_free(l->path);
	mem_free(l);
}

/* For the whole program: no count of all memory, which is a lock around every allocation. */
static void
configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum err
lite_open(struct db *db, const struct db_options *o)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, configure);
	struct lite *l = mem_alloc(sizeof *l);
	size_t n = strlen(db->data_dir) + sizeof "/luan.db";
	l->path = mem_alloc(n);
	snprintf(l->path, n, "%s/luan.db", db->data_dir);
	db->own = l;
	enum err e = lite_writer_start(db);
	if (e) {
		mem_free(l->path);
		mem_free(l);
	}
	return e;
}

const struct driver sqlite_driver = {
	.kind = DB_SQLITE, .open = lite_open, .close = lite_close,
	.conn_open = lite_conn_open, .conn_close = lite_conn_close, .conn_check = lite_check,
	.snapshot = lite_snapshot, .loan_end = lite_loan_end, .mark = lite_mark, .exec = lite_exec,
	.restrict_ = lite_restrict, .prepare = lite_prepare, .finalize = lite_finalize, .bind = lite_bind,
	.step = lite_step, .reset = lite_reset, .columns = lite_columns, .column_name = lite_column_name,
	.type = lite_type, .get_int = lite_int, .get_real = lite_real, .get_text = lite_text, .get_blob = lite_blob,
	.bytes = lite_bytes, .dump = lite_dump, .load = lite_load,
};
