/* SPDX-License-Identifier: Apache-2.0 */
/* way.c - how a crew gets to where its order sends it: the quickest way by road as a line, or the straight line where no road is known.
 * Where the crew is comes in the body: a position is no part of an address. */
#include "dispatch/desk_.h"
#include "dispatch/dispatch_order.h"
#include "duty/patrol.h"
#include "engine/record.h"
#include "map/net.h"

#define ARCS_MAX 8192

struct way {
	struct desk *d;
	const struct road_net *net;
	struct road_spot from, to;
	struct point last;
	int64_t foot_kmh;	/* 0: they drive */
	int n;
};

static void
put(struct way *w, struct point p)
{
	if (w->n && p.lon_e7 == w->last.lon_e7 && p.lat_e7 == w->last.lat_e7)
		return;
	if (w->n++)
		buf_putc(&w->d->answer, ',');
	desk_point(&w->d->answer, p);
	w->last = p;
}

/* Of an edge, what lies between two places on it, in the direction of travel. */
static void
put_between(struct way *w, uint32_t edge, double begin_m, double end_m)
{
	const struct road_edge *e = road_edge(w->net, edge);
	bool back = end_m < begin_m;
	double low = back ? end_m : begin_m, high = back ? begin_m : end_m;

	put(w, road_point(w->net, edge, (uint32_t)begin_m));
	for (uint32_t i = 0; e && i < e->nshape; i++) {
		uint32_t k = back ? e->nshape - 1 - i : i;
		double along = 0;
		for (uint32_t j = 1; j <= k; j++)
			along += geo_distance_m(e->shape[j - 1], e->shape[j]);
		if (along > low && along < high)
			put(w, e->shape[k]);
	}
	put(w, road_point(w->net, edge, (uint32_t)end_m));
}

static void
put_way(struct way *w, const struct road_arc_of *arc, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct road_edge *e = road_edge(w->net, arc[i].edge);
		double metres = e ? e->metres : 0, begin = arc[i].back ? metres : 0, end = arc[i].back ? 0 : metres;
		if (i == 0 && arc[i].edge == w->from.edge)
			begin = w->from.along_m;
		if (i + 1 == n && arc[i].edge == w->to.edge)
			end = w->to.along_m;
		put_between(w, arc[i].edge, begin, end);
	}
}

static void
answer_straight(struct way *w, struct point from, struct point goal, double metres, int64_t kmh)
{
	struct buf *b = &w->d->answer;

	buf_printf(b, "{\"how\":\"straight\",\"metres\":%.0f,\"seconds\":%.0f,\"line\":[", metres, metres * 3.6 / (double)(kmh ? kmh : 1));
	put(w, from);
	put(w, goal);
	buf_puts(b, "]}");
}

static bool
answer_by_road(struct way *w, struct point from, struct point goal, int64_t snap_m)
{
	struct road_arc_of *arc = arena_array(w->d->call.arena, struct road_arc_of, ARCS_MAX);
	struct road_reach reach;
	size_t n;

	if (!w->net || !road_snap(w->net, from, (uint32_t)snap_m, &w->from) || !road_snap(w->net, goal, (uint32_t)snap_m, &w->to))
		return false;
	n = road_path(w->net, &w->from, &w->to, arc, ARCS_MAX, &reach);
	if (!n || n > ARCS_MAX)
		return false;
	buf_printf(&w->d->answer, "{\"how\":\"road\",\"metres\":%u,\"seconds\":%lld,\"line\":[", reach.metres,
	    (long long)(w->foot_kmh ? (int64_t)reach.metres * 36 / 10 / w->foot_kmh : reach.ms / 1000));
	put(w, from);
	put_way(w, arc, n);
	put(w, goal);
	buf_puts(&w->d->answer, "]}");
	return true;
}

static enum err
on_foot(struct call *c, int64_t patrol, int64_t *ret_kmh)
{
	struct row *p;
	enum err e = record_load(c, &patrol_record, patrol, &p);

	return e || !row_is(p, patrol_kind, "foot") ? e : dispatch_figure(c, "foot_kmh", ret_kmh);
}

enum err
desk_way(struct desk *d)
{
	struct call *c = &d->call;
	struct way w = { .d = d };
	struct row *order;
	struct point from, goal;
	int64_t kmh, permille, snap_m;
	bool there;
	enum err e;

	if ((e = record_load(c, &dispatch_order_record, d->id, &order)))
		return e;
	if (!row_visible(c, order, dispatch_order_record.can_read))
		return refuse(c, E_NOT_FOUND, NULL, -1);
	if ((e = desk_place(d, "from", &from, &there)))
		return e;
	if (!there)
		return refuse_text(c, E_MISSING, "from", NULL, NULL);
	if (row_empty(order, dispatch_order_place))
		return refuse_text(c, E_GUARD, "place", "指令没有位置", "the order has no position");
	if ((e = dispatch_figure(c, "straight_kmh", &kmh)) || (e = dispatch_figure(c, "straight_permille", &permille)) || (e = dispatch_figure(c, "snap_m", &snap_m)))
		return e;
	if ((e = on_foot(c, row_ref(order, dispatch_order_patrol), &w.foot_kmh)))
		return e;
	goal = row_point(order, dispatch_order_place);
	w.net = road_net_hold();
	if (!answer_by_road(&w, from, goal, snap_m))
		answer_straight(&w, from, goal, geo_distance_m(from, goal) * (double)permille / 1000, w.foot_kmh ? w.foot_kmh : kmh);
	road_net_let_go(w.net);
	return E_OK;
}
