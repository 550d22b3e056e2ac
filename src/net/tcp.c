/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tcp.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "net/address_.h"

#define EVENTS 256
#define READ_MAX KIB(64)	/* of one connection in a round */
#define ACCEPTS 64		/* in a round */

struct tcp_conn {
	struct tcp_server *server;
	struct tcp_conn *next, **back;	/* of all */
	struct tcp_conn *dead;		/* of those that end with this round */
	void *user;
	char *in, *out;			/* what is kept, what waits */
	uint32_t n_in, n_out, cap_out;
	int fd;
	bool closing, writes;		/* writes: EPOLLOUT is asked for */
	int64_t heard_ms;
};
struct tcp_server {
	struct tcp_options o;
	int fd, epoll, bell, port;
	pthread_t thread;
	_Atomic bool stopping;
	struct tcp_conn *all, *dead;
	int64_t ticked_ms;
	_Atomic int64_t open, accepted, refused, bytes_in, bytes_out, overflowed;
	char buffer[READ_MAX];
};

/* ---- one connection ---- */

void
tcp_close(struct tcp_conn *c)
{
	if (c->closing)
		return;
	c->closing = true;
	c->dead = c->server->dead;
	c->server->dead = c;
}

static void
bury(struct tcp_server *s)
{
	while (s->dead) {
		struct tcp_conn *c = s->dead;
		s->dead = c->dead;
		s->o.use.closed(s->o.use.ctx, c);
		*c->back = c->next;
		if (c->next)
			c->next->back = c->back;
		(void)close(c->fd);
		mem_free(c->in);
		mem_free(c->out);
		mem_free(c);
		s->open--;
	}
}

static void
watch(struct tcp_conn *c, bool writes)
{
	struct epoll_event ev = { .events = EPOLLIN | EPOLLRDHUP | (writes ? EPOLLOUT : 0u), .data.ptr = c };

	if (c->writes != writes && epoll_ctl(c->server->epoll, EPOLL_CTL_MOD, c->fd, &ev))
		tcp_close(c);
	c->writes = writes;
}

/* How many went out; the connection is closing when none ever will. */
static size_t
send_some(struct tcp_conn *c, struct slice bytes)
{
	ssize_t n = send(c->fd, bytes.p, bytes.n, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n < 0 && errno != EAGAIN && errno != EINTR)
		tcp_close(c);
	if (n > 0)
		c->server->bytes_out += n;
	return n > 0 ? (size_t)n : 0;
}

static void
wait_to_send(struct tcp_conn *c, struct slice bytes)
{
	size_t want = c->n_out + bytes.n;

	if (want > c->server->o.out_max) {
		c->server->overflowed++;
		tcp_close(c);
		return;
	}
	if (want > c->cap_out) {
		c->cap_out = (uint32_t)(want < 512 ? 512 : want * 2);
		c->out = mem_resize(c->out, c->cap_out);
	}
	memcpy(c->out + c->n_out, bytes.p, bytes.n);
	c->n_out += (uint32_t)bytes.n;
	watch(c, true);
}

void
tcp_send(struct tcp_conn *c, struct slice bytes)
{
	size_t n;

	if (c->closing || !bytes.n)
		return;
	n = c->n_out ? 0 : send_some(c, bytes);
	if (n < bytes.n && !c->closing)
		wait_to_send(c, (struct slice){ bytes.p + n, bytes.n - n });
}

static void
writable(struct tcp_conn *c)
{
	size_t n = send_some(c, (struct slice){ c->out, c->n_out });

	c->n_out -= (uint32_t)n;
	if (c->n_out) {
		memmove(c->out, c->out + n, c->n_out);
		return;
	}
	mem_free(c->out);
	c->out = NULL;
	c->cap_out = 0;
	watch(c, false);
}

static void
keep(struct tcp_conn *c, struct slice rest)
{
	char *kept = NULL;

	if (rest.n > c->server->o.in_max) {
		c->server->overflowed++;
		tcp_close(c);
	} else if (rest.n) {
		kept = mem_alloc(rest.n);
		memcpy(kept, rest.p, rest.n);
	}
	mem_free(c->in);
	c->in = kept;
	c->n_in = kept ? (uint32_t)rest.n : 0;
}

static void
readable(struct tcp_conn *c)
{
	struct tcp_server *s = c->server;
	size_t had = c->n_in, used;
	ssize_t n;

	if (had)
		memcpy(s->buffer, c->in, had);
	n = recv(c->fd, s->buffer + had, sizeof s->buffer - had, MSG_DONTWAIT);
	if (n <= 0) {
		if (n == 0 || (errno != EAGAIN && errno != EINTR))
			tcp_close(c);
		return;
	}
	c->heard_ms = clock_mono_ms();
	s->bytes_in += n;
	used = s->o.use.data(s->o.use.ctx, c, (struct slice){ s->buffer, had + (size_t)n });
	if (!c->closing)
		keep(c, (struct slice){ s->buffer + used, had + (size_t)n - used });
}

void **
tcp_user(struct tcp_conn *c)
{
	return &c->user;
}

