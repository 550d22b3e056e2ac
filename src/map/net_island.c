/* SPDX-License-Identifier: Apache-2.0 */
/* net_island.c - what of the network hangs together: from each of its nodes one can drive to each other and back. The rest is islands:
 * a car park whose gate was not drawn, a yard, the end of a one-way street that leads out of the map. They are kept, and said.
 */
#include "map/net_.h"

#define TRIES 32		/* nodes of the largest part from which its heart is looked for */

static uint32_t
top_of(uint32_t *up, uint32_t v)
{
	while (up[v] != v) {
		up[v] = up[up[v]];
		v = up[v];
	}
	return v;
}

/* Parts without regard to direction: up[] becomes the top of each node's part; the size of a part stands with its top. */
static uint32_t
parts(struct road_net *n, uint32_t *up, uint32_t *size)
{
	uint32_t best = 0;

	for (uint32_t v = 0; v < n->nnode; v++)
		up[v] = v;
	for (uint32_t i = 0; i < n->nedge; i++)
		up[top_of(up, n->edge[i].from)] = top_of(up, n->edge[i].to);
	for (uint32_t v = 0; v < n->nnode; v++)
		size[top_of(up, v)]++;
	for (uint32_t v = 0; v < n->nnode; v++) {
		n->size.islands += up[v] == v;
		if (size[v] > size[best])
			best = v;
	}
	return best;
}

/* Marks with bit what is reached from v along the legs. */
static void
spread(uint32_t v, const struct leg *legs, const uint32_t *first, uint8_t *mark, uint8_t bit, uint32_t *stack)
{
	size_t deep = 0;

	stack[deep++] = v;
	mark[v] |= bit;
	while (deep) {
		v = stack[--deep];
		for (uint32_t i = first[v]; i < first[v + 1]; i++)
			if (!(mark[legs[i].node] & bit)) {
				mark[legs[i].node] |= bit;
				stack[deep++] = legs[i].node;
			}
	}
}

/* The nodes from which v is reached and which are reached from v get bit 4; how many. */
static uint32_t
heart(const struct road_net *n, uint32_t v, uint8_t *mark, uint32_t *stack)
{
	uint32_t count = 0;

	memset(mark, 0, n->nnode);
	spread(v, n->out, n->first_out, mark, 1, stack);
	spread(v, n->in, n->first_in, mark, 2, stack);
	for (uint32_t i = 0; i < n->nnode; i++)
		count += mark[i] == 3;
	return count;
}

void
net_islands(struct road_net *n)
{
	size_t all = (size_t)n->nnode + 1;
	uint32_t *up = mem_alloc(mul_size(all, sizeof *up)), *size = mem_alloc(mul_size(all, sizeof *size)), *stack = mem_alloc(mul_size(all, sizeof *stack));
	uint8_t *mark = mem_alloc(all);
	uint32_t largest, best = NO_NODE, most = 0, tries = 0;

	n->size = (struct road_size){ .nodes = n->nnode, .edges = n->nedge };
	largest = parts(n, up, size);
	n->size.islands -= n->size.islands > 0;
	for (uint32_t v = 0; v < n->nnode && tries < TRIES && most <= size[largest] / 2; v++) {
		uint32_t found;
		if (top_of(up, v) != largest || n->first_out[v + 1] - n->first_out[v] < 2)
			continue;
		tries++;
		if ((found = heart(n, v, mark, stack)) > most)
			most = found, best = v;
	}
	if (best != NO_NODE)
		(void)heart(n, best, mark, stack);
	for (uint32_t i = 0; i < n->nedge; i++) {
		struct road_edge *e = &n->edge[i];
		e->island = best == NO_NODE ? top_of(up, e->from) != largest : mark[e->from] != 3 || mark[e->to] != 3;
		n->size.island_edges += e->island;
	}
	mem_free(up);
	mem_free(size);
	mem_free(stack);
	mem_free(mark);
}
