/* SPDX-License-Identifier: Apache-2.0 */
/* The ring and its readers.
 *
 *   ring, by ordinal:   tail ........ cursor of a reader ........ head      slot = ordinal % SSE_WINDOW
 *
 * An event's text is made once and counted: the ring holds it, and every reader that is in the middle of
 * sending it. A reader with nothing to send is parked: its connection is suspended, and the pump thread moves
 * its cursor past what its filter hides and wakes it for what it shows.
 * Locks: hub.lock, then those inside libmicrohttpd. A reader is unlinked under hub.lock before its
 * connection is closed, so whoever holds the lock may use the connection of a linked reader.
 */
#include <assert.h>
#include <errno.h>
#include <sys/socket.h>
#include <time.h>
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "net/http_.h"
#include "net/sse.h"

#define BEAT_MS 15000
#define GATHER_MS 10		/* events that come together wake a reader once */
#define TICK_MS 500
#define STEP_MAX 1024		/* events looked at with the lock held */
#define RETRY "retry: 3000\n"

struct sse_text {
	_Atomic int refs;
	size_t n;
	char p[];
};

struct reader {
	struct reader *next, *prev;
	struct sse_hub *hub;
	struct loop *loop;
	struct MHD_Connection *mhd;
	int fd;
	uint64_t cursor;		/* ordinal of the next event to look at */
	int64_t beat_ms;		/* monotonic; when a heartbeat is due */
	bool parked, closing, cut, wants_reload, greeted;
	bool live, quiet;		/* a picture is due; what is being sent is one */
	struct sse_text *text;		/* being sent, from `sent` on */
	size_t sent;
	sse_filter_fn *filter;
	void *user;
	void (*release)(void *user);
};

struct slot {
	struct sse_event e;
	struct sse_text *text;
};

struct sse_hub {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	pthread_t pump;
	bool stop, fresh;
	uint64_t head, tail;
	int64_t last_seq;		/* of the newest event ever known */
	int64_t lost_seq;		/* of the newest event no longer kept */
	struct reader *readers;
	size_t n_readers;
	sse_live_fn *make;
	void *make_ctx;
	struct slot slot[SSE_WINDOW];
};

static struct sse_text *
text_new(struct slice s)
{
	struct sse_text *t = mem_alloc(sizeof(*t) + s.n);

	t->refs = 1;
	t->n = s.n;
	memcpy(t->p, s.p, s.n);
	return t;
}

void
sse_text_unref(struct sse_text *t)
{
	if (t && atomic_fetch_sub(&t->refs, 1) == 1)
		mem_free(t);
}

static struct slot *
slot_of(struct sse_hub *h, uint64_t ordinal)
{
	return &h->slot[ordinal % SSE_WINDOW];
}

/* The id a reader has reached: the last event before its cursor. */
static int64_t
reached(struct sse_hub *h, uint64_t cursor)
{
	return cursor == h->tail ? h->lost_seq : slot_of(h, cursor - 1)->e.seq;
}

/* ---- publishing ---- */

static struct sse_text *
event_text(const struct sse_event *e)
{
	struct buf b;
	struct sse_text *t;

	buf_init(&b, e->data.n + 256);
	buf_printf(&b, "id: %lld\nevent: %s\ndata: ", (long long)e->seq, e->name);
	buf_put(&b, e->data);
	buf_puts(&b, "\n\n");
	assert(!b.full);
	t = text_new(buf_slice(&b));
	buf_free(&b);
	return t;
}

struct sse_text *
sse_text_new(const char *name, struct slice data)
{
	struct buf b;
	struct sse_text *t;

	assert(!memchr(data.p, '\n', data.n) && !memchr(data.p, '\r', data.n));
	buf_init(&b, data.n + 256);
	buf_printf(&b, "event: %s\ndata: ", name);
	buf_put(&b, data);
	buf_puts(&b, "\n\n");
	assert(!b.full);
	t = text_new(buf_slice(&b));
	buf_free(&b);
	return t;
}

