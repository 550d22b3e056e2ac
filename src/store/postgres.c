/* SPDX-License-Identifier: Apache-2.0 */
/* postgres.c - connections to PostgreSQL and the driver's table. */
#include "store/postgres_.h"

#include <ctype.h>
#include <poll.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define CANCEL_MS 3000		/* a cancelled query must have answered by then */
#define CONNECT_S "5"
#define WRITERS 1

/* ---- errors ---- */

struct state_err {
	const char *state;	/* SQLSTATE, or its beginning */
	enum err e;
	bool retry;
};
static const struct state_err states[] = {	/* the first that fits */
	{ "23505", E_EXISTS }, { "23503", E_IN_USE }, { "23502", E_MISSING }, { "23", E_BAD_VALUE },
	{ "22", E_BAD_VALUE }, { "40001", E_BUSY, true }, { "40P01", E_BUSY, true }, { "0A000", E_BUSY, true },
	{ "55P03", E_BUSY }, { "57014", E_TIMEOUT }, { "53100", E_DISK_FULL }, { "54", E_TOO_LARGE },
	{ "42501", E_FORBIDDEN }, { "42", E_INTERNAL }, { "26", E_INTERNAL }, { "25006", E_STORE }, { "XX001", E_CORRUPT },
	{ "XX002", E_CORRUPT }, { "57P", E_STORE }, { "08", E_STORE }, { "", E_STORE },
};

static const struct state_err *
state_find(const char *state)
{
	size_t i = 0;
	while (strncmp(state, states[i].state, strlen(states[i].state)) != 0)
		i++;
	return &states[i];
}

/* The columns of "Key (unit, code)=(1, x) already exists."; values are never taken. */
static void
conflict_note(struct conn *c, const PGresult *r)
{
	const char *detail = PQresultErrorField(r, PG_DIAG_MESSAGE_DETAIL);
	const char *from = detail ? strchr(detail, '(') : NULL, *to = from ? strstr(from, ")=(") : NULL;
	const char *name = PQresultErrorField(r, PG_DIAG_COLUMN_NAME);
	if (!name)
		name = PQresultErrorField(r, PG_DIAG_CONSTRAINT_NAME);
	if (to)
		snprintf(c->conflict, sizeof c->conflict, "%.*s", (int)(to - from - 1), from + 1);
	else
		snprintf(c->conflict, sizeof c->conflict, "%s", name ? name : "");
}

/* Messages of classes 22 and 23 may quote values, which may be personal: their state alone is logged. */
static void
error_log(const char *state, const PGresult *r, const char *text)
{
	const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	bool quotes = strncmp(state, "22", 2) == 0;
	log_at(LOG_ERROR, "store.postgres", KV("state", LS(state)), KV("error", LS(quotes || !message ? "" : message)),
	    KV("sql", LS(text ? text : "")));
}

static enum err
lost(struct pg_conn *p)
{
	if (!p->broken)
		log_at(LOG_WARN, "store.connection_lost", KV("writes", LI(p->base.writes)));
	p->broken = true;
	return p->base.in_job ? p->base.lost = E_STORE : E_STORE;
}

enum err
pg_result(struct pg_conn *p, const PGresult *r, const char *text)
{
	static const bool good[] = { [PGRES_COMMAND_OK] = true, [PGRES_TUPLES_OK] = true, [PGRES_SINGLE_TUPLE] = true };
	ExecStatusType status = r ? PQresultStatus(r) : PGRES_FATAL_ERROR;
	if (r && status < N_ELEMS(good) && good[status])
		return E_OK;
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	if (!state || PQstatus(p->pg) == CONNECTION_BAD || strncmp(state, "57P", 3) == 0)
		return lost(p);
	const struct state_err *s = state_find(state);
	if (strncmp(state, "23", 2) == 0)
		conflict_note(&p->base, r);
	else if (!s->retry && s->e != E_TIMEOUT && strcmp(state, "25P02") != 0)
		error_log(state, r, text);
	p->retry |= s->retry;
	if (s->retry && p->base.in_job)
		p->base.lost = s->e;
	return s->e;
}

/* ---- talking ---- */

static void
cancel(struct pg_conn *p)
{
	char why[256];
	PGcancel *c = PQgetCancel(p->pg);
	if (c && !PQcancel(c, why, sizeof why))
		log_at(LOG_WARN, "store.cancel", KV("error", LS(why)));
	PQfreeCancel(c);
}

/* The deadline is kept here rather than by statement_timeout: it costs no round trip, and holds for a server that
 * has fallen silent. */
