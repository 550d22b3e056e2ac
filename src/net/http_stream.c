/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that are made while they are sent. The event loop takes bytes out of a piece; when it is empty the
 * connection is suspended and the next piece is made on a worker, since making it may wait for the store.
 */
#include "base/limits.h"
#include "base/log.h"
#include "net/http_.h"

#define PIECE_MAX MIB(1)

struct stream {
	struct work work;
	struct http_server *server;
	struct conn *conn;
	struct MHD_Connection *mhd;
	http_pull_fn *fn;
	void (*done)(void *ctx);
	void *ctx;
	struct buf piece;
	size_t taken;
	bool ended, failed;
	char id[24];
};

static void
make_piece(struct work *w)
{
	struct stream *st = (struct stream *)((char *)w - offsetof(struct stream, work));

	log_request(st->id);
	buf_reset(&st->piece);
	st->taken = 0;
	if (atomic_load(&st->server->aborting)) {
		st->failed = true;
	} else {
		st->ended = !st->fn(st->ctx, &st->piece);
		st->failed = st->piece.full;
	}
	log_request(NULL);
	conn_phase(st->conn, CONN_SENDING, st->server->o.body_s);
	loop_resume(st->conn->loop, st->mhd);
}

static ssize_t
next_bytes(void *ctx, uint64_t pos, char *to, size_t max)
{
	struct stream *st = ctx;
	size_t n = st->piece.n - st->taken;

	(void)pos;
	if (st->failed)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (n) {
		n = n < max ? n : max;
		memcpy(to, st->piece.p + st->taken, n);
		st->taken += n;
		return (ssize_t)n;
	}
	if (st->ended)
		return MHD_CONTENT_READER_END_OF_STREAM;
	conn_phase(st->conn, CONN_HANDLED, 0);
	MHD_suspend_connection(st->mhd);
	if (!work_push_admitted(&st->server->pool, &st->work)) {
		st->failed = true;
		loop_resume(st->conn->loop, st->mhd);
	}
	return 0;
}

static void
stream_free(void *ctx)
{
	struct stream *st = ctx;

	if (st->done)
		st->done(st->ctx);
	buf_free(&st->piece);
	mem_free(st);
}

void
http_answer_stream(struct http_request *rq, int status, const char *type,
    http_pull_fn *fn, void (*done)(void *ctx), void *ctx)
{
	struct req *r = req_of(rq);
	struct stream *st = mem_alloc(sizeof(*st));

	st->server = r->server;
	st->conn = r->conn;
	st->mhd = r->mhd;
	st->fn = fn;
	st->done = done;
	st->ctx = ctx;
	st->work.run = make_piece;
	st->work.worth = WORTH_EXPORT;
	memcpy(st->id, rq->id, sizeof(st->id));
	buf_init(&st->piece, PIECE_MAX);
	answer_deliver(r, status, answer_response(r, type,
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, KIB(16), next_bytes, st, stream_free)), 0);
}
