/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/terminal_port_.h"

#include "base/clock.h"
#include "base/limits.h"
#include "engine/signin.h"
#include "terminal/terminal.h"

#define ASKED_MAX 1000

struct asked {
	int64_t id[ASKED_MAX];
	size_t n;
	bool all;
};

static enum err
read_asked(const struct http_request *rq, struct asked *ret)
{
	struct slice rest = http_query(rq, "terminal"), one;

	ret->all = !rest.p;
	while (slice_cut(&rest, ',', &one)) {
		if (ret->n == ASKED_MAX || !slice_int(one, &ret->id[ret->n]))
			return E_BAD_QUERY;
		ret->n++;
	}
	return E_OK;
}

static bool
wanted(const struct asked *a, const struct session *s)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->id[i] == s->row)
			return true;
	return a->all && s->heard_ms;
}

static void
put_time(struct buf *b, const char *name, int64_t ms)
{
	buf_printf(b, ",\"%s\":%s", name, ms ? "\"" : "null");
	if (ms) {
		buf_time(b, ms);
		buf_putc(b, '"');
	}
}

static void
put(struct buf *b, const struct session *s, int64_t now_ms)
{
	buf_printf(b, "%s{\"id\":%lld,\"online\":%s", b->p[b->n - 1] == '[' ? "" : ",", (long long)s->row, session_online(s, now_ms) ? "true" : "false");
	put_time(b, "since", s->since_ms);
	put_time(b, "heard_at", s->heard_ms);
	buf_printf(b, ",\"messages\":%lld,\"positions\":%lld,\"bad\":%lld}", (long long)s->messages, (long long)s->positions, (long long)s->bad);
}

static void
answer(struct terminal_port *p, struct http_request *rq, const struct who *who, const struct asked *a)
{
	struct call c = { .engine = p->o.engine, .arena = &rq->arena, .who = who, .now_ms = clock_now_ms() };
	struct buf b;

	buf_init(&b, LIMIT_ANSWER);
	buf_puts(&b, "{\"at\":\"");
	buf_time(&b, c.now_ms);
	buf_puts(&b, "\",\"items\":[");
	(void)pthread_mutex_lock(&p->lock);
	for (size_t i = 0; i < p->n; i++)
		if (p->all[i]->there && wanted(a, p->all[i]) && may(&c, terminal_record.can_read, p->all[i]->unit))
			put(&b, p->all[i], c.now_ms);
	(void)pthread_mutex_unlock(&p->lock);
	buf_puts(&b, "]}");
	if (b.full)
		http_problem(rq, E_FULL, NULL, 0);
	else
		http_answer(rq, 200, "application/json", buf_slice(&b));
	buf_free(&b);
}

void
terminal_links_serve(struct http_request *rq, void *port)
{
	struct terminal_port *p = port;
	struct signin *in = p->o.engine->signin;
	struct asked *a = arena_new(&rq->arena, struct asked);
	const struct who *who;
	enum err e;

	if (rq->method != HTTP_GET) {
		http_problem(rq, E_NO_METHOD, NULL, 0);
		return;
	}
	if ((e = in->authenticate(in->ctx, rq, &who))) {
		http_problem(rq, e, NULL, 0);
		return;
	}
	if ((e = read_asked(rq, a)))
		http_problem(rq, e, NULL, 0);
	else
		answer(p, rq, who, a);
	in->release(who);
}
