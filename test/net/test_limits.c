/* SPDX-License-Identifier: Apache-2.0 */
/* What a server does about clients that take too long, too much, or come too often; and how it stops. */
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/limits.h"
#include "net/load.h"
#include "server.h"

static const struct slice none = { NULL, 0 };

/* 300 clients dripping a byte a second, in the head or in the body: all are closed at the absolute deadline,
 * and a normal client is served meanwhile. */
static void
test_dripping(void **state)
{
	enum { CLIENTS = 300 };
	struct server s;
	int fd[CLIENTS], closed = 0;
	int64_t began;
	struct client *c;
	struct client_reply r;

	(void)state;
	server_start(&s, (struct http_options){ .loop_threads = 2, .worker_threads = 2, .header_s = 2, .body_s = 2 });
	began = now_ms();
	for (int i = 0; i < CLIENTS; i++) {
		fd[i] = raw_open(&s);
		raw_send(fd[i], i % 2 ? S("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n") :
		    S("GET /hel"));
	}
	c = server_client(&s);
	while (now_ms() - began < 3500) {
		for (int i = 0; i < CLIENTS; i++)
			raw_send(fd[i], S("x"));
		assert_int_equal(client_call(c, "GET", "/hello", NULL, none, &r), E_OK);
		assert_int_equal(r.status, 200);
		wait_ms(500);
	}
	for (int i = 0; i < CLIENTS; i++) {
		closed += raw_closed(fd[i], 100);
		close(fd[i]);
	}
	assert_int_equal(closed, CLIENTS);
	assert_int_equal(server_stats(&s).timed_out, CLIENTS);
	client_close(c);
	server_stop(&s);
}

/* The second head on a kept connection has its deadline as well; one that says nothing is let go after idle_s. */
static void
test_dripping_later(void **state)
{
	struct server s;
	char out[4096];
	int dripping, idle;
	int64_t began;

	(void)state;
	server_start(&s, (struct http_options){ .header_s = 1, .idle_s = 1 });
	dripping = raw_open(&s);
	idle = raw_open(&s);
	raw_send(dripping, S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));
	raw_read(dripping, out, sizeof(out), "hello", 1000);
	raw_send(idle, S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));
	raw_read(idle, out, sizeof(out), "hello", 1000);
	assert_non_null(strstr(out, "200 OK"));
	began = now_ms();
	for (int i = 0; i < 6; i++) {
		raw_send(dripping, S("G"));
		wait_ms(500);
	}
	assert_true(raw_closed(dripping, 100));
	assert_true(raw_closed(idle, 100));
	assert_true(now_ms() - began < 4000);
	close(dripping);
	close(idle);
	server_stop(&s);
}

/* A client that does not take its answer is let go: 4 MiB do not wait for it for ever. */
static void
test_not_reading(void **state)
{
	struct server s;
	int fd, small = 4096;

	(void)state;
	server_start(&s, (struct http_options){ .idle_s = 1 });
	fd = raw_open(&s);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	raw_send(fd, S("GET /big HTTP/1.1\r\nHost: x\r\n\r\n"));
	wait_ms(300);
	assert_int_equal(server_stats(&s).connections, 1);
	for (int i = 0; i < 40 && server_stats(&s).connections; i++)
		wait_ms(100);
	assert_int_equal(server_stats(&s).connections, 0);
	close(fd);
	server_stop(&s);
}

static void
test_per_address(void **state)
{
	struct server s;
	int fd[8], alive = 0;
	char out[4096];

	(void)state;
	server_start(&s, (struct http_options){ .max_per_address = 5, .loop_threads = 2 });
	for (int i = 0; i < 8; i++) {
		fd[i] = raw_open(&s);
		raw_send(fd[i], S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));
		raw_read(fd[i], out, sizeof(out), "hello", 500);
		alive += strstr(out, "200 OK") != NULL;
	}
	assert_int_equal(alive, 5);
	assert_int_equal(server_stats(&s).refused_address, 3);
	for (int i = 0; i < 8; i++)
		close(fd[i]);
	for (int i = 0; i < 50 && server_stats(&s).connections; i++)
		wait_ms(20);
	fd[0] = raw_open(&s);			/* places are given back */
	raw_send(fd[0], S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));
	raw_read(fd[0], out, sizeof(out), "hello", 500);
	assert_non_null(strstr(out, "200 OK"));
	close(fd[0]);
	server_stop(&s);
}

