/* SPDX-License-Identifier: Apache-2.0 */
/* net_km.c - kilometres of numbered roads: from the sections that say theirs, else from the posts that stand along the road. */
#include <math.h>
#include <stdlib.h>

#include "map/net_.h"

#define POST_OFF_M 60		/* a post stands beside its road */
#define POST_GAP_M 12000	/* between two posts one may be missing, not ten */
#define PATH_MAX_ARCS 512

int
slice_order(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int d = n ? memcmp(a.p, b.p, n) : 0;

	return d ? d : a.n < b.n ? -1 : a.n > b.n;
}

static int
by_place(const void *x, const void *y)
{
	const struct mark_of *a = x, *b = y;
	int d = slice_order(a->number, b->number);

	return d ? d : a->km_m < b->km_m ? -1 : a->km_m > b->km_m;
}

/* The nearest section of that number; a post of a road that is not here is of no use. */
static bool
put_mark(const struct road_net *n, const struct road_mark *m, struct mark_of *ret)
{
	uint32_t near[64];
	int32_t lon = (int32_t)(POST_OFF_M / fmax(n->m_lon, 1e-9)), lat = (int32_t)(POST_OFF_M / n->m_lat);
	size_t count = road_within(n, (struct point){ m->at.lon_e7 - lon, m->at.lat_e7 - lat }, (struct point){ m->at.lon_e7 + lon, m->at.lat_e7 + lat }, near, N_ELEMS(near));
	double best = POST_OFF_M + 1;

	for (size_t i = 0; i < count && i < N_ELEMS(near); i++) {
		const struct road_edge *e = &n->edge[near[i]];
		if (!slice_eq(e->number, m->number))
			continue;
		for (uint32_t k = 0; k + 1 < e->nshape; k++) {
			double along, off = net_project(n, near[i], k, m->at, &along);
			if (off >= best)
				continue;
			best = off;
			*ret = (struct mark_of){ { near[i], (uint32_t)lround(along), (uint32_t)lround(off), e->section }, e->number, m->km_m };
		}
	}
	return best <= POST_OFF_M;
}

void
net_marks_make(struct road_net *n, const struct road_mark *mark, size_t nmark)
{
	n->mark = arena_array(&n->arena, struct mark_of, nmark + 1);
	for (size_t i = 0; i < nmark; i++)
		n->nmark += put_mark(n, &mark[i], &n->mark[n->nmark]);
	qsort(n->mark, n->nmark, sizeof *n->mark, by_place);
}

/* ---- kilometre to place ---- */

static bool
holds_km(const struct road_edge *e, int32_t km_m)
{
	return e->from_km_m != ROAD_NO_KM && e->to_km_m != ROAD_NO_KM &&
	    ((e->from_km_m <= km_m && km_m <= e->to_km_m) || (e->to_km_m <= km_m && km_m <= e->from_km_m));
}

static bool
by_sections(const struct road_net *n, struct slice number, int32_t km_m, int ascending, struct road_spot *ret)
{
	for (uint32_t i = 0; i < n->nedge; i++) {
		const struct road_edge *e = &n->edge[i];
		bool up = e->from_km_m <= e->to_km_m;
		double share;
		if (!holds_km(e, km_m) || !slice_eq(e->number, number) || (e->oneway && ascending && up != (ascending > 0)))
			continue;
		share = e->to_km_m != e->from_km_m ? ((double)km_m - e->from_km_m) / ((double)e->to_km_m - e->from_km_m) : 0;
		*ret = (struct road_spot){ i, (uint32_t)lround(share * e->metres), 0, e->section };
		return true;
	}
	return false;
}

