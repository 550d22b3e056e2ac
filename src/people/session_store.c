/* SPDX-License-Identifier: Apache-2.0 */
/* session_store.c - the table of sessions, and loading it at the start. */
#include <sodium.h>
#include "base/clock.h"
#include "base/log.h"
#include "people/people_.h"
#include "people/session_.h"
#include "people/setting.h"

#define FUTURE_MS 5000			/* what two writers' clocks may differ by */

static void
make_token(char ret[SESSION_TOKEN + 1])
{
	unsigned char r[32];

	randombytes_buf(r, sizeof(r));
	sodium_bin2base64(
	    ret, SESSION_TOKEN + 1, r, sizeof(r), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(r, sizeof(r));
}

/* One more than allowed: the one that was idle longest goes. */
static enum err
make_room(struct conn *c, struct session_new *s)
{
	int64_t n, oldest;
	enum err e =
	    people_count(c, "SELECT COUNT(*) FROM session WHERE person = ?1 AND ended_at IS NULL",
		s->person, 0, &n);

	s->ended = 0;
	if (e || n < setting(SET_sessions_each))
		return e;
	e = people_count(c,
	    "SELECT id FROM session WHERE person = ?1 AND ended_at IS NULL ORDER BY last_seen_at, "
	    "id LIMIT 1",
	    s->person, 0, &oldest);
	return e ? e : session_end_one(c, oldest, s->person, s->now_ms, "too_many", &s->ended);
}

enum err
session_insert(struct conn *c, struct session_new *s)
{
	stmt_scoped st = NULL;
	struct digest d;
	enum err e = make_room(c, s);

	if (e)
		return e;
	make_token(s->token);
	d = digest_token(slice_of(s->token));
	if ((e = sql(c, &st,
		 "INSERT INTO session (token, person, created_at, last_seen_at, peer, agent)"
		 " VALUES (?1, ?2, ?3, ?3, ?4, ?5) RETURNING id")))
		return e;
	sql_blob(st, 1, digest_slice(&d));
	sql_int(st, 2, s->person);
	sql_int(st, 3, s->now_ms);
	sql_text(st, 4, s->peer);
	sql_text(st, 5, s->agent);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_STORE : e;
	s->id = col_int(st, 0);
	return E_OK;
}

enum err
session_end_person(struct conn *c, int64_t person, int64_t but, int64_t now_ms, const char *why)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st,
	    "UPDATE session SET ended_at = ?3, ended_why = ?4 WHERE person = ?1 AND id <> ?2 AND "
	    "ended_at IS NULL");

	if (e)
		return e;
	sql_int(st, 1, person);
	sql_int(st, 2, but);
	sql_int(st, 3, now_ms);
	sql_text(st, 4, slice_of(why));
	e = sql_run(st);
	return e ? e : people_mark(c);
}

enum err
session_end_one(struct conn *c, int64_t session, int64_t person, int64_t now_ms, const char *why,
    int64_t *ret_ended)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st,
	    "UPDATE session SET ended_at = ?3, ended_why = ?4 WHERE id = ?1 AND person = ?2 AND "
	    "ended_at IS NULL");

	if (e)
		return e;
	sql_int(st, 1, session);
	sql_int(st, 2, person);
	sql_int(st, 3, now_ms);
	sql_text(st, 4, slice_of(why));
	e = sql_run(st);
	*ret_ended = !e && sql_changes(st) ? session : 0;
	return e || !*ret_ended ? e : people_mark(c);
}

/* ---- start ---- */

static enum err
end_future(void *ctx, struct conn *c)
{
	int64_t n;
	enum err e = people_do(c,
	    "UPDATE session SET ended_at = ?2, ended_why = 'clock' WHERE ended_at IS NULL"
	    " AND (last_seen_at > ?1 OR created_at > ?1)",
	    *(int64_t *)ctx + FUTURE_MS, *(int64_t *)ctx, &n);

	if (!e && n)
		log_at(LOG_WARN, "session.clock_set_back", KV("ended", LI(n)));
	return e;
}

static enum err
read_tokens(struct conn *c, struct arena *a, struct digest **ret, size_t *ret_n)
{
	stmt_scoped st = NULL;
	int64_t max;
	size_t n = 0;
	enum err e =
	    people_count(c, "SELECT COUNT(*) FROM session WHERE ended_at IS NULL", 0, 0, &max);

	if (e || (e = sql(c, &st, "SELECT token FROM session WHERE ended_at IS NULL")))
		return e;
	*ret = arena_array(a, struct digest, (size_t)max + 1);
	while (n < (size_t)max && !(e = sql_step(st)))
		if (col_blob(st, 0).n == sizeof((*ret)[n].byte))
			memcpy((*ret)[n++].byte, col_blob(st, 0).p, sizeof((*ret)[0].byte));
	*ret_n = n;
	return e == E_DONE ? E_OK : e;
}

static enum err
load_one(struct people *p, struct conn *c, const struct digest *d)
{
	struct session *s;
	enum err e = session_read(p, c, d, &s);

	if (e)
		return e == E_NOT_SIGNED_IN ? E_OK : e;
	pthread_rwlock_wrlock(&p->cache->lock);
	if (text_map_get(&p->cache->map, digest_slice(d)))
		e = E_EXISTS;
	else
		e = text_map_put(&p->cache->map, digest_slice(d), s);
	pthread_rwlock_unlock(&p->cache->lock);
	if (e)
		session_free(s);
	return e == E_EXISTS ? E_OK : e;
}

enum err
session_load_all(struct people *p)
{
	int64_t now = session_now_ms(p);
	struct digest *d;
	struct arena a;
	size_t n = 0;
	enum err e = db_write(p->engine->db, end_future, &now);

	arena_init(&a);
	if (!e) {
		reader_scoped c = NULL;
		e = db_reader(p->engine->db, &c);
		if (!e)
			e = read_tokens(c, &a, &d, &n);
		for (size_t i = 0; i < n && !e; i++)
			e = load_one(p, c, &d[i]);
	}
	arena_free(&a);
	return e;
}
