/* SPDX-License-Identifier: Apache-2.0 */
/* session_api.c - /api/v1/session and /api/v1/sessions: signing in and out, what one is, one's
 * password and sessions. */
#include <sodium.h>
#include "base/clock.h"
#include "base/log.h"
#include "engine/units.h"
#include "people/api_.h"
#include "people/credential.h"
#include "people/grant.h"
#include "people/second_factor.h"
#include "people/setting.h"
#include "people/sign_in.h"

/* ---- signing in ---- */

struct sign_in_work {
	struct hash_work work;		/* first */
	struct people *p;
	struct http_request *rq;
	struct sign_in s;
};

static void
set_retry_after(struct http_request *rq, int64_t s)
{
	char text[24];

	if (s <= 0)
		return;
	snprintf(text, sizeof(text), "%lld", (long long)s);
	http_set(rq, "Retry-After", text);
}

static void
set_cookie(struct http_request *rq, const char *token)
{
	char text[200];

	snprintf(text, sizeof(text),
	    "luan_session=%s; Path=/; HttpOnly; SameSite=Strict%s; Max-Age=%lld", token,
	    rq->tls ? "; Secure" : "", *token ? (long long)setting(SET_session_h) * 3600 : 0);
	http_set(rq, "Set-Cookie", text);
	sodium_memzero(text, sizeof(text));
}

static void
put_signed_in(struct buf *b, const char *token, const struct session_view *v, int64_t person)
{
	buf_puts(b, "{\"token\":");
	buf_json(b, slice_of(token));
	buf_printf(b,
	    ",\"csrf\":\"%s\",\"person\":%lld,\"must_change_password\":%s,\"totp_enrolled\":%s,"
	    "\"totp_must_enrol\":%s}",
	    v->csrf, (long long)person, json_bool(v->must_change), json_bool(v->totp),
	    json_bool(v->must_enrol));
}

/* The request, and w with it, may be gone as soon as it is answered. */
static enum err
answer_signed_in(struct sign_in_work *w)
{
	struct session_ask a = { .token = slice_of(w->s.session.token), .own = true };
	const struct who *who;
	struct session_view v;
	struct buf b;
	enum err e = session_check(w->p, &a, &who, &v);

	if (e)
		return e;
	buf_init(&b, KIB(2));
	put_signed_in(&b, w->s.session.token, &v, who->person);
	who_release(who);
	set_cookie(w->rq, w->s.session.token);
	sodium_memzero(w->s.session.token, sizeof(w->s.session.token));
	http_answer(w->rq, 200, "application/json", buf_slice(&b));
	sodium_memzero(b.p, b.n);
	buf_free(&b);
	return E_OK;
}

static void
sign_in_run(struct hash_work *work)
{
	struct sign_in_work *w = (struct sign_in_work *)work;
	enum err e;

	log_request(w->rq->id);
	e = sign_in(w->p, &w->s, &w->rq->arena);
	sodium_memzero((void *)(uintptr_t)w->s.password.p, w->s.password.n);
	if (!e)
		e = answer_signed_in(w);
	if (e) {
		set_retry_after(w->rq, w->s.wait_s);
		http_problem(w->rq, e, NULL, 0);
	}
	log_request(NULL);
}

static struct slice
agent(struct http_request *rq)
{
	struct slice h = http_header(rq, "User-Agent");

	return h.n && h.n <= 300 && utf8_valid(h) ? h : (struct slice){ NULL, 0 };
}

/* A form of another site cannot sign anybody in here: a browser says where the call comes from. */
static bool
from_other_site(struct http_request *rq)
{
	struct slice o = http_header(rq, "Origin"), host = http_header(rq, "Host");
	const char *at;

	if (!o.n || !host.n)
		return false;
	at = memmem(o.p, o.n, "://", 3);
	if (!at)
		return true;		/* "null" */
	at += 3;
	return !slice_eq((struct slice){ at, (size_t)(o.p + o.n - at) }, host);
}

