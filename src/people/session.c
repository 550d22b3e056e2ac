/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include "base/clock.h"
#include "base/log.h"
#include "engine/event.h"
#include "engine/timer.h"
#include "people/people_.h"
#include "people/session_.h"
#include "people/setting.h"

#define MIN_MS 60000LL
#define HOUR_MS 3600000LL
#define SEEN_GRAIN_MS \
	1000 /* seen_ms is written at most so often: the line stays shared between cores */

struct session_cache *
session_cache_new(void)
{
	struct session_cache *c = mem_alloc(sizeof(*c));

	pthread_rwlock_init(&c->lock, NULL);
	text_map_init(&c->map, SESSION_MAX);
	return c;
}

void
session_cache_free(struct session_cache *c)
{
	struct slice key;
	void *s;

	if (!c)
		return;
	for (size_t at = 0; text_map_next(&c->map, &at, &key, &s);)
		session_free(s);
	text_map_free(&c->map);
	pthread_rwlock_destroy(&c->lock);
	mem_free(c);
}

/* The wall clock, but never behind what it showed before: set back, time goes on by the machine's
 * own. */
int64_t
session_now_ms(struct people *p)
{
	struct session_cache *c = p->cache;
	int64_t now = clock_now_ms(),
		high = atomic_load_explicit(&c->high_ms, memory_order_relaxed);

	if (now >= high) {
		if (now > high + 100) {
			atomic_store_explicit(&c->high_ms, now, memory_order_relaxed);
			atomic_store_explicit(
			    &c->high_mono_ms, clock_mono_ms(), memory_order_relaxed);
		}
		return now;
	}
	if (high - now <= 100)
		return high;
	return high +
	       (clock_mono_ms() - atomic_load_explicit(&c->high_mono_ms, memory_order_relaxed));
}

size_t
session_count(struct people *p)
{
	size_t n;

	pthread_rwlock_rdlock(&p->cache->lock);
	n = p->cache->map.n;
	pthread_rwlock_unlock(&p->cache->lock);
	return n;
}

/* NULL: still good. */
static const char *
over(const struct session *s, int64_t now_ms)
{
	if (now_ms - s->view.created_ms >= setting(SET_session_h) * HOUR_MS)
		return "too_long";
	if (now_ms - atomic_load_explicit(&s->seen_ms, memory_order_relaxed) >=
	    setting(SET_idle_min) * MIN_MS)
		return "idle";
	return NULL;
}

static void
seen(struct session *s, int64_t now_ms)
{
	if (now_ms - atomic_load_explicit(&s->seen_ms, memory_order_relaxed) >= SEEN_GRAIN_MS)
		atomic_store_explicit(&s->seen_ms, now_ms, memory_order_relaxed);
}

/* Made from the token, which a script of another site cannot read: nothing more has to be kept. */
static void
csrf_of(struct slice token, char ret[65])
{
	struct digest d = digest_csrf(token);

	sodium_bin2hex(ret, 65, d.byte, sizeof(d.byte));
}

static bool
csrf_fits(const struct session_ask *a)
{
	char want[65];

	if (a->csrf.n != 64)
		return false;
	csrf_of(a->token, want);
	return sodium_memcmp(a->csrf.p, want, 64) == 0;
}

static enum err
gates(const struct session *s, const struct session_ask *a)
{
	if (a->cookie && a->changes && !csrf_fits(a))
		return E_CSRF;
	if (a->own)
		return E_OK;
	if (s->view.must_change)
		return E_PASSWORD_OLD;
	return s->view.must_enrol ? E_TOTP_ENROL : E_OK;
}

enum found { GOOD, STALE, ABSENT };

/* With the lock held shared. What was read when the request had come is good enough, however fast grants change meanwhile. */
static enum found
probe(struct people *p, const struct digest *d, const struct session_ask *a, uint64_t least, const struct who **ret,
    struct session_view *view, enum err *e)
{
	struct session *s = text_map_get(&p->cache->map, digest_slice(d));
	int64_t now;

	if (!s)
		return ABSENT;
	if (s->generation < least)
		return STALE;
	now = session_now_ms(p);
	*e = over(s, now) ? E_NOT_SIGNED_IN : gates(s, a);
	if (*e)
		return GOOD;
	seen(s, now);
	if (view) {
		*view = s->view;
		view->seen_ms = now;
		csrf_of(a->token, view->csrf);
	}
	atomic_fetch_add_explicit(&s->who->refs, 1, memory_order_relaxed);
	*ret = &s->who->who;
	return GOOD;
}

/* Puts what the store says now into the map: the new session replaces the old, or the old one
 * goes. */
