/* SPDX-License-Identifier: Apache-2.0 */
#include "people/api_.h"
#include <sodium.h>
#include "base/log.h"

static bool
path_fits(const char *pattern, struct slice rest, int64_t *ret_id)
{
	const char *hole = strstr(pattern, "{id}");
	size_t head = hole ? (size_t)(hole - pattern) : 0, tail;
	struct slice id;

	if (!hole)
		return slice_is(rest, pattern);
	tail = strlen(hole + 4);
	if (rest.n <= head + tail || memcmp(rest.p, pattern, head) ||
	    memcmp(rest.p + rest.n - tail, hole + 4, tail))
		return false;
	id = (struct slice){ rest.p + head, rest.n - head - tail };
	return slice_int(id, ret_id) && *ret_id > 0;
}

static const struct api_route *
find(const struct api_route *route, struct http_request *rq, struct slice rest, int64_t *ret_id,
    enum err *ret_why)
{
	enum http_method m = rq->method == HTTP_HEAD ? HTTP_GET : rq->method;

	*ret_why = E_NOT_FOUND;
	for (; route->act; route++) {
		if (!path_fits(route->path, rest, ret_id))
			continue;
		if (route->method == m)
			return route;
		*ret_why = E_NO_METHOD;
	}
	return NULL;
}

/* The request, and x with it, may be gone as soon as it is answered. */
static void
finish(struct api *x, enum err e)
{
	struct buf answer = x->answer;
	bool some = answer.n > 0;

	if (!e && answer.full)
		e = E_FULL;
	if (!e && x->end_session)
		session_drop(x->p, x->end_session);
	if (!e && x->recheck)
		session_recheck(x->p);
	who_release(x->call.who);
	if (e)
		people_refuse(x->rq, &x->call, e);
	else
		http_answer(
		    x->rq, some ? 200 : 204, some ? "application/json" : NULL, buf_slice(&answer));
	if (answer.p)
		sodium_memzero(answer.p, answer.n);
	buf_free(&answer);
}

static enum err
run_write(void *ctx, struct conn *c)
{
	struct api *x = ctx;
	enum err e;

	x->call.conn = c;
	x->call.err = E_OK;
	x->call.nfault = 0;
	buf_reset(&x->answer);
	e = x->route->act(x);
	x->call.conn = NULL;
	return e;
}

static enum err
run_read(struct api *x)
{
	reader_scoped c = NULL;
	enum err e = db_reader(x->p->engine->db, &c);

	if (e)
		return e;
	x->call.conn = c;
	e = x->route->act(x);
	x->call.conn = NULL;
	return e;
}

static void
run_hash(struct hash_work *w)
{
	struct api *x = (struct api *)w;
	struct http_request *rq = x->rq;

	log_request(rq->id);
	finish(x, x->route->act(x));
	log_request(NULL);
}

static enum err
write_note(struct call *c, void *ctx)
{
	struct api *x = ctx;

	c->who = x->call.who;
	c->peer = x->rq->peer;
	c->request_id = x->rq->id;
	c->reason = x->call.reason;
	return audit_note(c, x->note, x->note_about, x->id, x->note_detail);
}

/* A read that is itself to be seen: its audit row is on disk before the answer leaves. */
static enum err
run_read_noted(struct api *x)
{
	enum err e = run_read(x);

	return e || !x->note ? e : engine_write(x->p->engine, NULL, write_note, x);
}

static void
run(struct api *x)
{
	enum err e = E_SHUTDOWN;

	if (x->route->mode == API_HASH) {
		x->work.run = run_hash;
		if (x->p->hashing && !(e = hashing_submit(x->p->hashing, &x->work)))
			return;
		http_set(x->rq, "Retry-After", "5");
		finish(x, e);
		return;
	}
	finish(x, x->route->mode == API_READ ? run_read_noted(x)
					     : db_write(x->p->engine->db, run_write, x));
}

static enum err
take_body(struct api *x)
{
	size_t n = 0;

	memcpy(x->text, x->route->text, sizeof(x->text));
	while (n < API_TEXTS && x->text[n].name)
		n++;
	return n ? people_body(&x->call, x->rq, x->text, n) : E_OK;
}

void
api_serve(struct people *p, struct http_request *rq, struct slice rest,
    const struct api_route *route, bool own)
{
	struct api *x = arena_new(&rq->arena, struct api);
	const struct who *who = NULL;
	enum err e, why;

	x->p = p;
	x->rq = rq;
	buf_init(&x->answer, MIB(4));
	e = session_asked(p, rq, own, &who, &x->view);
	people_call(&x->call, p, rq, who);
	x->route = e ? NULL : find(route, rq, rest, &x->id, &why);
	if (!e && !x->route)
		e = why;
	if (!e)
		e = take_body(x);
	if (e)
		finish(x, e);
	else
		run(x);
}
