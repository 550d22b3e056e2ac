/* SPDX-License-Identifier: Apache-2.0 */
/* One request on the event loop, from its first line to its last byte. */
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "net/http_.h"

#define PARKED_MAX 512			/* of a loop: each run of the library passes them all */

static enum MHD_Result
send_answer(struct req *rq)
{
	bool forced = atomic_load(&rq->state) == REQ_FORCED;
	struct MHD_Response *r = forced ? rq->forced : rq->response;
	struct http_server *s = rq->server;
	enum MHD_Result ok;

	rq->conn->loop->moved = true;
	if (rq->parked) {
		rq->parked = false;
		rq->conn->loop->parked--;
	}
	if (atomic_load(&rq->end)) {
		atomic_fetch_add(&s->count.streams, 1);
		conn_phase(rq->conn, CONN_STREAM, 0);
	} else {
		conn_phase(rq->conn, CONN_SENDING, s->o.body_s + (int64_t)(rq->size / HTTP_SLOWEST));
	}
	if (atomic_load_explicit(&s->stopping, memory_order_relaxed))
		MHD_add_response_header(r, "Connection", "close");
	if (rq->lasting && !forced)
		arena_free(&rq->pub.arena);
	ok = MHD_queue_response(rq->mhd, forced ? 503 : (unsigned)rq->status, r);
	MHD_destroy_response(r);
	return ok;
}

/* The library asks again at its next run, and so on until there is an answer. */
static enum MHD_Result
park(struct req *rq)
{
	struct loop *l = rq->conn->loop;
	int was = REQ_INLINE;

	rq->bell = l->bell;
	atomic_fetch_add(&rq->bell->refs, 1);
	if (!atomic_compare_exchange_strong(&rq->state, &was, REQ_PARKED))
		return send_answer(rq);
	rq->parked = true;
	l->parked++;
	return MHD_YES;
}

/* Answered already? Then it is sent; otherwise the connection waits until it is. */
static enum MHD_Result
answer_or_wait(struct req *rq)
{
	int was = REQ_INLINE, state = atomic_load(&rq->state);

	if (state == REQ_DONE || state == REQ_FORCED)
		return send_answer(rq);
	if (state == REQ_PARKED)
		return MHD_YES;
	if (rq->conn->loop->parked < PARKED_MAX)
		return park(rq);
	MHD_suspend_connection(rq->mhd);
	if (!atomic_compare_exchange_strong(&rq->state, &was, REQ_SUSPENDED) && was == REQ_DONE)
		loop_resume(rq->conn->loop, rq->mhd);	/* answered meanwhile by a thread that saw it awake */
	return MHD_YES;
}

static enum MHD_Result
refuse_now(struct req *rq, enum err e)
{
	if (e == E_BUSY)
		atomic_fetch_add(&rq->server->count.refused_busy, 1);
	else if (e == E_TOO_LARGE)
		atomic_fetch_add(&rq->server->count.refused_large, 1);
	else if (err_http(e) == 400)
		atomic_fetch_add(&rq->server->count.bad_requests, 1);
	http_problem(&rq->pub, e, NULL, 0);
	return send_answer(rq);
}

static void
handle(struct work *w)
{
	struct req *rq = (struct req *)((char *)w - offsetof(struct req, work));
	struct http_server *s = rq->server;
	enum err e = E_OK;

	log_request(rq->pub.id);
	if (atomic_load(&s->aborting)) {
		e = E_SHUTDOWN;
	} else if (w->since_ms && clock_mono_ms() - w->since_ms > LIMIT_QUERY_S * 1000) {
		atomic_fetch_add(&s->count.refused_busy, 1);
		e = E_BUSY;			/* waited so long that nobody waits for it any more */
	}
	if (e)
		http_problem(&rq->pub, e, NULL, 0);
	else
		rq->route->handle(&rq->pub, rq->route->ctx);
	log_request(NULL);
}

static enum http_worth
worth_of(const struct req *rq)
{
	if (rq->route->worth)
		return rq->route->worth(&rq->pub);
	return rq->pub.method == HTTP_GET || rq->pub.method == HTTP_HEAD ? WORTH_READ : WORTH_STEP;
}

