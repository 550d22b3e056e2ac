/* SPDX-License-Identifier: Apache-2.0 */
/* A request's way to its answer, over real sockets. */
#include <sys/socket.h>
#include <unistd.h>
#include "base/limits.h"
#include "net/json.h"
#include "server.h"

#define POST "POST /echo HTTP/1.1\r\nHost: x\r\n"

static struct server server;

static int
start(void **state)
{
	(void)state;
	server_start(&server, (struct http_options){ .loop_threads = 2, .worker_threads = 3 });
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop(&server);
	return 0;
}

static struct client_reply
ask(struct client *c, const char *method, const char *target, const char *headers, struct slice body)
{
	struct client_reply r;

	assert_int_equal(client_call(c, method, target, headers, body, &r), E_OK);
	return r;
}

static const struct slice none = { NULL, 0 };

static void
test_answer(void **state)
{
	struct client *c = server_client(&server);
	struct client_reply r = ask(c, "GET", "/hello", NULL, none);
	struct slice id;

	(void)state;
	assert_int_equal(r.status, 200);
	assert_slice(r.body, "hello");
	assert_slice(client_header(&r, "content-type"), "text/plain");
	assert_slice(client_header(&r, "X-Content-Type-Options"), "nosniff");
	assert_slice(client_header(&r, "X-Frame-Options"), "DENY");
	assert_slice(client_header(&r, "Referrer-Policy"), "no-referrer");
	assert_slice(client_header(&r, "Cross-Origin-Opener-Policy"), "same-origin");
	assert_slice(client_header(&r, "Cross-Origin-Resource-Policy"), "same-origin");
	assert_slice(client_header(&r, "Cache-Control"), "no-store");
	assert_non_null(client_header(&r, "Permissions-Policy").p);
	assert_null(client_header(&r, "Strict-Transport-Security").p);
	assert_true(slice_starts(client_header(&r, "Content-Security-Policy"),
	    "default-src 'self'; script-src 'self';"));
	id = client_header(&r, "X-Request-Id");
	assert_int_equal(id.n, 20);
	client_close(c);
}

/* The id is ours: one that the client sends is not taken over, and no two are the same. */
static void
test_request_id(void **state)
{
	struct client *c = server_client(&server);
	struct client_reply r = ask(c, "GET", "/hello", "X-Request-Id: aaaaaaaaaaaaaaaaaaaa\r\n", none);
	char first[24];

	(void)state;
	snprintf(first, sizeof(first), "%.20s", client_header(&r, "X-Request-Id").p);
	assert_string_not_equal(first, "aaaaaaaaaaaaaaaaaaaa");
	r = ask(c, "GET", "/hello", NULL, none);
	assert_memory_not_equal(first, client_header(&r, "X-Request-Id").p, 20);
	client_close(c);
}

static void
test_request(void **state)
{
	struct client *c = server_client(&server);
	struct client_reply r;

	(void)state;
	r = ask(c, "GET", "/show/%E6%B7%84%E5%8D%9A?x=1%2B1&y=a+b&x=2&z&=q&p=%26%3D", "Cookie: a=b; session=s=1; c\r\n"
	    "X-Test:  spaced \r\n", none);
	assert_int_equal(r.status, 200);
	assert_slice(r.body, "0 /show/淄博 from 127.0.0.1 x=1+1 cookie=s=1 header=spaced "
	    "[x=1+1][y=a b][x=2][z=][=q][p=&=]");
	assert_slice(client_header(&r, "Cache-Control"), "max-age=5");	/* the handler's own wins */
	assert_null(client_header(&r, "Set-Cookie").p);			/* a header cannot be smuggled through a value */
	r = ask(c, "DELETE", "/show", NULL, none);
	assert_true(slice_starts(r.body, "5 /show"));
	r = ask(c, "BREW", "/show", NULL, none);
	assert_true(slice_starts(r.body, "7 /show"));
	client_close(c);
}

static void
test_head(void **state)
{
	struct client *c = server_client(&server);
	struct client_reply r = ask(c, "HEAD", "/hello", NULL, none);

	(void)state;
	assert_int_equal(r.status, 200);
	assert_slice(client_header(&r, "Content-Length"), "5");
	r = ask(c, "GET", "/hello", NULL, none);	/* the connection is still in step */
	assert_slice(r.body, "hello");
	client_close(c);
}