static void
session_post(struct people *p, struct http_request *rq)
{
	struct body_text t[] = { { "user", 64, true }, { "password", 256, true },
		{ "totp", 32, false } };
	struct sign_in_work *w = arena_new(&rq->arena, struct sign_in_work);
	struct call c;
	enum err e;

	people_call(&c, p, rq, NULL);
	if (from_other_site(rq))
		return people_refuse(rq, &c, E_CSRF);
	if ((e = people_body(&c, rq, t, N_ELEMS(t))))
		return people_refuse(rq, &c, e);
	*w = (struct sign_in_work){ { .run = sign_in_run }, p, rq,
		{ .user = t[0].value,
		    .password = t[1].value,
		    .code = t[2].value,
		    .peer = rq->peer,
		    .agent = agent(rq),
		    .request_id = rq->id } };
	e = sign_in_wait(p, w->s.user, rq->peer, &w->s.wait_s);
	if (!e)
		e = p->hashing ? hashing_submit(p->hashing, &w->work) : E_SHUTDOWN;
	if (e) {
		set_retry_after(rq, e == E_BUSY ? 5 : w->s.wait_s);
		people_refuse(rq, &c, e);
	}
}

/* ---- what one is ---- */

static void
put_unit(struct buf *b, const char *key, int64_t unit, struct arena *a)
{
	buf_printf(b, "\"%s\":%lld,\"%s_title\":", key, (long long)unit, key);
	buf_json(b, units_name(unit, a));
}

static void
put_grant(struct buf *b, const struct grant *g, struct arena *a)
{
	int bit = __builtin_ctz(g->role);
	struct slice title = title_zh(role_title((enum role_bit)bit));

	buf_printf(b, "{\"role\":\"%s\",\"role_title\":", role_name((enum role_bit)bit));
	buf_json(b, title);
	buf_putc(b, ',');
	put_unit(b, "unit", g->unit, a);
	buf_puts(b, ",\"from\":\"");
	buf_time(b, g->from_ms);
	buf_puts(b, "\",\"to\":");
	if (g->to_ms == INT64_MAX) {
		buf_puts(b, "null");
	} else {
		buf_putc(b, '"');
		buf_time(b, g->to_ms);
		buf_putc(b, '"');
	}
	buf_printf(b, ",\"persons\":%s}", json_bool(g->persons));
}

static void
put_grants(struct buf *b, struct call *c)
{
	unsigned held = roles_of(c);
	bool first = true;

	buf_puts(b, "\"grants\":[");
	for (int i = 0; i < c->who->ngrant; i++) {
		if (c->who->grant[i].role == 0 || c->now_ms >= c->who->grant[i].to_ms)
			continue;
		if (!first)
			buf_putc(b, ',');
		first = false;
		put_grant(b, &c->who->grant[i], c->arena);
	}
	buf_puts(b, "],\"roles\":[");
	first = true;
	for (int i = 0; i < ROLE_COUNT; i++)
		if (held & (1u << i)) {
			buf_printf(b, "%s\"%s\"", first ? "" : ",", role_name((enum role_bit)i));
			first = false;
		}
	buf_putc(b, ']');
}

static enum err
put_person(struct call *c, struct buf *b)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT \"user\" FROM person WHERE id = ?1");

	if (e)
		return e;
	sql_int(st, 1, c->who->person);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_SIGNED_IN : e;
	buf_printf(b, "{\"person\":{\"id\":%lld,\"name\":", (long long)c->who->person);
	buf_json(b, slice_of(c->who->name));
	buf_puts(b, ",\"user\":");
	buf_json(b, col_text(st, 0));
	buf_putc(b, ',');
	put_unit(b, "unit", c->who->unit, c->arena);
	buf_puts(b, "},");
	return E_OK;
}

