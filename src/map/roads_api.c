/* SPDX-License-Identifier: Apache-2.0 */
#include "map/roads_api.h"

#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "engine/units.h"
#include "map/net.h"
#include "map/polyline.h"
#include "map/road_kind.h"

#define PREFIX "/api/v1/roads/"
#define FOUND_MAX 20
#define NEAR_M 500
#define PATH_ARCS 4096

const struct who *
roads_who(struct engine *e, struct http_request *rq, unsigned roles)
{
	struct call c = { .engine = e, .arena = &rq->arena, .now_ms = clock_now_ms() };
	const struct who *who = NULL;
	enum err err = rq->method == HTTP_GET || rq->method == HTTP_HEAD ? E_OK : E_NO_METHOD;

	if (!err && !(err = e->signin->authenticate(e->signin->ctx, rq, &who))) {
		c.who = who;
		if (roles_of(&c) & roles)
			return who;
		e->signin->release(who);
		err = E_FORBIDDEN;
	}
	metrics_refusal(err);
	http_problem(rq, err, NULL, 0);
	return NULL;
}

/* ---- arguments ---- */

static bool
numbers(struct slice text, double *ret, size_t n)
{
	struct slice one;
	char word[32], *end;

	for (size_t i = 0; i < n; i++) {
		if (!slice_cut(&text, ',', &one) || !one.n || one.n >= sizeof word)
			return false;
		memcpy(word, one.p, one.n);
		word[one.n] = 0;
		ret[i] = strtod(word, &end);
		if (*end || !isfinite(ret[i]) || fabs(ret[i]) > 180)
			return false;
	}
	return !text.p;
}

static bool
point_arg(struct http_request *rq, const char *name, struct point *ret)
{
	double v[2];

	if (!numbers(http_query(rq, name), v, 2) || fabs(v[1]) > 90)
		return false;
	*ret = (struct point){ (int32_t)lround(v[0] * 1e7), (int32_t)lround(v[1] * 1e7) };
	return true;
}

/* ---- answers ---- */

static void
put_point(struct buf *b, const char *name, struct point p)
{
	buf_printf(b, ",\"%s\":[%.7f,%.7f]", name, p.lon_e7 / 1e7, p.lat_e7 / 1e7);
}

static void
put_text(struct buf *b, const char *name, struct slice s)
{
	buf_printf(b, ",\"%s\":", name);
	buf_json(b, s);
}

static void
put_spot(struct buf *b, struct http_request *rq, const struct road_net *n, const struct road_spot *s, struct point at)
{
	const struct road_edge *e = road_edge(n, s->edge);
	char words[ROAD_WORDS_MAX];
	int32_t km;

	buf_printf(b, "{\"section\":%lld", (long long)s->section);
	put_text(b, "title", road_spot_words(n, s, words));
	put_text(b, "name", e->name);
	put_text(b, "number", e->number);
	put_text(b, "class", slice_of(road_class_text((enum road_class)e->class)));
	buf_printf(b, ",\"limit_kmh\":%u,\"off_m\":%u", e->limit_kmh, s->off_m);
	put_point(b, "place", at);
	if (road_km(n, s, &km))
		buf_printf(b, ",\"km_m\":%d", (int)km);
	if (e->unit) {
		buf_printf(b, ",\"unit\":%lld", (long long)e->unit);
		put_text(b, "unit_title", units_name(e->unit, &rq->arena));
	}
	buf_putc(b, '}');
}

typedef enum err answer_fn(struct http_request *rq, const struct road_net *n, struct buf *b);

static enum err
find(struct http_request *rq, const struct road_net *n, struct buf *b)
{
	struct road_found f[FOUND_MAX];
	struct slice q = http_query(rq, "q");
	size_t count;

	if (!q.n || q.n > 200 || !utf8_valid(q))
		return E_BAD_QUERY;
	count = n ? road_find(n, q, f, FOUND_MAX) : 0;
	buf_puts(b, "{\"items\":[");
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_putc(b, ',');
		put_spot(b, rq, n, &f[i].spot, f[i].at);
	}
	buf_puts(b, "]}");
	return E_OK;
}

