/* SPDX-License-Identifier: Apache-2.0 */
/* net_.h - the arrays of the network. Private to map/.
 *
 *   edge  ──┬─ from ──► to           a section; shape[] its points, run[] the metres to each of them
 *           └─ arc 2e (along), 2e+1 (back, not of a one-way section)
 *   out[first_out[v] ..]             arcs that leave node v, in[first_in[v] ..] those that come to it: where to, which arc
 *   ms[arc]                          what it takes now; the searches read it beside the node, so each direction keeps its copy
 */
#ifndef MAP_NET__H
#define MAP_NET__H
#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "map/net.h"

#define NO_NODE UINT32_MAX
#define NO_ARC UINT32_MAX

struct leg {			/* an arc as the search meets it */
	uint32_t node;		/* the other end */
	uint32_t arc;		/* edge * 2 + back */
	_Atomic uint32_t ms;
	uint32_t metres;	/* as of its edge: the search touches nothing else of it */
};
struct scratch {		/* of one search at a time; the stamp saves clearing it */
	struct seen {
		uint32_t stamp, ms, metres, via;	/* via: the arc that leads on towards the goal */
	} *seen;
	uint32_t stamp;
	struct entry {
		uint32_t ms, node;
	} *heap;
	size_t nheap, cap;
	uint32_t *head, *behind;	/* [nedge] no unit but while units are sorted here; [behind_cap] by unit */
	size_t behind_cap;
	struct scratch *next;
};
struct grid {
	int32_t west, south;
	int32_t step_lon, step_lat;	/* degrees x 10^7 of a cell */
	uint32_t columns, rows;
	uint32_t *first;		/* [columns * rows + 1] into piece */
	struct piece {
		uint32_t edge, point;	/* the line from this point of its shape to the next */
	} *piece;
};
struct road_net {
	struct road_edge *edge;
	struct point *shape, *node;
	uint32_t *run;			/* metres from the beginning of the section, by point of shape */
	uint32_t *free_ms;
	uint32_t nedge, nnode, nshape;
	struct leg *out, *in;
	uint32_t *first_out, *first_in;	/* [nnode + 1] */
	uint32_t *out_at, *in_at;	/* [nedge * 2]: where the arc stands; NO_ARC: there is none */
	struct grid grid;
	struct mark_of {
		struct road_spot spot;
		struct slice number;
		int32_t km_m;
	} *mark;			/* by number and kilometre */
	size_t nmark;
	uint32_t *by_section;		/* edges sorted by section */
	struct road_size size;
	struct arena arena;
	double m_lon, m_lat;		/* metres of 10^-7 degrees, at the middle of the network */
	atomic_int held;
	pthread_mutex_t lock;		/* of spare */
	struct scratch *spare;
};

struct scratch *scratch_take(const struct road_net *n);
void scratch_give(const struct road_net *n, struct scratch *s);
void net_grid_make(struct road_net *n);
void net_islands(struct road_net *n);		/* marks them and counts */
void net_marks_make(struct road_net *n, const struct road_mark *mark, size_t nmark);
double net_metres(const struct road_net *n, struct point a, struct point b);	/* in the plane: of places near each other */
/* Metres along the section at the place nearest to `at` between this point of its shape and the next; how far it is off. */
double net_project(const struct road_net *n, uint32_t edge, uint32_t point, struct point at, double *ret_along);
int slice_order(struct slice a, struct slice b);
#endif
