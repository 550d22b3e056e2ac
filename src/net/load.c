/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/limits.h"
#include "net/client.h"
#include "net/load.h"
#include "net/reply_.h"

#define FINE 32				/* steps within a power of two */
#define BUCKETS (64 * FINE)

struct caller {
	int fd, index;
	bool done, writing;		/* writing: the socket is watched for room */
	struct buf out;
	size_t sent;
	char *in;
	size_t n, cap;
	int64_t began_us;
};

struct load {
	const struct load_options *o;
	struct load_result *ret;
	int epoll, open;
	int64_t end_us;
	struct caller *caller;
	int64_t bucket[BUCKETS];
};

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static int
bucket_of(int64_t us)
{
	int high;

	if (us < FINE)
		return us < 0 ? 0 : (int)us;
	high = 63 - __builtin_clzll((unsigned long long)us);	/* at least 5 */
	return (high - 4) * FINE + (int)(us >> (high - 5)) - FINE;
}

static int64_t
bucket_top(int i)
{
	return i < FINE ? i : ((int64_t)(i % FINE + FINE + 1) << (i / FINE - 1)) - 1;
}

static int64_t
quantile(const struct load *l, int64_t of_1000)
{
	int64_t want = (l->ret->answers * of_1000 + 999) / 1000, seen = 0;

	for (int i = 0; i < BUCKETS; i++)
		if ((seen += l->bucket[i]) >= want && seen)
			return bucket_top(i) < l->ret->max_us ? bucket_top(i) : l->ret->max_us;
	return 0;
}

static void
watch(int epoll, int fd, void *what, bool writing, bool first)
{
	struct epoll_event ev = { .events = EPOLLIN | (writing ? (uint32_t)EPOLLOUT : 0), .data.ptr = what };

	epoll_ctl(epoll, first ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &ev);
}

static void
end_caller(struct load *l, struct caller *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	c->done = true;
	l->open--;
}

static bool
redial(struct load *l, struct caller *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->n = 0;
	c->fd = dial(l->o->address, false);
	if (c->fd < 0)
		return false;
	watch(l->epoll, c->fd, c, true, true);
	c->writing = true;
	return true;
}

static void
push_out(struct load *l, struct caller *c)
{
	ssize_t got = 0;
	bool wait;

	while (c->sent < c->out.n) {
		got = send(c->fd, c->out.p + c->sent, c->out.n - c->sent, MSG_NOSIGNAL);
		if (got < 0)
			break;
		c->sent += (size_t)got;
	}
	wait = got < 0 && errno == EAGAIN;	/* another failure shows when it is read */
	if (wait != c->writing)
		watch(l->epoll, c->fd, c, wait, false);
	c->writing = wait;
}

static void
ask(struct load *l, struct caller *c)
{
	buf_reset(&c->out);
	c->sent = 0;
	c->n = 0;
	if (now_us() >= l->end_us || !l->o->next(l->o->ctx, c->index, &c->out)) {
		end_caller(l, c);
		return;
	}
	if (c->fd < 0 && !redial(l, c)) {
		l->ret->failed++;
		end_caller(l, c);
		return;
	}
	c->began_us = now_us();
}

static void
send_now(struct load *l, struct caller *c)
{
	ask(l, c);
	if (!c->done)
		push_out(l, c);
}

static void
answered(struct load *l, struct caller *c, const struct reply *r, size_t took)
{
	int64_t us = now_us() - c->began_us;

	l->ret->answers++;
	l->ret->bytes += (int64_t)took;
	if (r->status >= 200 && r->status < 300)
		l->ret->ok++;
	else
		l->ret->refused++;
	l->bucket[bucket_of(us)]++;
	if (us > l->ret->max_us)
		l->ret->max_us = us;
	if (l->o->answered)
		l->o->answered(l->o->ctx, c->index, r->status, r->body);
	if (!r->keeps) {
		close(c->fd);
		c->fd = -1;
	}
	send_now(l, c);
}

/* A broken connection is counted and made anew, unless the time is over. */
static void
broken(struct load *l, struct caller *c)
{
	l->ret->failed++;
	close(c->fd);
	c->fd = -1;
	if (l->ret->failed > 10 * (int64_t)l->o->connections)
		end_caller(l, c);	/* nobody there any more */
	else
		send_now(l, c);
}

static void
take_in(struct load *l, struct caller *c)
{
	bool head = c->out.n > 5 && memcmp(c->out.p, "HEAD ", 5) == 0;
	struct reply r;
	size_t took;
	ssize_t got;

	if (c->n == c->cap) {
		if (c->cap >= LIMIT_ANSWER * 2) {
			broken(l, c);
			return;
		}
		c->cap = c->cap ? c->cap * 2 : KIB(8);
		c->in = mem_resize(c->in, c->cap);
	}
	got = recv(c->fd, c->in + c->n, c->cap - c->n, 0);
	if (got < 0) {
		if (errno != EAGAIN)
			broken(l, c);
		return;
	}
	c->n += (size_t)got;
	switch (reply_find(c->in, c->n, got == 0, head, &r, &took)) {
	case REPLY_WHOLE:
		answered(l, c, &r, took);
		break;
	case REPLY_BAD:
		broken(l, c);
		break;
	case REPLY_MORE:
		break;
	}
}

static void
turn(struct load *l)
{
	struct epoll_event ev[256];
	int n = epoll_wait(l->epoll, ev, N_ELEMS(ev), 100);

	for (int i = 0; i < n; i++) {
		struct caller *c = ev[i].data.ptr;

		if (c->done)
			continue;
		if (ev[i].events & EPOLLOUT)
			push_out(l, c);
		if (ev[i].events & (EPOLLIN | EPOLLERR | EPOLLHUP))
			take_in(l, c);
	}
}