static bool
walk(const struct road_net *n, const struct road_spot *from, const struct road_spot *to, double share, struct road_spot *ret)
{
	struct road_arc_of arc[PATH_MAX_ARCS];
	struct road_reach r;
	size_t count = road_path(n, from, to, arc, N_ELEMS(arc), &r);
	double left;

	if (!count || count > N_ELEMS(arc) || r.metres > POST_GAP_M)
		return false;
	left = share * r.metres;
	for (size_t i = 0; i < count; i++) {
		uint32_t length = n->edge[arc[i].edge].metres, begin = 0;
		double here;
		if (!i)
			begin = arc[i].back ? length - (from->along_m < length ? from->along_m : length) : from->along_m;
		here = (double)length - begin;
		if (left <= here || i + 1 == count) {
			double along = fmin(length, begin + left);
			*ret = (struct road_spot){ arc[i].edge, (uint32_t)lround(arc[i].back ? length - along : along), 0, n->edge[arc[i].edge].section };
			return true;
		}
		left -= here;
	}
	return false;
}

static bool
by_marks(const struct road_net *n, struct slice number, int32_t km_m, int ascending, struct road_spot *ret)
{
	for (size_t i = 0; i < n->nmark; i++) {
		const struct mark_of *a = &n->mark[i], *b = i + 1 < n->nmark ? &n->mark[i + 1] : NULL;
		double share;
		if (!slice_eq(a->number, number))
			continue;
		if (a->km_m == km_m) {
			*ret = a->spot;
			return true;
		}
		if (!b || !slice_eq(b->number, number) || a->km_m > km_m || b->km_m < km_m || b->km_m - a->km_m > POST_GAP_M)
			continue;
		share = ((double)km_m - a->km_m) / ((double)b->km_m - a->km_m);
		if ((ascending >= 0 && walk(n, &a->spot, &b->spot, share, ret)) || walk(n, &b->spot, &a->spot, 1 - share, ret) ||
		    walk(n, &a->spot, &b->spot, share, ret))
			return true;
	}
	return false;
}

bool
road_locate(const struct road_net *n, struct slice number, int32_t km_m, int ascending, struct road_spot *ret, struct point *ret_at)
{
	if (!number.n || !(by_sections(n, number, km_m, ascending, ret) || by_sections(n, number, km_m, 0, ret) || by_marks(n, number, km_m, ascending, ret)))
		return false;
	*ret_at = road_point(n, ret->edge, ret->along_m);
	return true;
}

/* ---- place to kilometre ---- */

bool
road_km(const struct road_net *n, const struct road_spot *s, int32_t *ret_km_m)
{
	const struct road_edge *e = road_edge(n, s->edge);
	struct point at;
	double best = POST_GAP_M, d[2] = { -1, -1 };
	size_t nearest = n->nmark, other;

	if (!e || !e->number.n)
		return false;
	if (e->from_km_m != ROAD_NO_KM && e->to_km_m != ROAD_NO_KM) {
		*ret_km_m = e->from_km_m + (int32_t)lround(((double)e->to_km_m - e->from_km_m) * fmin(1, (double)s->along_m / e->metres));
		return true;
	}
	at = road_point(n, s->edge, s->along_m);
	for (size_t i = 0; i < n->nmark; i++) {
		double away = slice_eq(n->mark[i].number, e->number) ? net_metres(n, at, road_point(n, n->mark[i].spot.edge, n->mark[i].spot.along_m)) : best;
		if (away < best)
			best = away, nearest = i;
	}
	if (nearest == n->nmark)
		return false;
	for (int side = 0; side < 2; side++) {
		other = side ? nearest + 1 : nearest - 1;	/* below 0 it is beyond the last too */
		if (other < n->nmark && slice_eq(n->mark[other].number, e->number))
			d[side] = net_metres(n, at, road_point(n, n->mark[other].spot.edge, n->mark[other].spot.along_m));
	}
	other = d[0] >= 0 && (d[1] < 0 || d[0] < d[1]) ? nearest - 1 : nearest + 1;
	if (d[0] < 0 && d[1] < 0)
		return false;
	*ret_km_m = n->mark[nearest].km_m + (int32_t)lround(((double)n->mark[other].km_m - n->mark[nearest].km_m) * best / fmax(1, best + (other < nearest ? d[0] : d[1])));
	return true;
}
