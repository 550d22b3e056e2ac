/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/links.h"

#include "base/clock.h"
#include "base/limits.h"
#include "engine/signin.h"
#include "ingest/directory.h"

struct asked {
	int64_t id[LINKS_ASKED];
	size_t n;
	bool all;
};

static enum err
read_asked(struct http_request *rq, struct asked *ret)
{
	struct slice rest = http_query(rq, "device"), one;

	ret->all = !rest.p;
	while (slice_cut(&rest, ',', &one)) {
		if (ret->n == LINKS_ASKED || !slice_int(one, &ret->id[ret->n]))
			return E_BAD_QUERY;
		ret->n++;
	}
	return E_OK;
}

static bool
wanted(const struct asked *a, const struct directory_device *v)
{
	if (a->all)
		return atomic_load(&v->presence->first_at_ms) != 0;
	for (size_t i = 0; i < a->n; i++)
		if (a->id[i] == v->row)
			return true;
	return false;
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
put_number(struct buf *b, const char *name, int64_t v, bool known)
{
	buf_printf(b, ",\"%s\":", name);
	if (known)
		buf_int(b, v);
	else
		buf_puts(b, "null");
}

static void
put_link(struct buf *b, const struct directory_device *v, int64_t now_mono_ms)
{
	const struct presence *a = v->presence;
	int64_t n = atomic_load(&a->passages);
	int32_t window = atomic_load(&a->window_clock_ms), clock = window != CLOCK_UNKNOWN ? window : atomic_load(&a->told_clock_ms);

	buf_printf(b, "{\"id\":%u,\"registered\":%s,\"online\":%s", v->row, atomic_load(&a->until_mono_ms) > now_mono_ms ? "true" : "false",
	    atomic_load(&a->online) ? "true" : "false");
	put_number(b, "clock_ms", clock, clock != CLOCK_UNKNOWN);
	put_number(b, "passages", n, true);
	put_number(b, "per_minute", atomic_load(&a->per_minute), true);
	put_number(b, "unread_permille", n ? atomic_load(&a->unread) * 1000 / n : 0, n > 0);
	put_time(b, "first_at", atomic_load(&a->first_at_ms));
	put_time(b, "last_at", atomic_load(&a->last_at_ms));
	buf_putc(b, '}');
}

static void
answer(struct http_request *rq, struct engine *e, const struct who *who, const struct asked *a)
{
	struct call c = { .engine = e, .arena = &rq->arena, .who = who, .now_ms = clock_now_ms() };
	const struct directory *d = directory_hold();
	int64_t now = clock_mono_ms();
	bool first = true;
	struct buf b;

	buf_init(&b, LIMIT_ANSWER);
	buf_puts(&b, "{\"at\":\"");
	buf_time(&b, c.now_ms);
	buf_puts(&b, "\",\"items\":[");
	for (size_t i = 0; i < directory_ndevice(d); i++) {
		const struct directory_device *v = directory_device_at(d, i);

		if (!wanted(a, v) || !may(&c, R_STAFF, v->unit))
			continue;
		if (!first)
			buf_putc(&b, ',');
		first = false;
		put_link(&b, v, now);
	}
	buf_puts(&b, "]}");
	directory_let_go(d);
	if (b.full)
		http_problem(rq, E_FULL, NULL, 0);
	else
		http_answer(rq, 200, "application/json", buf_slice(&b));
	buf_free(&b);
}

void
links_serve(struct http_request *rq, void *engine)
{
	struct engine *e = engine;
	const struct who *who;
	struct asked *a = arena_new(&rq->arena, struct asked);
	enum err err;

	if (rq->method != HTTP_GET) {
		http_problem(rq, E_NO_METHOD, NULL, 0);
		return;
	}
	if ((err = e->signin->authenticate(e->signin->ctx, rq, &who))) {
		http_problem(rq, err, NULL, 0);
		return;
	}
	if ((err = read_asked(rq, a)))
		http_problem(rq, err, NULL, 0);
	else
		answer(rq, e, who, a);
	e->signin->release(who);
}