static enum err
renew(struct people *p, struct conn *conn, const struct digest *d, bool *ret_changed)
{
	struct session_cache *c = p->cache;
	struct session *old, *fresh = NULL;
	enum err e = session_read(p, conn, d, &fresh);

	if (e && e != E_NOT_SIGNED_IN)
		return e;
	pthread_rwlock_wrlock(&c->lock);
	old = text_map_get(&c->map, digest_slice(d));
	if (fresh && old) {
		int64_t at = atomic_load(&old->seen_ms);
		if (at > fresh->seen_ms)
			fresh->seen_ms = at;
		fresh->written_ms = old->written_ms;
	}
	*ret_changed = !fresh || !old || !session_same_rights(&old->who->who, &fresh->who->who);
	if (fresh)
		e = text_map_put(&c->map, digest_slice(d), fresh);
	else
		text_map_del(&c->map, digest_slice(d));
	pthread_rwlock_unlock(&c->lock);
	if (fresh && e)
		session_free(fresh);
	if (*ret_changed && old)
		event_cut_session(p->engine, old->view.id);
	if (!fresh || !e)
		session_free(old);
	return e;
}

static enum err
renew_now(struct people *p, const struct digest *d)
{
	reader_scoped conn = NULL;
	bool changed;
	enum err e = db_reader(p->engine->db, &conn);

	return e ? e : renew(p, conn, d, &changed);
}

enum err
session_enter(struct people *p, struct slice token)
{
	struct digest d = digest_token(token);

	return renew_now(p, &d);
}

/* On one server the map knows every live session; another server of the same store may have made
 * this one. */
static enum err
from_elsewhere(struct people *p, struct slice token)
{
	return db_kind(p->engine->db) == DB_POSTGRES ? session_enter(p, token) : E_NOT_SIGNED_IN;
}

enum err
session_check(struct people *p, const struct session_ask *a, const struct who **ret,
    struct session_view *ret_view)
{
	struct digest d;
	uint64_t least;
	enum found f = ABSENT;
	enum err e = E_NOT_SIGNED_IN;

	if (a->token.n != SESSION_TOKEN)
		return E_NOT_SIGNED_IN;
	d = digest_token(a->token);
	least = atomic_load_explicit(&p->cache->generation, memory_order_acquire);
	for (int tries = 0; tries < 3; tries++) {
		pthread_rwlock_rdlock(&p->cache->lock);
		f = probe(p, &d, a, least, ret, ret_view, &e);
		pthread_rwlock_unlock(&p->cache->lock);
		if (f == GOOD)
			return e;
		e = f == STALE ? renew_now(p, &d) : from_elsewhere(p, a->token);
		if (e)
			return e;
	}
	return E_BUSY;		/* removed from the map each time by other requests */
}

static struct slice
bearer(struct http_request *rq)
{
	struct slice h = http_header(rq, "Authorization");

	if (h.n < 7 || strncasecmp(h.p, "bearer ", 7))
		return (struct slice){ NULL, 0 };
	return slice_trim((struct slice){ h.p + 7, h.n - 7 });
}

enum err
session_asked(struct people *p, struct http_request *rq, bool own, const struct who **ret,
    struct session_view *ret_view)
{
	struct session_ask a = { .token = bearer(rq), .own = own };

	a.changes = rq->method != HTTP_GET && rq->method != HTTP_HEAD && rq->method != HTTP_OPTIONS;
	if (!a.token.p) {
		a.token = http_cookie(rq, "luan_session");
		a.cookie = true;
		a.csrf = http_header(rq, "X-CSRF-Token");
	}
	return session_check(p, &a, ret, ret_view);
}

enum err
session_authenticate(void *ctx, struct http_request *rq, const struct who **ret)
{
	return session_asked(ctx, rq, false, ret, NULL);
}

/* ---- ends ---- */

void
session_recheck(struct people *p)
{
	if (!p)
		return;
	atomic_fetch_add_explicit(&p->cache->generation, 1, memory_order_acq_rel);
	atomic_store(&p->cache->changed, true);
	timer_kick(p->engine, PEOPLE_TIMER);
}

/* Copies the digests of the sessions that pick wants, so that nothing is read or written under the
 * lock. */
static size_t
collect(struct people *p, bool (*pick)(const struct session *s, int64_t v), int64_t v,
    struct arena *a, struct session_view **ret, struct digest **ret_token)
{
	struct session_cache *c = p->cache;
	struct slice key;
	size_t n = 0;
	void *value;

