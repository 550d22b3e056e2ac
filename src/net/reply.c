/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include "net/reply_.h"

int
dial(const char *address, bool wait)
{
	struct addrinfo hint = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM }, *ai;
	const char *colon = strrchr(address, ':');
	char host[64];
	size_t n = colon ? (size_t)(colon - address) : 0;
	int fd, on = 1, bracket = n > 1 && address[0] == '[';

	if (n == 0 || n >= sizeof(host))
		return -1;
	n -= 2 * (size_t)bracket;
	memcpy(host, address + bracket, n);
	host[n] = 0;
	if (getaddrinfo(host, colon + 1, &hint, &ai))
		return -1;
	fd = socket(ai->ai_family, SOCK_STREAM | SOCK_CLOEXEC | (wait ? 0 : SOCK_NONBLOCK), 0);
	if (fd >= 0 && connect(fd, ai->ai_addr, ai->ai_addrlen) && (wait || errno != EINPROGRESS)) {
		close(fd);
		fd = -1;
	}
	freeaddrinfo(ai);
	if (fd >= 0)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return fd;
}

struct slice
reply_header(struct slice head, const char *name)
{
	struct slice line, key;

	while (slice_cut(&head, '\n', &line))
		if (slice_cut(&line, ':', &key) && line.p && key.n == strlen(name) &&
		    strncasecmp(key.p, name, key.n) == 0)
			return slice_trim(line);
	return (struct slice){ NULL, 0 };
}

/* The size on a chunk's first line; -1 when the line is not all there, -2 when it is none. */
static int64_t
chunk_size(const char *p, size_t n, size_t *ret_line)
{
	const char *end = n ? memchr(p, '\n', n) : NULL;
	int64_t size = 0;

	if (!end)
		return n > 64 ? -2 : -1;
	*ret_line = (size_t)(end - p) + 1;
	for (; p < end && *p != '\r' && *p != ';'; p++) {
		int digit = *p >= '0' && *p <= '9' ? *p - '0' : (*p | 0x20) >= 'a' && (*p | 0x20) <= 'f' ?
		    (*p | 0x20) - 'a' + 10 : -1;

		if (digit < 0 || size > INT32_MAX)
			return -2;
		size = size * 16 + digit;
	}
	return size;
}

/* Walks the chunks; with `join` their contents are moved together at the front. */
static enum reply_found
walk_chunks(char *p, size_t n, bool join, size_t *ret_body, size_t *ret_n)
{
	size_t at = 0, body = 0, line;
	int64_t size;

	for (;;) {
		size = chunk_size(p + at, n - at, &line);
		if (size < 0)
			return size == -1 ? REPLY_MORE : REPLY_BAD;
		if (n - at < line + (size_t)size + 2)
			return REPLY_MORE;
		at += line;
		if (join)
			memmove(p + body, p + at, (size_t)size);
		body += (size_t)size;
		at += (size_t)size + 2;		/* and its CRLF; after the last one that ends the trailer */
		if (size == 0)
			break;
	}
	*ret_body = body;
	*ret_n = at;
	return REPLY_WHOLE;
}

static enum reply_found
find_body(char *p, size_t n, bool closed, struct reply *r, size_t *ret_n)
{
	struct slice coding = reply_header(r->head, "Transfer-Encoding");
	struct slice length = reply_header(r->head, "Content-Length");
	enum reply_found found;
	size_t size = 0;
	int64_t v;

	if (coding.n) {
		if ((found = walk_chunks(p, n, false, &size, ret_n)) == REPLY_WHOLE)
			found = walk_chunks(p, n, true, &size, ret_n);
		r->body = (struct slice){ p, size };
		return found;
	}
	if (!length.p) {
		r->keeps = false;
		r->body = (struct slice){ p, n };
		*ret_n = n;
		return closed ? REPLY_WHOLE : REPLY_MORE;
	}
	if (!slice_int(length, &v) || v < 0)
		return REPLY_BAD;
	if (n < (size_t)v)
		return REPLY_MORE;
	r->body = (struct slice){ p, (size_t)v };
	*ret_n = (size_t)v;
	return REPLY_WHOLE;
}

enum reply_found
reply_find(char *p, size_t n, bool closed, bool bodiless, struct reply *ret, size_t *ret_n)
{
	char *end = memmem(p, n, "\r\n\r\n", 4), *line;
	size_t head, body = 0;
	enum reply_found found = REPLY_WHOLE;
	int64_t status;

	if (!end)
		return closed || n > 65536 ? REPLY_BAD : REPLY_MORE;
	head = (size_t)(end - p) + 4;
	if (head < 14 || memcmp(p, "HTTP/1.", 7) != 0 || !slice_int((struct slice){ p + 9, 3 }, &status))
		return REPLY_BAD;
	line = memchr(p, '\n', head);
	*ret = (struct reply){ .status = (int)status, .head = { line + 1, (size_t)(end + 2 - line - 1) } };
	if (ret->status == 100) {		/* what counts comes behind it */
		found = reply_find(p + head, n - head, closed, bodiless, ret, ret_n);
		*ret_n += head;
		return found;
	}
	ret->keeps = !slice_is(reply_header(ret->head, "Connection"), "close");
	if (!bodiless && ret->status != 204 && ret->status != 304)
		found = find_body(p + head, n - head, closed, ret, &body);
	*ret_n = head + body;
	return found == REPLY_MORE && closed ? REPLY_BAD : found;
}
