/* SPDX-License-Identifier: Apache-2.0 */
/* pg_stmt.c - prepared statements, values and rows on PostgreSQL. */
#include "store/postgres_.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>
#include "base/buf.h"
#include "base/limits.h"
#include "base/log.h"
#include "store/scoped_.h"

#define PARAMS_MAX 32767	/* of the protocol */
#define DRAIN_MAX 1000		/* rows read in vain before the query is cancelled */

/* ---- text ---- */

/* ?12 becomes $12 wherever it is not quoted or commented out. */
char *
pg_translate(const char *text, int *ret_params)
{
	struct buf b;
	enum token kind;
	struct slice t;
	const char *from = text;
	int64_t most = 0;
	buf_init(&b, MIB(4));
	for (const char *at = text; sql_token(&at, &kind, &t); ) {
		int64_t i;
		if (kind != TOKEN_PARAM || !slice_int((struct slice){ t.p + 1, t.n - 1 }, &i))
			continue;
		buf_put(&b, (struct slice){ from, (size_t)(t.p - from) });
		buf_putc(&b, '$');
		from = t.p + 1;
		most = i > most ? i : most;
	}
	buf_puts(&b, from);
	char *ret = b.full || most > PARAMS_MAX ? NULL : mem_str(buf_slice(&b));
	buf_free(&b);
	*ret_params = (int)most;
	return ret;
}

enum err
pg_prepare(struct conn *c, const char *text, struct stmt **ret)
{
	int n;
	char *translated = pg_translate(text, &n);
	if (!translated)
		return E_INTERNAL;
	struct pg_stmt *s = mem_alloc(sizeof *s);
	s->text = translated;
	s->n_params = n;
	s->param = mem_alloc(mul_size((size_t)n + 1, sizeof *s->param));
	*ret = &s->base;
	return E_OK;
}

void
pg_finalize(struct stmt *base)
{
	struct pg_stmt *s = (struct pg_stmt *)base;
	struct pg_conn *p = (struct pg_conn *)base->c;
	if (s->serial && s->generation == p->generation && !p->broken)
		pg_dead(p, s->serial);
	arena_free(&s->blobs);
	mem_free(s->saved.r);
	mem_free(s->param);
	mem_free(s->text);
	mem_free(s);
}

enum err
pg_bind(struct stmt *base, int i, const struct value *v)
{
	struct pg_stmt *s = (struct pg_stmt *)base;
	static const Oid oid[] = { [COL_INT] = OID_INT8, [COL_REAL] = OID_FLOAT8, [COL_TEXT] = OID_TEXT,
	    [COL_BLOB] = OID_BYTEA };
	if (i > s->n_params)
		return E_INTERNAL;
	struct pg_param *p = &s->param[i - 1];
	uint64_t bits = (uint64_t)v->i;
	if (v->type == COL_REAL)
		memcpy(&bits, &v->r, sizeof bits);
	bits = htobe64(bits);
	memcpy(p->number, &bits, sizeof p->number);
	bool number = v->type == COL_INT || v->type == COL_REAL;
	p->want = v->type == COL_NULL ? 0 : oid[v->type];
	p->p = number ? p->number : v->s.p;
	p->n = number ? (int)sizeof p->number : (int)v->s.n;
	return v->s.n > INT32_MAX ? E_TOO_LARGE : E_OK;
}

/* ---- preparing on the server ---- */

/* A NULL has no type, and "?1 IS NULL OR unit = ?1" gives the server none to infer: it names the parameter, and
 * the likely types are tried one after the other until the statement makes sense. */
static const Oid guesses[] = { OID_TEXT, OID_INT8, OID_FLOAT8, OID_BYTEA };

static bool
state_in(const char *state, const char *a, const char *b)
{
	return strcmp(state, a) == 0 || strcmp(state, b) == 0;
}

static bool
guess(struct pg_stmt *s, const PGresult *r, int *last)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY), *at = message ? strrchr(message, '$') : NULL;
	if (state && at && state_in(state, "42P18", "42P08")) {		/* not to be determined; ambiguous */
		long i = strtol(at + 1, NULL, 10);
		if (i < 1 || i > s->n_params || s->param[i - 1].type)
			return false;
		*last = (int)i - 1;
		s->param[*last].type = guesses[0];
		return true;
	}
	if (!state || *last < 0 || !state_in(state, "42883", "42804"))	/* no such operator; wrong type for a column */
		return false;
	for (size_t i = 0; i + 1 < N_ELEMS(guesses); i++)
		if (s->param[*last].type == guesses[i]) {
			s->param[*last].type = guesses[i + 1];
			return true;
		}
	return false;
}