enum err
pg_wait(struct pg_conn *p)
{
	int64_t until = p->base.deadline_ms;
	bool cancelled = false;
	while (PQisBusy(p->pg)) {
		int64_t left = until - clock_mono_ms();
		if (until && left <= 0) {
			if (cancelled)
				return lost(p);
			cancel(p);
			cancelled = true;
			until = clock_mono_ms() + CANCEL_MS;
			continue;
		}
		struct pollfd fd = { .fd = PQsocket(p->pg), .events = POLLIN };
		if (poll(&fd, 1, until ? (int)left : -1) > 0 && !PQconsumeInput(p->pg))
			return lost(p);
	}
	return E_OK;
}

static void
saved_add(struct pg_stmt *s, PGresult *r)
{
	if (s->saved.n == s->saved.cap) {
		s->saved.cap = s->saved.cap ? 2 * s->saved.cap : 16;
		s->saved.r = mem_resize(s->saved.r, mul_size((size_t)s->saved.cap, sizeof(PGresult *)));
	}
	s->saved.r[s->saved.n++] = r;
}

void
pg_absorb(struct pg_conn *p)
{
	struct pg_stmt *s = p->streaming;
	PGresult *r;
	if (!s)
		return;
	p->streaming = NULL;
	while (!p->broken && !pg_wait(p) && (r = PQgetResult(p->pg)))
		saved_add(s, r);
}

enum err
pg_collect(struct pg_conn *p, bool sent, const char *text, PGresult **ret)
{
	enum err e = sent ? E_OK : lost(p), wait;
	PGresult *r, *last = NULL;
	while (sent && !(wait = pg_wait(p)) && (r = PQgetResult(p->pg))) {
		enum err this = pg_result(p, r, text);
		if (!e)
			e = this;
		PQclear(last);
		last = r;
	}
	if (sent && !e && (p->broken || !last))
		e = lost(p);
	if (ret && !e)
		*ret = last;
	else
		PQclear(last);
	return e;
}

enum err
pg_command(struct pg_conn *p, const char *text)
{
	if (p->broken)
		return E_STORE;
	pg_absorb(p);
	return pg_collect(p, PQsendQuery(p->pg, text), text, NULL);
}

void
pg_dead(struct pg_conn *p, unsigned serial)
{
	if (p->n_dead == p->dead_cap) {
		p->dead_cap = p->dead_cap ? 2 * p->dead_cap : 16;
		p->dead = mem_resize(p->dead, mul_size((size_t)p->dead_cap, sizeof *p->dead));
	}
	p->dead[p->n_dead++] = serial;
}

void
pg_forget(struct pg_conn *p)
{
	while (p->n_dead && !p->broken) {
		char text[64];
		snprintf(text, sizeof text, "DEALLOCATE s%u", p->dead[--p->n_dead]);
		if (pg_command(p, text))
			return;
	}
}

/* ---- connections ---- */

static void
on_notice(void *arg, const PGresult *r)
{
	const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	log_at(LOG_DEBUG, "store.notice", KV("text", LS(message ? message : "")));
}

/* An acknowledged job is on the disk of the server: a lax default of the database does not count. */
static const char *const session_text =
    "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET TimeZone = 'UTC'; SET bytea_output = 'hex';"
    " SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';";

enum err
pg_connect(struct pg_conn *p)
{
	static const char *const keys[] = { "dbname", "application_name", "connect_timeout", "keepalives_idle", NULL };
	const char *values[] = { p->base.db->url, "luan", CONNECT_S, "30", NULL };
	PQfinish(p->pg);
	p->pg = PQconnectdbParams(keys, values, 1);
	p->streaming = NULL;
	p->generation++;
	p->n_dead = 0;
	p->broken = PQstatus(p->pg) != CONNECTION_OK;
	if (p->broken) {
		log_at(LOG_WARN, "store.connect", KV("error", LS(PQerrorMessage(p->pg))));
		return E_STORE;
	}
	PQsetNoticeReceiver(p->pg, on_notice, NULL);
	enum err e = pg_command(p, session_text);
	if (!e && !p->base.writes)
		e = pg_command(p, "SET default_transaction_read_only = on");
	return e;
}

/* An idle connection has nothing to read: what can be read is the news of its end. */
bool
pg_alive(struct pg_conn *p)
{
	struct pollfd fd = { .fd = PQsocket(p->pg), .events = POLLIN };
	if (p->broken || PQstatus(p->pg) != CONNECTION_OK)
		return false;
	if (poll(&fd, 1, 0) > 0 && (!PQconsumeInput(p->pg) || PQstatus(p->pg) != CONNECTION_OK))
		return false;
	return true;
}

enum err
pg_conn_open(struct db *db, bool writes, struct conn **ret)
{
	struct pg_conn *p = mem_alloc(sizeof *p);
	conn_init(&p->base, db, writes);
	enum err e = pg_connect(p);
	if (e) {
		pg_conn_close(&p->base);
		return e;
	}
	*ret = &p->base;
	return E_OK;
}