static enum err
session_get(struct api *x)
{
	enum err e = put_person(&x->call, &x->answer);

	if (e)
		return e;
	put_grants(&x->answer, &x->call);
	buf_printf(&x->answer,
	    ",\"csrf\":\"%s\",\"must_change_password\":%s,\"totp_enrolled\":%s,\"totp_must_enrol\":"
	    "%s",
	    x->view.csrf, json_bool(x->view.must_change), json_bool(x->view.totp),
	    json_bool(x->view.must_enrol));
	buf_printf(&x->answer, ",\"simulated\":%s,\"idle_s\":%lld,\"server_time\":\"",
	    json_bool(x->p->engine->simulated), (long long)setting(SET_idle_min) * 60);
	buf_time(&x->answer, x->call.now_ms);
	buf_printf(&x->answer, "\",\"version\":\"%s\"}", LUAN_VERSION);
	return E_OK;
}

static enum err
sign_out(struct api *x)
{
	int64_t ended;
	enum err e = session_end_one(x->call.conn, x->call.who->session, x->call.who->person,
	    x->call.now_ms, "signed_out", &ended);

	x->end_session = x->call.who->session;
	set_cookie(x->rq, "");
	return e ? e
		 : audit_note(&x->call, "sign_out", "person", x->call.who->person,
		       (struct slice){ NULL, 0 });
}

/* ---- password and second factor ---- */

static enum err
refuse_wait(struct api *x, enum err e, int64_t wait_s)
{
	if (e == E_LOCKED)
		set_retry_after(x->rq, wait_s);
	return e;
}

static enum err
session_password(struct api *x)
{
	struct password_change pc = { .who = x->call.who,
		.old = x->text[0].value,
		.new = x->text[1].value,
		.peer = x->rq->peer,
		.request_id = x->rq->id };
	enum err e = password_change(x->p, &pc, &x->rq->arena);

	if (e == E_WEAK_PASSWORD)
		return refuse_text(&x->call, e, "new", pc.zh, pc.en);
	if (e == E_BAD_CREDENTIALS)	/* 422: the session itself is good */
		return refuse_text(
		    &x->call, E_BAD_VALUE, "old", "原密码错误", "The present password is wrong");
	return refuse_wait(x, e, pc.wait_s);
}

static enum err
totp_begin(struct api *x)
{
	struct slice secret, uri;
	enum err e = second_factor_begin(&x->call, x->p, &secret, &uri);

	if (e)
		return e;
	buf_puts(&x->answer, "{\"secret\":");
	buf_json(&x->answer, secret);
	buf_puts(&x->answer, ",\"uri\":");
	buf_json(&x->answer, uri);
	buf_putc(&x->answer, '}');
	return E_OK;
}

static enum err
totp_confirm(struct api *x)
{
	char code[RECOVERY_CODES][RECOVERY_CODE + 1];
	enum err e = second_factor_confirm(&x->call, x->p, x->text[0].value, code);

	if (e)
		return e;
	x->recheck = true;
	buf_puts(&x->answer, "{\"recovery_codes\":[");
	for (int i = 0; i < RECOVERY_CODES; i++)
		buf_printf(&x->answer, "%s\"%s\"", i ? "," : "", code[i]);
	buf_puts(&x->answer, "]}");
	sodium_memzero(code, sizeof(code));
	return E_OK;
}

static enum err
remove_factor(struct call *c, void *ctx)
{
	struct api *x = ctx;

	c->who = x->call.who;
	c->peer = x->rq->peer;
	c->request_id = x->rq->id;
	return second_factor_remove(c, x->call.who->person);
}

static enum err
totp_remove(struct api *x)
{
	struct password_change pc = { .who = x->call.who,
		.old = x->text[0].value,
		.peer = x->rq->peer,
		.request_id = x->rq->id };
	enum err e;

	if (setting(SET_totp_admins) && (roles_of(&x->call) & R_ADMINS))
		return refuse_text(&x->call, E_GUARD, NULL, "管理员必须使用动态口令",
		    "Administrators must keep their second factor");
	e = password_confirm(x->p, &pc, &x->rq->arena);
	if (e == E_BAD_CREDENTIALS)
		return refuse_text(
		    &x->call, E_BAD_VALUE, "password", "密码错误", "The password is wrong");
	if (e)
		return refuse_wait(x, e, pc.wait_s);
	x->recheck = true;
	return engine_write(x->p->engine, NULL, remove_factor, x);
}

