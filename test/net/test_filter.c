/* SPDX-License-Identifier: Apache-2.0 */
/* A route whose body is shortened while it arrives; a machine's server without the headers of browsers; a quick handler that
 * answers later. The filter of these tests takes every 'x' out and refuses at a '!'. */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/limits.h"
#include "server.h"

#define KEEPS KIB(64)
#define ARRIVES MIB(1)

static struct http_server *http;
static char address[32];
static _Atomic int begun, ended, pieces;

static void *
begin(struct http_request *rq, void *ctx)
{
	if (slice_is(http_header(rq, "X-Plain"), "1"))
		return NULL;
	begun++;
	return mem_alloc(1);
}

static enum err
take(void *state, struct slice in, char *out, size_t *ret_n)
{
	size_t n = 0;

	pieces++;
	for (size_t i = 0; i < in.n; i++) {
		if (in.p[i] == '!')
			return E_BUSY;
		if (in.p[i] != 'x')
			out[n++] = in.p[i];
	}
	*ret_n = n;
	return E_OK;
}

static void
end(void *state)
{
	ended++;
	mem_free(state);
}

static const struct http_filter filter = { ARRIVES, begin, take, end };

static void *
later(void *arg)
{
	struct http_request *rq = arg;

	wait_ms(20);
	http_answer(rq, 200, "text/plain", arena_printf(&rq->arena, "%zu %d %.*s", rq->body.n, rq->filtered != NULL,
	    (int)(rq->body.n < 20 ? rq->body.n : 20), rq->body.p));
	return NULL;
}

static void
handle(struct http_request *rq, void *ctx)
{
	pthread_t t;

	assert_int_equal(pthread_create(&t, NULL, later, rq), 0);
	pthread_detach(t);
}

static int
start(void **state)
{
	static const struct http_route route = { .prefix = "/f", .handle = handle, .body_max = KEEPS, .quick = true, .filter = &filter };
	struct http_options o = { .address = "127.0.0.1:0", .machines = true };

	assert_int_equal(http_start(&http, &o, &route, 1), E_OK);
	(void)snprintf(address, sizeof address, "127.0.0.1:%d", http_port(http));
	return 0;
}

static int
stop(void **state)
{
	http_stop(http);
	return 0;
}

static struct client_reply
post(struct client *c, const char *headers, struct slice body)
{
	struct client_reply r;

	assert_int_equal(client_call(c, "POST", "/f", headers, body, &r), E_OK);
	return r;
}

static struct client *
client(void)
{
	struct client *c;

	assert_int_equal(client_open(&c, address, 5000), E_OK);
	return c;
}

static void
settle(void)
{
	for (int i = 0; i < 200 && begun != ended; i++)
		wait_ms(10);
	assert_int_equal(begun, ended);
}

static void
test_shortened(void **state)
{
	struct client *c = client();
	size_t n = ARRIVES - 100;
	char *body = mem_alloc(n);
	struct client_reply r;

	r = post(c, NULL, S("axbxxc"));
	assert_slice(r.body, "3 1 abc");
	assert_null(client_header(&r, "Content-Security-Policy").p);
	assert_non_null(client_header(&r, "X-Request-Id").p);
	r = post(c, "X-Plain: 1\r\n", S("axbxxc"));
	assert_slice(r.body, "6 0 axbxxc");
	r = post(c, NULL, (struct slice){ NULL, 0 });
	assert_slice(r.body, "0 0 ");
	memset(body, 'x', n);
	memcpy(body + n - 2, "ab", 2);
	r = post(c, NULL, (struct slice){ body, n });	/* far more than may stay */
	assert_slice(r.body, "2 1 ab");
	mem_free(body);
	client_close(c);
	settle();
}

static void
refused(size_t n, char fill, const char *headers, int status)
{
	struct client *c = client();
	char *body = mem_alloc(n);
	struct client_reply r;

	memset(body, fill, n);
	r = post(c, headers, (struct slice){ body, n });
	assert_int_equal(r.status, status);
	mem_free(body);
	client_close(c);
	settle();
}

static void
test_refused(void **state)
{
	refused(KEEPS + 1, 'a', NULL, 413);			/* more stays than may */
	refused(KEEPS + 1, 'a', "X-Plain: 1\r\n", 413);
	refused(ARRIVES + 1, 'x', NULL, 413);
	refused(10, '!', NULL, 503);
	refused(KIB(100), '!', NULL, 503);
}

/* A client that goes away amid its body: the filter's state is given back. */
static void
test_gone(void **state)
{
	struct server s = { .port = http_port(http) };
	int was = begun;

	for (int i = 0; i < 20; i++) {
		int fd = raw_open(&s);

		raw_send(fd, S("POST /f HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabcxx"));
		wait_ms(5);
		close(fd);
	}
	for (int i = 0; i < 400 && (begun != ended || begun == was); i++)
		wait_ms(10);
	assert_true(begun > was);
	assert_int_equal(begun, ended);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_shortened), cmocka_unit_test(test_refused), cmocka_unit_test(test_gone) };

	return cmocka_run_group_tests(tests, start, stop);
}