struct sse_text *
sse_text_ref(struct sse_text *t)
{
	atomic_fetch_add(&t->refs, 1);
	return t;
}

void
sse_publish(struct sse_hub *h, const struct sse_event *e)
{
	struct sse_text *t, *old = NULL;
	struct slot *s;

	assert(!e->data.n || (!memchr(e->data.p, '\n', e->data.n) && !memchr(e->data.p, '\r', e->data.n)));
	t = event_text(e);
	pthread_mutex_lock(&h->lock);
	assert(e->seq > h->last_seq);
	s = slot_of(h, h->head);
	if (h->head - h->tail == SSE_WINDOW) {
		old = s->text;
		h->lost_seq = s->e.seq;
		h->tail++;
	}
	s->e = *e;
	s->text = t;
	s->e.data = (struct slice){ t->p + t->n - 2 - e->data.n, e->data.n };
	h->head++;
	h->last_seq = e->seq;
	if (!h->fresh && h->n_readers) {
		h->fresh = true;
		pthread_cond_signal(&h->wake);
	}
	pthread_mutex_unlock(&h->lock);
	sse_text_unref(old);
}

int64_t
sse_last(const struct sse_hub *h)
{
	struct sse_hub *own = (struct sse_hub *)(uintptr_t)h;
	int64_t seq;

	pthread_mutex_lock(&own->lock);
	seq = h->last_seq;
	pthread_mutex_unlock(&own->lock);
	return seq;
}

void
sse_start_at(struct sse_hub *h, int64_t seq)
{
	pthread_mutex_lock(&h->lock);
	assert(h->head == 0);
	h->last_seq = h->lost_seq = seq;
	pthread_mutex_unlock(&h->lock);
}

/* ---- reading ---- */

/* Moves the cursor to the next event the reader may see; false when there is none within STEP_MAX.
 * An event published while the filter looks is only added in front: the lock is held. */
static bool
seek(struct sse_hub *h, struct reader *r)
{
	for (int i = 0; r->cursor < h->head && i < STEP_MAX; i++, r->cursor++)
		if (r->filter(r->user, &slot_of(h, r->cursor)->e))
			return true;
	return false;
}

static struct sse_text *
greeting(struct sse_hub *h, struct reader *r)
{
	char line[160];
	int n;

	if (r->wants_reload)
		n = snprintf(line, sizeof(line), RETRY "id: %lld\nevent: reload\ndata: {}\n\n",
		    (long long)reached(h, r->cursor));
	else
		n = snprintf(line, sizeof(line), RETRY "id: %lld\n\n", (long long)reached(h, r->cursor));
	r->greeted = true;
	return text_new((struct slice){ line, (size_t)n });
}

/* A comment, and the id reached: a reader whose filter hides everything does not fall out of the window. */
static struct sse_text *
heartbeat(struct sse_hub *h, struct reader *r)
{
	char line[64];
	int n = snprintf(line, sizeof(line), ": beat\nid: %lld\n\n", (long long)reached(h, r->cursor));

	return text_new((struct slice){ line, (size_t)n });
}

/* What to send next, NULL when there is nothing; called with the lock held. */
static struct sse_text *
next_text(struct sse_hub *h, struct reader *r)
{
	struct sse_text *t;

	r->quiet = false;
	if (!r->greeted)
		return greeting(h, r);
	if (seek(h, r)) {
		t = slot_of(h, r->cursor++)->text;
		return sse_text_ref(t);
	}
	if (clock_mono_ms() >= r->beat_ms)
		return heartbeat(h, r);
	if (!r->live || !h->make)
		return NULL;
	r->live = false;
	t = h->make(h->make_ctx, r->user);
	r->quiet = t != NULL;
	return t;
}

enum advance { ADVANCE_TEXT, ADVANCE_LOOK_ON, ADVANCE_NOTHING, ADVANCE_END };

