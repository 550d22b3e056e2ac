/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/limits.h"
#include "net/client.h"
#include "net/reply_.h"

struct client {
	char *address;
	int fd, timeout_ms;
	bool used;			/* the connection has carried an answer already */
	char *in;
	size_t n, cap;
};

static enum err
connect_client(struct client *c)
{
	struct timeval t = { .tv_sec = c->timeout_ms / 1000, .tv_usec = c->timeout_ms % 1000 * 1000 };

	if (c->fd >= 0)
		close(c->fd);
	c->used = false;
	c->n = 0;
	c->fd = dial(c->address, true);
	if (c->fd < 0)
		return E_GONE;
	setsockopt(c->fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t));
	setsockopt(c->fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t));
	return E_OK;
}

enum err
client_open(struct client **ret, const char *address, int timeout_ms)
{
	struct client *c = mem_alloc(sizeof(*c));
	enum err e;

	c->address = mem_str(slice_of(address));
	c->timeout_ms = timeout_ms;
	c->fd = -1;
	if ((e = connect_client(c))) {
		client_close(c);
		return e;
	}
	*ret = c;
	return E_OK;
}

void
client_close(struct client *c)
{
	if (c->fd >= 0)
		close(c->fd);
	mem_free(c->address);
	mem_free(c->in);
	mem_free(c);
}

void
client_request(struct buf *b, const char *method, const char *target, const char *headers, struct slice body)
{
	buf_printf(b, "%s %s HTTP/1.1\r\nHost: localhost\r\n", method, target);
	if (body.p)
		buf_printf(b, "Content-Length: %zu\r\n", body.n);
	if (headers)
		buf_puts(b, headers);
	buf_puts(b, "\r\n");
	buf_put(b, body);
}

/* A server that refuses a body may answer and close before it has read it all: what it said is read all the same. */
static void
send_request(struct client *c, struct slice s)
{
	ssize_t got;

	while (s.n && (got = send(c->fd, s.p, s.n, MSG_NOSIGNAL)) > 0)
		s = (struct slice){ s.p + got, s.n - (size_t)got };
}

static enum err
read_reply(struct client *c, bool bodiless, struct client_reply *ret)
{
	struct reply r;
	size_t took;
	ssize_t got;

	for (c->n = 0;;) {
		if (c->n == c->cap) {
			if (c->cap >= LIMIT_ANSWER * 2)
				return E_TOO_LARGE;
			c->cap = c->cap ? c->cap * 2 : KIB(16);
			c->in = mem_resize(c->in, c->cap);
		}
		got = recv(c->fd, c->in + c->n, c->cap - c->n, 0);
		if (got < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK ? E_TIMEOUT : E_GONE;
		if (got == 0 && c->n == 0)
			return E_GONE;
		c->n += (size_t)got;
		switch (reply_find(c->in, c->n, got == 0, bodiless, &r, &took)) {
		case REPLY_BAD:
			return E_BAD_BODY;
		case REPLY_WHOLE:
			c->used = true;
			*ret = (struct client_reply){ r.status, r.head, r.body };
			if (!r.keeps) {
				close(c->fd);
				c->fd = -1;
			}
			return E_OK;
		case REPLY_MORE:
			break;
		}
	}
}

enum err
client_call(struct client *c, const char *method, const char *target, const char *headers,
    struct slice body, struct client_reply *ret)
{
	struct buf b;
	enum err e = E_OK;
	bool again;

	buf_init(&b, body.n + KIB(64));
	client_request(&b, method, target, headers, body);
	if (b.full)
		e = E_TOO_LARGE;
	do {
		again = false;
		if (!e && c->fd < 0)
			e = connect_client(c);
		if (e)
			break;
		send_request(c, buf_slice(&b));
		e = read_reply(c, strcmp(method, "HEAD") == 0, ret);
		if (e == E_GONE && c->used && c->n == 0 && strcmp(method, "GET") == 0)
			again = true;
		if (e) {
			close(c->fd);
			c->fd = -1;
			c->used = false;
		}
		if (again)
			e = E_OK;
	} while (again);
	buf_free(&b);
	return e;
}

struct slice
client_header(const struct client_reply *r, const char *name)
{
	return reply_header(r->head, name);
}
