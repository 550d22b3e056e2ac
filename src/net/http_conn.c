/* SPDX-License-Identifier: Apache-2.0 */
/* Connections. libmicrohttpd's own timeout starts anew with every byte, so a client that drips one byte a
 * second would be kept for ever: here every phase has an absolute end, and a sweeper shuts the socket down.
 * The event loop then sees the end of input and closes; only it ever closes a descriptor.
 * The library also overlooks a hang-up that comes together with the last bytes (it is edge-triggered and stops
 * reading at a short read), so the sweeper watches for hang-ups itself.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/log.h"
#include "net/http_.h"

#define SWEEP_MS 200
#define BUCKETS N_ELEMS(((struct conns *)NULL)->bucket)

struct peer {
	struct peer *next;
	unsigned char key[16];
	int n;
};

/* Who counts as one client: an IPv4 address, or the /64 that an IPv6 site is given. */
static void
peer_key(const struct sockaddr *addr, unsigned char key[16])
{
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)addr;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)addr;

	memset(key, 0, 16);
	if (addr->sa_family == AF_INET)
		memcpy(key + 12, &v4->sin_addr, 4);
	else if (addr->sa_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr))
		memcpy(key + 12, v6->sin6_addr.s6_addr + 12, 4);
	else if (addr->sa_family == AF_INET6)
		memcpy(key, &v6->sin6_addr, 8);
}

static void
peer_text(const struct sockaddr *addr, char *text, size_t n)
{
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)addr;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)addr;

	if (addr->sa_family == AF_INET)
		inet_ntop(AF_INET, &v4->sin_addr, text, (socklen_t)n);
	else if (addr->sa_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr))
		inet_ntop(AF_INET, v6->sin6_addr.s6_addr + 12, text, (socklen_t)n);
	else if (addr->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &v6->sin6_addr, text, (socklen_t)n);
}

static struct peer **
peer_find(struct conns *cs, const unsigned char key[16])
{
	uint64_t h = 14695981039346656037ULL;
	struct peer **p;

	for (int i = 0; i < 16; i++)
		h = (h ^ key[i]) * 1099511628211ULL;
	for (p = &cs->bucket[h % BUCKETS]; *p; p = &(*p)->next)
		if (memcmp((*p)->key, key, 16) == 0)
			break;
	return p;
}

static void
peer_add(struct conns *cs, const unsigned char key[16])
{
	struct peer **p = peer_find(cs, key);

	if (!*p) {
		*p = mem_alloc(sizeof(**p));
		memcpy((*p)->key, key, 16);
	}
	(*p)->n++;
}

static void
peer_remove(struct conns *cs, const unsigned char key[16])
{
	struct peer **p = peer_find(cs, key), *gone = *p;

	if (gone && --gone->n == 0) {
		*p = gone->next;
		mem_free(gone);
	}
}

enum MHD_Result
conns_admit(void *server, const struct sockaddr *addr, socklen_t n)
{
	struct http_server *s = server;
	unsigned char key[16];
	struct peer *p;
	bool room;

	(void)n;
	peer_key(addr, key);
	pthread_mutex_lock(&s->conns.lock);
	p = *peer_find(&s->conns, key);
	room = !p || p->n < s->conns.max_per_address;
	pthread_mutex_unlock(&s->conns.lock);
	if (!room)
		atomic_fetch_add(&s->count.refused_address, 1);
	return room ? MHD_YES : MHD_NO;
}

static struct conn *
conn_new(struct loop *l, struct MHD_Connection *mhd)
{
	struct http_server *s = l->server;
	struct conn *c = mem_alloc(sizeof(*c));
	struct epoll_event hangup = { .events = EPOLLRDHUP | EPOLLET, .data.ptr = c };
	const union MHD_ConnectionInfo *info;

	c->server = s;
	c->loop = l;
	info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
	c->fd = info ? info->connect_fd : -1;
	info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	pthread_mutex_init(&c->lock, NULL);
	conn_phase(c, CONN_HEADERS, s->o.header_s);
	pthread_mutex_lock(&s->conns.lock);
	if (info && info->client_addr) {
		peer_key(info->client_addr, c->key);
		peer_text(info->client_addr, c->peer, sizeof(c->peer));
		peer_add(&s->conns, c->key);
		c->counted = true;
	}
	c->next = s->conns.head;
	if (c->next)
		c->next->prev = c;
	s->conns.head = c;
	s->conns.n++;
	epoll_ctl(s->conns.hangups, EPOLL_CTL_ADD, c->fd, &hangup);
	pthread_mutex_unlock(&s->conns.lock);
	return c;
}