static void
test_late(void **state)
{
	static const char *const path[] = { "/late", "/quick/late" };
	struct client *c = server_client(&server);

	(void)state;
	for (size_t i = 0; i < N_ELEMS(path); i++) {
		struct client_reply r = ask(c, "POST", path[i], NULL, S("x"));

		assert_int_equal(r.status, 201);
		assert_true(slice_starts(r.body, "late "));
		assert_memory_equal(r.body.p + 5, client_header(&r, "X-Request-Id").p, 20);
	}
	client_close(c);
}

static void
test_bodies(void **state)
{
	static char sent[MIB(1)];
	size_t sizes[] = { 0, 1, 99, 4096, 65536, 65537, MIB(1) - 1, MIB(1) };
	struct client *c = server_client(&server);

	(void)state;
	for (size_t i = 0; i < sizeof(sent); i++)
		sent[i] = (char)(i * 7 + i / 251);
	for (size_t i = 0; i < N_ELEMS(sizes); i++) {
		struct client_reply r = ask(c, "POST", "/echo", NULL, (struct slice){ sent, sizes[i] });

		assert_int_equal(r.status, 200);
		assert_int_equal(r.body.n, sizes[i]);
		assert_memory_equal(r.body.p, sent, sizes[i]);
	}
	assert_int_equal(server_bodies(&server), 0);
	client_close(c);
}

