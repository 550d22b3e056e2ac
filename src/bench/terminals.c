/* SPDX-License-Identifier: Apache-2.0 */
/* terminals.c - terminals on real connections to a server process: each proves itself and reports every 20 seconds; each answer
 * comes after the commit. The clients are processes of their own, since a process may only hold so many connections; where even the
 * server may not hold 50,000, it gets as many as it may and they report as much oftener. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/clock.h"
#include "bench/bench_.h"
#include "terminal/jt808.h"

#define TERMINALS 50000
#define EVERY_MS 20000
#define EACH 8000			/* connections of one client process, from one address */
#define CODE "0123456789abcdef"		/* house_terminals */
#define SPARE 1500
#define SLOTS 20000			/* of latencies, in 0.1 ms */

struct told {				/* of one client process */
	int64_t sent, acked, refused, broken, online;
	uint32_t took[SLOTS];
};
struct one {
	int fd, number;
	bool proven;
	uint16_t serial;
	int64_t next_ms, sent_us;
	uint8_t kept[256];
	size_t n;
};
struct clients {
	struct one *one;
	int n, epoll;
	int64_t every_ms, until_ms;
	bool counts;
	struct told told;
};

static void
put(struct clients *c, struct one *o, uint16_t id, const uint8_t *body, size_t n)
{
	struct jt808_head h = { .id = id, .serial = ++o->serial };
	uint8_t frame[JT808_FRAME];

	(void)snprintf(h.number, sizeof h.number, "1390%07d", o->number);
	n = jt808_write(&h, (struct slice){ (const char *)body, n }, frame);
	o->sent_us = now_us();
	if (send(o->fd, frame, n, MSG_NOSIGNAL) != (ssize_t)n)
		c->told.broken++;
}

static void
report(struct clients *c, struct one *o)
{
	struct jt808_location l = { .status = JT808_ACC | JT808_POSITIONED, .lat_e6 = 36500000 + o->number * 10 + o->serial % 50, .lon_e6 = 118000000 + o->number * 10,
		.at_ms = clock_now_ms(), .speed_kmh10 = 400, .course = 90 };
	uint8_t body[64];

	put(c, o, JT808_LOCATION, body, jt808_put_location(&l, body));
	c->told.sent += c->counts;
	o->next_ms = clock_mono_ms() + c->every_ms;
}

static void
answered(struct clients *c, struct one *o, const struct jt808_message *m)
{
	struct jt808_ack k;
	int64_t took = (now_us() - o->sent_us) / 100;

	if (m->head.id != JT808_PLATFORM_ACK || !jt808_read_ack(m, &k))
		return;
	if (k.id == JT808_AUTHENTICATE) {
		o->proven = !k.result;
		c->told.online += o->proven;
		o->next_ms = clock_mono_ms() + rand_r(&(unsigned){ (unsigned)o->number }) % (int)c->every_ms;
	} else if (k.id == JT808_LOCATION && c->counts) {
		c->told.acked += !k.result;
		c->told.refused += k.result != 0;
		c->told.took[took < SLOTS ? took : SLOTS - 1]++;
	}
}

static void
hear(struct clients *c, struct one *o)
{
	uint8_t space[JT808_PLAIN];
	struct jt808_message m;
	struct slice rest;
	ssize_t n = recv(o->fd, o->kept + o->n, sizeof o->kept - o->n, MSG_DONTWAIT);
	enum jt808_got got;

	if (n <= 0) {
		if (n == 0 || errno != EAGAIN) {
			c->told.broken++;
			(void)epoll_ctl(c->epoll, EPOLL_CTL_DEL, o->fd, NULL);
		}
		return;
	}
	rest = (struct slice){ (const char *)o->kept, o->n + (size_t)n };
	while ((got = jt808_next(&rest, space, &m)) != JT808_MORE)
		if (got == JT808_MESSAGE)
			answered(c, o, &m);
	memmove(o->kept, rest.p, rest.n);
	o->n = rest.n;
}

static bool
open_one(struct clients *c, struct one *o, const char *from, int port)
{
	struct sockaddr_in me = { .sin_family = AF_INET }, to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = o };
	uint8_t body[64];

	(void)inet_pton(AF_INET, from, &me.sin_addr);
	(void)inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
	o->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (o->fd < 0 || bind(o->fd, (struct sockaddr *)&me, sizeof me) || connect(o->fd, (struct sockaddr *)&to, sizeof to) ||
	    epoll_ctl(c->epoll, EPOLL_CTL_ADD, o->fd, &ev))
		return false;
	put(c, o, JT808_AUTHENTICATE, body, jt808_put_code(0, S(CODE), body));
	return true;
}

static void
turn(struct clients *c)
{
	struct epoll_event ev[256];
	int n = epoll_wait(c->epoll, ev, 256, 5);
	int64_t now = clock_mono_ms();

	for (int i = 0; i < n; i++)
		hear(c, ev[i].data.ptr);
	for (int i = 0; i < c->n; i++)
		if (c->one[i].proven && now >= c->one[i].next_ms)
			report(c, &c->one[i]);
}