/* Above all connections together the rest waits to be accepted; nobody who is served is disturbed. */
static void
test_max_connections(void **state)
{
	struct server s;
	int fd[6], alive = 0;
	char out[4096];

	(void)state;
	server_start(&s, (struct http_options){ .max_connections = 4 });
	for (int i = 0; i < 6; i++) {
		fd[i] = raw_open(&s);
		raw_send(fd[i], S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));
		raw_read(fd[i], out, sizeof(out), "hello", 300);
		alive += strstr(out, "200 OK") != NULL;
	}
	assert_int_equal(alive, 4);
	assert_true(server_stats(&s).connections <= 4);
	for (int i = 0; i < 6; i++)
		close(fd[i]);
	server_stop(&s);
}

/* Bodies of all requests together: what does not fit is refused as busy, what is in stays in. */
static void
test_bodies_in_flight(void **state)
{
	struct server s;
	static char body[KIB(512)];
	int fd[4], refused = 0, served = 0;
	char out[KIB(64)], head[128];

	(void)state;
	server_start(&s, (struct http_options){ .bodies_in_flight = KIB(1100) });
	snprintf(head, sizeof(head), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n\r\n", sizeof(body));
	for (int i = 0; i < 4; i++) {
		fd[i] = raw_open(&s);
		raw_send(fd[i], slice_of(head));
		raw_send(fd[i], (struct slice){ body, sizeof(body) - 1 });
		wait_ms(100);
	}
	assert_true(server_stats(&s).bodies_in_flight > (int64_t)KIB(1000));
	assert_true(server_stats(&s).bodies_in_flight <= (int64_t)KIB(1100));
	for (int i = 0; i < 4; i++) {
		raw_send(fd[i], S("."));
		raw_read(fd[i], out, sizeof(out), "\r\n\r\n", 1000);
		served += strstr(out, "200 OK") != NULL;
		if (strstr(out, "HTTP/1.1 503 ")) {
			refused++;
			assert_non_null(strstr(out, "\r\nRetry-After: 1\r\n"));
			assert_non_null(strstr(out, "\"code\":\"E_BUSY\""));
		}
		close(fd[i]);
	}
	assert_int_equal(served, 2);
	assert_int_equal(refused, 2);
	assert_int_equal(server_stats(&s).refused_busy, 2);
	server_stop(&s);
}

struct call {
	struct server *s;
	const char *path;
	int status;
	pthread_t thread;
};

static void *
call(void *arg)
{
	struct call *k = arg;
	struct client *c = server_client(k->s);
	struct client_reply r;

	k->status = client_call(c, "GET", k->path, NULL, none, &r) ? -1 : r.status;
	client_close(c);
	return NULL;
}

static void
call_start(struct call *k, struct server *s, const char *path)
{
	int64_t before;

	k->s = s;
	k->path = path;
	k->status = 0;
	before = server_stats(s).requests;
	assert_int_equal(pthread_create(&k->thread, NULL, call, k), 0);
	for (int i = 0; i < 400 && server_stats(s).requests == before; i++)
		wait_ms(5);	/* until it is there, however busy the machine is */
	wait_ms(15);
}

/* Under load exports are refused first, then reads, then steps. */
static void
test_order_of_worth(void **state)
{
	static const struct step {
		const char *path;
		int n, want;
	} steps[] = {
		{ "/step", 2, 200 },		/* both workers busy */
		{ "/export", 1, 200 },		/* an eighth of 8 places: one */
		{ "/export", 1, 503 },
		{ "/read", 3, 200 },		/* up to the half: four */
		{ "/read", 1, 503 },
		{ "/export", 1, 503 },
		{ "/step", 4, 200 },		/* up to all eight */
		{ "/step", 1, 503 },
	};
	struct server s;
	struct call calls[16];
	int n = 0, wrong = 0;

	(void)state;
	server_start(&s, (struct http_options){ .worker_threads = 2, .queue_max = 8 });
	for (size_t i = 0; i < N_ELEMS(steps); i++)
		for (int k = 0; k < steps[i].n; k++)
			call_start(&calls[n++], &s, steps[i].path);
	assert_int_equal(server_stats(&s).queued, 8);
	assert_int_equal(server_stats(&s).refused_busy, 4);
	server_release();
	n = 0;
	for (size_t i = 0; i < N_ELEMS(steps); i++)
		for (int k = 0; k < steps[i].n; k++, n++) {
			pthread_join(calls[n].thread, NULL);
			if (calls[n].status != steps[i].want)
				wrong++;
		}
	assert_int_equal(wrong, 0);
	server_stop(&s);
}

/* Reads that wait for the store never take the last worker: a step gets through. */
static void
test_reads_leave_a_worker(void **state)
{
	struct server s;
	struct call calls[6];

	(void)state;
	server_start(&s, (struct http_options){ .worker_threads = 3 });
	for (int i = 0; i < 5; i++)
		call_start(&calls[i], &s, "/read");
	assert_int_equal(server_held(), 2);
	call_start(&calls[5], &s, "/late");	/* GET: a read, waits as well */
	{
		struct client *c = server_client(&s);
		struct client_reply r;

		assert_int_equal(client_call(c, "POST", "/late", NULL, S(""), &r), E_OK);
		assert_int_equal(r.status, 201);
		client_close(c);
	}
	server_release();
	for (int i = 0; i < 6; i++)
		pthread_join(calls[i].thread, NULL);
	server_stop(&s);
}

struct stopping {
	struct server *s;
	int64_t took_ms;
};

static void *
stop_it(void *arg)
{
	struct stopping *st = arg;
	int64_t began = now_ms();

	server_stop(st->s);
	st->took_ms = now_ms() - began;
	return NULL;
}

/* A stop answers what is in flight, takes nothing new, and is quick when nothing holds it. */
static void
test_drain(void **state)
{
	struct server s;
	struct call calls[4];
	struct stopping st = { .s = &s };
	pthread_t thread;
	int kept;
	char out[4096];

	(void)state;
	server_start(&s, (struct http_options){ .worker_threads = 2 });
	kept = raw_open(&s);
	raw_send(kept, S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));
	raw_read(kept, out, sizeof(out), "hello", 1000);
	for (int i = 0; i < 4; i++)
		call_start(&calls[i], &s, "/step");
	assert_int_equal(pthread_create(&thread, NULL, stop_it, &st), 0);
	wait_ms(200);
	raw_send(kept, S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));	/* an old connection, a new request */
	raw_read(kept, out, sizeof(out), "}", 1000);
	assert_non_null(strstr(out, "HTTP/1.1 503 "));
	assert_non_null(strstr(out, "E_SHUTDOWN"));
	assert_non_null(strstr(out, "Connection: close"));
	close(kept);
	{
		struct client *c = NULL;

		assert_int_equal(client_open(&c, s.address, 500), E_GONE);
	}
	server_release();
	pthread_join(thread, NULL);
	for (int i = 0; i < 4; i++) {
		pthread_join(calls[i].thread, NULL);
		assert_int_equal(calls[i].status, 200);
	}
	assert_true(st.took_ms < 2000);
}