static void
test_chunked(void **state)
{
	char out[4096];

	(void)state;
	raw_ask(&server, S(POST "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
	    "5\r\nhello\r\nA;ext=1\r\n, the rest\r\n0\r\nTrailer: t\r\n\r\n"), out, sizeof(out));
	assert_non_null(strstr(out, "200 OK"));
	assert_non_null(strstr(out, "\r\n\r\nhello, the rest"));
	/* over the route's limit while it arrives: told so at once, and closed */
	raw_ask(&server, S("POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
	    "60\r\n012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345\r\n"
	    "10\r\n0123456789abcdef\r\n"), out, sizeof(out));
	assert_non_null(strstr(out, "HTTP/1.1 413 "));
	assert_non_null(strstr(out, "\"code\":\"E_TOO_LARGE\""));
	assert_non_null(strstr(out, "\r\nX-Content-Type-Options: nosniff\r\n"));
	assert_non_null(strstr(out, "\r\nConnection: close\r\n"));
	/* chunks that are none */
	raw_ask(&server, S(POST "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), out, sizeof(out));
	assert_null(strstr(out, "200 OK"));
	assert_int_equal(server_bodies(&server), 0);
}

static void
test_too_large(void **state)
{
	struct client *c = server_client(&server);
	struct slice body = { NULL, MIB(100) };
	struct client_reply r;
	char *bytes = mem_alloc(body.n);

	(void)state;
	body.p = bytes;
	/* a little too much: read and refused, the connection lives */
	r = ask(c, "POST", "/small", NULL, (struct slice){ bytes, 101 });
	assert_int_equal(r.status, 413);
	r = ask(c, "POST", "/small", NULL, (struct slice){ bytes, 100 });
	assert_int_equal(r.status, 200);
	/* 100 MB: refused by its announcement, not one byte of it is kept */
	r = ask(c, "POST", "/echo", NULL, body);
	assert_int_equal(r.status, 413);
	assert_non_null(memmem(r.body.p, r.body.n, "E_TOO_LARGE", 11));
	assert_int_equal(server_bodies(&server), 0);
	client_close(c);
	mem_free(bytes);
}

/* RFC 9457, titles in both languages, the field of the first fault on top. */
static void
test_problem(void **state)
{
	struct client *c = server_client(&server);
	struct client_reply r = ask(c, "GET", "/fault?n=2", NULL, none);
	json_t *j, *errors, *first;
	size_t at;

	(void)state;
	assert_int_equal(r.status, 422);
	assert_slice(client_header(&r, "Content-Type"), "application/problem+json");
	assert_int_equal(json_read(r.body, &j, &at), E_OK);
	assert_string_equal(json_string_value(json_object_get(j, "type")), "/errors/E_BAD_VALUE");
	assert_string_equal(json_string_value(json_object_get(j, "title")), "字段值不合规");
	assert_string_equal(json_string_value(json_object_get(j, "title_en")),
	    "The value is not allowed in this field");
	assert_int_equal(json_integer_value(json_object_get(j, "status")), 422);
	assert_string_equal(json_string_value(json_object_get(j, "code")), "E_BAD_VALUE");
	assert_string_equal(json_string_value(json_object_get(j, "detail")), "第3项缺少\"名称\"");
	assert_string_equal(json_string_value(json_object_get(j, "detail_en")), "item 3 has no \"name\"");
	assert_string_equal(json_string_value(json_object_get(j, "field")), "items.3.what");
	assert_slice(client_header(&r, "X-Request-Id"), json_string_value(json_object_get(j, "request")));
	errors = json_object_get(j, "errors");
	assert_int_equal(json_array_size(errors), 2);
	first = json_array_get(errors, 1);
	assert_string_equal(json_string_value(json_object_get(first, "field")), "plate");
	assert_string_equal(json_string_value(json_object_get(first, "code")), "E_BAD_VALUE");
	assert_null(json_object_get(first, "detail"));
	json_decref(j);
	r = ask(c, "GET", "/fault", NULL, none);
	assert_int_equal(r.status, 401);
	assert_slice(client_header(&r, "WWW-Authenticate"), "Bearer");
	assert_int_equal(json_read(r.body, &j, &at), E_OK);
	assert_null(json_object_get(j, "errors"));
	assert_null(json_object_get(j, "field"));
	json_decref(j);
	client_close(c);
}

static void
test_not_found(void **state)
{
	struct client *c = server_client(&server);
	struct client_reply r = ask(c, "GET", "/nothing", NULL, none);

	(void)state;
	assert_int_equal(r.status, 404);
	r = ask(c, "POST", "/nothing", NULL, S("body"));	/* swallowed */
	assert_int_equal(r.status, 404);
	r = ask(c, "GET", "/hello", NULL, none);
	assert_int_equal(r.status, 200);
	client_close(c);
}

static void
test_big_answers(void **state)
{
	struct client *c = server_client(&server);
	struct client_reply r = ask(c, "GET", "/big", NULL, none);
	int done = server_pulls_done;

	(void)state;
	assert_int_equal(r.body.n, MIB(4));
	for (size_t i = 0; i < r.body.n; i += 4093)
		assert_int_equal(r.body.p[i], 'b');
	r = ask(c, "GET", "/pull", NULL, none);
	assert_int_equal(r.status, 200);
	assert_true(slice_starts(r.body, "piece 1000\npiece 999\n"));
	assert_true(r.body.n > 8 && memcmp(r.body.p + r.body.n - 8, "piece 1\n", 8) == 0);
	r = ask(c, "GET", "/file", NULL, none);
	assert_slice(r.body, "from a file");
	assert_int_equal(server_pulls_done, done + 1);
	client_close(c);
}

/* One connection, several requests in one packet: answered in order. */
static void
test_pipeline(void **state)
{
	char out[16384], *one, *two, *three;

	(void)state;
	raw_ask(&server, S(POST "Content-Length: 3\r\n\r\noneGET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
	    POST "Content-Length: 5\r\nConnection: close\r\n\r\nthree"), out, sizeof(out));
	one = strstr(out, "\r\n\r\none");
	assert_non_null(one);
	two = strstr(one, "\r\n\r\nslow");
	assert_non_null(two);
	three = strstr(two, "\r\n\r\nthree");
	assert_non_null(three);
}

static const struct malformed {
	const char *what;
	struct slice bytes;
	const char *want;	/* status line begins so; NULL: anything but 200 */
} malformed[] = {
	{ "bad escape", S("GET /hello%zz HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "cut escape", S("GET /hello%4 HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "escaped NUL", S("GET /hello%00 HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "invalid UTF-8 in path", S("GET /hello%ff HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "surrogate", S("GET /hello%ed%a0%80 HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "bad escape in query", S("GET /hello?a=%g0 HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "bad escape in a name", S("GET /hello?%=1 HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "invalid UTF-8 in query", S("GET /hello?a=%c0%af HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "absolute form", S("GET http://other/hello HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "asterisk", S("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 400" },
	{ "no host", S("GET /hello HTTP/1.1\r\n\r\n"), "HTTP/1.1 400" },
	{ "two hosts", S("GET /hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"), "HTTP/1.1 400" },
	{ "two lengths", S(POST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), "HTTP/1.1 400" },
	{ "length and chunks", S(POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	    "HTTP/1.1 400" },
	{ "unknown coding", S(POST "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n"), NULL },
	{ "two codings", S(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), NULL },
	{ "negative length", S(POST "Content-Length: -1\r\n\r\n"), NULL },
	{ "length that is none", S(POST "Content-Length: 1e3\r\n\r\n"), NULL },
	{ "length beyond all", S(POST "Content-Length: 99999999999999999999\r\n\r\n"), NULL },
	{ "noise", S("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), NULL },
	{ "empty lines", S("\r\n\r\n\r\n\r\n"), NULL },
	{ "no version", S("GET /hello\r\n\r\n"), NULL },
	{ "NUL in the line", S("GET /hel\0lo HTTP/1.1\r\nHost: x\r\n\r\n"), NULL },
	{ "method of bytes", S("\xff\xfe\xfd /hello HTTP/1.1\r\nHost: x\r\n\r\n"), NULL },
	{ "old", S("GET /hello HTTP/0.9\r\n\r\n"), NULL },
	{ "new", S("GET /hello HTTP/9.9\r\nHost: x\r\n\r\n"), NULL },
	{ "preface of HTTP/2", S("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), NULL },
};

static void
test_malformed(void **state)
{
	char out[8192];
	struct client *c;
	struct client_reply r;
	int ok = 0;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(malformed); i++) {
		const struct malformed *m = &malformed[i];

		raw_ask(&server, m->bytes, out, sizeof(out));
		if (m->want ? strncmp(out, m->want, strlen(m->want)) == 0 : !strstr(out, " 200 "))
			ok++;
		else
			print_message("# %s: %.60s\n", m->what, out);
	}
	c = server_client(&server);
	r = ask(c, "GET", "/hello", NULL, none);
	assert_int_equal(r.status, 200);
	client_close(c);
	assert_int_equal(ok, N_ELEMS(malformed));
}

/* Heads that are too large or too many are refused, never cut. */
static void
test_large_head(void **state)
{
	char *long_head = mem_alloc(KIB(64)), out[8192];
	size_t n;

	(void)state;
	n = (size_t)snprintf(long_head, KIB(64), "GET /hello?x=");
	memset(long_head + n, 'a', KIB(32));
	n += KIB(32);
	n += (size_t)snprintf(long_head + n, 64, " HTTP/1.1\r\nHost: x\r\n\r\n");
	raw_ask(&server, (struct slice){ long_head, n }, out, sizeof(out));
	assert_null(strstr(out, " 200 "));
	n = (size_t)snprintf(long_head, KIB(64), "GET /hello HTTP/1.1\r\nHost: x\r\n");
	for (int i = 0; i < 120; i++)
		n += (size_t)snprintf(long_head + n, 64, "X-%d: 1\r\n", i);
	n += (size_t)snprintf(long_head + n, 64, "\r\n");
	raw_ask(&server, (struct slice){ long_head, n }, out, sizeof(out));
	assert_memory_equal(out, "HTTP/1.1 4", 10);
	mem_free(long_head);
}

/* A body cut off, a head cut off: the connection ends, nothing of it stays. */
static void
test_truncated(void **state)
{
	int fd;

	(void)state;
	for (int i = 0; i < 100; i++) {
		fd = raw_open(&server);
		raw_send(fd, i % 2 ? S(POST "Content-Length: 1000\r\n\r\nonly this") :
		    S("POST /echo HTTP/1.1\r\nHost"));
		close(fd);
	}
	for (int i = 0; i < 100 && server_stats(&server).connections; i++)
		wait_ms(20);
	assert_int_equal(server_stats(&server).connections, 0);
	assert_int_equal(server_bodies(&server), 0);
}

/* Half closed: the client has said all and waits; it gets its answer. */
static void
test_half_closed(void **state)
{
	char out[4096];
	int fd = raw_open(&server);

	(void)state;
	raw_send(fd, S("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok"));
	shutdown(fd, SHUT_WR);
	raw_read(fd, out, sizeof(out), NULL, 2000);
	assert_non_null(strstr(out, "200 OK"));
	assert_non_null(strstr(out, "\r\n\r\nslow"));
	close(fd);
}

static void
test_start_errors(void **state)
{
	struct http_server *s = NULL;
	struct http_options o = { .address = server.address };

	(void)state;
	assert_int_equal(http_start(&s, &o, NULL, 0), E_IN_USE);
	o.address = "somewhere:80";
	assert_int_equal(http_start(&s, &o, NULL, 0), E_BAD_VALUE);
	o.address = "127.0.0.1";
	assert_int_equal(http_start(&s, &o, NULL, 0), E_BAD_VALUE);
	o.address = "127.0.0.1:0";
	o.cert_pem = "/nonexistent/cert.pem";
	o.key_pem = "/nonexistent/key.pem";
	assert_int_equal(http_start(&s, &o, NULL, 0), E_BAD_VALUE);
	assert_null(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_request_id),
		cmocka_unit_test(test_request),
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_bodies),
		cmocka_unit_test(test_chunked),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_problem),
		cmocka_unit_test(test_not_found),
		cmocka_unit_test(test_big_answers),
		cmocka_unit_test(test_pipeline),
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_large_head),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_half_closed),
		cmocka_unit_test(test_start_errors),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