static enum MHD_Result
dispatch(struct req *rq)
{
	rq->conn->loop->moved = true;
	if (rq->refused)
		return refuse_now(rq, rq->refused);
	conn_phase(rq->conn, CONN_HANDLED, 0);
	rq->pub.body = (struct slice){ rq->body, rq->body_n };
	rq->work.run = handle;
	rq->dispatched = true;
	atomic_fetch_add(&rq->refs, 1);
	if (rq->route->quick) {
		handle(&rq->work);
		return answer_or_wait(rq);
	}
	rq->work.worth = worth_of(rq);
	MHD_suspend_connection(rq->mhd);
	atomic_store(&rq->state, REQ_SUSPENDED);
	if (work_push(&rq->server->pool, &rq->work))
		return MHD_YES;
	atomic_fetch_add(&rq->server->count.refused_busy, 1);
	http_problem(&rq->pub, E_BUSY, NULL, 0);	/* wakes the connection, which sends it */
	return MHD_YES;
}

static bool
worth_swallowing(const struct req *rq)
{
	return rq->body_length >= 0 && rq->body_length <= (int64_t)HTTP_SWALLOW &&
	    !http_header(&rq->pub, "Expect").p;
}

static enum MHD_Result
begin(struct conn *conn, struct MHD_Connection *mhd, const char *url, const char *method, void **ctx)
{
	struct req *rq = req_new(conn, mhd);
	struct http_server *s = conn->server;
	enum err e;

	conn->loop->moved = true;
	*ctx = rq;
	pthread_mutex_lock(&conn->lock);
	conn->req = rq;
	pthread_mutex_unlock(&conn->lock);
	atomic_fetch_add_explicit(&s->count.requests, 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&s->count.in_flight, 1, memory_order_relaxed);
	e = req_head(rq, url, method);
	if (e && !worth_swallowing(rq))
		return refuse_now(rq, e);
	rq->refused = e;
	if (rq->body_length)
		conn_phase(conn, CONN_BODY, s->o.body_s);
	return MHD_YES;			/* an answer given now would cost the connection */
}

static enum MHD_Result
take_body(struct req *rq, const char *data, size_t *n)
{
	enum err e = rq->refused ? E_OK : req_take(rq, data, *n);

	rq->conn->loop->moved = true;
	*n = 0;
	if (!e)
		return MHD_YES;
	atomic_fetch_add(e == E_BUSY ? &rq->server->count.refused_busy : &rq->server->count.refused_large, 1);
	answer_raw(rq, e);
	return MHD_NO;
}

enum MHD_Result
loop_request(void *server, struct MHD_Connection *mhd, const char *url, const char *method, const char *version,
    const char *data, size_t *n, void **request)
{
	struct req *rq = *request;

	(void)server;
	(void)version;
	if (!rq) {
		const union MHD_ConnectionInfo *info =
		    MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

		return begin(info->socket_context, mhd, url, method, request);
	}
	if (*n)
		return take_body(rq, data, n);
	return rq->dispatched ? answer_or_wait(rq) : dispatch(rq);
}

/* The request line is complete: from now on the head has header_s. (The first one's clock began with the
 * connection and is not wound up again.) */
void *
loop_request_line(void *server, const char *uri, struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct conn *conn = info ? info->socket_context : NULL;
	struct http_server *s = server;

	(void)uri;
	if (conn && atomic_load_explicit(&conn->phase, memory_order_relaxed) == CONN_IDLE)
		conn_phase(conn, CONN_HEADERS, s->o.header_s);
	return NULL;
}

void
loop_completed(void *server, struct MHD_Connection *mhd, void **request, enum MHD_RequestTerminationCode why)
{
	struct http_server *s = server;
	struct req *rq = *request;

	(void)mhd;
	(void)why;
	if (!rq)
		return;
	pthread_mutex_lock(&rq->conn->lock);
	rq->conn->req = NULL;
	pthread_mutex_unlock(&rq->conn->lock);
	rq->conn->loop->moved = true;
	if (rq->parked) {
		int open = REQ_PARKED;
		rq->conn->loop->parked--;
		if (!atomic_compare_exchange_strong(&rq->state, &open, REQ_FORCED) && open == REQ_DONE)
			MHD_destroy_response(rq->response);	/* came just now, for nobody */
	}
	conn_phase(rq->conn, CONN_IDLE, s->o.idle_s + s->o.header_s);
	if (atomic_load(&rq->end))
		atomic_fetch_sub(&s->count.streams, 1);
	if (rq->body_cap)
		atomic_fetch_sub(&s->count.bodies, (int64_t)rq->body_cap);
	atomic_fetch_sub_explicit(&s->count.in_flight, 1, memory_order_relaxed);
	*request = NULL;
	req_unref(rq);
}
