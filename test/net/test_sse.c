/* SPDX-License-Identifier: Apache-2.0 */
/* Event streams: replay, filter, reload, heartbeat, readers that do not read, sessions that end. */
#include <pthread.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/limits.h"
#include "net/load.h"
#include "net/sse.h"
#include "server.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define SANITIZED false
#endif

struct screen {
	int64_t unit;
	int64_t session;
};

static struct sse_hub *hub;
static struct server server;
static _Atomic int released;

static bool
may_see(void *reader, const struct sse_event *e)
{
	const struct screen *s = reader;

	return e->unit == 0 || e->unit == s->unit;
}

static void
release(void *reader)
{
	released++;
	mem_free(reader);
}

static void
events(struct http_request *rq, void *ctx)
{
	struct screen *s = mem_alloc(sizeof(*s));

	(void)ctx;
	if (!slice_int(http_query(rq, "unit"), &s->unit))
		s->unit = 1;
	if (!slice_int(http_query(rq, "session"), &s->session))
		s->session = 0;
	sse_attach(hub, rq, may_see, s, release);
}

static void
hello(struct http_request *rq, void *ctx)
{
	(void)ctx;
	http_answer(rq, 200, "text/plain", S("hello"));
}

static int
start(void **state)
{
	static const struct http_route routes[] = {
		{ "/events", events, NULL, 0, NULL, false },
		{ "/hello", hello, NULL, 0, NULL, false },
	};
	struct http_options o = { .address = "127.0.0.1:0", .loop_threads = 2, .worker_threads = 2, .idle_s = 3 };

	(void)state;
	released = 0;
	hub = sse_hub_new();
	assert_int_equal(http_start(&server.http, &o, routes, N_ELEMS(routes)), E_OK);
	server.port = http_port(server.http);
	snprintf(server.address, sizeof(server.address), "127.0.0.1:%d", server.port);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	http_stop(server.http);
	sse_hub_free(hub);
	return 0;
}

static void
publish(int64_t seq, int64_t unit, const char *data)
{
	struct sse_event e = { .seq = seq, .name = "change", .unit = unit, .data = slice_of(data) };

	sse_publish(hub, &e);
}

static int
stream(const char *target, const char *headers)
{
	char head[512];
	int fd = raw_open(&server);

	snprintf(head, sizeof(head), "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", target, headers ? headers : "");
	raw_send(fd, slice_of(head));
	return fd;
}

/* What a stream says until `until`, without the framing of chunks: our texts hold no CR. */
static char *
heard(int fd, const char *until, int ms)
{
	static char out[MIB(1)];

	raw_read(fd, out, sizeof(out), until, ms);
	return out;
}

static void
wait_streams(int64_t n)
{
	for (int i = 0; i < 200 && server_stats(&server).streams != n; i++)
		wait_ms(10);
	assert_int_equal(server_stats(&server).streams, n);
}

static void
test_form(void **state)
{
	int fd = stream("/events", NULL);
	char *out = heard(fd, "id: 0\n\n", 1000);

	(void)state;
	assert_non_null(strstr(out, "200 OK"));
	assert_non_null(strstr(out, "Content-Type: text/event-stream; charset=utf-8"));
	assert_non_null(strstr(out, "Cache-Control: no-store"));
	assert_non_null(strstr(out, "X-Content-Type-Options: nosniff"));
	assert_non_null(strstr(out, "retry: 3000\nid: 0\n\n"));
	wait_streams(1);
	publish(5, 0, "{\"record\":\"device\",\"id\":17}");
	out = heard(fd, "}\n\n", 1000);
	assert_non_null(strstr(out, "id: 5\nevent: change\ndata: {\"record\":\"device\",\"id\":17}\n\n"));
	assert_int_equal(sse_last(hub), 5);
	close(fd);
}

static void
test_filter(void **state)
{
	int fd = stream("/events?unit=7", NULL);
	char *out;

	(void)state;
	heard(fd, "id: 0\n\n", 1000);
	publish(1, 8, "{\"hidden\":1}");
	publish(2, 7, "{\"shown\":2}");
	publish(3, 0, "{\"all\":3}");
	out = heard(fd, "\"all\":3}\n\n", 1000);
	assert_null(strstr(out, "hidden"));
	assert_non_null(strstr(out, "id: 2\n"));
	assert_non_null(strstr(out, "id: 3\n"));
	close(fd);
}

