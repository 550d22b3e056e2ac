/* SPDX-License-Identifier: Apache-2.0 */
/* sse.h - server-sent events: one ordered log, many readers, each sees what its filter lets through.
 *
 * Shape      a ring of the last SSE_WINDOW events; a reader is a cursor into it. Last-Event-ID replays from the
 *            ring; before it the reader is sent "event: reload". Heartbeat comment every 15 s.
 * Cost       under 16 KiB a reader; a reader with nothing to read costs no CPU (suspended).
 * Limits     a reader that does not read is closed when it falls behind the ring.
 */
#ifndef NET_SSE_H
#define NET_SSE_H
#include "net/http.h"

#define SSE_WINDOW 16384
struct sse_event {
	int64_t seq;			/* the id: strictly rising */
	const char *name;		/* static: "change", "deadline", ... */
	uint32_t kind;			/* for the filter: record index or topic */
	int64_t unit;			/* for the filter: owner unit, 0 for everybody */
	int64_t row;			/* for the filter */
	struct slice data;		/* one line of JSON, copied */
};
struct sse_hub;
/* True when this reader may see it. Called on event-loop threads and the hub's own, with the hub locked: no I/O,
 * no waiting, no call of the hub. */
typedef bool sse_filter_fn(void *reader, const struct sse_event *e);

struct sse_hub *sse_hub_new(void);
void sse_hub_free(struct sse_hub *h);		/* after http_stop */
void sse_publish(struct sse_hub *h, const struct sse_event *e);	/* thread-safe, in order of seq */
/* Before the first event of a restarted server: the last seq given out before. A reader that comes back with this
 * id has missed nothing; any other id is answered with reload. */
void sse_start_at(struct sse_hub *h, int64_t seq);
int64_t sse_last(const struct sse_hub *h);
/* A picture beside the log: only the newest counts, so it has no id and is never sent again. After each tick every reader
 * is sent what make() has for it at that moment, once it has read the events that wait for it; ticks that a slow reader
 * did not keep up with are left out. make() is called with the hub locked and answers a counted text, or NULL: nothing. */
struct sse_text;
struct sse_text *sse_text_new(const char *name, struct slice data);	/* one line of JSON, copied */
struct sse_text *sse_text_ref(struct sse_text *t);
void sse_text_unref(struct sse_text *t);
typedef struct sse_text *sse_live_fn(void *ctx, void *reader);
void sse_live(struct sse_hub *h, sse_live_fn *make, void *ctx);	/* make NULL: no more */
void sse_live_tick(struct sse_hub *h);
/* Turns the request into a stream; `reader` is given to `filter` and freed by `release` (may be NULL) at its end.
 * It must not lie in the request's arena, which is given back at once: a stream lasts for hours. */
void sse_attach(struct sse_hub *h, struct http_request *rq, sse_filter_fn *filter, void *reader,
    void (*release)(void *reader));
/* Ends the streams of the readers for which pick() answers true (a session revoked, a grant ended). */
void sse_close_where(struct sse_hub *h, bool (*pick)(void *reader, void *ctx), void *ctx);
#endif
