/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "engine/signin.h"
#include "map/polyline.h"
#include "map/roads_api.h"
#include "travel/road_state_.h"

struct box {
	double west, south, east, north;
};

static bool
take_box(struct http_request *rq, struct box *b)
{
	struct slice text = http_query(rq, "bbox"), one;
	double v[4] = { -180, -90, 180, 90 };
	char word[32], *end;

	for (int i = 0; text.p && i < 4; i++) {
		if (!slice_cut(&text, ',', &one) || !one.n || one.n >= sizeof word)
			return false;
		memcpy(word, one.p, one.n);
		word[one.n] = 0;
		v[i] = strtod(word, &end);
		if (*end || !isfinite(v[i]) || (i == 3) != !text.p)
			return false;
	}
	*b = (struct box){ v[0] * 1e7, v[1] * 1e7, v[2] * 1e7, v[3] * 1e7 };
	return true;
}

static bool
within(const struct road_edge *e, const struct box *b)
{
	for (uint32_t i = 0; i < e->nshape; i++)
		if (e->shape[i].lon_e7 >= b->west && e->shape[i].lon_e7 <= b->east && e->shape[i].lat_e7 >= b->south && e->shape[i].lat_e7 <= b->north)
			return true;
	return false;
}

/* What is known now, to be told without holding up the next turn. */
struct known {
	uint32_t arc;
	uint16_t kmh10, usual10;
	uint8_t n;
	enum road_level level;
	int64_t since_ms;
};

static struct known *
known_now(struct road_watch *w, const struct road_net **ret_net, size_t *ret_n)
{
	struct known *k;
	size_t n = 0;

	pthread_mutex_lock(&w->lock);
	for (uint32_t i = 0; i < w->narc; i++)
		n += w->arc[i] && w->arc[i]->level;
	k = mem_alloc(mul_size(n + 1, sizeof *k));
	*ret_n = 0;
	for (uint32_t i = 0; i < w->narc; i++) {
		const struct arc_state *a = w->arc[i];
		if (a && a->level)
			k[(*ret_n)++] = (struct known){ i, a->kmh10, a->usual10, a->n, a->level, a->since_ms };
	}
	*ret_net = road_net_keep(w->net);
	pthread_mutex_unlock(&w->lock);
	return k;
}

static void
put_arc(struct buf *b, const struct road_edge *e, const struct known *a, bool first)
{
	struct buf shape;

	buf_init(&shape, KIB(64));
	polyline_encode(&shape, e->shape, e->nshape);
	buf_printf(b, "%s{\"id\":%lld,\"back\":%s,\"level\":\"%s\",\"speed\":%u,\"samples\":%u,\"since\":\"", first ? "" : ",", (long long)e->section,
	    a->arc & 1 ? "true" : "false", level_name(a->level), (a->kmh10 + 5u) / 10, a->n);
	buf_time(b, a->since_ms);
	buf_puts(b, "\",\"usual\":");
	if (a->usual10)
		buf_int(b, (a->usual10 + 5) / 10);
	else
		buf_puts(b, "null");
	buf_puts(b, ",\"name\":");
	buf_json(b, e->name);
	buf_puts(b, ",\"number\":");
	buf_json(b, e->number);
	buf_puts(b, ",\"shape\":");
	buf_json(b, buf_slice(&shape));
	buf_putc(b, '}');
	buf_free(&shape);
}

/* Who sends patrols through the city has to know its roads, whoever keeps them. */
static void
put_all(struct buf *b, struct road_watch *w, const struct call *c, const struct box *box)
{
	bool first = true, every = roles_of(c) & R_dispatcher;
	const struct road_net *net;
	size_t n;
	struct known *k = known_now(w, &net, &n);

	for (size_t i = 0; i < n && !b->full; i++) {
		const struct road_edge *e = road_edge(net, k[i].arc / 2);
		if ((!every && e->unit && !may(c, R_STAFF, e->unit)) || !within(e, box))
			continue;
		put_arc(b, e, &k[i], first);
		first = false;
	}
	road_net_let_go(net);
	mem_free(k);
}

static void
serve(struct http_request *rq, void *ctx)
{
	struct road_watch *w = ctx;
	const struct who *who = roads_who(w->engine, rq, R_STAFF);
	struct call c = { .engine = w->engine, .arena = &rq->arena, .who = who, .now_ms = clock_now_ms() };
	enum err e = E_OK;
	struct box box;
	struct buf b;

	if (!who)
		return;
	buf_init(&b, LIMIT_ANSWER);
	if (rq->path.n != sizeof "/api/v1/roads/state" - 1)
		e = E_NOT_FOUND;
	else if (!take_box(rq, &box))
		e = E_BAD_QUERY;
	else {
		buf_puts(&b, "{\"at\":\"");
		buf_time(&b, c.now_ms);
		buf_puts(&b, "\",\"sections\":[");
		put_all(&b, w, &c, &box);
		buf_puts(&b, "]}");
		e = b.full ? E_FULL : E_OK;
	}
	w->engine->signin->release(who);
	if (e)
		http_problem(rq, e, NULL, 0);
	else
		http_answer(rq, 200, "application/json; charset=utf-8", arena_copy(&rq->arena, buf_slice(&b)));
	buf_free(&b);
}

size_t
road_state_routes(struct road_watch *w, struct http_route *route, size_t max)
{
	if (!max)
		return 0;
	route[0] = (struct http_route){ .prefix = "/api/v1/roads/state", .handle = serve, .ctx = w };
	return 1;
}
