/* SPDX-License-Identifier: Apache-2.0 */
/* list.c - pages of 50 out of two million rows, with scope, filter and sort, over HTTP.
 *
 * Three people look: of the whole force, of a brigade (a tenth), of a squadron (an eightieth). Each kind of list is
 * asked by itself; then all together by four clients at once, which is the figure. */
#include "base/hash.h"
#include "bench/bench_.h"
#include "net/client.h"

#define CLIENTS 4
#define EACH 20				/* answers for each kind and person */

static const struct list_kind {
	const char *name, *query, *cursor;	/* cursor: in clear (list_.h), deep within the order */
} kinds[] = {
	{ "newest", "", NULL },
	{ "newest, deep", "sort=-id", "v1000000|1000000" },
	{ "open, by deadline", "state=open&sort=due_at", NULL },
	{ "accepted, last deadline", "state=accepted&sort=-due_at", NULL },
	{ "all, by deadline", "sort=due_at", NULL },
	{ "all, by deadline, deep", "sort=due_at", "v1940760000000|1" },
	{ "open, newest", "state=open&sort=-created_at", NULL },
	{ "closed, newest", "state=closed&sort=-id", NULL },
	{ "last changed", "sort=-updated_at", NULL },
	{ "urgent, by fault", "urgency=urgent&sort=fault", NULL },
	{ "open and urgent", "state=open&urgency=urgent&sort=-id", NULL },
	{ "of a device", "device=4321&sort=-created_at", NULL },
	{ "due before", "due_at.lt=2031-01-02T00:00:00Z&sort=due_at", NULL },
	{ "closed, by deadline", "state=closed&sort=due_at", NULL },
};
static const char *const users[] = { "leader", "leader.b", "leader.s" };
static const char *const user_titles[] = { "force", "brigade", "squadron" };

struct lists {
	const char *header[N_ELEMS(users)];
	const char *target[N_ELEMS(kinds)];
	int kind, user;			/* -1: all in turn */
	int64_t asked, max;
	int64_t odd;
};

static bool
next_list(void *ctx, int i, struct buf *request)
{
	struct lists *l = ctx;
	int64_t n = l->asked++;
	size_t kind = l->kind < 0 ? (size_t)n % N_ELEMS(kinds) : (size_t)l->kind;
	size_t user = l->user < 0 ? (size_t)n / N_ELEMS(kinds) % N_ELEMS(users) : (size_t)l->user;

	(void)i;
	client_request(request, "GET", l->target[kind], l->header[user], (struct slice){ NULL, 0 });
	return n < l->max;
}

static void
list_taken(void *ctx, int i, int status, struct slice body)
{
	struct lists *l = ctx;

	(void)i;
	if (status == 200 || l->odd++)
		return;
	(void)fprintf(stderr, "bench: a list was answered with %d: %.*s\n", status, (int)body.n, body.p);
}

static enum err
measure_each(struct bench *b, struct load_options *o, struct lists *l)
{
	struct load_result r;
	enum err e;

	(void)printf("# %-26s %22s %22s %22s\n", "p50 / p95 in ms", user_titles[0], user_titles[1], user_titles[2]);
	o->connections = 1;
	o->seconds = 0;
	for (l->kind = 0; l->kind < (int)N_ELEMS(kinds); l->kind++) {
		(void)printf("# %-26s", kinds[l->kind].name);
		for (l->user = 0; l->user < (int)N_ELEMS(users); l->user++) {
			l->asked = 0;
			l->max = EACH;
			if ((e = load_run(o, &r)))
				return e;
			(void)printf(" %14.1f /%6.1f", (double)r.p50_us / 1e3, (double)r.p95_us / 1e3);
			(void)fflush(stdout);
		}
		(void)printf("\n");
	}
	return l->odd ? E_INTERNAL : E_OK;
}

static enum err
measure_mix(struct bench *b, const struct server *srv, struct load_options *o, struct lists *l)
{
	struct figure p95 = { .name = "list_p95", .unit = "ms" }, p50 = { .name = "list_p50", .unit = "ms" };
	struct figure rate = { .name = "list_rate", .unit = "lists/s" };
	struct load_result r;
	enum err e;

	l->kind = l->user = -1;
	l->max = INT64_MAX;
	o->connections = CLIENTS;
	o->seconds = b->o.seconds;
	for (int i = 0; i < b->o.runs; i++) {
		if ((e = load_run(o, &r)))
			return e;
		figure_add(&p50, (double)r.p50_us / 1e3);
		figure_add(&p95, (double)r.p95_us / 1e3);
		figure_add(&rate, r.per_second);
	}
	figure_print(b, &rate);
	figure_print(b, &p50);
	figure_print(b, &p95);
	figure_one(b, "list_rss", (double)server_rss(srv) / 1048576, "MiB");
	return l->odd ? E_INTERNAL : E_OK;
}

static const char *
target_of(struct bench *b, const struct list_kind *k)
{
	struct slice s;
	struct buf text;

	buf_init(&text, KIB(1));
	buf_puts(&text, "/api/v1/repair_orders?limit=50");
	if (*k->query)
		buf_putc(&text, '&');
	buf_puts(&text, k->query);
	if (k->cursor) {
		buf_puts(&text, "&cursor=");
		base64url_encode(&text, slice_of(k->cursor));
	}
	s = arena_copy(&b->arena, buf_slice(&text));
	buf_free(&text);
	return s.p;
}

enum err
bench_list(struct bench *b)
{
	struct lists l = { .odd = 0 };
	struct load_options o = { .next = next_list, .answered = list_taken, .ctx = &l };
	struct server srv;
	const char *data;
	enum err e = house_large(b, b->o.rows ? b->o.rows : 2000000, &data);

	for (size_t i = 0; i < N_ELEMS(kinds); i++)
		l.target[i] = target_of(b, &kinds[i]);
	if (e || (e = server_start(b, data, &srv)))
		return e;
	o.address = srv.address;
	for (size_t i = 0; !e && i < N_ELEMS(users); i++)
		e = sign_in_as(b, &srv, users[i], &l.header[i]);
	if (!e && !(e = measure_each(b, &o, &l)))
		e = measure_mix(b, &srv, &o, &l);
	server_stop(&srv);
	return e ? bench_failed("list", e) : E_OK;
}