/* Takes a text to send, or parks the reader when it has nothing to send and nothing is waiting to go out. */
static enum advance
advance(struct reader *r, bool unsent)
{
	struct sse_hub *h = r->hub;
	enum advance what = ADVANCE_TEXT;

	pthread_mutex_lock(&h->lock);
	if (r->closing || r->cursor < h->tail) {
		what = ADVANCE_END;
	} else if ((r->text = next_text(h, r))) {
		r->sent = 0;
		if (!r->quiet)		/* a picture says nothing of how far the reader is in the log */
			r->beat_ms = clock_mono_ms() + BEAT_MS;
	} else if (r->cursor < h->head) {
		what = ADVANCE_LOOK_ON;
	} else {
		what = ADVANCE_NOTHING;
		if (!unsent) {
			MHD_suspend_connection(r->mhd);
			r->parked = true;
		}
	}
	pthread_mutex_unlock(&h->lock);
	return what;
}

static ssize_t
read_some(void *ctx, uint64_t pos, char *to, size_t max)
{
	struct reader *r = ctx;
	size_t n, done = 0;
	enum advance what = ADVANCE_TEXT;

	(void)pos;
	while (done < max) {
		if (!r->text)
			what = advance(r, done > 0);
		if (what == ADVANCE_LOOK_ON)
			continue;
		if (what != ADVANCE_TEXT)
			break;
		n = r->text->n - r->sent;
		n = n < max - done ? n : max - done;
		memcpy(to + done, r->text->p + r->sent, n);
		r->sent += n;
		done += n;
		if (r->sent == r->text->n) {
			sse_text_unref(r->text);
			r->text = NULL;
		}
	}
	if (!done && what == ADVANCE_END)
		return MHD_CONTENT_READER_END_OF_STREAM;
	return (ssize_t)done;
}

static void
reader_free(void *ctx)
{
	struct reader *r = ctx;
	struct sse_hub *h = r->hub;

	pthread_mutex_lock(&h->lock);
	if (r->prev)
		r->prev->next = r->next;
	else
		h->readers = r->next;
	if (r->next)
		r->next->prev = r->prev;
	h->n_readers--;
	pthread_mutex_unlock(&h->lock);
	sse_text_unref(r->text);
	if (r->release)
		r->release(r->user);
	mem_free(r);
}

/* ---- waking ---- */

static void
unpark(struct reader *r)
{
	if (!r->parked)
		return;
	r->parked = false;
	loop_resume(r->loop, r->mhd);
}

static void
close_reader(struct reader *r)
{
	r->closing = true;
	unpark(r);
}

void
sse_live(struct sse_hub *h, sse_live_fn *make, void *ctx)
{
	pthread_mutex_lock(&h->lock);
	h->make = make;
	h->make_ctx = ctx;
	pthread_mutex_unlock(&h->lock);
}

void
sse_live_tick(struct sse_hub *h)
{
	pthread_mutex_lock(&h->lock);
	for (struct reader *r = h->readers; r; r = r->next) {
		r->live = true;
		unpark(r);
	}
	pthread_mutex_unlock(&h->lock);
}

/* A reader that is neither parked nor asked for more is waiting for its client to read. Once it has lost its
 * place, or should be gone, waiting longer is of no use. */
static void
look_after(struct sse_hub *h, struct reader *r, int64_t now, bool tick)
{
	if (r->parked) {
		if (now >= r->beat_ms || seek(h, r))
			unpark(r);
	} else if (tick && (r->closing || r->cursor < h->tail)) {
		if (r->cut)
			shutdown(r->fd, SHUT_RDWR);
		r->cut = true;		/* one tick of grace to end in good order */
	}
}

static void
wait_until(struct sse_hub *h, int64_t ms)
{
	struct timespec until = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };

	pthread_cond_timedwait(&h->wake, &h->lock, &until);
}

