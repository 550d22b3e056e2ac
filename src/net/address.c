/* SPDX-License-Identifier: Apache-2.0 */
#include "net/address_.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/log.h"

#define SPARE_DESCRIPTORS 512

static bool
split_address(const char *address, char *host, size_t max, const char **port)
{
	const char *colon = strrchr(address, ':');
	struct slice h;

	if (!colon)
		return false;
	h = (struct slice){ address, (size_t)(colon - address) };
	if (h.n >= 2 && h.p[0] == '[' && h.p[h.n - 1] == ']')
		h = (struct slice){ h.p + 1, h.n - 2 };
	if (h.n == 0 || h.n >= max)
		return false;
	memcpy(host, h.p, h.n);
	host[h.n] = 0;
	*port = colon + 1;
	return true;
}

enum err
net_listen(const char *address, int *ret_fd, int *ret_port)
{
	struct addrinfo hint = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
	    .ai_socktype = SOCK_STREAM }, *ai;
	struct sockaddr_storage bound;
	socklen_t n = sizeof(bound);
	char host[64];
	const char *port;
	int fd, on = 1, failed;

	if (!split_address(address, host, sizeof(host), &port) || getaddrinfo(host, port, &hint, &ai))
		return E_BAD_VALUE;
	fd = socket(ai->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	failed = fd < 0 || bind(fd, ai->ai_addr, ai->ai_addrlen) || listen(fd, 1024) ||
	    getsockname(fd, (struct sockaddr *)&bound, &n);
	freeaddrinfo(ai);
	if (failed) {
		enum err e = errno == EADDRINUSE ? E_IN_USE : E_INTERNAL;

		log_at(LOG_ERROR, "net.listen", KV("address", LS(address)), KV("why", LS(strerror(errno))));
		if (fd >= 0)
			close(fd);
		return e;
	}
	*ret_fd = fd;
	*ret_port = ntohs(bound.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&bound)->sin6_port :
	    ((struct sockaddr_in *)&bound)->sin_port);
	return E_OK;
}

void
net_descriptors(size_t connections)
{
	static _Atomic rlim_t all = SPARE_DESCRIPTORS;
	rlim_t want = atomic_fetch_add(&all, connections) + connections;
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) || r.rlim_cur >= want)
		return;
	r.rlim_cur = want < r.rlim_max ? want : r.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &r) || r.rlim_cur < want)
		log_at(LOG_WARN, "net.descriptors", KV("wanted", LI((int64_t)want)),
		    KV("have", LI((int64_t)r.rlim_cur)));
}
