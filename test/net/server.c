/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "server.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int held, permits;

void
wait_ms(int ms)
{
	nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L }, NULL);
}

int64_t
now_ms(void)
{
	return clock_mono_ms();
}

static void
hello(struct http_request *rq, void *ctx)
{
	(void)ctx;
	http_answer(rq, 200, "text/plain", S("hello"));
}

static void
echo(struct http_request *rq, void *ctx)
{
	(void)ctx;
	http_answer(rq, 200, "application/octet-stream", rq->body);
}

static void
show_arg(void *ctx, struct slice name, struct slice value)
{
	buf_printf(ctx, "[%.*s=%.*s]", (int)name.n, name.p, (int)value.n, value.p);
}

static void
show(struct http_request *rq, void *ctx)
{
	struct slice cookie = http_cookie(rq, "session"), x = http_query(rq, "x"), h = http_header(rq, "x-test");
	struct buf b;

	(void)ctx;
	buf_init(&b, KIB(64));
	buf_printf(&b, "%d %.*s from %.*s x=%.*s cookie=%.*s header=%.*s ", rq->method, (int)rq->path.n, rq->path.p,
	    (int)rq->peer.n, rq->peer.p, (int)x.n, x.p ? x.p : "", (int)cookie.n, cookie.p ? cookie.p : "",
	    (int)h.n, h.p ? h.p : "");
	http_each_query(rq, show_arg, &b);
	http_set(rq, "Cache-Control", "max-age=5");
	http_set(rq, "X-Bad", "a\r\nSet-Cookie: stolen=1");
	http_answer(rq, 200, "text/plain", buf_slice(&b));
	buf_free(&b);
}

static void *
answer_later(void *arg)
{
	struct http_request *rq = arg;

	wait_ms(50);
	http_answer(rq, 201, "text/plain", arena_printf(&rq->arena, "late %s %.*s", rq->id, (int)rq->path.n, rq->path.p));
	return NULL;
}

static void
late(struct http_request *rq, void *ctx)
{
	pthread_t t;

	(void)ctx;
	assert_int_equal(pthread_create(&t, NULL, answer_later, rq), 0);
	pthread_detach(t);
}

static void
hold(struct http_request *rq, void *ctx)
{
	pthread_mutex_lock(&lock);
	held++;
	while (permits == 0)
		pthread_cond_wait(&changed, &lock);
	if (permits < 1000000)
		permits--;
	held--;
	pthread_mutex_unlock(&lock);
	http_answer(rq, 200, "text/plain", slice_of(ctx));
}