static void *
pump(void *arg)
{
	struct sse_hub *h = arg;
	int64_t now, tick_ms = 0;
	bool tick;

	pthread_mutex_lock(&h->lock);
	while (!h->stop) {
		now = clock_mono_ms();
		tick = now >= tick_ms;
		if (tick)
			tick_ms = now + TICK_MS;
		h->fresh = false;
		for (struct reader *r = h->readers; r; r = r->next)
			look_after(h, r, now, tick);
		pthread_mutex_unlock(&h->lock);
		nanosleep(&(struct timespec){ .tv_nsec = GATHER_MS * 1000000L }, NULL);
		pthread_mutex_lock(&h->lock);
		while (!h->fresh && !h->stop && clock_mono_ms() < tick_ms)
			wait_until(h, tick_ms);
	}
	pthread_mutex_unlock(&h->lock);
	return NULL;
}

struct sse_hub *
sse_hub_new(void)
{
	struct sse_hub *h = mem_alloc(sizeof(*h));
	pthread_condattr_t mono;

	pthread_mutex_init(&h->lock, NULL);
	pthread_condattr_init(&mono);
	pthread_condattr_setclock(&mono, CLOCK_MONOTONIC);
	pthread_cond_init(&h->wake, &mono);
	pthread_condattr_destroy(&mono);
	work_thread(&h->pump, pump, h);
	return h;
}

void
sse_hub_free(struct sse_hub *h)
{
	pthread_mutex_lock(&h->lock);
	h->stop = true;
	pthread_cond_signal(&h->wake);
	pthread_mutex_unlock(&h->lock);
	pthread_join(h->pump, NULL);
	assert(!h->readers);		/* the server is stopped first */
	for (; h->tail < h->head; h->tail++)
		sse_text_unref(slot_of(h, h->tail)->text);
	pthread_cond_destroy(&h->wake);
	pthread_mutex_destroy(&h->lock);
	mem_free(h);
}

void
sse_close_where(struct sse_hub *h, bool (*pick)(void *reader, void *ctx), void *ctx)
{
	pthread_mutex_lock(&h->lock);
	for (struct reader *r = h->readers; r; r = r->next)
		if (!r->closing && pick(r->user, ctx))
			close_reader(r);
	pthread_mutex_unlock(&h->lock);
}

static void
end_reader(void *ctx)
{
	struct reader *r = ctx;

	pthread_mutex_lock(&r->hub->lock);
	close_reader(r);
	pthread_mutex_unlock(&r->hub->lock);
}

/* ---- attaching ---- */

/* The first ordinal after `seq`; false when that place is outside the window or was never ours. */
static bool
place(struct sse_hub *h, int64_t seq, uint64_t *ret)
{
	uint64_t lo = h->tail, hi = h->head, mid;

	if (seq < h->lost_seq || seq > h->last_seq)
		return false;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (slot_of(h, mid)->e.seq <= seq)
			lo = mid + 1;
		else
			hi = mid;
	}
	*ret = lo;
	return true;
}

static void
link_reader(struct sse_hub *h, struct reader *r, struct slice last_id)
{
	int64_t seq;

	pthread_mutex_lock(&h->lock);
	r->cursor = h->head;
	if (last_id.n)
		r->wants_reload = !slice_int(last_id, &seq) || !place(h, seq, &r->cursor);
	r->beat_ms = clock_mono_ms() + BEAT_MS;
	r->next = h->readers;
	if (r->next)
		r->next->prev = r;
	h->readers = r;
	h->n_readers++;
	pthread_mutex_unlock(&h->lock);
}

void
sse_attach(struct sse_hub *h, struct http_request *rq, sse_filter_fn *filter, void *user,
    void (*release)(void *user))
{
	struct req *own = req_of(rq);
	struct reader *r = mem_alloc(sizeof(*r));
	struct slice last_id = http_header(rq, "Last-Event-ID");

	r->hub = h;
	r->mhd = own->mhd;
	r->loop = own->conn->loop;
	r->fd = own->conn->fd;
	r->filter = filter;
	r->user = user;
	r->release = release;
	link_reader(h, r, last_id.p ? last_id : http_query(rq, "last_event_id"));
	http_set(rq, "X-Accel-Buffering", "no");	/* a proxy must pass events on as they come */
	own->lasting = true;
	answer_stream(own, 200, "text/event-stream; charset=utf-8",
	    MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 128, read_some, r, reader_free), end_reader, r);
}
