/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "map/net_.h"

/* ---- the one in force ---- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct road_net *in_force;

static void
net_free(struct road_net *n)
{
	for (struct scratch *s = n->spare, *next; s; s = next) {
		next = s->next;
		mem_free(s->seen);
		mem_free(s->heap);
		mem_free(s->head);
		mem_free(s->behind);
		mem_free(s);
	}
	mem_free(n->out);
	mem_free(n->in);
	pthread_mutex_destroy(&n->lock);
	arena_free(&n->arena);
	mem_free(n);
}

const struct road_net *
road_net_hold(void)
{
	struct road_net *n;

	pthread_mutex_lock(&lock);
	if ((n = in_force))
		atomic_fetch_add(&n->held, 1);
	pthread_mutex_unlock(&lock);
	return n;
}

const struct road_net *
road_net_keep(const struct road_net *held)
{
	struct road_net *n = (struct road_net *)(uintptr_t)held;

	if (n)
		atomic_fetch_add(&n->held, 1);
	return n;
}

void
road_net_let_go(const struct road_net *held)
{
	struct road_net *n = (struct road_net *)(uintptr_t)held;

	if (n && atomic_fetch_sub(&n->held, 1) == 1)
		net_free(n);
}

void
road_net_put(struct road_net *n)
{
	struct road_net *old;

	pthread_mutex_lock(&lock);
	old = in_force;
	in_force = n;
	pthread_mutex_unlock(&lock);
	road_net_let_go(old);
}

/* ---- making ---- */

double
net_metres(const struct road_net *n, struct point a, struct point b)
{
	double x = ((double)b.lon_e7 - a.lon_e7) * n->m_lon, y = ((double)b.lat_e7 - a.lat_e7) * n->m_lat;

	return sqrt(x * x + y * y);
}

/* Places are compared to 10^-6 degrees: what the stored geometry holds. */
static int64_t
node_key(struct point p)
{
	int64_t lon = (p.lon_e7 + (p.lon_e7 < 0 ? -5 : 5)) / 10, lat = (p.lat_e7 + (p.lat_e7 < 0 ? -5 : 5)) / 10;

	return (lon + 400000000) << 32 | (lat + 400000000);
}

static uint32_t
node_of(struct road_net *n, struct int_map *nodes, struct point p)
{
	uintptr_t had = (uintptr_t)int_map_get(nodes, node_key(p));

	if (had)
		return (uint32_t)had - 1;
	n->node[n->nnode++] = p;
	if (int_map_put(nodes, node_key(p), (void *)(uintptr_t)n->nnode))
		abort();	/* its maximum is that of the nodes */
	return n->nnode - 1;
}

static void
measure(struct road_net *n, const struct road_line *line, size_t count)
{
	double south = 90e7, north = -90e7;

	for (size_t i = 0; i < count; i++) {
		n->nshape += line[i].nshape;
		for (uint32_t k = 0; k < line[i].nshape; k++) {
			south = fmin(south, line[i].shape[k].lat_e7);
			north = fmax(north, line[i].shape[k].lat_e7);
		}
	}
	n->m_lat = 6371008.8 * M_PI / 180 / 1e7;
	n->m_lon = n->m_lat * cos((count ? (south + north) / 2 : 0) / 1e7 * M_PI / 180);
}

static void
add_edge(struct road_net *n, struct int_map *nodes, const struct road_line *l)
{
	struct road_edge *e = &n->edge[n->nedge];
	struct point *shape = n->shape + n->nshape;
	uint32_t *run = n->run + n->nshape, kmh = l->free_kmh ? l->free_kmh : l->limit_kmh ? l->limit_kmh : 30;
	double metres = 0;

	assert(l->nshape >= 2);
	memcpy(shape, l->shape, l->nshape * sizeof *shape);
	for (uint32_t i = 1; i < l->nshape; i++) {
		metres += net_metres(n, shape[i - 1], shape[i]);
		run[i] = (uint32_t)lround(metres);
	}
	if (!run[l->nshape - 1])
		run[l->nshape - 1] = 1;		/* nothing is without length: it is divided by */
	*e = (struct road_edge){ .section = l->section, .unit = l->unit, .name = arena_copy(&n->arena, l->name), .number = arena_copy(&n->arena, l->number),
		.from = node_of(n, nodes, shape[0]), .to = node_of(n, nodes, shape[l->nshape - 1]), .metres = run[l->nshape - 1],
		.from_km_m = l->from_km_m, .to_km_m = l->to_km_m, .limit_kmh = l->limit_kmh, .class = l->class, .lanes = l->lanes, .oneway = l->oneway,
		.shape = shape, .nshape = l->nshape };
	n->free_ms[n->nedge] = (uint32_t)fmin(1e9, e->metres * 3600.0 / kmh) + 1;
	n->nshape += l->nshape;
	n->nedge++;
}

