/* SPDX-License-Identifier: Apache-2.0 */
/* A server of bytes: what is left is kept and comes again, what is too much ends the connection, nobody is heard after he has gone. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
#include "../base/tap.h"
#include "base/clock.h"
#include "base/limits.h"
#include "net/tcp.h"

/* Lines come back as they are; "bye" ends, "flood" is answered with more than anybody reads. */
static struct {
	struct tcp_server *server;
	_Atomic int opened, closed, lines, woken;
} seen;

static void
opened(void *ctx, struct tcp_conn *c)
{
	*tcp_user(c) = &seen;
	seen.opened++;
}

static void
one_line(struct tcp_conn *c, struct slice line)
{
	static const char much[KIB(64)];

	seen.lines++;
	if (slice_is(line, "bye\n"))
		tcp_close(c);
	for (int i = 0; i < 200 && slice_is(line, "flood\n"); i++)
		tcp_send(c, (struct slice){ much, sizeof much });
	tcp_send(c, line);
}

static size_t
data(void *ctx, struct tcp_conn *c, struct slice in)
{
	size_t used = 0;

	for (const char *end; used < in.n && (end = memchr(in.p + used, '\n', in.n - used)); ) {
		size_t n = (size_t)(end - in.p) + 1 - used;
		one_line(c, (struct slice){ in.p + used, n });
		used += n;
	}
	return used;
}

static void
closed(void *ctx, struct tcp_conn *c)
{
	assert_ptr_equal(*tcp_user(c), &seen);
	seen.closed++;
}

static void
nothing(void *ctx)
{
}

static void
woken(void *ctx)
{
	seen.woken++;
}

static int
start(void **state)
{
	struct tcp_options o = { .address = "127.0.0.1:0", .max_connections = 50, .in_max = 1000, .out_max = KIB(256),
		.use = { opened, data, closed, nothing, woken, nothing, NULL } };

	memset(&seen, 0, sizeof seen);
	return tcp_start(&seen.server, &o);
}

static int
stop(void **state)
{
	tcp_stop(seen.server);
	assert_int_equal(seen.opened, seen.closed);
	return 0;
}

static int
dial(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)tcp_port(seen.server)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

static void
say(int fd, const char *text)
{
	assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

static void
hears(int fd, const char *want)
{
	char got[256] = "";
	size_t n = 0;

	while (n < strlen(want)) {
		ssize_t m = recv(fd, got + n, sizeof got - 1 - n, 0);
		assert_true(m > 0);
		n += (size_t)m;
	}
	assert_string_equal(got, want);
}

static bool
ends(int fd)
{
	char some[KIB(64)];
	ssize_t n;

	while ((n = recv(fd, some, sizeof some, 0)) > 0)
		;
	close(fd);
	return n <= 0;
}

static void
until(_Atomic int *what, int n)
{
	for (int64_t by = clock_mono_ms() + 5000; *what < n && clock_mono_ms() < by; )
		usleep(1000);
	assert_true(*what >= n);
}

static void
test_pieces(void **state)
{
	int fd = dial();

	say(fd, "he");
	usleep(20000);
	say(fd, "llo\nwor");
	hears(fd, "hello\n");
	say(fd, "ld\nand\nmore\n");
	hears(fd, "world\nand\nmore\n");
	say(fd, "bye\n");
	assert_true(ends(fd));
	until(&seen.closed, 1);
	assert_int_equal(seen.lines, 5);
}

static void
test_too_much(void **state)
{
	struct tcp_stats s;
	char line[2000];
	int fd = dial(), slow = dial();

	memset(line, 'x', sizeof line);
	assert_int_equal(send(fd, line, sizeof line, MSG_NOSIGNAL), sizeof line);	/* a line without an end */
	assert_true(ends(fd));
	say(slow, "flood\n");		/* and one who asks and does not read */
	until(&seen.closed, 2);
	tcp_stats(seen.server, &s);
	assert_int_equal(s.overflowed, 2);
	close(slow);
}

static void
test_many(void **state)
{
	struct tcp_stats s;
	int fd[50], more;

	for (int i = 0; i < 50; i++)
		fd[i] = dial();
	for (int i = 0; i < 50; i++) {
		say(fd[i], "here\n");
		hears(fd[i], "here\n");
	}
	more = dial();			/* one too many is closed at once; the others stay */
	assert_true(ends(more));
	tcp_stats(seen.server, &s);
	assert_int_equal(s.refused, 1);
	assert_int_equal(s.open, 50);
	for (int i = 0; i < 25; i++)
		close(fd[i]);
	until(&seen.closed, 25);
	say(fd[30], "still\n");
	hears(fd[30], "still\n");
	for (int i = 25; i < 50; i++)
		close(fd[i]);
}

static void
test_wake(void **state)
{
	tcp_wake(seen.server);
	until(&seen.woken, 1);
}

static void
test_address(void **state)
{
	struct tcp_options o = { .address = "nowhere", .max_connections = 1, .use = { opened, data, closed, nothing, woken, nothing, NULL } };
	struct tcp_server *s;
	char taken[40];

	assert_int_equal(tcp_start(&s, &o), E_BAD_VALUE);
	(void)snprintf(taken, sizeof taken, "127.0.0.1:%d", tcp_port(seen.server));
	o.address = taken;
	assert_int_equal(tcp_start(&s, &o), E_IN_USE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pieces, start, stop), cmocka_unit_test_setup_teardown(test_too_much, start, stop),
		cmocka_unit_test_setup_teardown(test_many, start, stop), cmocka_unit_test_setup_teardown(test_wake, start, stop),
		cmocka_unit_test_setup_teardown(test_address, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
