/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PEOPLE_PEOPLE_PRIVATE_H
#define PEOPLE_PEOPLE_PRIVATE_H
#include <stdatomic.h>
#include "people/hashing.h"
#include "people/people.h"
#include "people/seal.h"
#include "people/session.h"

struct people {
	struct engine *engine;
	struct people_key key;
	struct hashing *hashing;
	struct session_cache *cache;
	struct signin signin;
	bool timed;			/* its timers are in the engine's table */
	int64_t seen_changes;		/* of other nodes */
};
struct people *people_here(const struct engine *e);	/* NULL before people_open */
#define PEOPLE_TIMER "people.sessions"
#define PEOPLE_TIMER_GRANTS "people.grants"
enum err people_timers(struct people *p) must_check;

/* One at a time, all over the store, until the end of the transaction: "unit", "grant". Nothing on
 * a reader. */
enum err people_lock(struct conn *c, const char *name) must_check;
/* Tells the other servers of the store that rights or sessions changed: they read them again within
 * a second. */
enum err people_mark(struct conn *c) must_check;
/* Runs one statement with up to two numbers and answers the first column of its first row, 0 when
 * there is none. */
enum err people_count(struct conn *c, const char *text, int64_t a, int64_t b,
    int64_t *ret) must_check;
enum err people_do(struct conn *c, const char *text, int64_t a, int64_t b,
    int64_t *ret_changed) must_check;

/* A call for the handlers of this folder; conn is NULL until a job or a reader gives one. */
void people_call(struct call *c, struct people *p, struct http_request *rq, const struct who *who);
void people_refuse(struct http_request *rq, const struct call *c, enum err e);
/* A body of strings: names[] that may stand in it, values out; optional from index nreq on. */
struct body_text {
	const char *name;
	size_t max;
	bool req;
	struct slice value;
};
enum err people_body(struct call *c, struct http_request *rq, struct body_text *t,
    size_t n) must_check;

http_handler session_serve, sessions_serve, accounts_serve, audit_log_serve;
#endif
