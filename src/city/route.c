/* SPDX-License-Identifier: Apache-2.0 */
#include "city/route.h"

#define FAR UINT32_MAX

struct front {			/* junctions reached but not left, the nearest first: cost << 32 | junction */
	uint64_t *heap;
	uint32_t n;
};

void
routes_open(struct routes *r, const struct roads *roads)
{
	r->roads = roads;
	r->by_destination = mem_alloc(mul_size(roads->nnode, sizeof *r->by_destination));
}

void
routes_close(struct routes *r)
{
	for (uint32_t i = 0; i < r->roads->nnode; i++)
		mem_free(r->by_destination[i]);
	mem_free(r->by_destination);
}

static void
push(struct front *f, uint32_t cost, uint32_t node)
{
	uint64_t key = (uint64_t)cost << 32 | node;
	uint32_t i = f->n++;

	while (i && f->heap[(i - 1) / 2] > key) {
		f->heap[i] = f->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	f->heap[i] = key;
}

static uint64_t
pop(struct front *f)
{
	uint64_t top = f->heap[0], last = f->heap[--f->n];
	uint32_t i = 0;

	for (uint32_t k; (k = 2 * i + 1) < f->n; i = k) {
		if (k + 1 < f->n && f->heap[k + 1] < f->heap[k])
			k++;
		if (f->heap[k] >= last)
			break;
		f->heap[i] = f->heap[k];
	}
	f->heap[i] = last;
	return top;
}

/* Dijkstra from the destination backwards; a street costs a little more than its length, junctions cost time. */
static uint8_t *
tree(const struct roads *r, uint32_t to)
{
	uint8_t *next = mem_alloc(r->nnode);
	uint32_t *cost = mem_alloc(mul_size(r->nnode, sizeof *cost));
	struct front f = { mem_alloc(mul_size((size_t)r->narc + 1, sizeof *f.heap)), 0 };	/* each arc enters at most once */

	for (uint32_t i = 0; i < r->nnode; i++)
		cost[i] = FAR;
	cost[to] = 0;
	push(&f, 0, to);
	while (f.n) {
		uint64_t key = pop(&f);
		uint32_t at = (uint32_t)key;
		if (key >> 32 != cost[at])
			continue;		/* reached more cheaply since */
		for (uint32_t k = 0; k < r->node[at].n; k++) {
			const struct road_arc *out = &r->arc[r->node[at].first + k], *in = &r->arc[out->back];
			uint32_t c = cost[at] + in->metres * 3600 / in->limit_kmh + 8000;
			if (c >= cost[in->from])
				continue;
			cost[in->from] = c;
			next[in->from] = (uint8_t)(out->back - r->node[in->from].first);
			push(&f, c, in->from);
		}
	}
	mem_free(cost);
	mem_free(f.heap);
	return next;
}

uint32_t
routes_next(struct routes *r, uint32_t at, uint32_t to)
{
	if (!r->by_destination[to])
		r->by_destination[to] = tree(r->roads, to);
	return r->roads->node[at].first + r->by_destination[to][at];
}
