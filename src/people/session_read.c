/* SPDX-License-Identifier: Apache-2.0 */
/* session_read.c - a session, its person and what the person may do, from the store. */
#include <sodium.h>
#include "base/log.h"
#include "base/clock.h"
#include "people/grant.h"
#include "people/people_.h"
#include "people/session_.h"
#include "people/setting.h"

void
session_free(struct session *s)
{
	if (!s)
		return;
	who_release(&s->who->who);
	sodium_memzero(s, sizeof(*s));
	mem_free(s);
}

void
who_release(const struct who *w)
{
	struct counted_who *cw = (struct counted_who *)(uintptr_t)w;

	if (cw && atomic_fetch_sub(&cw->refs, 1) == 1)
		mem_free(cw);
}

bool
session_same_rights(const struct who *a, const struct who *b)
{
	if (a->ngrant != b->ngrant || a->unit != b->unit)
		return false;
	for (int i = 0; i < a->ngrant; i++) {
		const struct grant *x = &a->grant[i], *y = &b->grant[i];
		if (x->role != y->role || x->unit != y->unit || x->from_ms != y->from_ms ||
		    x->to_ms != y->to_ms || x->persons != y->persons)
			return false;
	}
	return true;
}

static enum err
read_grants(struct conn *c, const char *text, int64_t now_ms, struct who *w)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, text);

	if (e)
		return e;
	sql_int(st, 1, w->person);
	sql_int(st, 2, now_ms);
	while (!(e = sql_step(st))) {
		if (w->ngrant == LIMIT_GRANTS) {
			log_at(LOG_WARN, "session.grants_cut", KV("person", LI(w->person)));
			return E_OK;
		}
		w->grant[w->ngrant++] =
		    (struct grant){ role_named(col_text(st, 0)), col_int(st, 1), col_int(st, 2),
			    col_null(st, 3) ? INT64_MAX : col_int(st, 3), col_int(st, 4) != 0 };
	}
	return e == E_DONE ? E_OK : e;
}

/* Grants of the future are read too: they begin by themselves. */
static enum err
read_all_grants(struct conn *c, int64_t now_ms, struct who *w)
{
	enum err e = read_grants(c,
	    "SELECT role, unit, from_at, to_at, persons FROM \"grant\" WHERE person = ?1"
	    " AND state = 'in_force' AND (to_at IS NULL OR to_at > ?2) ORDER BY id",
	    now_ms, w);

	return e ? e
		 : read_grants(c,
		       "SELECT role, unit, from_at, to_at, persons FROM break_glass WHERE person = "
		       "?1"
		       " AND state = 'taken' AND to_at > ?2 ORDER BY id",
		       now_ms, w);
}

static bool
is_admin(const struct who *w)
{
	for (int i = 0; i < w->ngrant; i++)
		if (w->grant[i].role & R_ADMINS)
			return true;
	return false;
}

static bool
password_expired(int64_t changed_at, int64_t now_ms)
{
	int64_t days = setting(SET_password_days);

	return days && now_ms - changed_at >= days * DAY_MS;
}

static void
fill(struct people *p, struct stmt *st, struct session *s, struct who *w)
{
	struct slice name = col_text(st, 5);
	size_t n = name.n < sizeof(w->name) ? name.n : sizeof(w->name) - 1;

	while (n < name.n && n &&
	       ((unsigned char)name.p[n] & 0xc0) == 0x80) /* not within a character */
		n--;
	memcpy(w->name, name.p, n);
	s->view.id = w->session = col_int(st, 0);
	s->view.person = w->person = col_int(st, 1);
	s->view.created_ms = col_int(st, 2);
	s->seen_ms = s->written_ms = col_int(st, 3);
	w->unit = col_int(st, 4);
	s->view.must_change =
	    col_int(st, 6) != 0 || password_expired(col_int(st, 8), session_now_ms(p));
	s->view.totp = !col_null(st, 7);
}

/* The generation is taken before the store is read: what changes meanwhile makes the entry stale at
 * once. */
enum err
session_read(struct people *p, struct conn *c, const struct digest *token, struct session **ret)
{
	stmt_scoped st = NULL;
	uint64_t generation = atomic_load(&p->cache->generation);
	struct session *s;
	enum err e = sql(c, &st,
	    "SELECT s.id, s.person, s.created_at, s.last_seen_at, p.unit, p.name, k.must_change, "
	    "k.totp_secret,"
	    " k.changed_at FROM session s JOIN person p ON p.id = s.person JOIN credential k ON "
	    "k.person = s.person"
	    " WHERE s.token = ?1 AND s.ended_at IS NULL AND p.state = 'active'");

	if (e)
		return e;
	sql_blob(st, 1, digest_slice(token));
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_SIGNED_IN : e;
	s = mem_alloc(sizeof(*s));
	s->who = mem_alloc(sizeof(*s->who));
	s->who->refs = 1;
	s->token = *token;
	s->generation = generation;
	fill(p, st, s, &s->who->who);
	sql_done(st);
	if ((e = read_all_grants(c, session_now_ms(p), &s->who->who))) {
		session_free(s);
		return e;
	}
	s->view.must_enrol = setting(SET_totp_admins) && !s->view.totp && is_admin(&s->who->who);
	*ret = s;
	return E_OK;
}
