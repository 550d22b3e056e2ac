/* SPDX-License-Identifier: Apache-2.0 */
/* session.h - who is signed in, held in memory; the table is for restarts and other servers.
 *
 * Shape      token (256 random bits, base64url) -> session; only a hash of the token is kept. All
 *            live sessions of the store are in the map; what each may do is a counted, immutable
 *            who.
 * Units      ms of a clock that never goes back: one set back lengthens no session.
 * Cost       session_check: one hash of the token, one read lock, one probe; no I/O, under 2 us.
 *            After a change of grants or people the next check of each session reads it anew
 *            (session_recheck).
 * Errors     as in engine/signin.h; E_FULL above SESSION_MAX.
 * Invariant  a session ends by sign-out, revocation, lock or departure of its person, idle time, or
 *            its longest life, whichever is first, and never comes back. last_seen_at in the table
 *            lags by up to SESSION_WRITE_MS: after a crash sessions idle out earlier, never later.
 */
#ifndef PEOPLE_SESSION_H
#define PEOPLE_SESSION_H
#include "engine/signin.h"
#include "people/seal.h"

#define SESSION_MAX 200000
#define SESSION_WRITE_MS 60000
#define SESSION_TOKEN 43		/* characters */

struct people;
struct session_cache;
struct session_ask {
	struct slice token;
	bool cookie;			/* came as a cookie, so a changing call needs csrf */
	bool changes;
	struct slice csrf;
	/* a call about the session itself: open before the password is changed */
	bool own;
};
struct session_view {
	int64_t id, person, created_ms, seen_ms;
	bool must_change, totp, must_enrol;
	char csrf[65];
};
struct session_cache *session_cache_new(void);
void session_cache_free(struct session_cache *c);
/* at start: those of the future, after a clock set back, are ended */
enum err session_load_all(struct people *p) must_check;
/* ret_view may be NULL. The who is to be released. */
enum err session_check(struct people *p, const struct session_ask *a, const struct who **ret,
    struct session_view *ret_view) must_check;
/* ctx: struct people */
enum err session_authenticate(void *ctx, struct http_request *rq,
    const struct who **ret) must_check;
enum err session_asked(struct people *p, struct http_request *rq, bool own, const struct who **ret,
    struct session_view *ret_view) must_check;
void who_release(const struct who *w);
int64_t session_now_ms(struct people *p);
size_t session_count(struct people *p);

struct session_new {
	int64_t person, now_ms;
	struct slice peer, agent;
	char token[SESSION_TOKEN + 1];	/* out */
	int64_t id;			/* out */
	int64_t ended;			/* out: the oldest one, ended to make room; 0: none */
};
/* inside the job of the sign-in */
enum err session_insert(struct conn *c, struct session_new *s) must_check;
/* after its commit: into the map */
enum err session_enter(struct people *p, struct slice token) must_check;
/* In a transaction; the map follows by session_recheck or session_drop after the commit. but: this
 * one stays. */
enum err session_end_person(struct conn *c, int64_t person, int64_t but, int64_t now_ms,
    const char *why) must_check;
enum err session_end_one(struct conn *c, int64_t session, int64_t person, int64_t now_ms,
    const char *why, int64_t *ret_ended) must_check;
/* out of the map, its streams cut */
void session_drop(struct people *p, int64_t session);
/* grants or people changed: everything is read again; p may be NULL */
void session_recheck(struct people *p);
/* The timer's work. */
/* reads again what recheck has marked; cuts streams of who changed */
enum err session_refresh(struct people *p) must_check;
enum err session_expire(struct people *p) must_check;
enum err session_write_seen(struct people *p) must_check;
#endif