static void
conn_free(struct conn *c)
{
	struct conns *cs = &c->server->conns;

	pthread_mutex_lock(&cs->lock);
	if (c->counted)
		peer_remove(cs, c->key);
	if (c->prev)
		c->prev->next = c->next;
	else
		cs->head = c->next;
	if (c->next)
		c->next->prev = c->prev;
	cs->n--;
	epoll_ctl(cs->hangups, EPOLL_CTL_DEL, c->fd, NULL);
	pthread_mutex_unlock(&cs->lock);
	pthread_mutex_destroy(&c->lock);
	mem_free(c);
}

void
conns_notify(void *loop, struct MHD_Connection *mhd, void **ctx, enum MHD_ConnectionNotificationCode what)
{
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*ctx = conn_new(loop, mhd);
	} else if (*ctx) {
		conn_free(*ctx);
		*ctx = NULL;
	}
}

void
conn_phase(struct conn *c, enum conn_phase phase, int64_t seconds)
{
	atomic_store_explicit(&c->phase, (int)phase, memory_order_relaxed);
	atomic_store_explicit(&c->due_ms, seconds ? clock_mono_ms() + seconds * 1000 : INT64_MAX,
	    memory_order_relaxed);
}

void
conns_each(struct conns *cs, void (*fn)(struct conn *c))
{
	pthread_mutex_lock(&cs->lock);
	for (struct conn *c = cs->head; c; c = c->next)
		fn(c);
	pthread_mutex_unlock(&cs->lock);
}

static void
end_stream(struct conn *c)
{
	void (*end)(void *ctx);

	pthread_mutex_lock(&c->lock);
	if (c->req && (end = atomic_load(&c->req->end)))
		end(c->req->end_ctx);
	pthread_mutex_unlock(&c->lock);
}

/* A client that has hung up gets what it asked for; after that, or if it had not asked yet, it is let go. */
static void
let_go(struct conn *c)
{
	int phase = atomic_load_explicit(&c->phase, memory_order_relaxed), unread = 0;

	if (phase == CONN_HANDLED || phase == CONN_SENDING || ioctl(c->fd, FIONREAD, &unread) || unread)
		return;
	c->hung_up = false;
	shutdown(c->fd, SHUT_RDWR);
	if (phase == CONN_STREAM)
		end_stream(c);
}

static void
note_hangups(struct conns *cs)
{
	struct epoll_event ev[256];
	int n;

	while ((n = epoll_wait(cs->hangups, ev, N_ELEMS(ev), 0)) > 0)
		for (int i = 0; i < n; i++)
			((struct conn *)ev[i].data.ptr)->hung_up = true;
}

/* With cs->lock held no connection can leave the list, so its descriptor is still its own. */
static void
sweep(struct conns *cs, int64_t now)
{
	note_hangups(cs);
	for (struct conn *c = cs->head; c; c = c->next) {
		if (c->hung_up)
			let_go(c);
		if (atomic_load_explicit(&c->due_ms, memory_order_relaxed) > now)
			continue;
		atomic_store_explicit(&c->due_ms, INT64_MAX, memory_order_relaxed);
		if (atomic_load_explicit(&c->phase, memory_order_relaxed) != CONN_IDLE)
			atomic_fetch_add(&c->server->count.timed_out, 1);
		shutdown(c->fd, SHUT_RDWR);
	}
}

void
conns_end_streams(struct conns *cs)
{
	conns_each(cs, end_stream);
}

static void *
sweeper(void *arg)
{
	struct conns *cs = arg;
	struct timespec until;

	pthread_mutex_lock(&cs->lock);
	while (!cs->stop) {
		sweep(cs, clock_mono_ms());
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += SWEEP_MS * 1000000L;
		until.tv_sec += until.tv_nsec / 1000000000L;
		until.tv_nsec %= 1000000000L;
		pthread_cond_timedwait(&cs->wake, &cs->lock, &until);
	}
	pthread_mutex_unlock(&cs->lock);
	return NULL;
}

void
conns_start(struct conns *cs, int max_per_address)
{
	pthread_condattr_t mono;

	cs->max_per_address = max_per_address;
	cs->hangups = epoll_create1(EPOLL_CLOEXEC);
	if (cs->hangups < 0)
		die("http: no epoll for hang-ups");
	pthread_mutex_init(&cs->lock, NULL);
	pthread_condattr_init(&mono);
	pthread_condattr_setclock(&mono, CLOCK_MONOTONIC);
	pthread_cond_init(&cs->wake, &mono);
	pthread_condattr_destroy(&mono);
	work_thread(&cs->sweeper, sweeper, cs);
}

void
conns_stop(struct conns *cs)
{
	pthread_mutex_lock(&cs->lock);
	cs->stop = true;
	pthread_cond_signal(&cs->wake);
	pthread_mutex_unlock(&cs->lock);
	pthread_join(cs->sweeper, NULL);
	close(cs->hangups);
	pthread_cond_destroy(&cs->wake);
	pthread_mutex_destroy(&cs->lock);
}