void
server_release(void)
{
	pthread_mutex_lock(&lock);
	permits = 1000000;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

void
server_release_one(void)
{
	pthread_mutex_lock(&lock);
	permits++;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

int
server_held(void)
{
	int n;

	pthread_mutex_lock(&lock);
	n = held;
	pthread_mutex_unlock(&lock);
	return n;
}

static void
slow(struct http_request *rq, void *ctx)
{
	(void)ctx;
	wait_ms(300);
	http_answer(rq, 200, "text/plain", S("slow"));
}

/* Forgets the request, as a lost commit would; only a stop can end it. */
static void
forget(struct http_request *rq, void *ctx)
{
	struct http_request **keep = ctx;

	*keep = rq;
}

struct http_request *server_forgotten;

static void
big(struct http_request *rq, void *ctx)
{
	char *p = arena_alloc(&rq->arena, MIB(4));

	(void)ctx;
	memset(p, 'b', MIB(4));
	http_answer(rq, 200, "text/plain", (struct slice){ p, MIB(4) });
}

struct pulling {
	int left;
	int *done;
};

static bool
pull(void *ctx, struct buf *b)
{
	struct pulling *p = ctx;

	buf_printf(b, "piece %d\n", p->left);
	return --p->left > 0;
}

int server_pulls_done;

static void
pulled(void *ctx)
{
	__atomic_fetch_add(&server_pulls_done, 1, __ATOMIC_SEQ_CST);
	mem_free(ctx);
}

static void
export(struct http_request *rq, void *ctx)
{
	struct pulling *p = mem_alloc(sizeof(*p));

	(void)ctx;
	p->left = 1000;
	http_answer_stream(rq, 200, "text/csv", pull, pulled, p);
}

static void
file(struct http_request *rq, void *ctx)
{
	int fd = memfd_create("answer", MFD_CLOEXEC);

	(void)ctx;
	assert_int_equal(write(fd, "from a file", 11), 11);
	lseek(fd, 0, SEEK_SET);
	http_answer_fd(rq, 200, "text/plain", fd, 11);
}

static void
fault(struct http_request *rq, void *ctx)
{
	struct http_fault f[] = {
		{ "items.3.what", E_MISSING, S("第3项缺少\"名称\""), S("item 3 has no \"name\"") },
		{ "plate", E_BAD_VALUE, { NULL, 0 }, { NULL, 0 } },
	};
	int64_t n = 0;

	(void)ctx;
	if (!slice_int(http_query(rq, "n"), &n))
		n = 0;
	http_problem(rq, n ? E_BAD_VALUE : E_NOT_SIGNED_IN, f, (size_t)n);
}

static enum http_worth worth_step(const struct http_request *rq) { (void)rq; return WORTH_STEP; }
static enum http_worth worth_read(const struct http_request *rq) { (void)rq; return WORTH_READ; }
static enum http_worth worth_export(const struct http_request *rq) { (void)rq; return WORTH_EXPORT; }

static const struct http_route routes[] = {
	{ "/hello", hello, NULL, 0, NULL, false },
	{ "/quick", hello, NULL, 100, NULL, true },
	{ "/echo", echo, NULL, MIB(1), NULL, false },
	{ "/small", echo, NULL, 100, NULL, false },
	{ "/show", show, NULL, 100, NULL, false },
	{ "/late", late, NULL, 100, NULL, false },
	{ "/quick/late", late, NULL, 100, NULL, true },
	{ "/slow", slow, NULL, 100, NULL, false },
	{ "/forget", forget, &server_forgotten, 100, NULL, false },
	{ "/big", big, NULL, 100, NULL, false },
	{ "/pull", export, NULL, 100, worth_export, false },
	{ "/file", file, NULL, 100, NULL, false },
	{ "/fault", fault, NULL, 100, NULL, false },
	{ "/step", hold, (void *)(uintptr_t)"step", 100, worth_step, false },
	{ "/read", hold, (void *)(uintptr_t)"read", 100, worth_read, false },
	{ "/export", hold, (void *)(uintptr_t)"export", 100, worth_export, false },
};

void
server_start(struct server *s, struct http_options o)
{
	permits = 0;
	if (!o.address)
		o.address = "127.0.0.1:0";
	assert_int_equal(http_start(&s->http, &o, routes, N_ELEMS(routes)), E_OK);
	s->port = http_port(s->http);
	assert_true(s->port > 0);
	snprintf(s->address, sizeof(s->address), "127.0.0.1:%d", s->port);
}

void
server_stop(struct server *s)
{
	http_stop(s->http);
}

struct client *
server_client(struct server *s)
{
	struct client *c = NULL;

	assert_int_equal(client_open(&c, s->address, 10000), E_OK);
	return c;
}

struct http_stats
server_stats(struct server *s)
{
	struct http_stats st;

	http_stats(s->http, &st);
	return st;
}

int64_t
server_bodies(struct server *s)
{
	for (int i = 0; i < 100 && server_stats(s).bodies_in_flight; i++)
		wait_ms(10);
	return server_stats(s).bodies_in_flight;
}

int
raw_open(struct server *s)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)s->port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	return fd;
}

void
raw_send(int fd, struct slice bytes)
{
	ssize_t got;

	while (bytes.n && (got = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL)) > 0)
		bytes = (struct slice){ bytes.p + got, bytes.n - (size_t)got };
}

size_t
raw_read(int fd, char *to, size_t max, const char *until, int ms)
{
	int64_t end = now_ms() + ms;
	size_t n = 0;
	ssize_t got;

	to[0] = 0;
	while (n + 1 < max && now_ms() < end) {
		struct pollfd p = { fd, POLLIN, 0 };

		if (poll(&p, 1, (int)(end - now_ms())) <= 0)
			break;
		got = recv(fd, to + n, max - 1 - n, 0);
		if (got <= 0)
			break;
		n += (size_t)got;
		to[n] = 0;
		if (until && memmem(to, n, until, strlen(until)))
			break;
	}
	return n;
}

size_t
raw_ask(struct server *s, struct slice bytes, char *to, size_t max)
{
	int fd = raw_open(s);
	size_t n;

	raw_send(fd, bytes);
	n = raw_read(fd, to, max, NULL, 400);
	close(fd);
	return n;
}

bool
raw_closed(int fd, int ms)
{
	int64_t end = now_ms() + ms;
	char in[4096];

	while (now_ms() < end) {
		struct pollfd p = { fd, POLLIN, 0 };

		if (poll(&p, 1, (int)(end - now_ms())) <= 0)
			return false;
		if (recv(fd, in, sizeof(in), 0) <= 0)
			return true;
	}
	return false;
}