void
pg_conn_close(struct conn *c)
{
	struct pg_conn *p = (struct pg_conn *)c;
	p->broken = true;		/* no farewell to each statement */
	conn_stmts_free(c);
	PQfinish(p->pg);
	mem_free(p->dead);
	mem_free(p);
}

static enum err
pg_check(struct conn *c)
{
	struct pg_conn *p = (struct pg_conn *)c;
	return pg_alive(p) ? E_OK : pg_connect(p);
}

static enum err
pg_snapshot(struct conn *c)
{
	return pg_command((struct pg_conn *)c, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1");
}

static void
pg_loan_end(struct conn *c)
{
	struct pg_conn *p = (struct pg_conn *)c;
	c->deadline_ms = 0;
	pg_absorb(p);
	if (!p->broken && PQtransactionStatus(p->pg) != PQTRANS_IDLE && pg_command(p, "ROLLBACK"))
		p->broken = true;
	pg_forget(p);
}

static enum err
pg_mark(struct conn *c, enum mark m)
{
	static const char *const text[] = {
		[MARK_SET] = "SAVEPOINT luan", [MARK_KEEP] = "RELEASE luan",
		[MARK_UNDO] = "ROLLBACK TO luan; RELEASE luan",
	};
	return pg_command((struct pg_conn *)c, text[m]);
}

static enum err
pg_exec(struct conn *c, const char *script)
{
	((struct pg_conn *)c)->wrote = true;
	return pg_command((struct pg_conn *)c, script);
}

static void
pg_restrict(struct conn *c, bool on)
{
	/* every statement is proved when it is prepared: pg_scoped.c */
}

/* ---- the store ---- */

static const char *const role_text =
    "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'luan_view') THEN"
    " CREATE ROLE luan_view NOLOGIN; END IF;"
    " IF NOT pg_has_role(current_user, 'luan_view', 'MEMBER') THEN"
    " EXECUTE format('GRANT luan_view TO %I', current_user); END IF; END $$";

/* What the operator should know and the server does not say by itself. */
static enum err
server_check(struct pg_conn *p)
{
	PGresult *r;
	const char *text = "SELECT datcollate, current_setting('fsync'), current_setting('server_version')"
	    " FROM pg_database WHERE datname = current_database()";
	enum err e = pg_collect(p, PQsendQuery(p->pg, text), text, &r);
	if (e)
		return e;
	const char *collation = PQgetvalue(r, 0, 0);
	if (strcmp(collation, "C") != 0 && strncmp(collation, "C.", 2) != 0 && strcmp(collation, "POSIX") != 0)
		log_at(LOG_WARN, "store.collation", KV("is", LS(collation)), KV("want", LS("C")));
	if (strcmp(PQgetvalue(r, 0, 1), "on") != 0)
		log_at(LOG_WARN, "store.fsync_off", KV("effect", LS("a power cut may lose acknowledged records")));
	log_at(LOG_INFO, "store.server", KV("version", LS(PQgetvalue(r, 0, 2))));
	PQclear(r);
	return E_OK;
}

static enum err
pg_open(struct db *db, const struct db_options *o)
{
	struct conn *c;
	enum err e = pg_conn_open(db, true, &c);
	if (e)
		return e;
	if (!(e = server_check((struct pg_conn *)c)) && pg_command((struct pg_conn *)c, role_text))
		log_at(LOG_ERROR, "store.view_role", KV("effect", LS("views and rules are refused")),
		    KV("remedy", LS("CREATE ROLE luan_view NOLOGIN; GRANT luan_view TO the user of luan")));
	pg_conn_close(c);
	return e ? e : pg_writers_start(db, o->writers ? o->writers : WRITERS);
}

static int64_t
pg_bytes(struct db *db)
{
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	if (db_reader(db, &c) || sql(c, &s, "SELECT pg_database_size(current_database())") || sql_step(s))
		return 0;
	return col_int(s, 0);
}

const struct driver postgres_driver = {
	.kind = DB_POSTGRES, .open = pg_open, .close = pg_writers_stop,
	.conn_open = pg_conn_open, .conn_close = pg_conn_close, .conn_check = pg_check,
	.snapshot = pg_snapshot, .loan_end = pg_loan_end, .mark = pg_mark, .exec = pg_exec,
	.restrict_ = pg_restrict, .prepare = pg_prepare, .finalize = pg_finalize, .bind = pg_bind,
	.step = pg_step, .reset = pg_reset, .columns = pg_columns, .column_name = pg_column_name,
	.type = pg_type, .get_int = pg_int, .get_real = pg_real, .get_text = pg_text, .get_blob = pg_blob,
	.bytes = pg_bytes, .dump = pg_dump, .load = pg_load,
};