static enum err
at(struct http_request *rq, const struct road_net *n, struct buf *b)
{
	struct road_spot s;
	struct point p;

	if (!point_arg(rq, "place", &p))
		return E_BAD_QUERY;
	if (!n || !road_snap(n, p, NEAR_M, &s))
		return E_NOT_FOUND;
	put_spot(b, rq, n, &s, road_point(n, s.edge, s.along_m));
	return E_OK;
}

static enum err
locate(struct http_request *rq, const struct road_net *n, struct buf *b)
{
	struct slice number = http_query(rq, "number"), direction = http_query(rq, "direction");
	struct road_spot s;
	struct point p;
	int64_t km;

	if (!number.n || !slice_int(http_query(rq, "km_m"), &km) || km < 0 || km > 9999999 || (direction.n && !slice_is(direction, "up") && !slice_is(direction, "down")))
		return E_BAD_QUERY;
	if (!n || !road_locate(n, number, (int32_t)km, slice_is(direction, "up") ? 1 : slice_is(direction, "down") ? -1 : 0, &s, &p))
		return E_NOT_FOUND;
	put_spot(b, rq, n, &s, p);
	return E_OK;
}

/* ---- the way ---- */

struct course {
	struct point *p;
	size_t n, max;
};

static void
add_point(struct course *c, struct point p)
{
	if (c->n < c->max && (!c->n || c->p[c->n - 1].lon_e7 != p.lon_e7 || c->p[c->n - 1].lat_e7 != p.lat_e7))
		c->p[c->n++] = p;
}

/* The points of a section between two places on it, in the direction of travel. */
static void
add_part(const struct road_net *n, const struct road_arc_of *a, uint32_t from_m, uint32_t to_m, struct course *c)
{
	const struct road_edge *e = road_edge(n, a->edge);
	uint32_t run = 0, last = 0;

	add_point(c, road_point(n, a->edge, a->back ? e->metres - from_m : from_m));
	for (uint32_t i = 0; i < e->nshape; i++) {
		uint32_t k = a->back ? e->nshape - 1 - i : i;
		if (i)
			run += (uint32_t)geo_distance_m(e->shape[last], e->shape[k]);
		last = k;
		if (run > from_m && run < to_m)
			add_point(c, e->shape[k]);
	}
	add_point(c, road_point(n, a->edge, a->back ? e->metres - to_m : to_m));
}

static void
draw(struct http_request *rq, const struct road_net *n, const struct road_arc_of *arc, size_t count, const struct road_spot *from, const struct road_spot *to, struct buf *b)
{
	struct course c = { .max = 1 };
	struct buf shape;

	for (size_t i = 0; i < count; i++)
		c.max += road_edge(n, arc[i].edge)->nshape + 2;
	c.p = arena_array(&rq->arena, struct point, c.max);
	for (size_t i = 0; i < count; i++) {
		uint32_t length = road_edge(n, arc[i].edge)->metres, begin = 0, end = length;
		if (!i)
			begin = arc[i].back ? length - (from->along_m < length ? from->along_m : length) : from->along_m;
		if (i + 1 == count)
			end = arc[i].back ? length - (to->along_m < length ? to->along_m : length) : to->along_m;
		add_part(n, &arc[i], begin, end, &c);
	}
	buf_init(&shape, LIMIT_ANSWER / 2);
	polyline_encode(&shape, c.p, c.n);
	put_text(b, "shape", buf_slice(&shape));
	buf_free(&shape);
}

