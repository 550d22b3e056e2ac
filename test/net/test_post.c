/* SPDX-License-Identifier: Apache-2.0 */
/* Receivers that are what they say, that hang, lie, flood, close and send elsewhere: each costs itself, none the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/clock.h"
#include "net/post.h"

/* One connection after another; each request is answered with the same bytes. NULL: never. */
struct receiver {
	pthread_t thread;
	int fd, port, calls;
	const char *answer;
	size_t flood;
	char got[4096];
};

static void *
receive(void *arg)
{
	struct receiver *r = arg;
	int c;

	while ((c = accept(r->fd, NULL, NULL)) >= 0) {
		ssize_t n = recv(c, r->got, sizeof r->got - 1, 0);

		r->got[n > 0 ? n : 0] = 0;
		r->calls++;
		if (r->answer)
			(void)!send(c, r->answer, strlen(r->answer), MSG_NOSIGNAL);
		for (size_t i = 0; i < r->flood; i += 1000) {
			char zero[1000] = { 0 };
			if (send(c, zero, sizeof zero, MSG_NOSIGNAL) < 0)
				break;
		}
		if (r->answer)
			close(c);		/* what hangs is left open */
	}
	return NULL;
}

static void
receiver_open(struct receiver *r)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof a;

	r->fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(r->fd, (struct sockaddr *)&a, sizeof a), 0);
	assert_int_equal(listen(r->fd, 16), 0);
	assert_int_equal(getsockname(r->fd, (struct sockaddr *)&a, &n), 0);
	r->port = ntohs(a.sin_port);
	assert_int_equal(pthread_create(&r->thread, NULL, receive, r), 0);
}

static void
receiver_close(struct receiver *r)
{
	(void)shutdown(r->fd, SHUT_RDWR);
	pthread_join(r->thread, NULL);
	close(r->fd);
}

static void
post_make(struct post *o, char url[64], int port)
{
	(void)snprintf(url, 64, "http://127.0.0.1:%d/VIID/SubscribeNotifications", port);
	*o = (struct post){ .url = url, .header = { "Content-Type: application/VIID+JSON", "User-Identify: 1" } };
	buf_init(&o->body, 1000);
	buf_puts(&o->body, "{\"a\":1}");
}

static struct post *
wait_for(struct poster *p, int ms)
{
	int64_t until = clock_mono_ms() + ms;
	struct post *o = NULL;

	while (!o && clock_mono_ms() < until)
		o = post_wait(p, 50);
	return o;
}

static void
one(const char *answer, size_t flood, enum err want, int status, struct receiver *r)
{
	struct poster *p = poster_open();
	struct post o;
	char url[64];

	*r = (struct receiver){ .answer = answer, .flood = flood };
	receiver_open(r);
	post_make(&o, url, r->port);
	assert_int_equal(post_send(p, &o), E_OK);
	assert_ptr_equal(wait_for(p, 10000), &o);
	assert_string_equal(err_name(o.err), err_name(want));
	assert_int_equal(o.status, status);
	receiver_close(r);
	post_free(&o);
	buf_free(&o.body);
	poster_close(p);
}

static void
test_answers(void **state)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n";
	struct receiver r;

	one("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 0, E_OK, 200, &r);
	assert_non_null(strstr(r.got, "POST /VIID/SubscribeNotifications HTTP/1.1\r\n"));
	assert_non_null(strstr(r.got, "User-Identify: 1\r\n"));
	assert_null(strstr(r.got, "Expect"));
	assert_non_null(strstr(r.got, "\r\n\r\n{\"a\":1}"));
	one("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", 0, E_OK, 500, &r);
	one("", 0, E_GONE, 0, &r);
	one("\x01\x02\x03 what", 0, E_BAD_BODY, 0, &r);
	one(head, 2000000, E_TOO_LARGE, 200, &r);
	one("HTTP/1.1 200 OK\r\n\r\n", 2000000, E_TOO_LARGE, 200, &r);
}

/* The second address is the receiver's choice, not that of the approval. */
static void
test_no_redirect(void **state)
{
	struct receiver other = { .answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }, r;
	char text[160];

	receiver_open(&other);
	(void)snprintf(text, sizeof text, "HTTP/1.1 307 There\r\nLocation: http://127.0.0.1:%d/x\r\nContent-Length: 0\r\n\r\n", other.port);
	(void)setenv("http_proxy", text + strlen("HTTP/1.1 307 There\r\nLocation: "), 1);	/* nor the environment's */
	one(text, 0, E_OK, 307, &r);
	assert_int_equal(r.calls, 1);
	assert_int_equal(other.calls, 0);
	receiver_close(&other);
	(void)unsetenv("http_proxy");
}

static void
test_hanging(void **state)
{
	struct receiver hangs = { 0 }, good = { .answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" };
	struct poster *p = poster_open();
	struct post a, b;
	char u[64], v[64];
	int64_t began = clock_mono_ms();

	receiver_open(&hangs);
	receiver_open(&good);
	post_make(&a, u, hangs.port);
	post_make(&b, v, good.port);
	assert_int_equal(post_send(p, &a), E_OK);
	assert_int_equal(post_send(p, &b), E_OK);
	assert_ptr_equal(wait_for(p, 3000), &b);
	assert_true(clock_mono_ms() - began < 3000);
	post_cancel(p, &a);
	assert_int_equal(a.err, E_SHUTDOWN);
	assert_null(wait_for(p, 200));
	receiver_close(&hangs);
	receiver_close(&good);
	post_free(&a);
	post_free(&b);
	buf_free(&a.body);
	buf_free(&b.body);
	poster_close(p);
}

static void
test_wake(void **state)
{
	struct poster *p = poster_open();
	int64_t began = clock_mono_ms();

	poster_wake(p);
	assert_null(post_wait(p, 5000));
	assert_true(clock_mono_ms() - began < 4000);
	poster_close(p);
}

static void
test_where(void **state)
{
	static const char *const bad[] = { "https://10.0.0.1:80/", "http://10.0.0.1/", "http://10.0.0.1:0/", "http://10.0.0.1:70000/", "http://host:80/x", "http://10.0.0.1:80",
		"http://a@10.0.0.1:80/", "http://10.0.0.256:80/", "http://10.1:80/", "http://10.0.0.1:80/ x", "http://10.0.0.1:80/\r\n",
		"file:///etc/passwd", "", "http://[::1]:80/", "http://0x7f.0.0.1:80/", "http://10.0.0.1:8 0/", "http://10.0.0.1:-1/" };
	const char *path;

	assert_true(post_url("http://10.0.0.1:8080/VIID/SubscribeNotifications", &path));
	assert_string_equal(path, "/VIID/SubscribeNotifications");
	for (size_t i = 0; i < N_ELEMS(bad); i++)
		if (post_url(bad[i], &path))
			fail_msg("taken: %s", bad[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_answers), cmocka_unit_test(test_no_redirect), cmocka_unit_test(test_hanging),
		cmocka_unit_test(test_wake), cmocka_unit_test(test_where) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
