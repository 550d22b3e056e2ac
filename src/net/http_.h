/* SPDX-License-Identifier: Apache-2.0 */
/* http_.h - what the files of the server share: the server, a connection, a request.
 *
 *   accept ─► conn ─► request line ─► headers ─► body ─► work queue ─► handler ─► answer ─► idle ─┐
 *              ▲                    (event loop)              (worker)      (event loop)          │
 *              └──────────────────────────────────────────────────────────────────────────────────┘
 * Invariants  while a request is handled its connection is suspended: the event loop leaves it alone and it
 *             cannot be closed; the request has one reference of its connection and one of its handler.
 *             A quick route's is parked instead while few are: the library asks again at each run, which spares
 *             four system calls, and may close it: then nobody waits for the answer (REQ_FORCED), and what the
 *             handler still holds (peer, headers) must not be looked at any more.
 *             A request is answered by whoever moves `state` to REQ_DONE, or at the end of a stop to REQ_FORCED.
 * Locks       server.conns.lock > conn.lock > those of a stream's owner > those inside libmicrohttpd.
 */
#ifndef NET_HTTP__H
#define NET_HTTP__H
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include "net/http.h"
#include "net/conn_.h"
#include "net/work_.h"

/* What a connection may take of memory for headers and for the output being made. */
#define HTTP_CONN_MEMORY KIB(10)
#define HTTP_SWALLOW KIB(64)		/* a refused body up to this size is read to keep the connection */
#define HTTP_SLOWEST KIB(16)		/* bytes per second a client must take of an answer */
#define HTTP_ALLOWED_HEADERS 100
#define HTTP_LOOPS_MAX 16

enum req_state { REQ_INLINE, REQ_SUSPENDED, REQ_PARKED, REQ_DONE, REQ_FORCED };

struct http_header {
	struct http_header *next;
	const char *name, *value;
};
struct http_arg {
	struct slice name, value;
};

struct req {
	struct http_request pub;	/* first: handlers see only this */
	struct http_server *server;
	struct conn *conn;
	struct MHD_Connection *mhd;
	const struct http_route *route;
	struct work work;
	struct http_arg *arg;
	size_t narg, narg_max;
	struct http_header *set;
	char *body;
	size_t body_n, body_cap;
	int64_t body_length;		/* announced; -1 chunked, 0 none */
	const struct http_filter *filter;	/* kept here: after a forced stop the table of routes is gone */
	size_t arrived;			/* of a body that is filtered */
	enum err refused;		/* answered so once the body was read */
	enum err bad;			/* found while its arguments were decoded */
	bool dispatched;
	bool parked;			/* counted in loop.parked; the loop's own thread */
	bool machines;			/* the server's option */
	bool lasting;			/* a stream of hours: its arena is given back when it begins */
	_Atomic int state, refs;
	struct bell *bell;		/* of the loop it is parked at */
	int status;
	struct MHD_Response *response, *forced;
	uint64_t size;			/* of the answer */
	void *end_ctx;
	void (*_Atomic end)(void *ctx);	/* ends a stream early; called under conn.lock */
};

struct http_counters {
	_Atomic int64_t requests, refused_busy, refused_large, refused_address, timed_out, bad_requests;
	_Atomic int64_t bodies, streams, in_flight;
};

struct http_server {
	struct http_options o;
	struct http_route *route;
	size_t nroute;
	struct loop loop[HTTP_LOOPS_MAX];
	int nloop;
	int listen_fd, port;
	bool tls;
	_Atomic bool stopping, aborting;
	struct conns conns;
	struct work_pool pool;
	struct http_counters count;
};

static inline struct req *
req_of(const struct http_request *rq)
{
	return (struct req *)rq->priv;
}

/* http_request.c: from the bytes of the head to a request. */
struct req *req_new(struct conn *conn, struct MHD_Connection *mhd);
void req_unref(struct req *rq);
enum err req_head(struct req *rq, const char *url, const char *method) must_check;
enum err req_take(struct req *rq, const char *data, size_t n) must_check;

/* http_daemon.c: the threads of the event loops. */
enum err daemons_start(struct http_server *s, char *cert, char *key, char *ca) must_check;
void daemons_quiet(struct http_server *s);	/* accept nothing more */
void daemons_stop(struct http_server *s);

/* http_loop.c: what the event loops do. */
enum MHD_Result loop_request(void *server, struct MHD_Connection *mhd, const char *url, const char *method,
    const char *version, const char *data, size_t *n, void **request);
void *loop_request_line(void *server, const char *uri, struct MHD_Connection *mhd);
void loop_completed(void *server, struct MHD_Connection *mhd, void **request, enum MHD_RequestTerminationCode why);

/* http_answer.c */
struct MHD_Response *answer_response(struct req *rq, const char *type, struct MHD_Response *r);
void answer_deliver(struct req *rq, int status, struct MHD_Response *r, uint64_t size);
void answer_stream(struct req *rq, int status, const char *type, struct MHD_Response *r,
    void (*end)(void *ctx), void *ctx);
void answer_forced(struct req *rq);
void answer_raw(struct req *rq, enum err e);	/* written past libmicrohttpd: a body is refused while it arrives */
void problem_text(const struct req *rq, enum err e, const struct http_fault *fault, size_t n, struct buf *b);
#endif