static void
test_replay(void **state)
{
	char *out;
	int fd;

	(void)state;
	for (int i = 1; i <= 10; i++)
		publish(i * 10, i % 2 ? 1 : 2, i % 2 ? "{\"odd\":1}" : "{\"even\":1}");
	fd = stream("/events", "Last-Event-ID: 50\r\n");
	out = heard(fd, "id: 90\nevent: change\n", 1000);
	assert_non_null(strstr(out, "id: 70\n"));
	assert_non_null(strstr(out, "id: 90\n"));
	assert_null(strstr(out, "id: 30\n"));
	assert_null(strstr(out, "id: 60\n"));			/* another unit's */
	assert_null(strstr(out, "reload"));
	close(fd);
	fd = stream("/events?last_event_id=85", NULL);	/* an id between two of ours */
	out = heard(fd, "id: 90\nevent: change\n", 1000);
	assert_non_null(strstr(out, "id: 90\nevent: change\n"));
	assert_null(strstr(out, "id: 70\n"));
	close(fd);
	fd = stream("/events", NULL);				/* no id: from now on */
	out = heard(fd, "event: change", 200);
	assert_null(strstr(out, "event: change"));
	assert_non_null(strstr(out, "id: 100\n"));
	close(fd);
}

static void
test_reload(void **state)
{
	static const char *const outside[] = { "9999999", "-1", "nonsense", "0" };
	char header[64], *out;
	int fd;

	(void)state;
	for (int64_t i = 1; i <= SSE_WINDOW + 10; i++)
		publish(i, 0, "{}");
	for (size_t i = 0; i < N_ELEMS(outside); i++) {
		snprintf(header, sizeof(header), "Last-Event-ID: %s\r\n", outside[i]);
		fd = stream("/events", header);
		out = heard(fd, "data: {}\n\n", 1000);
		assert_non_null(strstr(out, "id: 16394\nevent: reload\ndata: {}\n\n"));
		close(fd);
	}
	fd = stream("/events", "Last-Event-ID: 10\r\n");	/* the oldest that can be continued */
	out = heard(fd, "id: 11\n", 1000);
	assert_non_null(strstr(out, "id: 11\n"));
	assert_null(strstr(out, "reload"));
	close(fd);
	fd = stream("/events", "Last-Event-ID: 9\r\n");
	assert_non_null(strstr(heard(fd, "data: {}\n\n", 1000), "event: reload"));
	close(fd);
}

/* After a restart the log is empty; who comes back with the last id has missed nothing, others reload. */
static void
test_restart(void **state)
{
	char *out;
	int fd;

	(void)state;
	sse_start_at(hub, 500);
	fd = stream("/events", "Last-Event-ID: 500\r\n");
	out = heard(fd, "id: 500\n\n", 1000);
	assert_non_null(strstr(out, "id: 500\n\n"));
	assert_null(strstr(out, "reload"));
	publish(501, 0, "{\"n\":501}");
	assert_non_null(strstr(heard(fd, "501}", 1000), "id: 501\n"));
	close(fd);
	fd = stream("/events", "Last-Event-ID: 499\r\n");
	assert_non_null(strstr(heard(fd, "data: {}\n\n", 1000), "event: reload"));
	close(fd);
}

static void
test_heartbeat(void **state)
{
	int fd = stream("/events?unit=7", NULL);
	char *out;
	int64_t began = now_ms();

	(void)state;
	heard(fd, "id: 0\n\n", 1000);
	publish(3, 8, "{\"hidden\":1}");
	out = heard(fd, ": beat\nid: 3\n\n", 18000);	/* with the id reached, though nothing was shown */
	assert_non_null(strstr(out, ": beat\nid: 3\n\n"));
	assert_true(now_ms() - began >= 14000);		/* longer than idle_s: a quiet stream is not idle */
	close(fd);
}

/* A client that went away is noticed though nothing is sent to it, and its reader is released. */
static void
test_gone(void **state)
{
	int fd = stream("/events", NULL);

	(void)state;
	heard(fd, "id: 0\n\n", 1000);
	close(fd);
	for (int i = 1; i <= 50 && !released; i++)
		wait_ms(20);
	assert_int_equal(released, 1);
	wait_streams(0);
}