static enum err
way(struct http_request *rq, const struct road_net *n, struct buf *b)
{
	struct road_arc_of *arc = arena_array(&rq->arena, struct road_arc_of, PATH_ARCS);
	struct road_spot from, to;
	struct road_reach r;
	struct point p, q;
	size_t count;

	if (!point_arg(rq, "from", &p) || !point_arg(rq, "to", &q))
		return E_BAD_QUERY;
	if (!n || !road_snap(n, p, 2 * NEAR_M, &from) || !road_snap(n, q, 2 * NEAR_M, &to) || !(count = road_path(n, &from, &to, arc, PATH_ARCS, &r)))
		return E_NOT_FOUND;
	buf_printf(b, "{\"ms\":%lld,\"metres\":%u", (long long)r.ms, r.metres);
	if (count <= PATH_ARCS)
		draw(rq, n, arc, count, &from, &to, b);
	buf_putc(b, '}');
	return E_OK;
}

/* ---- what lies in a box ---- */

static void
put_section(struct buf *b, const struct road_edge *e, bool first)
{
	struct buf shape;

	buf_init(&shape, KIB(64));
	polyline_encode(&shape, e->shape, e->nshape);
	buf_printf(b, "%s{\"id\":%lld,\"class\":\"%s\",\"oneway\":%s", first ? "" : ",", (long long)e->section, road_class_text((enum road_class)e->class),
	    e->oneway ? "true" : "false");
	put_text(b, "name", e->name);
	put_text(b, "number", e->number);
	put_text(b, "shape", buf_slice(&shape));
	buf_putc(b, '}');
	buf_free(&shape);
}

static enum err
network(struct http_request *rq, const struct road_net *n, struct buf *b)
{
	uint32_t *edge = NULL;
	size_t count = 0, shown = 0;
	double v[4];

	if (!numbers(http_query(rq, "bbox"), v, 4) || fabs(v[1]) > 90 || fabs(v[3]) > 90 || v[0] > v[2] || v[1] > v[3])
		return E_BAD_QUERY;
	if (n) {
		uint32_t all = road_net_size(n).edges;
		edge = arena_array(&rq->arena, uint32_t, (size_t)all + 1);
		count = road_within(n, (struct point){ (int32_t)lround(v[0] * 1e7), (int32_t)lround(v[1] * 1e7) },
		    (struct point){ (int32_t)lround(v[2] * 1e7), (int32_t)lround(v[3] * 1e7) }, edge, all);
	}
	buf_puts(b, "{\"sections\":[");
	for (int class = 0; class < ROAD_CLASSES; class++)
		for (size_t i = 0; i < count && shown < ROADS_SHOWN; i++)
			if (road_edge(n, edge[i])->class == class)
				put_section(b, road_edge(n, edge[i]), !shown++);
	buf_printf(b, "],\"more\":%s}", shown < count ? "true" : "false");
	return E_OK;
}

static const struct {
	const char *name;
	answer_fn *answer;
} questions[] = { { "find", find }, { "at", at }, { "locate", locate }, { "way", way }, { "network", network } };

static void
serve(struct http_request *rq, void *ctx)
{
	struct engine *e = ctx;
	struct slice name = { rq->path.p + sizeof PREFIX - 1, rq->path.n - (sizeof PREFIX - 1) };
	const struct road_net *n;
	const struct who *who = roads_who(e, rq, R_STAFF);
	enum err err = E_NOT_FOUND;
	struct buf b;

	if (!who)
		return;
	e->signin->release(who);
	n = road_net_hold();
	buf_init(&b, LIMIT_ANSWER);
	for (size_t i = 0; i < N_ELEMS(questions); i++)
		if (slice_is(name, questions[i].name))
			err = questions[i].answer(rq, n, &b);
	if (!err && b.full)
		err = E_FULL;
	if (err)
		http_problem(rq, err, NULL, 0);
	else
		http_answer(rq, 200, "application/json; charset=utf-8", arena_copy(&rq->arena, buf_slice(&b)));
	buf_free(&b);
	road_net_let_go(n);
}

size_t
roads_routes(struct engine *e, struct http_route *route, size_t max)
{
	if (!max)
		return 0;
	route[0] = (struct http_route){ .prefix = PREFIX, .handle = serve, .ctx = e };
	return 1;
}
