/* SPDX-License-Identifier: Apache-2.0 */
/* http.h - requests in, answers out: bytes and messages, nothing of storage.
 *
 * Shape      libmicrohttpd event loops receive; a request whose body is complete is queued by worth and
 *            handled on a worker thread, which may block on a read. The handler answers exactly once, then or
 *            later, from any thread (a write answers after its commit).
 * Lifetime   the request, its arena and its body live until the answer has been sent.
 * Limits     absolute header and body deadlines, connections per address and in all, a budget for all bodies
 *            in flight; what exceeds them is refused with a problem answer or closed.
 * Errors     answers of error go through http_problem (RFC 9457).
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_PATCH, HTTP_DELETE, HTTP_OPTIONS, HTTP_OTHER };
enum http_worth { WORTH_STEP, WORTH_READ, WORTH_EXPORT, WORTH_COUNT };	/* refused from the right under load */

struct http_request {
	enum http_method method;
	struct slice path;		/* decoded, begins with '/' */
	struct slice peer;		/* address of the client as text */
	bool tls;
	struct slice body;		/* whole body; LIMIT by route */
	struct arena arena;
	char id[24];			/* request id, also in the answer's X-Request-Id */
	int64_t began_mono_ms;
	void *filtered;			/* what the route's filter made of the body; NULL: none */
	void *priv;			/* the server's */
	void *user;			/* the handler's own state for a later answer */
};

/* Request headers and query arguments; absent when not sent. Header names are case-insensitive. */
struct slice http_header(const struct http_request *rq, const char *name);
struct slice http_query(const struct http_request *rq, const char *name);
struct slice http_cookie(const struct http_request *rq, const char *name);
typedef void http_arg_fn(void *ctx, struct slice name, struct slice value);
void http_each_query(const struct http_request *rq, http_arg_fn *fn, void *ctx);

/* SHA-256 of the certificate that the client has proven to hold; false: none. Whether it is the right one is the caller's. */
bool http_peer_certificate(const struct http_request *rq, uint8_t ret_sha256[32]) must_check;

/* Headers of the answer; call before answering. The security headers are set by the server itself. */
void http_set(struct http_request *rq, const char *name, const char *value);
/* Answers; body is copied unless it lies in the request's arena. */
void http_answer(struct http_request *rq, int status, const char *type, struct slice body);
void http_answer_const(struct http_request *rq, int status, const char *type, struct slice body); /* not copied: outlives the server */
void http_answer_fd(struct http_request *rq, int status, const char *type, int fd, uint64_t size); /* closes fd */

struct http_fault {
	const char *field;		/* JSON path of the field, "items.3.what"; NULL if none */
	enum err code;
	struct slice detail_zh, detail_en;	/* may be absent */
};
/* application/problem+json: type, title, title_en, status, code, detail, detail_en, field, errors[], request. */
void http_problem(struct http_request *rq, enum err e, const struct http_fault *fault, size_t n);

/* Streams an answer that is made while it is sent (exports): fn writes the next piece (at most 1 MiB) into b,
 * false at the end. It is called on worker threads and may wait for the store; done is called once. */
typedef bool http_pull_fn(void *ctx, struct buf *b);
void http_answer_stream(struct http_request *rq, int status, const char *type,
    http_pull_fn *fn, void (*done)(void *ctx), void *ctx);

/* A body may be shortened while it arrives (pictures are taken out of it: ingest/strip.h), on the event loop.
 * begin     at the first bytes; its answer becomes rq->filtered. NULL: this body is taken as it is.
 * take      reads `in` and writes what stays to `out`, which has room for in.n + HTTP_FILTER_SLACK bytes.
 * end       once, when nobody needs the request any more: after its answer, or when the client went away.
 * Limits    arrives_max bytes on the wire; body_max of the route is what may stay. The filter bounds its own memory. */
#define HTTP_FILTER_SLACK 64
struct http_filter {
	size_t arrives_max;
	void *(*begin)(struct http_request *rq, void *ctx);	/* ctx of the route */
	enum err (*take)(void *state, struct slice in, char *out, size_t *ret_n);
	void (*end)(void *state);
};

/* Routing: the longest matching prefix wins; the handler parses the rest of the path. */
typedef void http_handler(struct http_request *rq, void *ctx);
struct http_route {
	const char *prefix;
	http_handler *handle;
	void *ctx;
	size_t body_max;		/* bytes; larger is refused with E_TOO_LARGE while it arrives */
	enum http_worth (*worth)(const struct http_request *rq);	/* NULL: GET and HEAD are WORTH_READ, others WORTH_STEP */
	bool quick;			/* the handler never waits: it runs on the event loop and is never refused as busy;
					 * it may answer later, from another thread */
	const struct http_filter *filter;	/* NULL: none */
};

#define HTTP_IDLE_S 60
struct http_options {
	const char *address;		/* "127.0.0.1:8080", "[::1]:8443", port 0 for any */
	const char *cert_pem, *key_pem;	/* file paths; NULL: no TLS */
	const char *client_ca_pem;	/* clients are asked for a certificate (http_peer_certificate); NULL: they are not */
	bool machines;			/* no browser speaks to it: answers go without the headers that tell one what it may do */
	int loop_threads, worker_threads;
	int max_connections, max_per_address;	/* 0: 4096, 1024 (an office behind one router) */
	int queue_max;			/* requests waiting for a worker; 0: 1024 */
	int header_s, body_s, idle_s;	/* 0: from limits.h, HTTP_IDLE_S */
	size_t bodies_in_flight;	/* 0: from limits.h */
};
struct http_server;
enum err http_start(struct http_server **ret, const struct http_options *o,
    const struct http_route *route, size_t nroute) must_check;
int http_port(const struct http_server *s);
void http_stop(struct http_server *s);	/* refuses new, drains at most LIMIT_STOP_S, frees */

/* Counters of the server for /metrics and the health page. */
struct http_stats {
	int64_t requests, refused_busy, refused_large, refused_address, timed_out, bad_requests;
	int64_t connections, bodies_in_flight, streams, queued;
};
void http_stats(const struct http_server *s, struct http_stats *ret);
#endif