	pthread_rwlock_rdlock(&c->lock);
	*ret = arena_array(a, struct session_view, c->map.n + 1);
	*ret_token = arena_array(a, struct digest, c->map.n + 1);
	for (size_t at = 0; text_map_next(&c->map, &at, &key, &value);) {
		struct session *s = value;
		if (!pick(s, v))
			continue;
		(*ret)[n] = s->view;
		(*ret)[n].seen_ms = atomic_load(&s->seen_ms);
		(*ret_token)[n++] = s->token;
	}
	pthread_rwlock_unlock(&c->lock);
	return n;
}

static void
forget(struct people *p, const struct digest *d)
{
	struct session *old;

	pthread_rwlock_wrlock(&p->cache->lock);
	old = text_map_del(&p->cache->map, digest_slice(d));
	pthread_rwlock_unlock(&p->cache->lock);
	if (old)
		event_cut_session(p->engine, old->view.id);
	session_free(old);
}

static bool
has_id(const struct session *s, int64_t id)
{
	return s->view.id == id;
}

void
session_drop(struct people *p, int64_t session)
{
	struct arena a;
	struct session_view *v;
	struct digest *d;

	arena_init(&a);
	if (collect(p, has_id, session, &a, &v, &d))
		forget(p, d);
	arena_free(&a);
}

static bool
is_old(const struct session *s, int64_t generation)
{
	return s->generation != (uint64_t)generation;
}

enum err
session_refresh(struct people *p)
{
	struct arena a;
	struct session_view *v;
	struct digest *d;
	bool changed;
	size_t n;
	enum err e = E_OK;

	if (!atomic_exchange(&p->cache->changed, false))
		return E_OK;
	arena_init(&a);
	n = collect(p, is_old, (int64_t)atomic_load(&p->cache->generation), &a, &v, &d);
	if (n) {
		reader_scoped conn = NULL;
		e = db_reader(p->engine->db, &conn);
		for (size_t i = 0; i < n && !e; i++) {
			e = renew(p, conn, &d[i], &changed);
			if (e == E_NOT_SIGNED_IN)
				e = E_OK;
		}
	}
	arena_free(&a);
	if (e)
		atomic_store(&p->cache->changed, true);
	return e;
}

struct ending {
	const struct session_view *v;
	size_t n;
	int64_t now_ms;
};

static enum err
write_ends(void *ctx, struct conn *c)
{
	struct ending *x = ctx;
	int64_t ended;
	enum err e = E_OK;

	for (size_t i = 0; !e && i < x->n; i++)
		e = session_end_one(c, x->v[i].id, x->v[i].person, x->now_ms, "expired", &ended);
	return e;
}

static bool
is_over(const struct session *s, int64_t now_ms)
{
	return over(s, now_ms) != NULL;
}

enum err
session_expire(struct people *p)
{
	struct arena a;
	struct session_view *v;
	struct digest *d;
	struct ending x = { .now_ms = session_now_ms(p) };
	enum err e = E_OK;

	arena_init(&a);
	x.n = collect(p, is_over, x.now_ms, &a, &v, &d);
	x.v = v;
	for (size_t i = 0; i < x.n; i++)
		forget(p, &d[i]);
	if (x.n)
		e = db_write(p->engine->db, write_ends, &x);
	arena_free(&a);
	return e;
}

static bool
was_seen(const struct session *s, int64_t unused)
{
	(void)unused;
	return atomic_load(&s->seen_ms) != s->written_ms;
}

static enum err
write_seen(void *ctx, struct conn *c)
{
	struct ending *x = ctx;
	enum err e = E_OK;

	for (size_t i = 0; !e && i < x->n; i++)
		e = people_do(c,
		    "UPDATE session SET last_seen_at = ?2 WHERE id = ?1 AND last_seen_at < ?2",
		    x->v[i].id, x->v[i].seen_ms, NULL);
	return e;
}

enum err
session_write_seen(struct people *p)
{
	struct arena a;
	struct session_view *v;
	struct digest *d;
	struct ending x = { 0 };
	struct session *s;
	enum err e = E_OK;

	arena_init(&a);
	x.n = collect(p, was_seen, 0, &a, &v, &d);
	x.v = v;
	if (x.n)
		e = db_write(p->engine->db, write_seen, &x);
	pthread_rwlock_wrlock(&p->cache->lock);
	for (size_t i = 0; !e && i < x.n; i++)
		if ((s = text_map_get(&p->cache->map, digest_slice(&d[i]))))
			s->written_ms = v[i].seen_ms;
	pthread_rwlock_unlock(&p->cache->lock);
	arena_free(&a);
	return e;
}
