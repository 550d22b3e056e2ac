/* SPDX-License-Identifier: Apache-2.0 */
#include "people/sign_in.h"
#include <sodium.h>
#include "base/clock.h"
#include "base/log.h"
#include "people/guess.h"
#include "people/password.h"
#include "people/people_.h"
#include "people/second_factor.h"

struct account {			/* what is known of the name that was typed */
	int64_t person, unit, changed_at;
	char hash[PASSWORD_HASH_MAX];
	char name[64];
	bool locked, left, totp;
};

enum judged { FITS, WRONG_PASSWORD, WRONG_CODE, GONE, SHUT, NO_CODE, CHANGED_MEANWHILE };
static const char *const judged_word[] = {
	[WRONG_PASSWORD] = "password", [WRONG_CODE] = "code", [GONE] = "left", [SHUT] = "locked",
};

struct attempt {
	struct people *p;
	struct sign_in *s;
	struct account account;
	enum judged first, judged; /* by the password; and after the code, in the transaction */
	char new_hash
	    [PASSWORD_HASH_MAX]; /* when the cost was raised since: the same password anew */
	struct arena *arena;
};

static int64_t
seconds_up(int64_t ms)
{
	return ms > 0 ? (ms + 999) / 1000 : 0;
}

/* People write their name as they like; the page allows small letters only. */
static struct slice
lower(struct slice s, struct arena *a)
{
	char *p = arena_str(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	return (struct slice){ p, s.n };
}

static enum err
wait_of(struct conn *c, const struct digest *d, const struct backoff_rule *r, int64_t now,
    int64_t *ret_until)
{
	struct backoff b;
	enum err e = guess_read(c, d, &b);
	int64_t until = backoff_until_ms(r, &b);

	if (!e && until > now && until > *ret_until)
		*ret_until = until;
	return e;
}

enum err
sign_in_wait(struct people *p, struct slice user, struct slice peer, int64_t *ret_wait_s)
{
	reader_scoped c = NULL;
	struct arena a;
	int64_t now = session_now_ms(p), until = 0;
	struct digest account, address = guess_address(&p->key, peer);
	enum err e = db_reader(p->engine->db, &c);

	arena_init(&a);
	account = guess_account(&p->key, lower(user, &a));
	arena_free(&a);
	if (e || (e = wait_of(c, &account, &backoff_account, now, &until)) ||
	    (e = wait_of(c, &address, &backoff_address, now, &until)))
		return e;
	*ret_wait_s = seconds_up(until - now);
	return until > now ? E_LOCKED : E_OK;
}

/* No such name, or one without a password: person stays 0 and the hash fits nothing. */
static enum err
find_account(struct people *p, struct slice user, struct account *ret)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->engine->db, &c);

	*ret = (struct account){ 0 };
	memcpy(ret->hash, password_nobodys(), sizeof(ret->hash));
	if (e || (e = sql(c, &st,
		      "SELECT p.id, p.unit, p.state, p.name, k.hash, k.changed_at, CASE WHEN "
		      "k.totp_secret IS NULL THEN 0 ELSE 1 END"
		      " FROM person p JOIN credential k ON k.person = p.id WHERE p.\"user\" = ?1")))
		return e;
	sql_text(st, 1, user);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	ret->person = col_int(st, 0);
	ret->unit = col_int(st, 1);
	ret->locked = slice_is(col_text(st, 2), "locked");
	ret->left = slice_is(col_text(st, 2), "left");
	snprintf(ret->name, sizeof(ret->name), "%.*s", (int)col_text(st, 3).n, col_text(st, 3).p);
	snprintf(ret->hash, sizeof(ret->hash), "%.*s", (int)col_text(st, 4).n, col_text(st, 4).p);
	ret->changed_at = col_int(st, 5);
	ret->totp = col_int(st, 6) != 0;
	return E_OK;
}

/* The hash is reckoned first and always. The second factor is judged in the transaction, where it
 * is used up. */
static enum judged
judge(const struct attempt *t)
{
	const struct account *k = &t->account;
	bool fits = password_matches(t->s->password, k->hash);

	if (!fits || !k->person)
		return WRONG_PASSWORD;
	if (k->left)
		return GONE;
	if (k->locked)
		return SHUT;
	return k->totp && !t->s->code.n ? NO_CODE : FITS;
}

enum err
sign_in_failed(struct call *c, struct slice user, int64_t person, const char *why)
{
	struct people *p = people_here(c->engine);
	struct digest account = guess_account(&p->key, lower(user, c->arena)),
		      address = guess_address(&p->key, c->peer);
	int64_t now = session_now_ms(p), until = 0, until_address = 0;
	enum err e = guess_failed(c->conn, &account, &backoff_account, now, &until);

	if (!e)
		e = guess_failed(c->conn, &address, &backoff_address, now, &until_address);
	if (!e)
		e = audit_note(c, "sign_in_failed", "person", person,
		    arena_printf(
			c->arena, "{\"why\":\"%s\",\"known\":%s}", why, person ? "true" : "false"));
	if (e || (until <= now && until_address <= now))
		return e;
	return audit_note(c, "sign_in_blocked", "person", person,
	    arena_printf(c->arena, "{\"account_s\":%lld,\"address_s\":%lld}",
		(long long)seconds_up(until - now), (long long)seconds_up(until_address - now)));
}

