/* SPDX-License-Identifier: Apache-2.0 */
#include "map/road_split.h"

#include <stdio.h>

#include "map/polyline.h"

#define WAY_POINTS_MAX 100000

void
road_ways_init(struct road_ways *w)
{
	*w = (struct road_ways){ 0 };
	arena_init(&w->arena);
}

void
road_ways_free(struct road_ways *w)
{
	mem_free(w->way);
	mem_free(w->point);
	arena_free(&w->arena);
}

static bool
same(struct point a, struct point b)
{
	return a.lon_e7 == b.lon_e7 && a.lat_e7 == b.lat_e7;
}

static void
room(struct road_ways *w, size_t n)
{
	if (w->nway == w->way_cap) {
		w->way_cap = w->way_cap ? w->way_cap * 2 : 4096;
		w->way = mem_resize(w->way, mul_size(w->way_cap, sizeof *w->way));
	}
	while (w->npoint + n > w->point_cap) {
		w->point_cap = w->point_cap ? w->point_cap * 2 : 65536;
		w->point = mem_resize(w->point, mul_size(w->point_cap, sizeof *w->point));
	}
}

void
road_ways_add(struct road_ways *w, int64_t id, const struct road_kind *k, const struct point *p, size_t n)
{
	struct road_way way = { .id = id, .first = w->npoint };
	struct point *to;

	if (n > WAY_POINTS_MAX || w->npoint + n > ROAD_POINTS_MAX) {
		w->count[ROAD_COUNT_too_many_points]++;
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (!point_valid(p[i])) {
			w->count[ROAD_COUNT_out_of_range]++;
			return;
		}
	room(w, n + 1);		/* of a line without points too there is a place */
	to = w->point + w->npoint;
	for (size_t i = 0; i < n; i++) {
		struct point at = polyline_round(p[k->reversed ? n - 1 - i : i]);
		if (!way.n || !same(to[way.n - 1], at))
			to[way.n++] = at;
	}
	if (way.n < 2) {
		w->count[ROAD_COUNT_too_short]++;
		return;
	}
	way.kind = arena_new(&w->arena, struct road_kind);
	*way.kind = *k;
	w->npoint += way.n;
	w->way[w->nway++] = way;
	w->count[ROAD_COUNT_limit_unread] += k->limit_unread;
	w->count[ROAD_COUNT_oneway_unread] += k->oneway_unread;
}

/* ---- nodes: a set of places with how often a line has them ---- */

struct places {
	struct place {
		struct point at;
		uint32_t uses;		/* 0: free */
	} *slot;
	size_t mask;
};

static struct place *
find(const struct places *s, struct point at)
{
	size_t i = hash64_int((uint64_t)(uint32_t)at.lon_e7 << 32 | (uint32_t)at.lat_e7) & s->mask;

	while (s->slot[i].uses && !same(s->slot[i].at, at))
		i = (i + 1) & s->mask;
	return &s->slot[i];
}

static void
use(struct places *s, struct point at, uint32_t uses)
{
	struct place *p = find(s, at);

	p->at = at;
	p->uses += uses;
}

static void
count_places(struct places *s, const struct road_ways *w)
{
	size_t cap = 1024;

	while (cap < w->npoint * 2)
		cap *= 2;
	*s = (struct places){ mem_alloc(mul_size(cap, sizeof *s->slot)), cap - 1 };
	for (size_t i = 0; i < w->nway; i++) {
		const struct point *p = w->point + w->way[i].first;
		for (uint32_t k = 0; k < w->way[i].n; k++)
			use(s, p[k], k && k + 1 < w->way[i].n ? 1 : 2);
	}
}

/* ---- sections ---- */

struct splitter {
	struct road_ways *w;
	struct places places;
	struct text_map codes;		/* codes, and all courses of sections in either direction */
	road_piece_fn *fn;
	void *ctx;
};

static void
set_code(struct road_piece *p, int64_t id)
{
	struct slice begin = { (const char *)p->point, 2 * sizeof *p->point }, all = { (const char *)p->point, p->n * sizeof *p->point };

	if (id)
		(void)snprintf(p->code, sizeof p->code, "w%lld-%08llx", (long long)id, (unsigned long long)(hash64(begin) & 0xffffffff));
	else
		(void)snprintf(p->code, sizeof p->code, "x%016llx", (unsigned long long)hash64(all));
}

/* The same line once more, also drawn from its other end: a layer that was exported twice. */
static bool
seen_before(struct splitter *s, const struct road_piece *p)
{
	struct point a = p->point[0], b = p->point[p->n - 1];
	bool turned = a.lon_e7 != b.lon_e7 ? a.lon_e7 > b.lon_e7 : a.lat_e7 > b.lat_e7;
	struct buf text;
	bool known;

	if (text_map_get(&s->codes, slice_of(p->code)))
		return true;
	buf_init(&text, ROAD_SECTION_POINTS * sizeof *p->point + 64);
	buf_puts(&text, p->kind->oneway ? turned ? "<" : ">" : "=");	/* two carriageways drawn on one line are two */
	for (uint32_t i = 0; i < p->n; i++) {
		const struct point *at = &p->point[turned ? p->n - 1 - i : i];
		buf_put(&text, (struct slice){ (const char *)at, sizeof *at });
	}
	known = text_map_get(&s->codes, buf_slice(&text)) != NULL;
	if (!known && (text_map_put(&s->codes, buf_slice(&text), s) || text_map_put(&s->codes, slice_of(p->code), s)))
		known = true;		/* the map is full: more sections than a network may have */
	buf_free(&text);
	return known;
}

static void
emit(struct splitter *s, const struct road_way *way, const struct point *p, uint32_t n)
{
	struct road_piece piece = { .kind = way->kind, .point = p, .n = n };

	set_code(&piece, way->id);
	if (seen_before(s, &piece))
		s->w->count[ROAD_COUNT_duplicate]++;
	else
		s->fn(s->ctx, &piece);
}

/* From node to node; a loop has a node in its middle as well, or nobody could say which way round it is driven. */
static void
section(struct splitter *s, const struct road_way *way, uint32_t from, uint32_t to)
{
	const struct point *p = s->w->point + way->first;
	uint32_t half = from + (to - from) / 2;

	if (same(p[from], p[to]) && half > from) {
		s->w->count[ROAD_COUNT_self_loop]++;
		emit(s, way, p + from, half - from + 1);
		from = half;
	}
	for (; to - from >= ROAD_SECTION_POINTS; from += ROAD_SECTION_POINTS - 1)
		emit(s, way, p + from, ROAD_SECTION_POINTS);
	if (to > from)
		emit(s, way, p + from, to - from + 1);
}

void
road_split(struct road_ways *w, road_piece_fn *fn, void *ctx)
{
	struct splitter s = { .w = w, .fn = fn, .ctx = ctx };

	count_places(&s.places, w);
	text_map_init(&s.codes, (size_t)1 << 24);
	for (size_t i = 0; i < w->nway; i++) {
		const struct road_way *way = &w->way[i];
		const struct point *p = w->point + way->first;
		uint32_t from = 0;
		for (uint32_t k = 1; k < way->n; k++) {
			if (k + 1 < way->n && find(&s.places, p[k])->uses < 2)
				continue;
			section(&s, way, from, k);
			from = k;
		}
	}
	text_map_free(&s.codes);
	mem_free(s.places.slot);
}
