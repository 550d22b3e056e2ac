/* SPDX-License-Identifier: Apache-2.0 */
#include "net/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "net/reply_.h"

struct wire {
	int fd;
};

enum err
wire_open(struct wire **ret, const char *address)
{
	int fd = dial(address, true);

	if (fd < 0)
		return E_GONE;
	(void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	*ret = mem_alloc(sizeof **ret);
	(*ret)->fd = fd;
	return E_OK;
}

void
wire_close(struct wire *w)
{
	if (!w)
		return;
	close(w->fd);
	mem_free(w);
}

enum err
wire_send(struct wire *w, struct slice bytes)
{
	ssize_t n = send(w->fd, bytes.p, bytes.n, MSG_NOSIGNAL);

	return n == (ssize_t)bytes.n ? E_OK : E_GONE;
}

enum err
wire_read(struct wire *w, char *space, size_t max, size_t *ret_n)
{
	ssize_t n = recv(w->fd, space, max, 0);

	*ret_n = n > 0 ? (size_t)n : 0;
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) ? E_OK : E_GONE;
}
