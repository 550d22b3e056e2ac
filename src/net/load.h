/* SPDX-License-Identifier: Apache-2.0 */
/* load.h - many connections at once against one of our servers, and how long each answer took.
 *
 * Shape   one thread, one request in flight on each connection: the next is asked for when an answer has come.
 * Units   latencies in microseconds from the first byte sent to the last received, to 3 %.
 * Errors  E_GONE when nothing can be connected. Answers of error are counted, not returned.
 */
#ifndef NET_LOAD_H
#define NET_LOAD_H
#include "base/buf.h"
#include "base/err.h"

/* Writes the next whole request (client_request); false: this connection has no more to ask. */
typedef bool load_next_fn(void *ctx, int connection, struct buf *request);
typedef void load_answered_fn(void *ctx, int connection, int status, struct slice body);

struct load_options {
	const char *address;
	int connections, seconds;	/* seconds 0: until every connection has no more */
	load_next_fn *next;
	load_answered_fn *answered;	/* may be NULL */
	void *ctx;
};
struct load_result {
	int64_t answers, ok, refused, failed;	/* ok: 2xx; refused: any other status; failed: connections that broke */
	int64_t bytes;
	double seconds, per_second;
	int64_t p50_us, p95_us, p99_us, max_us;
};
enum err load_run(const struct load_options *o, struct load_result *ret) must_check;

/* Event streams that stay open: n live screens. */
struct load_streams;
struct load_heard {
	int64_t open, events, bytes;
};
enum err load_streams_open(struct load_streams **ret, const char *address, const char *target,
    const char *headers, int n) must_check;
void load_streams_hear(struct load_streams *s, int ms, struct load_heard *ret);	/* adds up; reads for so long */
void load_streams_close(struct load_streams *s);
#endif