enum err
load_run(const struct load_options *o, struct load_result *ret)
{
	struct load *l = mem_alloc(sizeof(*l));
	int64_t began = now_us();
	bool any;

	*ret = (struct load_result){ 0 };
	l->o = o;
	l->ret = ret;
	l->epoll = epoll_create1(EPOLL_CLOEXEC);
	l->end_us = o->seconds ? began + o->seconds * 1000000LL : INT64_MAX;
	l->caller = mem_alloc(mul_size((size_t)o->connections, sizeof(*l->caller)));
	l->open = o->connections;
	for (int i = 0; i < o->connections; i++) {
		struct caller *c = &l->caller[i];

		c->fd = -1;
		c->index = i;
		buf_init(&c->out, LIMIT_FILE_BODY);
		ask(l, c);
	}
	/* a slow last answer is waited for, but not for ever */
	while (l->open > 0 && now_us() < (o->seconds ? l->end_us + 10000000 : INT64_MAX))
		turn(l);
	ret->seconds = (double)(now_us() - began) / 1e6;
	ret->per_second = (double)ret->answers / ret->seconds;
	ret->p50_us = quantile(l, 500);
	ret->p95_us = quantile(l, 950);
	ret->p99_us = quantile(l, 990);
	any = ret->answers > 0;
	for (int i = 0; i < o->connections; i++) {
		if (l->caller[i].fd >= 0)
			close(l->caller[i].fd);
		buf_free(&l->caller[i].out);
		mem_free(l->caller[i].in);
	}
	close(l->epoll);
	mem_free(l->caller);
	mem_free(l);
	return any ? E_OK : E_GONE;
}

/* ---- streams ---- */

struct load_streams {
	int n, epoll;
	int64_t open;
	struct listener {
		int fd;
		enum { IN_HEAD, IN_SIZE, IN_DATA, IN_END } in;	/* of a chunked answer */
		size_t seen;		/* bytes of the end of the head, or of WORD, matched so far */
		int64_t left;		/* of the chunk, or its size as read so far */
	} *listener;
};

enum err
load_streams_open(struct load_streams **ret, const char *address, const char *target, const char *headers, int n)
{
	struct load_streams *s = mem_alloc(sizeof(*s));
	struct buf b;

	s->epoll = epoll_create1(EPOLL_CLOEXEC);
	s->listener = mem_alloc(mul_size((size_t)n, sizeof(*s->listener)));
	buf_init(&b, KIB(64));
	client_request(&b, "GET", target, headers, (struct slice){ NULL, 0 });
	for (; s->n < n; s->n++) {
		struct listener *li = &s->listener[s->n];

		li->fd = dial(address, true);
		if (li->fd < 0)
			break;
		if (send(li->fd, b.p, b.n, MSG_NOSIGNAL) == (ssize_t)b.n)
			s->open++;
		watch(s->epoll, li->fd, li, false, true);
	}
	buf_free(&b);
	if (s->n < n) {
		load_streams_close(s);
		return E_GONE;
	}
	*ret = s;
	return E_OK;
}

/* How much of `word` the text ends with, after one more byte; no word here repeats its first byte inside. */
static bool
match(size_t *seen, const char *word, char c)
{
	if (c != word[*seen])
		*seen = 0;
	if (c == word[*seen])
		++*seen;
	if (word[*seen])
		return false;
	*seen = 0;
	return true;
}

/* One byte of a stream; true when it completes the beginning of an event. Chunks may end anywhere in a word. */
static bool
listen_to(struct listener *li, char c)
{
	switch (li->in) {
	case IN_HEAD:
		if (match(&li->seen, "\n\r\n", c))
			li->in = IN_SIZE;
		return false;
	case IN_SIZE:
		if (c == '\n')
			li->in = li->left ? IN_DATA : IN_END;
		else if (c != '\r')
			li->left = li->left * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
		return false;
	case IN_DATA:
		if (--li->left == 0)
			li->in = IN_END;
		return match(&li->seen, "\nevent:", c);
	case IN_END:
		if (c == '\n')
			li->in = IN_SIZE;
		return false;
	}
	return false;
}

static void
hear(struct load_streams *s, struct listener *li, struct load_heard *ret)
{
	static char in[KIB(64)];
	ssize_t got = recv(li->fd, in, sizeof(in), MSG_DONTWAIT);

	if (got > 0) {
		ret->bytes += got;
		for (ssize_t i = 0; i < got; i++)
			ret->events += listen_to(li, in[i]);
	} else if (got == 0 || errno != EAGAIN) {
		epoll_ctl(s->epoll, EPOLL_CTL_DEL, li->fd, NULL);
		s->open--;
	}
}

void
load_streams_hear(struct load_streams *s, int ms, struct load_heard *ret)
{
	int64_t end = now_us() + ms * 1000LL;
	struct epoll_event ev[256];

	while (now_us() < end) {
		int n = epoll_wait(s->epoll, ev, N_ELEMS(ev), 20);

		for (int i = 0; i < n; i++)
			hear(s, ev[i].data.ptr, ret);
	}
	ret->open = s->open;
}

void
load_streams_close(struct load_streams *s)
{
	for (int i = 0; i < s->n; i++)
		close(s->listener[i].fd);
	close(s->epoll);
	mem_free(s->listener);
	mem_free(s);
}
