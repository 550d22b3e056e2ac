/* SPDX-License-Identifier: Apache-2.0 */
#include "travel/pairs.h"

#include "base/arena.h"
#include "base/hash.h"
#include "travel/trips.h"

#define WAYS 4
#define ARCS_MAX 64
#define KNOWN_MAX 200000		/* pairs of tollgates whose way is kept */
#define UNIT_NEAR_M 60
#define FASTEST_KMH10 2000

struct vehicle {
	plate_t plate;
	int64_t at_ms;
	uint32_t gate;
	uint8_t class_code;
};
struct way {
	uint32_t metres, free_ms;	/* metres 0: there is none that is of use */
	uint16_t n;
	struct road_arc_of arc[];
};
struct pairs {
	const struct road_net *net;
	struct int_map way;
	struct vehicle slot[PAIRS_SLOTS];
};

struct pairs *
pairs_new(void)
{
	struct pairs *p = mem_alloc(sizeof *p);

	int_map_init(&p->way, KNOWN_MAX);
	return p;
}

static void
forget(struct pairs *p)
{
	int64_t key;
	void *value;

	for (size_t at = 0; int_map_next(&p->way, &at, &key, &value); )
		mem_free(value);
	int_map_free(&p->way);
	int_map_init(&p->way, KNOWN_MAX);
}

void
pairs_free(struct pairs *p)
{
	if (!p)
		return;
	forget(p);
	int_map_free(&p->way);
	mem_free(p);
}

void
pairs_network(struct pairs *p, const struct road_net *n)
{
	forget(p);
	p->net = n;
}

/* Arcs of which at least a half is driven; the ends of the way stand at junctions as often as not. */
static size_t
whole_arcs(const struct road_net *n, const struct road_spot *a, const struct road_spot *b, struct road_arc_of *arc, size_t count)
{
	size_t from = 0;

	if (count > 1) {
		uint32_t first = road_edge(n, arc[0].edge)->metres, last = road_edge(n, arc[count - 1].edge)->metres;
		uint32_t done = arc[0].back ? first - (a->along_m < first ? a->along_m : first) : a->along_m;
		uint32_t in = arc[count - 1].back ? last - (b->along_m < last ? b->along_m : last) : b->along_m;
		from = done * 2 > first;
		count -= in * 2 < last;
	}
	if (from)
		memmove(arc, arc + from, (count - from) * sizeof *arc);
	return count - from;
}

static size_t
find_way(const struct road_net *n, struct point a, struct point b, uint32_t near_m, struct road_arc_of arc[ARCS_MAX], struct road_reach *ret)
{
	struct road_spot from, to;
	size_t count;

	if (!road_snap(n, a, near_m, &from) || !road_snap(n, b, near_m, &to))
		return 0;
	count = road_path(n, &from, &to, arc, ARCS_MAX, ret);
	if (!count || count > ARCS_MAX || ret->metres < 80 || ret->metres > PAIRS_FAR_M)
		return 0;
	return whole_arcs(n, &from, &to, arc, count);
}

static uint32_t
free_ms(const struct road_net *n, const struct road_arc_of *arc, size_t count)
{
	uint64_t ms = 0;

	for (size_t i = 0; i < count; i++)
		ms += road_edge_free_ms(n, arc[i].edge);
	return ms > 100000000 ? 100000000 : (uint32_t)ms;
}

static const struct way *
way_of(struct pairs *p, uint32_t a, uint32_t b, gate_place_fn *place, void *ctx)
{
	int64_t key = (int64_t)((uint64_t)a << 32 | b);
	struct way *w = int_map_get(&p->way, key);
	struct road_arc_of arc[ARCS_MAX];
	struct road_reach r = { 0 };
	struct point from, to;
	size_t n;

	if (w)
		return w;
	n = place(ctx, a, &from) && place(ctx, b, &to) ? find_way(p->net, from, to, PAIRS_NEAR_M, arc, &r) : 0;
	w = mem_alloc(sizeof *w + n * sizeof *arc);
	w->metres = n ? r.metres : 0;
	w->free_ms = free_ms(p->net, arc, n);
	w->n = (uint16_t)n;
	memcpy(w->arc, arc, n * sizeof *arc);
	if (int_map_put(&p->way, key, w)) {	/* full: better once more than wrong */
		mem_free(w);
		return NULL;
	}
	return w;
}

static struct vehicle *
slot_of(struct pairs *p, const struct passage *v)
{
	struct vehicle *way = &p->slot[(hash64_int(v->plate ^ v->class_code) & (PAIRS_SLOTS / WAYS - 1)) * WAYS], *oldest = way;

	for (int i = 0; i < WAYS; i++) {
		if (way[i].plate == v->plate && way[i].class_code == v->class_code)
			return &way[i];
		if (way[i].at_ms < oldest->at_ms)
			oldest = &way[i];
	}
	*oldest = (struct vehicle){ .plate = v->plate, .class_code = v->class_code };
	return oldest;
}

void
pairs_see(struct pairs *p, const struct passage *v, gate_place_fn *place, void *place_ctx, speed_fn *fn, void *ctx)
{
	const struct way *w;
	struct vehicle *s, was;
	int64_t ms;
	uint64_t kmh10;

	if (!p->net || !trip_usable(v))
		return;
	s = slot_of(p, v);
	was = *s;
	if (v->at_ms < s->at_ms)
		return;			/* it comes late */
	s->at_ms = v->at_ms;
	s->gate = v->tollgate;
	ms = v->at_ms - was.at_ms;
	if (!was.gate || was.gate == v->tollgate || ms <= 0 || ms > PAIRS_MOST_S * 1000LL || !(w = way_of(p, was.gate, v->tollgate, place, place_ctx)) || !w->metres)
		return;
	kmh10 = (uint64_t)w->metres * 36000 / (uint64_t)ms;
	if (kmh10 > FASTEST_KMH10 || !kmh10 || ms > (int64_t)w->free_ms * PAIRS_SLOWEST + 60000)
		return;
	for (int i = 0; i < w->n; i++)
		fn(ctx, &w->arc[i], (uint32_t)(v->at_ms / 1000), (uint16_t)kmh10);
}

bool
pairs_drive(const struct road_net *n, struct point a, struct point b, int64_t ms, uint32_t at_s, speed_fn *fn, void *ctx)
{
	struct road_arc_of arc[ARCS_MAX];
	struct road_reach r = { 0 };
	uint64_t kmh10;
	size_t count;

	if (ms <= 0 || !(count = find_way(n, a, b, UNIT_NEAR_M, arc, &r)))
		return false;
	kmh10 = (uint64_t)r.metres * 36000 / (uint64_t)ms;
	if (kmh10 > FASTEST_KMH10 || kmh10 < 20)
		return false;
	for (size_t i = 0; i < count; i++)
		fn(ctx, &arc[i], at_s, (uint16_t)kmh10);
	return true;
}
