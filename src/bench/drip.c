/* SPDX-License-Identifier: Apache-2.0 */
/* drip.c - clients that send a byte a second of a body that never ends, from addresses of their own; whoever is closed comes again. */
#include "bench/drip.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"

#define HEAD "POST /VIID/MotorVehicles HTTP/1.1\r\nHost: drip\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"MotorVehicleListObject\":"
#define ADDRESSES 30

struct drip {
	struct sockaddr_in to;
	pthread_t thread;
	atomic_bool over;
	_Atomic int64_t sent, closed;
	int fd[DRIP_MAX], n;
};

/* From 127.0.1.x: cameras are not counted together with them. */
static int
come(const struct drip *d, int i)
{
	struct sockaddr_in from = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000100u + 1 + (unsigned)i % ADDRESSES) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	if (bind(fd, (struct sockaddr *)&from, sizeof from) || connect(fd, (const struct sockaddr *)&d->to, sizeof d->to) ||
	    send(fd, HEAD, sizeof HEAD - 1, MSG_NOSIGNAL) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static void
drip_one(struct drip *d, int i)
{
	char unread[1024];

	if (d->fd[i] >= 0 && recv(d->fd[i], unread, sizeof unread, MSG_DONTWAIT) != 0 && send(d->fd[i], " ", 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1) {
		atomic_fetch_add(&d->sent, 1);
		return;
	}
	if (d->fd[i] >= 0) {
		close(d->fd[i]);
		atomic_fetch_add(&d->closed, 1);
	}
	d->fd[i] = come(d, i);
}

static void *
drip_all(void *arg)
{
	struct drip *d = arg;

	while (!atomic_load(&d->over))
		for (int i = 0; i < d->n && !atomic_load(&d->over); i++) {
			drip_one(d, i);
			usleep((useconds_t)(1000000 / d->n));
		}
	return NULL;
}

enum err
drip_start(const char *address, int n, struct drip **ret)
{
	struct drip *d = mem_alloc(sizeof *d);
	const char *colon = strrchr(address, ':');
	char host[64];

	(void)snprintf(host, sizeof host, "%.*s", colon ? (int)(colon - address) : 0, address);
	d->to.sin_family = AF_INET;
	d->n = n < DRIP_MAX ? n : DRIP_MAX;
	for (int i = 0; i < DRIP_MAX; i++)
		d->fd[i] = -1;
	if (!colon || inet_pton(AF_INET, host, &d->to.sin_addr) != 1) {
		mem_free(d);
		return E_BAD_VALUE;
	}
	d->to.sin_port = htons((uint16_t)strtol(colon + 1, NULL, 10));
	for (int i = 0; i < d->n; i++)
		d->fd[i] = come(d, i);
	if (pthread_create(&d->thread, NULL, drip_all, d)) {
		mem_free(d);
		return E_INTERNAL;
	}
	*ret = d;
	return E_OK;
}

void
drip_stop(struct drip *d, int64_t *ret_sent, int64_t *ret_closed)
{
	atomic_store(&d->over, true);
	pthread_join(d->thread, NULL);
	for (int i = 0; i < d->n; i++)
		if (d->fd[i] >= 0)
			close(d->fd[i]);
	*ret_sent = d->sent;
	*ret_closed = d->closed;
	mem_free(d);
}