int64_t
tcp_heard_ms(const struct tcp_conn *c)
{
	return c->heard_ms;
}

struct tcp_conn *
tcp_next(struct tcp_server *s, struct tcp_conn *after)
{
	struct tcp_conn *c = after ? after->next : s->all;

	while (c && c->closing)
		c = c->next;
	return c;
}

/* ---- the loop ---- */

static void
opened(struct tcp_server *s, int fd)
{
	struct tcp_conn *c = mem_alloc(sizeof *c);
	struct epoll_event ev = { .events = EPOLLIN | EPOLLRDHUP, .data.ptr = c };
	int on = 1;

	*c = (struct tcp_conn){ .server = s, .fd = fd, .heard_ms = clock_mono_ms(), .next = s->all, .back = &s->all };
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &ev)) {
		(void)close(fd);
		mem_free(c);
		return;
	}
	if (s->all)
		s->all->back = &c->next;
	s->all = c;
	s->open++;
	s->accepted++;
	s->o.use.opened(s->o.use.ctx, c);
}

static void
accept_some(struct tcp_server *s)
{
	for (int i = 0; i < ACCEPTS; i++) {
		int fd = accept4(s->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd < 0)
			return;
		if ((size_t)s->open < s->o.max_connections) {
			opened(s, fd);
			continue;
		}
		s->refused++;
		(void)close(fd);
	}
}

static void
handle(struct tcp_server *s, const struct epoll_event *ev)
{
	struct tcp_conn *c = ev->data.ptr;
	uint64_t rung;

	if (ev->data.ptr == &s->fd) {
		accept_some(s);
	} else if (ev->data.ptr == &s->bell) {
		if (read(s->bell, &rung, sizeof rung) > 0 && !s->stopping)
			s->o.use.woken(s->o.use.ctx);
	} else if (!c->closing) {
		if (ev->events & EPOLLOUT)
			writable(c);
		if (!c->closing && ev->events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
			readable(c);
	}
}

static void *
loop(void *arg)
{
	struct tcp_server *s = arg;
	struct epoll_event ev[EVENTS];

	while (!s->stopping) {
		int n = epoll_wait(s->epoll, ev, EVENTS, 1000);
		for (int i = 0; i < n; i++)
			handle(s, &ev[i]);
		s->o.use.turn(s->o.use.ctx);
		if (clock_mono_ms() - s->ticked_ms >= 1000) {
			s->ticked_ms = clock_mono_ms();
			s->o.use.tick(s->o.use.ctx);
		}
		bury(s);
	}
	for (struct tcp_conn *c = s->all; c; c = c->next)
		tcp_close(c);
	bury(s);
	return NULL;
}

/* ---- start and stop ---- */

static enum err
prepare(struct tcp_server *s)
{
	struct epoll_event at_door = { .events = EPOLLIN, .data.ptr = &s->fd }, at_bell = { .events = EPOLLIN, .data.ptr = &s->bell };
	enum err e = net_listen(s->o.address, &s->fd, &s->port);

	if (e)
		return e;
	s->epoll = epoll_create1(EPOLL_CLOEXEC);
	s->bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (s->epoll < 0 || s->bell < 0 || epoll_ctl(s->epoll, EPOLL_CTL_ADD, s->fd, &at_door) || epoll_ctl(s->epoll, EPOLL_CTL_ADD, s->bell, &at_bell))
		return E_INTERNAL;
	return E_OK;
}

static void
end(struct tcp_server *s)
{
	if (s->fd >= 0)
		(void)close(s->fd);
	if (s->epoll >= 0)
		(void)close(s->epoll);
	if (s->bell >= 0)
		(void)close(s->bell);
	mem_free(s);
}

enum err
tcp_start(struct tcp_server **ret, const struct tcp_options *o)
{
	struct tcp_server *s = mem_alloc(sizeof *s);
	enum err e;

	s->o = *o;
	s->fd = s->epoll = s->bell = -1;
	net_descriptors(o->max_connections);
	if ((e = prepare(s))) {
		end(s);
		return e;
	}
	*ret = s;			/* the callbacks may ask for it at once */
	if (pthread_create(&s->thread, NULL, loop, s))
		die("tcp: no thread");
	log_at(LOG_INFO, "tcp.listen", KV("address", LS(o->address)), KV("port", LI(s->port)));
	return E_OK;
}

int
tcp_port(const struct tcp_server *s)
{
	return s->port;
}

void
tcp_wake(struct tcp_server *s)
{
	uint64_t one = 1;

	(void)!write(s->bell, &one, sizeof one);
}

void
tcp_stop(struct tcp_server *s)
{
	if (!s)
		return;
	s->stopping = true;
	tcp_wake(s);
	(void)pthread_join(s->thread, NULL);
	end(s);
}

void
tcp_stats(struct tcp_server *s, struct tcp_stats *ret)
{
	*ret = (struct tcp_stats){ s->open, s->accepted, s->refused, s->bytes_in, s->bytes_out, s->overflowed };
}
