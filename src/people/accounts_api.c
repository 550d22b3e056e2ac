/* SPDX-License-Identifier: Apache-2.0 */
/* accounts_api.c - /api/v1/accounts/{person}: what administrators do about the accounts of others.
 *
 * Who gives somebody a new password can become him. So nobody but a holder of the same
 * administrator's role, over all the units of that one, touches the account of an administrator;
 * else one person could gather all three, or a brigade's rise to the detachment's.
 */
#include <sodium.h>
#include "people/api_.h"
#include "people/credential.h"
#include "people/grant.h"
#include "people/password.h"
#include "people/second_factor.h"
#include "people/sign_in.h"

#define ROLES (R_sysadmin | R_secadmin)

/* *ret: he administers something that the caller does not: another role, or the same one over more units. */
static enum err
administers_more(struct call *c, int64_t person, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "SELECT role, unit FROM \"grant\" WHERE person = ?1 AND state = 'in_force' AND (to_at IS "
	    "NULL OR to_at > ?2)");

	*ret = false;
	if (e)
		return e;
	sql_int(st, 1, person);
	sql_int(st, 2, c->now_ms);
	while (!(e = sql_step(st))) {
		unsigned theirs = role_named(col_text(st, 0)) & R_ADMINS;
		*ret |= theirs && !may(c, theirs, col_int(st, 1));
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
account_seen(struct call *c, int64_t person)
{
	int64_t unit;
	enum err e =
	    people_count(c->conn, "SELECT unit FROM person WHERE id = ?1", person, 0, &unit);

	if (e)
		return refuse(c, e, NULL, -1);
	return unit && may(c, ROLES, unit)
		   ? E_OK
		   : refuse(c, may(c, ROLES, 0) ? E_NOT_FOUND : E_FORBIDDEN, NULL, -1);
}

static enum err
account_may(struct call *c, int64_t person)
{
	bool more;
	enum err e = account_seen(c, person);

	if (e)
		return e;
	if (person == c->who->person)
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	if ((e = administers_more(c, person, &more)))
		return refuse(c, e, NULL, -1);
	return more ? refuse(c, E_SEPARATION, NULL, -1) : E_OK;
}

static void
put_time(struct buf *b, const char *key, const struct stmt *st, int col)
{
	buf_printf(b, ",\"%s\":", key);
	if (col_null(st, col)) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	buf_time(b, col_int(st, col));
	buf_putc(b, '"');
}

static enum err
account_get(struct api *x)
{
	struct call *c = &x->call;
	stmt_scoped st = NULL;
	enum err e = account_seen(c, x->id);

	if (e ||
	    (e = sql(c->conn, &st,
		 "SELECT p.\"user\", k.must_change, CASE WHEN k.totp_secret IS NULL THEN 0 ELSE 1 "
		 "END,"
		 " k.changed_at, k.used_at,"
		 " (SELECT COUNT(*) FROM session s WHERE s.person = p.id AND s.ended_at IS NULL)"
		 " FROM person p LEFT JOIN credential k ON k.person = p.id WHERE p.id = ?1")))
		return e;
	sql_int(st, 1, x->id);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	buf_printf(&x->answer, "{\"person\":%lld,\"user\":", (long long)x->id);
	buf_json(&x->answer, col_text(st, 0));
	buf_printf(&x->answer,
	    ",\"has_password\":%s,\"must_change_password\":%s,\"totp_enrolled\":%s,\"sessions\":%"
	    "lld",
	    json_bool(!col_null(st, 1)), json_bool(col_int(st, 1)), json_bool(col_int(st, 2)),
	    (long long)col_int(st, 5));
	put_time(&x->answer, "password_changed_at", st, 3);
	put_time(&x->answer, "last_sign_in_at", st, 4);
	buf_putc(&x->answer, '}');
	return E_OK;
}

struct issue {
	struct api *x;
	char hash[PASSWORD_HASH_MAX];
};

static void
as_asked(struct call *c, const struct api *x)
{
	c->who = x->call.who;
	c->peer = x->rq->peer;
	c->request_id = x->rq->id;
	c->reason = x->call.reason;
	c->now_ms = x->call.now_ms;
}

static enum err
write_issue(struct call *c, void *ctx)
{
	struct issue *i = ctx;
	enum err e;

	as_asked(c, i->x);
	e = account_may(c, i->x->id);
	return e ? refuse(&i->x->call, e, NULL, -1) : credential_set(c, i->x->id, i->hash, true);
}

static enum err
account_password(struct api *x)
{
	struct issue i = { .x = x };
	char password[PASSWORD_MADE + 1];
	enum err e;

	if (!(roles_of(&x->call) & ROLES))
		return E_FORBIDDEN;
	x->call.reason = x->text[0].value;
	password_make(password);
	e = password_hash(slice_of(password), i.hash);
	if (!e)
		e = engine_write(x->p->engine, NULL, write_issue, &i);
	x->recheck = true;
	if (!e)
		buf_printf(&x->answer, "{\"password\":\"%s\"}", password);
	sodium_memzero(password, sizeof(password));
	return e;
}

static enum err
account_totp_reset(struct api *x)
{
	enum err e = account_may(&x->call, x->id);

	x->call.reason = x->text[0].value;
	x->recheck = true;
	return e ? e : second_factor_remove(&x->call, x->id);
}

static enum err
account_sign_out(struct api *x)
{
	enum err e = account_may(&x->call, x->id);

	x->call.reason = x->text[0].value;
	x->recheck = true;
	if (!e)
		e = session_end_person(x->call.conn, x->id, 0, x->call.now_ms, "revoked");
	return e ? e
		 : audit_note(
		       &x->call, "sessions_revoked", "person", x->id, (struct slice){ NULL, 0 });
}

/* Failures of the name are forgotten: the owner need not wait out the back-off. */
static enum err
account_forgive(struct api *x)
{
	struct call *c = &x->call;
	stmt_scoped st = NULL;
	enum err e = account_may(c, x->id);

	c->reason = x->text[0].value;
	if (e || (e = sql(c->conn, &st, "SELECT \"user\" FROM person WHERE id = ?1")))
		return e;
	sql_int(st, 1, x->id);
	if ((e = sql_step(st)) || (e = sign_in_forgive(c, col_text(st, 0))))
		return e;
	return audit_note(c, "sign_in_forgiven", "person", x->id, (struct slice){ NULL, 0 });
}

#define REASON_TEXT { { "reason", 1500, true } }
static const struct api_route accounts_route[] = {
	{ HTTP_GET,  "/{id}",            API_READ,  account_get,        { { NULL } } },
	{ HTTP_POST, "/{id}/password",   API_HASH,  account_password,   REASON_TEXT },
	{ HTTP_POST, "/{id}/totp_reset", API_WRITE, account_totp_reset, REASON_TEXT },
	{ HTTP_POST, "/{id}/sign_out",   API_WRITE, account_sign_out,   REASON_TEXT },
	{ HTTP_POST, "/{id}/forgive",    API_WRITE, account_forgive,    REASON_TEXT },
	{ 0 } };

void
accounts_serve(struct http_request *rq, void *ctx)
{
	struct slice rest = { rq->path.p + strlen("/api/v1/accounts"),
		rq->path.n - strlen("/api/v1/accounts") };

	api_serve(ctx, rq, rest, accounts_route, false);
}
