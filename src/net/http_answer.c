/* SPDX-License-Identifier: Apache-2.0 */
/* Answers: the headers every answer carries, and the hand-over to the event loop. */
#include <assert.h>
#include <gnutls/gnutls.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "net/http_.h"

/* Set unless the handler has set the same name. What the console needs: inline styles (its widgets and the map
 * place things by style attributes), pictures from data: and blob:, workers from blob:. Scripts only from here. */
static const struct {
	const char *name, *value;
	bool tls_only;
} standing[] = {
	{ "Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
	    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
	    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=(), usb=()" },
	{ "Cache-Control", "no-store" },
	{ "Strict-Transport-Security", "max-age=31536000", true },
};

static const struct {
	int status;
	const char *name, *value;
} by_status[] = {
	{ 401, "WWW-Authenticate", "Bearer" },
	{ 429, "Retry-After", "1" },
	{ 503, "Retry-After", "1" },
};

static bool
is_set(const struct req *rq, const char *name)
{
	for (const struct http_header *h = rq->set; h; h = h->next)
		if (strcasecmp(h->name, name) == 0)
			return true;
	return false;
}

void
http_set(struct http_request *rq, const char *name, const char *value)
{
	struct req *r = req_of(rq);
	struct http_header *h;

	if (strpbrk(value, "\r\n\t")) {		/* would end the header: whoever made it forgot to encode */
		log_at(LOG_ERROR, "http.header", KV("name", LS(name)));
		return;
	}
	h = arena_new(&rq->arena, struct http_header);
	h->name = arena_str(&rq->arena, slice_of(name));
	h->value = arena_str(&rq->arena, slice_of(value));
	h->next = r->set;
	r->set = h;
}

struct MHD_Response *
answer_response(struct req *rq, const char *type, struct MHD_Response *r)
{
	if (!r)
		die("http: no memory for an answer");
	if (type)
		MHD_add_response_header(r, "Content-Type", type);
	MHD_add_response_header(r, "X-Request-Id", rq->pub.id);
	for (const struct http_header *h = rq->set; h; h = h->next)
		MHD_add_response_header(r, h->name, h->value);
	for (size_t i = 0; i < N_ELEMS(standing) && !rq->machines; i++)
		if ((!standing[i].tls_only || rq->pub.tls) && !is_set(rq, standing[i].name))
			MHD_add_response_header(r, standing[i].name, standing[i].value);
	return r;
}

/* From here on the request belongs to its connection: rq must not be touched by the handler. Nothing but rq
 * itself may be touched here either: after a forced stop its connection and its server are gone.
 */
void
answer_deliver(struct req *rq, int status, struct MHD_Response *r, uint64_t size)
{
	int was;

	for (size_t i = 0; i < N_ELEMS(by_status); i++)
		if (by_status[i].status == status && !is_set(rq, by_status[i].name))
			MHD_add_response_header(r, by_status[i].name, by_status[i].value);
	rq->status = status;
	rq->size = size;
	rq->response = r;
	was = atomic_exchange(&rq->state, REQ_DONE);
	if (was == REQ_DONE)
		die("http: answered twice");
	if (was == REQ_SUSPENDED)
		loop_resume(rq->conn->loop, rq->mhd);
	if (was == REQ_PARKED)
		bell_ring(rq->bell);
	if (was == REQ_FORCED)
		MHD_destroy_response(r);	/* came after the stop had answered for it */
	if (rq->dispatched)
		req_unref(rq);
}

/* The rest of a stop's patience is over: answered for a handler that has not, which may still hold rq. */
void
answer_forced(struct req *rq)
{
	struct MHD_Response *r;
	int open = REQ_SUSPENDED;
	bool parked = atomic_load(&rq->state) == REQ_PARKED;

	if (parked)
		open = REQ_PARKED;
	r = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
	if (!r)
		die("http: no memory for an answer");
	MHD_add_response_header(r, "Connection", "close");
	rq->forced = r;
	if (!atomic_compare_exchange_strong(&rq->state, &open, REQ_FORCED)) {
		rq->forced = NULL;
		MHD_destroy_response(r);
	} else if (parked) {
		bell_ring(rq->bell);
	} else {
		loop_resume(rq->conn->loop, rq->mhd);
	}
}

/* The chunk of the arena that is in use: most answers lie there. */
static bool
in_arena(const struct arena *a, struct slice s)
{
	return a->head && s.p >= (const char *)a->head && s.p + s.n <= a->end;
}

void
http_answer(struct http_request *rq, int status, const char *type, struct slice body)
{
	struct req *r = req_of(rq);
	bool keeps = body.n == 0 || in_arena(&rq->arena, body) ||
	    (r->body && body.p >= r->body && body.p + body.n <= r->body + r->body_n);
	struct MHD_Response *m = MHD_create_response_from_buffer(body.n, (void *)(uintptr_t)(body.p ? body.p : ""),
	    keeps ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);

	answer_deliver(r, status, answer_response(r, type, m), body.n);
}

void
http_answer_const(struct http_request *rq, int status, const char *type, struct slice body)
{
	struct MHD_Response *m = MHD_create_response_from_buffer(body.n, (void *)(uintptr_t)(body.p ? body.p : ""),
	    MHD_RESPMEM_PERSISTENT);

	answer_deliver(req_of(rq), status, answer_response(req_of(rq), type, m), body.n);
}

void
http_answer_fd(struct http_request *rq, int status, const char *type, int fd, uint64_t size)
{
	struct MHD_Response *m = MHD_create_response_from_fd64(size, fd);

	if (!m) {
		close(fd);
		http_problem(rq, E_INTERNAL, NULL, 0);
		return;
	}
	answer_deliver(req_of(rq), status, answer_response(req_of(rq), type, m), size);
}

void
answer_stream(struct req *rq, int status, const char *type, struct MHD_Response *m,
    void (*end)(void *ctx), void *ctx)
{
	rq->end_ctx = ctx;
	atomic_store(&rq->end, end);
	answer_deliver(rq, status, answer_response(rq, type, m), 0);
}

static bool
send_all(struct req *rq, struct slice s)
{
	const union MHD_ConnectionInfo *tls = rq->server->tls ?
	    MHD_get_connection_info(rq->mhd, MHD_CONNECTION_INFO_GNUTLS_SESSION) : NULL;

	if (tls)
		return gnutls_record_send(tls->tls_session, s.p, s.n) == (ssize_t)s.n;
	return send(rq->conn->fd, s.p, s.n, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)s.n;
}

/* While a body arrives libmicrohttpd takes no answer. Nothing of this one has been sent yet, so it is written to
 * the socket directly, in one piece that fits its empty buffer; the caller then has the connection closed. */
void
answer_raw(struct req *rq, enum err e)
{
	struct buf head, body;

	buf_init(&body, KIB(4));
	buf_init(&head, KIB(4));
	problem_text(rq, e, NULL, 0, &body);
	buf_printf(&head, "HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %zu\r\n"
	    "Connection: close\r\nX-Request-Id: %s\r\n", err_http(e), MHD_get_reason_phrase_for((unsigned)err_http(e)),
	    body.n, rq->pub.id);
	for (size_t i = 0; i < N_ELEMS(standing) && !rq->machines; i++)
		if (!standing[i].tls_only || rq->pub.tls)
			buf_printf(&head, "%s: %s\r\n", standing[i].name, standing[i].value);
	for (size_t i = 0; i < N_ELEMS(by_status); i++)
		if (by_status[i].status == err_http(e))
			buf_printf(&head, "%s: %s\r\n", by_status[i].name, by_status[i].value);
	buf_puts(&head, "\r\n");
	buf_put(&head, buf_slice(&body));
	assert(!head.full);
	if (!send_all(rq, buf_slice(&head)))
		log_at(LOG_DEBUG, "http.refused_unheard", KV("id", LS(rq->pub.id)));
	if (!rq->server->tls)
		shutdown(rq->conn->fd, SHUT_WR);
	buf_free(&head);
	buf_free(&body);
}
