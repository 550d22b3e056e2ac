/* SPDX-License-Identifier: Apache-2.0 */
/* The server: start, stop, counters. */
#include <assert.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "net/address_.h"
#include "net/http_.h"

#define PEM_MAX KIB(256)

static char *
read_pem(const char *path)
{
	FILE *f = fopen(path, "re");
	char *text;
	size_t n;

	if (!f) {
		log_at(LOG_ERROR, "http.pem", KV("path", LS(path)), KV("why", LS(strerror(errno))));
		return NULL;
	}
	text = mem_alloc(PEM_MAX);
	n = fread(text, 1, PEM_MAX - 1, f);
	fclose(f);
	text[n] = 0;
	return text;
}

static void
fill_defaults(struct http_options *o)
{
#define DEFAULT(field, value) o->field = o->field ? o->field : (value)
	DEFAULT(address, "127.0.0.1:8080");
	DEFAULT(loop_threads, 1);
	o->loop_threads = o->loop_threads < HTTP_LOOPS_MAX ? o->loop_threads : HTTP_LOOPS_MAX;
	DEFAULT(worker_threads, 4);
	DEFAULT(max_connections, 4096);
	DEFAULT(max_per_address, 1024);
	DEFAULT(queue_max, 1024);
	DEFAULT(header_s, LIMIT_HEADER_S);
	DEFAULT(body_s, LIMIT_BODY_S);
	DEFAULT(idle_s, HTTP_IDLE_S);
	DEFAULT(bodies_in_flight, LIMIT_BODIES_IN_FLIGHT);
#undef DEFAULT
}

static int
longer_first(const void *a, const void *b)
{
	size_t x = strlen(((const struct http_route *)a)->prefix), y = strlen(((const struct http_route *)b)->prefix);

	return (x < y) - (x > y);
}

static enum err
start_loops(struct http_server *s)
{
	char *cert = NULL, *key = NULL, *ca = NULL;
	enum err e;

	s->tls = s->o.cert_pem != NULL;
	if (s->tls && (!s->o.key_pem || !(cert = read_pem(s->o.cert_pem)) || !(key = read_pem(s->o.key_pem)))) {
		mem_free(cert);
		return E_BAD_VALUE;
	}
	if (s->tls && s->o.client_ca_pem && !(ca = read_pem(s->o.client_ca_pem)))
		e = E_BAD_VALUE;
	else
		e = net_listen(s->o.address, &s->listen_fd, &s->port);
	if (!e && (e = daemons_start(s, cert, key, ca)))
		close(s->listen_fd);
	if (key)
		explicit_bzero(key, PEM_MAX);
	mem_free(cert);
	mem_free(key);
	mem_free(ca);
	return e;
}

/* Descriptors for every connection and what the rest of the program opens, as far as the system lets us. */
enum err
http_start(struct http_server **ret, const struct http_options *o, const struct http_route *route, size_t nroute)
{
	struct http_server *s = mem_alloc(sizeof(*s));
	enum err e;

	s->o = *o;
	fill_defaults(&s->o);
	s->nroute = nroute;
	s->route = mem_alloc(mul_size(nroute, sizeof(*route)));
	if (nroute) {
		memcpy(s->route, route, nroute * sizeof(*route));
		qsort(s->route, nroute, sizeof(*route), longer_first);
	}
	net_descriptors((size_t)s->o.max_connections);
	conns_start(&s->conns, s->o.max_per_address);
	work_start(&s->pool, s->o.worker_threads, s->o.queue_max);
	if ((e = start_loops(s))) {
		work_stop(&s->pool);
		conns_stop(&s->conns);
		mem_free(s->route);
		mem_free(s);
		return e;
	}
	log_at(LOG_INFO, "http.listen", KV("address", LS(s->o.address)), KV("port", LI(s->port)),
	    KV("tls", LI(s->tls)));
	*ret = s;
	return E_OK;
}

int
http_port(const struct http_server *s)
{
	return s->port;
}

static void
force_answer(struct conn *c)
{
	pthread_mutex_lock(&c->lock);
	if (c->req)
		answer_forced(c->req);
	pthread_mutex_unlock(&c->lock);
}

static void
pause_ms(int ms)
{
	nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
}

/* Streams that were being attached while the stop began are caught by looking again. */
static bool
drained(struct http_server *s, int64_t until)
{
	while (atomic_load(&s->count.in_flight) > 0) {
		if (clock_mono_ms() > until)
			return false;
		conns_end_streams(&s->conns);
		pause_ms(10);
	}
	return true;
}

void
http_stop(struct http_server *s)
{
	int64_t began = clock_mono_ms();
	bool clean;

	atomic_store(&s->stopping, true);
	daemons_quiet(s);
	shutdown(s->listen_fd, SHUT_RDWR);
	clean = drained(s, began + LIMIT_STOP_S * 1000 - 1000);
	atomic_store(&s->aborting, true);
	work_stop(&s->pool);
	if (!clean) {
		conns_each(&s->conns, force_answer);
		drained(s, clock_mono_ms() + 500);
	}
	daemons_stop(s);
	close(s->listen_fd);
	conns_stop(&s->conns);
	log_at(LOG_INFO, "http.stopped", KV("clean", LI(clean)), KV("ms", LI(clock_mono_ms() - began)));
	mem_free(s->route);
	mem_free(s);
}

void
http_stats(const struct http_server *s, struct http_stats *ret)
{
	struct http_server *own = (struct http_server *)(uintptr_t)s;	/* locks are taken, nothing is changed */
	const struct http_counters *c = &s->count;

	*ret = (struct http_stats){
		.requests = c->requests, .refused_busy = c->refused_busy, .refused_large = c->refused_large,
		.refused_address = c->refused_address, .timed_out = c->timed_out, .bad_requests = c->bad_requests,
		.bodies_in_flight = c->bodies, .streams = c->streams, .queued = work_queued(&own->pool),
	};
	pthread_mutex_lock(&own->conns.lock);
	ret->connections = s->conns.n;
	pthread_mutex_unlock(&own->conns.lock);
}