static enum err
prepare_once(struct pg_conn *p, struct pg_stmt *s, int *last, bool *again)
{
	char name[16];
	Oid *types = mem_alloc(mul_size((size_t)s->n_params + 1, sizeof *types));
	for (int i = 0; i < s->n_params; i++)
		types[i] = s->param[i].type;
	snprintf(name, sizeof name, "s%u", ++p->serial);
	bool sent = PQsendPrepare(p->pg, name, s->text, s->n_params, types);
	mem_free(types);
	enum err e = E_OK, wait;
	PGresult *r;
	*again = false;
	while (sent && !(wait = pg_wait(p)) && (r = PQgetResult(p->pg))) {
		if (PQresultStatus(r) != PGRES_COMMAND_OK && !(*again = guess(s, r, last)))
			e = pg_result(p, r, s->base.text);
		PQclear(r);
	}
	if (!sent || p->broken)
		e = pg_result(p, NULL, s->base.text);
	if (!e && !*again) {
		s->serial = p->serial;
		s->generation = p->generation;
	}
	return e;
}

/* A failed PREPARE would kill the transaction: when a type is left open, a savepoint is put before it. */
static enum err
prepare_typed(struct pg_conn *p, struct pg_stmt *s)
{
	bool open = false, again = true;
	int last = -1;
	enum err e = E_OK;
	for (int i = 0; i < s->n_params; i++)
		open |= !s->param[i].type;
	bool guard = open && PQtransactionStatus(p->pg) == PQTRANS_INTRANS;
	if (guard && (e = pg_command(p, "SAVEPOINT luan_prepare")))
		return e;
	while (!e && again) {
		e = prepare_once(p, s, &last, &again);
		if (!e && again && guard)
			e = pg_command(p, "ROLLBACK TO luan_prepare");
	}
	if (!e && guard)
		e = pg_command(p, "RELEASE luan_prepare");
	return e;
}

static enum err
prepared(struct pg_conn *p, struct pg_stmt *s)
{
	bool fits = s->serial && s->generation == p->generation;
	for (int i = 0; i < s->n_params && fits; i++)
		fits = !s->param[i].want || s->param[i].want == s->param[i].type;
	if (fits)
		return E_OK;
	if (s->serial && s->generation == p->generation)
		pg_dead(p, s->serial);
	s->serial = 0;
	for (int i = 0; i < s->n_params; i++)
		if (s->param[i].want)
			s->param[i].type = s->param[i].want;
	return prepare_typed(p, s);
}

/* ---- running ---- */

static bool
send_bound(struct pg_conn *p, struct pg_stmt *s)
{
	size_t n = (size_t)s->n_params + 1;
	const char **values = mem_alloc(mul_size(n, sizeof *values));
	int *lengths = mem_alloc(mul_size(n, sizeof *lengths)), *formats = mem_alloc(mul_size(n, sizeof *formats));
	char name[16];
	for (int i = 0; i < s->n_params; i++) {
		values[i] = s->param[i].want ? s->param[i].p : NULL;
		lengths[i] = s->param[i].n;
		formats[i] = 1;
	}
	snprintf(name, sizeof name, "s%u", s->serial);
	bool sent = PQsendQueryPrepared(p->pg, name, s->n_params, values, lengths, formats, 0);
	mem_free(values);
	mem_free(lengths);
	mem_free(formats);
	return sent && PQsetSingleRowMode(p->pg);
}

static enum err
start(struct pg_conn *p, struct pg_stmt *s)
{
	if (p->broken)
		return E_STORE;
	pg_absorb(p);
	enum err e = prepared(p, s);
	if (!e && s->base.restricted && !s->checked)
		e = pg_scoped_check(p, s);
	if (e)
		return e;
	if (!send_bound(p, s))
		return pg_result(p, NULL, s->base.text);
	s->started = true;
	p->streaming = s;
	p->wrote |= strncmp(s->text, "SELECT", strlen("SELECT")) != 0;
	return E_OK;
}

static enum err
next_result(struct pg_conn *p, struct pg_stmt *s, PGresult **ret)
{
	*ret = NULL;
	if (s->saved.at < s->saved.n) {
		*ret = s->saved.r[s->saved.at];
		s->saved.r[s->saved.at++] = NULL;
		return E_OK;
	}
	if (p->streaming != s)
		return p->broken ? E_STORE : E_OK;
	enum err e = pg_wait(p);
	if (!e && !(*ret = PQgetResult(p->pg)))
		p->streaming = NULL;
	return e;
}