/* Arcs in the order of one end: that they leave (out) or that they come to (in). */
static void
sort_arcs(struct road_net *n, bool out)
{
	uint32_t *first = arena_array(&n->arena, uint32_t, n->nnode + 1), *at = arena_array(&n->arena, uint32_t, (size_t)n->nedge * 2), *next, sum = 0;
	struct leg *legs;

	for (uint32_t i = 0; i < n->nedge; i++) {
		first[out ? n->edge[i].from : n->edge[i].to]++;
		if (!n->edge[i].oneway)
			first[out ? n->edge[i].to : n->edge[i].from]++;
	}
	next = mem_alloc(mul_size(n->nnode + 1, sizeof *next));
	for (uint32_t v = 0; v <= n->nnode; v++) {
		uint32_t here = v < n->nnode ? first[v] : 0;
		next[v] = first[v] = sum;
		sum += here;
	}
	legs = mem_alloc(mul_size((size_t)sum + 1, sizeof *legs));
	for (uint32_t a = 0; a < n->nedge * 2; a++) {
		const struct road_edge *e = &n->edge[a / 2];
		uint32_t tail = a & 1 ? e->to : e->from, head = a & 1 ? e->from : e->to;
		at[a] = NO_ARC;
		if ((a & 1) && e->oneway)
			continue;
		at[a] = next[out ? tail : head]++;
		legs[at[a]].node = out ? head : tail;
		legs[at[a]].arc = a;
		legs[at[a]].metres = e->metres;
		atomic_init(&legs[at[a]].ms, n->free_ms[a / 2]);
	}
	mem_free(next);
	*(out ? &n->out : &n->in) = legs;
	*(out ? &n->first_out : &n->first_in) = first;
	*(out ? &n->out_at : &n->in_at) = at;
}

static int
by_section(const void *x, const void *y, void *ctx)
{
	const struct road_edge *e = ctx;
	int64_t a = e[*(const uint32_t *)x].section, b = e[*(const uint32_t *)y].section;

	return a < b ? -1 : a > b;
}

struct road_net *
road_net_make(const struct road_line *line, size_t count, const struct road_mark *mark, size_t nmark)
{
	struct road_net *n = mem_alloc(sizeof *n);
	struct int_map nodes;
	uint32_t all;

	arena_init(&n->arena);
	pthread_mutex_init(&n->lock, NULL);
	atomic_init(&n->held, 1);
	measure(n, line, count);
	all = n->nshape;
	n->nshape = 0;
	n->edge = arena_array(&n->arena, struct road_edge, count + 1);
	n->free_ms = arena_array(&n->arena, uint32_t, count + 1);
	n->shape = arena_array(&n->arena, struct point, (size_t)all + 1);
	n->run = arena_array(&n->arena, uint32_t, (size_t)all + 1);
	n->node = arena_array(&n->arena, struct point, count * 2 + 1);
	int_map_init(&nodes, count * 2 + 1);
	for (size_t i = 0; i < count; i++)
		add_edge(n, &nodes, &line[i]);
	int_map_free(&nodes);
	sort_arcs(n, true);
	sort_arcs(n, false);
	n->by_section = arena_array(&n->arena, uint32_t, count + 1);
	for (uint32_t i = 0; i < n->nedge; i++)
		n->by_section[i] = i;
	qsort_r(n->by_section, n->nedge, sizeof *n->by_section, by_section, n->edge);
	net_grid_make(n);
	net_islands(n);
	net_marks_make(n, mark, nmark);
	return n;
}

/* ---- what is known of a section ---- */

struct road_size
road_net_size(const struct road_net *n)
{
	return n->size;
}

const struct road_edge *
road_edge(const struct road_net *n, uint32_t edge)
{
	return edge < n->nedge ? &n->edge[edge] : NULL;
}

bool
road_edge_of(const struct road_net *n, int64_t section, uint32_t *ret)
{
	uint32_t low = 0, high = n->nedge;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (n->edge[n->by_section[mid]].section < section)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == n->nedge || n->edge[n->by_section[low]].section != section)
		return false;
	*ret = n->by_section[low];
	return true;
}

struct point
road_point(const struct road_net *n, uint32_t edge, uint32_t along_m)
{
	const struct road_edge *e = &n->edge[edge];
	const uint32_t *run = n->run + (e->shape - n->shape);
	uint32_t i = 1;
	double share;

	while (i + 1 < e->nshape && run[i] < along_m)
		i++;
	share = run[i] > run[i - 1] ? ((double)along_m - run[i - 1]) / (run[i] - run[i - 1]) : 0;
	share = fmin(1, fmax(0, share));
	return (struct point){ e->shape[i - 1].lon_e7 + (int32_t)lround(((double)e->shape[i].lon_e7 - e->shape[i - 1].lon_e7) * share),
		e->shape[i - 1].lat_e7 + (int32_t)lround(((double)e->shape[i].lat_e7 - e->shape[i - 1].lat_e7) * share) };
}

uint32_t
road_edge_ms(const struct road_net *n, uint32_t edge, bool back)
{
	uint32_t at = n->out_at[edge * 2 + back];

	return at == NO_ARC ? UINT32_MAX : atomic_load_explicit(&n->out[at].ms, memory_order_relaxed);
}

uint32_t
road_edge_free_ms(const struct road_net *n, uint32_t edge)
{
	return n->free_ms[edge];
}

void
road_net_drive(const struct road_net *n, uint32_t edge, bool back, uint32_t ms)
{
	uint32_t arc = edge * 2 + back;

	if (edge >= n->nedge || n->out_at[arc] == NO_ARC)
		return;
	if (!ms)
		ms = n->free_ms[edge];
	atomic_store_explicit(&n->out[n->out_at[arc]].ms, ms, memory_order_relaxed);
	atomic_store_explicit(&n->in[n->in_at[arc]].ms, ms, memory_order_relaxed);
}