/* A request that its handler never answers does not keep the server from stopping; the answer that comes after
 * the end harms nobody. */
static void
test_forced_stop(void **state)
{
	struct server s;
	struct call lost;
	struct stopping st = { .s = &s };

	(void)state;
	server_start(&s, (struct http_options){ .worker_threads = 2 });
	call_start(&lost, &s, "/forget");
	wait_ms(100);
	stop_it(&st);
	pthread_join(lost.thread, NULL);
	assert_int_equal(lost.status, 503);
	assert_true(st.took_ms >= 8000 && st.took_ms < 11000);
	http_answer(server_forgotten, 200, "text/plain", S("too late"));
}

struct counter {
	int asked[8], answered;
	int64_t bytes;
};

static bool
ask_some(void *ctx, int connection, struct buf *b)
{
	struct counter *n = ctx;

	if (n->asked[connection] == 50)
		return false;
	if (n->asked[connection]++ % 2)
		client_request(b, "POST", "/echo", NULL, S("{\"a\":1}"));
	else
		client_request(b, "GET", connection == 3 ? "/pull" : "/hello", NULL, none);
	return true;
}

static void
count_answer(void *ctx, int connection, int status, struct slice body)
{
	struct counter *n = ctx;

	(void)connection;
	n->answered += status == 200;
	n->bytes += (int64_t)body.n;
}