enum err
pg_step(struct stmt *base)
{
	struct pg_stmt *s = (struct pg_stmt *)base;
	struct pg_conn *p = (struct pg_conn *)base->c;
	enum err e = s->started ? E_OK : start(p, s);
	if (e || s->over)
		return e ? e : E_DONE;
	PQclear(s->row);
	s->row = NULL;
	arena_free(&s->blobs);
	PGresult *r;
	while (!(e = next_result(p, s, &r)) && r) {
		if ((e = pg_result(p, r, base->text)) || PQresultStatus(r) == PGRES_SINGLE_TUPLE) {
			s->row = r;
			s->over = e != E_OK;
			return e;
		}
		int64_t n;
		base->changes = slice_int(slice_of(PQcmdTuples(r)), &n) && PQresultStatus(r) == PGRES_COMMAND_OK ? n : base->changes;
		if (PQresultStatus(r) == PGRES_TUPLES_OK && strncmp(PQcmdStatus(r), "SELECT", 6) != 0 &&
		    slice_int(slice_of(PQcmdTuples(r)), &n))
			base->changes = n;	/* RETURNING */
		PQclear(s->row);
		s->row = r;		/* kept for the names of its columns */
	}
	s->over = true;
	return e ? e : E_DONE;
}

/* Rows nobody wants: a few are read, many are cancelled, unless that would end a transaction. */
static void
drain(struct pg_conn *p, struct pg_stmt *s)
{
	PGresult *r;
	bool cancelled = PQtransactionStatus(p->pg) != PQTRANS_ACTIVE || p->base.in_job || p->base.in_snapshot;
	for (int n = 0; p->streaming == s && !next_result(p, s, &r); n++) {
		PQclear(r);
		if (n < DRAIN_MAX || cancelled)
			continue;
		char why[256];
		PGcancel *c = PQgetCancel(p->pg);
		cancelled = c && PQcancel(c, why, sizeof why);
		PQfreeCancel(c);
	}
	if (p->streaming == s)
		p->streaming = NULL;
}

void
pg_reset(struct stmt *base)
{
	struct pg_stmt *s = (struct pg_stmt *)base;
	struct pg_conn *p = (struct pg_conn *)base->c;
	if (s->started) {
		for (; s->saved.at < s->saved.n; s->saved.at++)
			PQclear(s->saved.r[s->saved.at]);
		drain(p, s);
	}
	PQclear(s->row);
	s->row = NULL;
	s->saved.n = s->saved.at = 0;
	s->started = s->over = false;
	arena_free(&s->blobs);
	for (int i = 0; i < s->n_params; i++)
		s->param[i].want = 0;
}

/* ---- columns ---- */

static const PGresult *
row(const struct stmt *s)
{
	return ((const struct pg_stmt *)s)->row;
}

int
pg_columns(const struct stmt *s)
{
	return PQnfields(row(s));
}

const char *
pg_column_name(const struct stmt *s, int col)
{
	return PQfname(row(s), col);
}

static bool
is_null(const struct stmt *s, int col)
{
	return !row(s) || PQntuples(row(s)) == 0 || PQgetisnull(row(s), 0, col);
}

/* NUMERIC is what sum() of BIGINT gives: whole numbers are COL_INT as on SQLite. */
enum col_type
pg_type(const struct stmt *s, int col)
{
	if (is_null(s, col))
		return COL_NULL;
	switch (PQftype(row(s), col)) {
	case OID_INT8: case OID_INT4: case OID_INT2: case OID_BOOL:
		return COL_INT;
	case OID_FLOAT8: case OID_FLOAT4:
		return COL_REAL;
	case OID_NUMERIC:
		return strchr(PQgetvalue(row(s), 0, col), '.') ? COL_REAL : COL_INT;
	case OID_BYTEA:
		return COL_BLOB;
	default:
		return COL_TEXT;
	}
}

int64_t
pg_int(const struct stmt *s, int col)
{
	if (is_null(s, col))
		return 0;
	const char *v = PQgetvalue(row(s), 0, col);
	if (PQftype(row(s), col) == OID_BOOL)
		return *v == 't';
	return strpbrk(v, ".eE") ? (int64_t)strtod(v, NULL) : strtoll(v, NULL, 10);
}

double
pg_real(const struct stmt *s, int col)
{
	return is_null(s, col) ? 0 : strtod(PQgetvalue(row(s), 0, col), NULL);
}

struct slice
pg_text(const struct stmt *s, int col)
{
	if (is_null(s, col))
		return (struct slice){ NULL, 0 };
	return (struct slice){ PQgetvalue(row(s), 0, col), (size_t)PQgetlength(row(s), 0, col) };
}

static int
hex_value(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

struct slice
pg_blob(const struct stmt *base, int col)
{
	struct pg_stmt *s = (struct pg_stmt *)base;
	struct slice t = pg_text(base, col);
	if (!t.p || PQftype(s->row, col) != OID_BYTEA || t.n < 2)
		return t;
	size_t n = (t.n - 2) / 2;	/* "\x6162" */
	char *out = arena_alloc(&s->blobs, n + 1);
	for (size_t i = 0; i < n; i++)
		out[i] = (char)(hex_value(t.p[2 + 2 * i]) << 4 | hex_value(t.p[3 + 2 * i]));
	return (struct slice){ out, n };
}
