/* SPDX-License-Identifier: Apache-2.0 */
#include "net/listen.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "net/client.h"
#include "net/reply_.h"

#define EVENT_MAX KIB(64)

struct listen {
	int fd;
	enum { IN_HEAD, IN_SIZE, IN_DATA, IN_END } in;
	size_t left;			/* of the chunk, or its size as read so far */
	char tail[4];			/* the last bytes of the head */
	char raw[KIB(16)];
	size_t at, n;			/* read of raw */
	char text[EVENT_MAX];		/* the event being read */
	size_t have;
	bool given;			/* text was handed out: it begins anew */
};

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

enum err
listen_open(struct listen **ret, const char *address, const char *target, const char *headers)
{
	struct listen *l = mem_alloc(sizeof *l);
	struct buf b;
	bool sent;

	l->fd = dial(address, true);
	buf_init(&b, KIB(64));
	client_request(&b, "GET", target, headers, (struct slice){ NULL, 0 });
	sent = l->fd >= 0 && send(l->fd, b.p, b.n, MSG_NOSIGNAL) == (ssize_t)b.n;
	buf_free(&b);
	if (!sent) {
		listen_close(l);
		return E_GONE;
	}
	*ret = l;
	return E_OK;
}

void
listen_close(struct listen *l)
{
	if (l->fd >= 0)
		close(l->fd);
	mem_free(l);
}

/* One byte of the connection; true when it is one of the stream's text. */
static bool
unwrap(struct listen *l, char c)
{
	switch (l->in) {
	case IN_HEAD:
		memmove(l->tail, l->tail + 1, 3);
		l->tail[3] = c;
		if (!memcmp(l->tail, "\r\n\r\n", 4))
			l->in = IN_SIZE;
		return false;
	case IN_SIZE:
		if (c == '\n')
			l->in = l->left ? IN_DATA : IN_END;
		else if (c != '\r')
			l->left = l->left * 16 + (size_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
		return false;
	case IN_DATA:
		if (--l->left == 0)
			l->in = IN_END;
		return true;
	case IN_END:
		if (c == '\n')
			l->in = IN_SIZE;
		return false;
	}
	return false;
}

static struct slice
line_of(const struct listen *l, const char *key)
{
	struct slice rest = { l->text, l->have }, line;

	while (slice_cut(&rest, '\n', &line))
		if (slice_starts(line, key))
			return (struct slice){ line.p + strlen(key), line.n - strlen(key) };
	return (struct slice){ NULL, 0 };
}

/* Takes what was received up to the end of an event. */
static bool
whole(struct listen *l, enum err *e)
{
	while (l->at < l->n) {
		char c = l->raw[l->at++];
		if (!unwrap(l, c))
			continue;
		if (l->have == EVENT_MAX) {
			*e = E_BAD_BODY;
			return false;
		}
		l->text[l->have++] = c;
		if (l->have >= 2 && l->text[l->have - 2] == '\n' && c == '\n')
			return true;
	}
	return false;
}

enum err
listen_next(struct listen *l, int wait_ms, struct listen_event *ret)
{
	int64_t end = now_us() + wait_ms * 1000LL, left;
	enum err e = E_OK;
	ssize_t got;

	if (l->given)
		l->have = 0;
	l->given = false;
	while (!whole(l, &e)) {
		struct pollfd p = { .fd = l->fd, .events = POLLIN };
		if (e)
			return e;
		if ((left = end - now_us()) <= 0 || poll(&p, 1, (int)(left / 1000 + 1)) == 0)
			return E_TIMEOUT;
		got = recv(l->fd, l->raw, sizeof l->raw, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return E_GONE;
		l->at = 0;
		l->n = (size_t)got;
	}
	l->given = true;
	*ret = (struct listen_event){ .name = line_of(l, "event: "), .data = line_of(l, "data: "), .at_us = now_us() };
	return E_OK;
}