enum err
sign_in_forgive(struct call *c, struct slice user)
{
	struct people *p = people_here(c->engine);
	struct digest d;

	if (!p)
		return E_OK;
	d = guess_account(&p->key, user);
	return guess_clear(c->conn, &d);
}

/* The password may have been changed, and the person locked, while the hash was reckoned. */
static enum err
still_so(struct call *c, const struct account *k, bool *ret)
{
	int64_t n;
	enum err e = people_count(c->conn,
	    "SELECT COUNT(*) FROM credential k JOIN person p ON p.id = k.person"
	    " WHERE k.person = ?1 AND k.changed_at = ?2 AND p.state = 'active'",
	    k->person, k->changed_at, &n);

	*ret = n == 1;
	return e;
}

static enum err
raise_hash(struct call *c, const struct attempt *t)
{
	stmt_scoped st = NULL;
	enum err e;

	if (!t->new_hash[0])
		return E_OK;
	if ((e = sql(c->conn, &st, "UPDATE credential SET hash = ?2 WHERE person = ?1")))
		return e;
	sql_int(st, 1, t->account.person);
	sql_text(st, 2, slice_of(t->new_hash));
	return sql_run(st);
}

static enum err
open_session(struct call *c, struct attempt *t)
{
	const struct account *k = &t->account;
	struct session_new *s = &t->s->session;
	const struct who *system = c->who;
	struct who w = { .person = k->person, .unit = k->unit };
	enum err e;

	*s = (struct session_new){ .person = k->person,
		.now_ms = session_now_ms(t->p),
		.peer = t->s->peer,
		.agent = t->s->agent };
	if ((e = session_insert(c->conn, s)) ||
	    (e = sign_in_forgive(c, lower(t->s->user, c->arena))) || (e = raise_hash(c, t)) ||
	    (e = people_do(c->conn, "UPDATE credential SET used_at = ?2 WHERE person = ?1",
		 k->person, s->now_ms, NULL)))
		return e;
	w.session = s->id;
	c->who = &w;
	e = audit_note(c, "sign_in", "person", k->person,
	    arena_printf(c->arena, "{\"second_factor\":%s}", k->totp ? "true" : "false"));
	c->who = system;
	return e;
}

static enum err
settle(struct call *c, void *ctx)
{
	struct attempt *t = ctx;
	enum judged judged = t->first;	/* the store may run this again */
	bool same = true, fits = true;
	enum err e = E_OK;

	c->peer = t->s->peer;
	c->request_id = t->s->request_id;
	if (judged == FITS && (e = still_so(c, &t->account, &same)))
		return e;
	if (judged == FITS && same && t->account.totp)
		e = second_factor_use(c, t->p, t->account.person, t->s->code, &fits);
	if (e)
		return e;
	t->judged = !same ? CHANGED_MEANWHILE : !fits ? WRONG_CODE : judged;
	if (t->judged == FITS)
		return open_session(c, t);
	if (t->judged == CHANGED_MEANWHILE)
		return E_OK;
	return t->judged == SHUT
		   ? audit_note(c, "sign_in_refused", "person", t->account.person,
			 S("{\"why\":\"locked\"}"))
		   : sign_in_failed(c, t->s->user, t->account.person, judged_word[t->judged]);
}

static enum err
answer(enum judged j)
{
	switch (j) {
	case FITS:
		return E_OK;
	case SHUT:
		return E_LOCKED;
	case NO_CODE:
		return E_TOTP_REQUIRED;
	default:
		return E_BAD_CREDENTIALS;
	}
}

enum err
sign_in(struct people *p, struct sign_in *s, struct arena *a)
{
	struct attempt t = { .p = p, .s = s, .arena = a };
	enum err e;

	s->wait_s = 0;
	s->user = lower(s->user, a);
	if ((e = sign_in_wait(p, s->user, s->peer, &s->wait_s)) ||
	    (e = find_account(p, s->user, &t.account)))
		return e;
	t.first = judge(&t);
	if (t.first == NO_CODE)
		return E_TOTP_REQUIRED;
	if (t.first == FITS && password_is_old(t.account.hash) &&
	    password_hash(s->password, t.new_hash))
		t.new_hash[0] = 0;
	e = engine_write(p->engine, NULL, settle, &t);
	if (e)
		return e;
	if (t.judged == FITS) {
		if (s->session.ended)
			session_drop(p, s->session.ended);
		e = session_enter(p, slice_of(s->session.token));
	}
	return e ? e : answer(t.judged);
}