/* A reader that does not read loses its place and is cut off; the others and the memory are not touched by it. */
static void
test_not_reading(void **state)
{
	char *data = mem_alloc(4096);
	int fd = raw_open(&server), other, small = 4096;
	struct rusage before, after;

	(void)state;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	raw_send(fd, S("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"));
	wait_streams(1);
	other = stream("/events", NULL);
	heard(other, "id: 0\n\n", 1000);
	getrusage(RUSAGE_SELF, &before);
	memset(data, 'd', 600);
	for (int64_t i = 1; i <= 2 * SSE_WINDOW; i++) {
		publish(i, 0, data);
		if (i % 256 == 0) {
			char wait_for[64];

			snprintf(wait_for, sizeof(wait_for), "id: %lld\n", (long long)i);
			assert_non_null(strstr(heard(other, wait_for, 5000), "event: change"));
		}
	}
	wait_streams(1);
	assert_int_equal(released, 1);
	getrusage(RUSAGE_SELF, &after);
	/* the ring, and no queue behind it; a sanitizer keeps freed memory */
	assert_true(after.ru_maxrss - before.ru_maxrss < (SANITIZED ? 400 : 40) * 1024);
	publish(2 * SSE_WINDOW + 1, 0, "{\"still\":1}");
	assert_non_null(strstr(heard(other, "still", 1000), "still"));
	close(fd);
	close(other);
	mem_free(data);
}

static bool
is_session(void *reader, void *ctx)
{
	return ((struct screen *)reader)->session == *(int64_t *)ctx;
}

static void
test_close_where(void **state)
{
	int revoked = stream("/events?session=3", NULL), kept = stream("/events?session=4", NULL);
	int64_t session = 3;

	(void)state;
	wait_streams(2);
	heard(revoked, "id: 0\n\n", 1000);
	heard(kept, "id: 0\n\n", 1000);
	sse_close_where(hub, is_session, &session);
	assert_non_null(strstr(heard(revoked, "0\r\n\r\n", 1000), "0\r\n\r\n"));	/* ended in good order */
	wait_streams(1);
	assert_false(raw_closed(kept, 100));
	close(revoked);
	close(kept);
}

static void *
publish_many(void *arg)
{
	int64_t *count = arg;

	for (int64_t i = 1; i <= *count; i++) {
		publish(i, i % 3, "{\"n\":1}");
		if (i % 64 == 0)
			wait_ms(2);
	}
	return NULL;
}

/* The ids in what a stream said: rising, and how many. (HTTP/1.0 has no chunks to cut them.) */
static int
count_ids(const char *text)
{
	int64_t last = 0, id;
	int n = 0;

	for (const char *at = strstr(text, "\nid: "); at; at = strstr(at + 1, "\nid: ")) {
		const char *digits = at + 5;

		if (!slice_int((struct slice){ digits, strspn(digits, "0123456789") }, &id))
			fail();
		if (memcmp(digits + strspn(digits, "0123456789"), "\nevent: change\n", 15) != 0)
			continue;
		assert_true(id > last);
		last = id;
		n++;
	}
	return n;
}

/* Every reader gets every event it may see, once and in order, however they are interleaved. */
static void
test_all_in_order(void **state)
{
	enum { READERS = 40 };
	int64_t count = 3000;
	struct load_streams *ls[3];
	struct load_heard h[3] = { { 0 } };
	pthread_t t;
	int plain = raw_open(&server);

	(void)state;
	for (int unit = 0; unit < 3; unit++) {
		char target[32];

		snprintf(target, sizeof(target), "/events?unit=%d", unit);
		assert_int_equal(load_streams_open(&ls[unit], server.address, target, NULL, READERS), E_OK);
	}
	raw_send(plain, S("GET /events?unit=2 HTTP/1.0\r\nHost: x\r\n\r\n"));
	wait_streams(3 * READERS + 1);
	assert_int_equal(pthread_create(&t, NULL, publish_many, &count), 0);
	for (int i = 0; i < 100 && h[0].events + h[1].events + h[2].events < READERS * 5000; i++)
		for (int unit = 0; unit < 3; unit++)
			load_streams_hear(ls[unit], 20, &h[unit]);
	pthread_join(t, NULL);
	for (int unit = 0; unit < 3; unit++) {
		load_streams_hear(ls[unit], 50, &h[unit]);
		assert_int_equal(h[unit].open, READERS);
		assert_int_equal(h[unit].events, READERS * (unit ? 2000 : 1000));
		load_streams_close(ls[unit]);
	}
	assert_int_equal(count_ids(heard(plain, "id: 3000\nevent: change\n", 3000)), 2000);
	close(plain);
}

static int64_t
cpu_time_us(const struct rusage *u)
{
	return (u->ru_utime.tv_sec + u->ru_stime.tv_sec) * 1000000 + u->ru_utime.tv_usec + u->ru_stime.tv_usec;
}