static const struct api_route session_route[] = { { HTTP_GET, "", API_READ, session_get,
						      { { NULL } } },
	{ HTTP_DELETE, "", API_WRITE, sign_out, { { NULL } } },
	{ HTTP_POST, "/password", API_HASH, session_password,
	    { { "old", 256, true }, { "new", 256, true } } },
	{ HTTP_POST, "/totp", API_WRITE, totp_begin, { { NULL } } },
	{ HTTP_POST, "/totp/confirm", API_WRITE, totp_confirm, { { "totp", 32, true } } },
	{ HTTP_DELETE, "/totp", API_HASH, totp_remove, { { "password", 256, true } } }, { 0 } };

void
session_serve(struct http_request *rq, void *ctx)
{
	struct slice rest = { rq->path.p + strlen("/api/v1/session"),
		rq->path.n - strlen("/api/v1/session") };

	if (rest.n == 0 && rq->method == HTTP_POST)
		return session_post(ctx, rq);
	api_serve(ctx, rq, rest, session_route, true);
}

/* ---- one's sessions ---- */

static enum err
sessions_list(struct api *x)
{
	stmt_scoped st = NULL;
	enum err e = sql(x->call.conn, &st,
	    "SELECT id, created_at, last_seen_at, peer, agent FROM session"
	    " WHERE person = ?1 AND ended_at IS NULL ORDER BY id DESC LIMIT 100");

	if (e)
		return e;
	sql_int(st, 1, x->call.who->person);
	buf_puts(&x->answer, "{\"items\":[");
	for (int n = 0; !(e = sql_step(st)); n++) {
		bool current = col_int(st, 0) == x->call.who->session;
		int64_t seen = current ? x->call.now_ms : col_int(st, 2);
		buf_printf(&x->answer, "%s{\"id\":%lld,\"created_at\":\"", n ? "," : "",
		    (long long)col_int(st, 0));
		buf_time(&x->answer, col_int(st, 1));
		buf_puts(&x->answer, "\",\"last_seen_at\":\"");
		buf_time(&x->answer, seen);
		buf_puts(&x->answer, "\",\"peer\":");
		buf_json(&x->answer, col_text(st, 3));
		buf_puts(&x->answer, ",\"agent\":");
		buf_json(&x->answer, col_text(st, 4));
		buf_printf(&x->answer, ",\"current\":%s}", json_bool(current));
	}
	buf_puts(&x->answer, "]}");
	return e == E_DONE ? E_OK : e;
}

static enum err
sessions_end(struct api *x)
{
	int64_t ended;
	enum err e = session_end_one(
	    x->call.conn, x->id, x->call.who->person, x->call.now_ms, "revoked", &ended);

	if (e || !ended)
		return e ? e : refuse(&x->call, E_NOT_FOUND, NULL, -1);
	x->end_session = ended;
	return audit_note(
	    &x->call, "session_revoked", "person", x->call.who->person, (struct slice){ NULL, 0 });
}

static const struct api_route sessions_route[] = {
	{ HTTP_GET,    "",     API_READ,  sessions_list, { { NULL } } },
	{ HTTP_DELETE, "/{id}", API_WRITE, sessions_end, { { NULL } } },
	{ 0 } };

void
sessions_serve(struct http_request *rq, void *ctx)
{
	struct slice rest = { rq->path.p + strlen("/api/v1/sessions"),
		rq->path.n - strlen("/api/v1/sessions") };

	api_serve(ctx, rq, rest, sessions_route, true);
}