/* The generator of load asks what it is told, no more and no less, and its figures agree with themselves. */
static void
test_load(void **state)
{
	struct server s;
	struct counter n = { { 0 } };
	struct load_options o = { .connections = 8, .next = ask_some, .answered = count_answer, .ctx = &n };
	struct load_result r;
	int64_t pulled = 0;

	(void)state;
	for (int i = 1000; i > 0; i--)
		pulled += snprintf(NULL, 0, "piece %d\n", i);
	server_start(&s, (struct http_options){ .loop_threads = 2 });
	o.address = s.address;
	assert_int_equal(load_run(&o, &r), E_OK);
	assert_int_equal(r.answers, 400);
	assert_int_equal(r.ok, 400);
	assert_int_equal(r.refused + r.failed, 0);
	assert_int_equal(n.answered, 400);
	assert_int_equal(n.bytes, 8 * 25 * 7 + 7 * 25 * 5 + 25 * pulled);
	assert_true(r.p50_us > 0 && r.p50_us <= r.p95_us && r.p95_us <= r.p99_us && r.p99_us <= r.max_us);
	assert_true(r.per_second > 0 && r.seconds > 0);
	server_stop(&s);
	assert_int_equal(load_run(&o, &r), E_GONE);
}

static bool
ask_quick(void *ctx, int connection, struct buf *b)
{
	int *left = ctx;

	(void)connection;
	client_request(b, "GET", "/quick", NULL, none);
	return (*left)-- > 0;
}

/* More clients at once than the library handles in one go, on one loop: nobody stands still. */
static void
test_burst(void **state)
{
	struct server s;
	int left = 6000;
	struct load_options o = { .connections = 384, .next = ask_quick, .ctx = &left };
	struct load_result r;

	(void)state;
	server_start(&s, (struct http_options){ .loop_threads = 1 });
	o.address = s.address;
	assert_int_equal(load_run(&o, &r), E_OK);
	assert_int_equal(r.ok, 6000);
	assert_int_equal(r.failed, 0);
	assert_true(r.max_us < 2000000);
	server_stop(&s);
}

static bool
ask_late(void *ctx, int connection, struct buf *b)
{
	int *left = ctx;

	(void)connection;
	client_request(b, "POST", "/quick/late", NULL, S("x"));
	return (*left)-- > 0;
}

/* Quick requests that wait for their answer, on one loop, more of them than it lets wait awake: each gets its own. */
static void
test_many_wait(void **state)
{
	struct server s;
	int left = 3000;
	struct load_options o = { .connections = 700, .next = ask_late, .ctx = &left };
	struct load_result r;

	(void)state;
	server_start(&s, (struct http_options){ .loop_threads = 1, .max_connections = 1000, .max_per_address = 1000 });
	o.address = s.address;
	assert_int_equal(load_run(&o, &r), E_OK);
	assert_int_equal(r.ok, 3000);
	assert_int_equal(r.failed, 0);
	server_stop(&s);
}

/* Clients that reset their connection while they wait: the answers come for nobody, and a stop waits for none of them. */
static void
test_waiters_leave(void **state)
{
	struct linger hard = { 1, 0 };
	struct server s;
	char out[4096];
	int fd;

	(void)state;
	server_start(&s, (struct http_options){ .loop_threads = 1 });
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 50; i++) {
			fd = raw_open(&s);
			raw_send(fd, S("POST /quick/late HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"));
			if (i % 2)
				wait_ms(1);
			assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard)), 0);
			close(fd);
		}
		fd = raw_open(&s);
		raw_send(fd, S("POST /quick/late HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"));
		raw_read(fd, out, sizeof(out), "late ", 2000);
		assert_non_null(strstr(out, "HTTP/1.1 201 "));
		close(fd);
	}
	fd = raw_open(&s);
	raw_send(fd, S("POST /quick/late HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"));
	wait_ms(10);
	close(fd);
	server_stop(&s);
	wait_ms(100);			/* the last answer comes after the server has gone */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dripping),
		cmocka_unit_test(test_dripping_later),
		cmocka_unit_test(test_not_reading),
		cmocka_unit_test(test_per_address),
		cmocka_unit_test(test_max_connections),
		cmocka_unit_test(test_bodies_in_flight),
		cmocka_unit_test(test_order_of_worth),
		cmocka_unit_test(test_reads_leave_a_worker),
		cmocka_unit_test(test_drain),
		cmocka_unit_test(test_forced_stop),
		cmocka_unit_test(test_load),
		cmocka_unit_test(test_burst), cmocka_unit_test(test_many_wait), cmocka_unit_test(test_waiters_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