/* A client process: all on line, one interval to settle, then counted. */
_Noreturn static void
client(int first, int n, int port, int64_t every_ms, int64_t counted_ms, int out)
{
	struct clients *c = mem_alloc(sizeof *c);
	char from[32];

	c->one = mem_alloc((size_t)n * sizeof *c->one);
	c->epoll = epoll_create1(EPOLL_CLOEXEC);
	c->every_ms = every_ms;
	(void)snprintf(from, sizeof from, "127.0.1.%d", 1 + first / EACH);
	for (c->n = 0; c->n < n; c->n++) {
		c->one[c->n].number = first + c->n;
		if (!open_one(c, &c->one[c->n], from, port))
			break;
		if (c->n % 100 == 99)
			turn(c);
	}
	for (int64_t until = clock_mono_ms() + 2 * every_ms; clock_mono_ms() < until; )
		turn(c);
	c->counts = true;
	for (int64_t until = clock_mono_ms() + counted_ms; clock_mono_ms() < until; )
		turn(c);
	_exit(write(out, &c->told, sizeof c->told) != sizeof c->told);
}

static double
percentile(const struct told *t, double share)
{
	int64_t all = 0, seen = 0;

	for (int i = 0; i < SLOTS; i++)
		all += t->took[i];
	for (int i = 0; i < SLOTS; i++)
		if ((double)(seen += t->took[i]) >= share * (double)all)
			return i / 10.0;
	return SLOTS / 10.0;
}

static void
gather(struct told *sum, int in)
{
	struct told *t = mem_alloc(sizeof *t);

	for (size_t had = 0; had < sizeof *t; ) {
		ssize_t n = read(in, (char *)t + had, sizeof *t - had);
		if (n <= 0)
			break;
		had += (size_t)n;
	}
	sum->sent += t->sent;
	sum->acked += t->acked;
	sum->refused += t->refused;
	sum->broken += t->broken;
	sum->online += t->online;
	for (int i = 0; i < SLOTS; i++)
		sum->took[i] += t->took[i];
	mem_free(t);
}

static enum err
measure(struct bench *b, const struct server *srv, int n, int64_t every_ms)
{
	struct told *sum = mem_alloc(sizeof *sum);
	int pipes[16][2], nclient = 0, port = (int)strtol(strrchr(srv->terminal, ':') + 1, NULL, 10);
	int64_t counted_ms = 2 * every_ms > 20000 ? 2 * every_ms : 20000, cpu, at, took;

	for (int first = 0; first < n; first += EACH, nclient++) {
		if (pipe(pipes[nclient]))
			return bench_failed("pipe", E_INTERNAL);
		(void)fflush(stdout);
		if (!fork())
			client(first, n - first < EACH ? n - first : EACH, port, every_ms, counted_ms, pipes[nclient][1]);
		(void)close(pipes[nclient][1]);
	}
	(void)usleep((useconds_t)(2 * every_ms + 2000) * 1000);
	cpu = server_cpu_us(srv);
	at = now_us();
	(void)usleep((useconds_t)(counted_ms / 2) * 1000);
	took = now_us() - at;
	figure_one(b, "terminals_server_cpu", (double)(server_cpu_us(srv) - cpu) / (double)took * 100, "% of one core");
	figure_one(b, "terminals_server_memory", (double)server_rss(srv) / (1 << 20), "MB");
	for (int i = 0; i < nclient; i++)
		gather(sum, pipes[i][0]);
	while (wait(NULL) != srv->pid && errno != ECHILD && nclient-- > 1)
		;
	(void)printf("# %lld on line, %lld sent, %lld acknowledged, %lld refused, %lld broken\n", (long long)sum->online, (long long)sum->sent,
	    (long long)sum->acked, (long long)sum->refused, (long long)sum->broken);
	figure_one(b, "terminals_online", (double)sum->online, "terminals");
	figure_one(b, "terminals_positions", (double)sum->acked / ((double)counted_ms / 1000), "acknowledged/s");
	figure_one(b, "terminals_ack_p50", percentile(sum, .5), "ms");
	figure_one(b, "terminals_ack_p99", percentile(sum, .99), "ms");
	mem_free(sum);
	return E_OK;
}

enum err
bench_terminals(struct bench *b)
{
	const char *data = house_path(b, "terminals");
	struct rlimit r = { 1024, 1024 };
	struct engine *e;
	struct server srv;
	int n = b->o.rows ? (int)b->o.rows : TERMINALS;
	int64_t every_ms = EVERY_MS;
	enum err err = house_make(b, data, &e);

	if (err)
		return err;
	err = house_terminals(e, n);
	engine_close(e);
	(void)getrlimit(RLIMIT_NOFILE, &r);
	if (r.rlim_max != RLIM_INFINITY && (int64_t)r.rlim_max - SPARE < n) {
		every_ms = every_ms * ((int64_t)r.rlim_max - SPARE) / n;
		n = (int)r.rlim_max - SPARE;
		(void)printf("# this system lets a process hold %lld connections: %d terminals, each every %.1f s\n", (long long)r.rlim_max, n, (double)every_ms / 1000);
	}
	if (err || (err = server_start_terminal(b, data, &srv)))
		return err;
	err = measure(b, &srv, n, every_ms);
	server_stop(&srv);
	house_remove(b, data);
	return err;
}