/* Many screens cost little memory, no time while nothing happens, and do not keep a stop waiting. */
static void
test_many(void **state)
{
	enum { SCREENS = 500 };
	struct load_streams *ls;
	struct load_heard h = { 0 };
	struct rusage before, after;
	int64_t cpu_us, began;

	(void)state;
	assert_int_equal(load_streams_open(&ls, server.address, "/events", NULL, SCREENS), E_OK);
	wait_streams(SCREENS);
	load_streams_hear(ls, 200, &h);
	getrusage(RUSAGE_SELF, &before);
	wait_ms(1000);
	getrusage(RUSAGE_SELF, &after);
	cpu_us = cpu_time_us(&after) - cpu_time_us(&before);
	assert_true(cpu_us < 100000);		/* a tenth of one core at the very most; measured: 2 ms */
	publish(1, 0, "{}");
	load_streams_hear(ls, 500, &h);
	assert_int_equal(h.events, SCREENS);
	began = now_ms();
	http_stop(server.http);
	assert_true(now_ms() - began < 3000);
	load_streams_hear(ls, 100, &h);
	assert_int_equal(h.open, 0);
	assert_int_equal(released, SCREENS);
	load_streams_close(ls);
	sse_hub_free(hub);
}

/* ---- pictures beside the log ---- */

static _Atomic int pictures;

static struct sse_text *
picture(void *ctx, void *reader)
{
	const struct screen *s = reader;
	char text[64];

	assert_true(ctx == &pictures);
	if (s->unit == 9)
		return NULL;
	snprintf(text, sizeof text, "{\"n\":%d,\"unit\":%d}", (int)pictures, (int)s->unit);
	return sse_text_new("live", slice_of(text));
}

/* Each reader is given its own, without an id, after the events that wait; the log goes on as if nothing had been. */
static void
test_live(void **state)
{
	int one, two, none;
	char *said;

	(void)state;
	sse_live(hub, picture, &pictures);
	publish(1, 0, "{}");
	one = stream("/events?unit=1", NULL);
	two = stream("/events?unit=2", NULL);
	none = stream("/events?unit=9", NULL);
	assert_non_null(strstr(heard(one, "id: 1\n\n", 2000), "id: 1\n\n"));
	assert_non_null(strstr(heard(two, "id: 1\n\n", 2000), "id: 1\n\n"));
	assert_non_null(strstr(heard(none, "id: 1\n\n", 2000), "id: 1\n\n"));
	pictures = 7;
	sse_live_tick(hub);
	said = heard(one, "}\n\n", 2000);
	assert_non_null(strstr(said, "event: live\ndata: {\"n\":7,\"unit\":1}\n\n"));
	assert_null(strstr(said, "id:"));
	assert_non_null(strstr(heard(two, "}\n\n", 2000), "{\"n\":7,\"unit\":2}"));
	publish(2, 0, "{\"x\":1}");
	assert_non_null(strstr(heard(none, "}\n\n", 2000), "id: 2\nevent: change\ndata: {\"x\":1}\n\n"));
	assert_non_null(strstr(heard(one, "}\n\n", 2000), "id: 2\nevent: change"));
	sse_live(hub, NULL, NULL);
	sse_live_tick(hub);
	publish(3, 0, "{\"x\":2}");
	said = heard(one, "}\n\n", 2000);
	assert_null(strstr(said, "live"));
	assert_non_null(strstr(said, "id: 3"));
	close(one);
	close(two);
	close(none);
}

/* Ticks that a reader was not there for are not sent later: the newest alone. */
static void
test_live_newest(void **state)
{
	char *said;
	int fd;

	(void)state;
	sse_live(hub, picture, &pictures);
	fd = stream("/events?unit=1", NULL);
	(void)heard(fd, "\n\n", 2000);
	for (pictures = 1; pictures < 2000; pictures++)
		sse_live_tick(hub);
	publish(1, 0, "{\"last\":true}");
	said = heard(fd, "last", 3000);
	assert_non_null(strstr(said, "last"));
	assert_true(strlen(said) < 200 * 1000);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_form, start, stop),
		cmocka_unit_test_setup_teardown(test_filter, start, stop),
		cmocka_unit_test_setup_teardown(test_replay, start, stop),
		cmocka_unit_test_setup_teardown(test_reload, start, stop),
		cmocka_unit_test_setup_teardown(test_restart, start, stop),
		cmocka_unit_test_setup_teardown(test_heartbeat, start, stop),
		cmocka_unit_test_setup_teardown(test_gone, start, stop),
		cmocka_unit_test_setup_teardown(test_not_reading, start, stop),
		cmocka_unit_test_setup_teardown(test_close_where, start, stop),
		cmocka_unit_test_setup_teardown(test_all_in_order, start, stop),
		cmocka_unit_test_setup_teardown(test_live, start, stop),
		cmocka_unit_test_setup_teardown(test_live_newest, start, stop),
		cmocka_unit_test_setup_teardown(test_many, start, NULL),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
