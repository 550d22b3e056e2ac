/* SPDX-License-Identifier: Apache-2.0 */
/* pg_scoped.c - the server itself proves that a restricted statement reads nothing but its scoped_* CTEs.
 *
 *   given    WITH scoped_device AS (SELECT id, code FROM device WHERE ..) SELECT .. FROM scoped_device
 *   proved   WITH scoped_device AS (SELECT NULL::int8 AS id, NULL::text AS code LIMIT 0) SELECT .. FROM scoped_device
 *
 * The second is EXPLAINed as role luan_view, which may read no table. PostgreSQL checks the rights of every relation
 * in the plan; LIMIT 0 (opaque, where WHERE false is not) and a generic plan keep the planner from folding a part
 * away before it is looked at. Once for each statement and connection. */
#include "store/postgres_.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/log.h"
#include "store/scoped_.h"

static const struct {
	Oid oid;
	const char *name;
} types[] = {
	{ OID_INT8, "int8" }, { OID_INT4, "int4" }, { OID_INT2, "int2" }, { OID_BOOL, "bool" }, { OID_BYTEA, "bytea" },
	{ OID_FLOAT8, "float8" }, { OID_FLOAT4, "float4" }, { OID_NUMERIC, "numeric" },
};

static const char *
type_name(Oid oid)
{
	for (size_t i = 0; i < N_ELEMS(types); i++)
		if (types[i].oid == oid)
			return types[i].name;
	return "text";
}

/* Functions that run a text as SQL or read files would get round the proof. */
static const char *const evasive[] = {
	"query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "table_to_xml", "schema_to_xml",
	"database_to_xml", "cursor_to_xml", "dblink", "dblink_exec", "pg_read_file", "pg_read_binary_file",
	"lo_get", "lo_import", "set_config", "pg_stat_file", "pg_ls_dir",
};

static bool
evades(const char *text)
{
	enum token kind;
	struct slice t;
	while (sql_token(&text, &kind, &t))
		for (size_t i = 0; kind == TOKEN_WORD && i < N_ELEMS(evasive); i++)
			if (t.n == strlen(evasive[i]) && strncasecmp(t.p, evasive[i], t.n) == 0)
				return true;
	return false;
}

struct proof {
	struct pg_conn *p;
	const struct pg_stmt *s;
	Oid *types;		/* of all parameters as the server sees them */
	struct buf text;
};

static enum err
server_types(struct proof *f)
{
	char name[16];
	PGresult *r;
	snprintf(name, sizeof name, "s%u", f->s->serial);
	enum err e = pg_collect(f->p, PQsendDescribePrepared(f->p->pg, name), f->s->base.text, &r);
	if (e)
		return e;
	for (int i = 0; i < f->s->n_params && i < PQnparams(r); i++)
		f->types[i] = PQparamtype(r, i);
	PQclear(r);
	return E_OK;
}

/* Appends the empty form of a body: its columns with their types and no row. */
static enum err
body_empty(struct proof *f, const struct scoped_body *b)
{
	struct buf text;
	int n;
	buf_init(&text, MIB(4));
	buf_put(&text, (struct slice){ f->s->base.text, (size_t)(b->body.p + b->body.n + 1 - f->s->base.text) });
	buf_printf(&text, " SELECT * FROM %.*s", (int)b->name.n, b->name.p);
	buf_putc(&text, 0);
	char *translated = pg_translate(text.full ? "" : buf_slice(&text).p, &n);
	buf_free(&text);
	PGresult *r = NULL;
	enum err e = pg_collect(f->p, PQsendPrepare(f->p->pg, "", translated, f->s->n_params, f->types), translated, NULL);
	if (!e)
		e = pg_collect(f->p, PQsendDescribePrepared(f->p->pg, ""), translated, &r);
	mem_free(translated);
	if (e)
		return e;
	for (int i = 0; i < PQnfields(r); i++)
		buf_printf(&f->text, "%s NULL::%s AS \"%s\"", i ? "," : "SELECT", type_name(PQftype(r, i)), PQfname(r, i));
	buf_puts(&f->text, " LIMIT 0");
	PQclear(r);
	return E_OK;
}

static enum err
proof_text(struct proof *f, const struct scoped_body *body, int n)
{
	const char *from = f->s->base.text;
	for (int i = 0; i < n; i++) {
		buf_put(&f->text, (struct slice){ from, (size_t)(body[i].body.p - from) });
		enum err e = body_empty(f, &body[i]);
		if (e)
			return e;
		from = body[i].body.p + body[i].body.n;
	}
	buf_puts(&f->text, from);
	buf_putc(&f->text, 0);
	return f->text.full ? E_TOO_LARGE : E_OK;
}

static enum err
explain_as_view(struct proof *f)
{
	int n;
	char name[48];
	struct buf call;
	snprintf(name, sizeof name, "v%u", ++f->p->serial);
	char *translated = pg_translate(buf_slice(&f->text).p, &n);
	enum err e = pg_command(f->p, "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL ROLE luan_view");
	if (!e)
		e = pg_collect(f->p, PQsendPrepare(f->p->pg, name, translated, f->s->n_params, f->types), translated, NULL);
	mem_free(translated);
	buf_init(&call, KIB(512));
	buf_printf(&call, "EXPLAIN EXECUTE %s", name);
	for (int i = 0; i < f->s->n_params; i++)
		buf_puts(&call, i ? ", NULL" : "(NULL");
	buf_puts(&call, f->s->n_params ? ")" : "");
	buf_putc(&call, 0);
	if (!e)
		e = call.full ? E_TOO_LARGE : pg_command(f->p, buf_slice(&call).p);
	buf_free(&call);
	return e;
}

enum err
pg_scoped_check(struct pg_conn *p, struct pg_stmt *s)
{
	struct scoped_body body[SCOPED_MAX];
	int n = scoped_bodies(s->base.text, body);
	if (n < 0 || evades(s->base.text))
		return E_FORBIDDEN;
	struct proof f = { .p = p, .s = s, .types = mem_alloc(mul_size((size_t)s->n_params + 1, sizeof(Oid))) };
	bool inside = PQtransactionStatus(p->pg) == PQTRANS_INTRANS;
	buf_init(&f.text, MIB(4));
	enum err e = pg_command(p, inside ? "SAVEPOINT luan_proof" : "BEGIN"), end = E_OK;
	if (!e) {
		if (!(e = server_types(&f)) && !(e = proof_text(&f, body, n)))
			e = explain_as_view(&f);
		end = pg_command(p, inside ? "ROLLBACK TO luan_proof; RELEASE luan_proof" : "ROLLBACK");
	}
	char forget[48];
	snprintf(forget, sizeof forget, "DEALLOCATE v%u", p->serial);
	if (!e && !end)
		end = pg_command(p, forget);
	buf_free(&f.text);
	mem_free(f.types);
	s->checked = !e && !end;
	return e ? e : end;
}
