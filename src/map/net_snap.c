/* SPDX-License-Identifier: Apache-2.0 */
/* net_snap.c - a place on the network: a grid of cells of some 250 m, each with the lines that may cross it, looked at ring by ring. */
#include <math.h>
#include <stdlib.h>

#include "map/net_.h"

#define CELL_M 250
#define CELLS_MAX (1u << 21)
#define RINGS_MAX 40			/* nobody snaps over more than 10 km */

double
net_project(const struct road_net *n, uint32_t edge, uint32_t point, struct point at, double *ret_along)
{
	const struct road_edge *e = &n->edge[edge];
	const uint32_t *run = n->run + (e->shape - n->shape);
	struct point a = e->shape[point], b = e->shape[point + 1];
	double x = ((double)b.lon_e7 - a.lon_e7) * n->m_lon, y = ((double)b.lat_e7 - a.lat_e7) * n->m_lat;
	double px = ((double)at.lon_e7 - a.lon_e7) * n->m_lon, py = ((double)at.lat_e7 - a.lat_e7) * n->m_lat;
	double length = x * x + y * y, share = length > 0 ? (px * x + py * y) / length : 0;

	share = fmin(1, fmax(0, share));
	*ret_along = run[point] + share * (run[point + 1] - run[point]);
	return hypot(px - share * x, py - share * y);
}

/* ---- the grid ---- */

struct cells {
	uint32_t left, right, top, bottom;
};

static uint32_t
cell_of(int64_t v, int32_t least, int32_t step, uint32_t most)
{
	int64_t i = (v - least) / step;

	return i < 0 || v < least ? 0 : i >= most ? most - 1 : (uint32_t)i;
}

static struct cells
cells_of(const struct grid *g, double west, double south, double east, double north)
{
	return (struct cells){ cell_of((int64_t)west, g->west, g->step_lon, g->columns), cell_of((int64_t)east, g->west, g->step_lon, g->columns),
		cell_of((int64_t)north, g->south, g->step_lat, g->rows), cell_of((int64_t)south, g->south, g->step_lat, g->rows) };
}

/* A long line is walked in steps of a cell: only what it may cross is told, some of it more than once. */
static void
each_cell(struct grid *g, struct point a, struct point b, const struct piece *p, uint32_t *fill)
{
	double dx = (double)b.lon_e7 - a.lon_e7, dy = (double)b.lat_e7 - a.lat_e7;
	int steps = (int)fmin(1e5, fmax(fabs(dx) / g->step_lon, fabs(dy) / g->step_lat)) + 1;
	uint32_t last = UINT32_MAX;

	for (int i = 0; i < steps; i++) {
		double x0 = a.lon_e7 + dx * i / steps, x1 = a.lon_e7 + dx * (i + 1) / steps;
		double y0 = a.lat_e7 + dy * i / steps, y1 = a.lat_e7 + dy * (i + 1) / steps;
		struct cells c = cells_of(g, fmin(x0, x1), fmin(y0, y1), fmax(x0, x1), fmax(y0, y1));
		for (uint32_t y = c.bottom; y <= c.top; y++)
			for (uint32_t x = c.left; x <= c.right; x++) {
				uint32_t cell = y * g->columns + x;
				if (cell == last)
					continue;
				last = cell;
				if (fill)
					g->piece[fill[cell]++] = *p;
				else
					g->first[cell + 1]++;
			}
	}
}

static void
each_piece(struct road_net *n, uint32_t *fill)
{
	for (uint32_t e = 0; e < n->nedge; e++)
		for (uint32_t i = 0; i + 1 < n->edge[e].nshape; i++)
			each_cell(&n->grid, n->edge[e].shape[i], n->edge[e].shape[i + 1], &(struct piece){ e, i }, fill);
}

static void
set_bounds(struct road_net *n, int32_t *ret_east, int32_t *ret_north)
{
	struct grid *g = &n->grid;

	g->west = g->south = INT32_MAX;
	*ret_east = *ret_north = INT32_MIN;
	for (uint32_t i = 0; i < n->nshape; i++) {
		struct point p = n->shape[i];
		g->west = p.lon_e7 < g->west ? p.lon_e7 : g->west;
		g->south = p.lat_e7 < g->south ? p.lat_e7 : g->south;
		*ret_east = p.lon_e7 > *ret_east ? p.lon_e7 : *ret_east;
		*ret_north = p.lat_e7 > *ret_north ? p.lat_e7 : *ret_north;
	}
}

void
net_grid_make(struct road_net *n)
{
	struct grid *g = &n->grid;
	double cell = CELL_M;
	int32_t east, north;
	uint32_t *fill;

	if (!n->nedge)
		return;
	set_bounds(n, &east, &north);
	for (;; cell *= 2) {		/* a network of half the earth gets coarser cells */
		g->step_lon = (int32_t)fmin(1e9, cell / fmax(n->m_lon, 1e-6));
		g->step_lat = (int32_t)(cell / n->m_lat);
		g->columns = (uint32_t)(((int64_t)east - g->west) / g->step_lon + 1);
		g->rows = (uint32_t)(((int64_t)north - g->south) / g->step_lat + 1);
		if ((uint64_t)g->columns * g->rows <= CELLS_MAX)
			break;
	}
	g->first = arena_array(&n->arena, uint32_t, (size_t)g->columns * g->rows + 1);
	each_piece(n, NULL);
	for (uint32_t i = 0; i < g->columns * g->rows; i++)
		g->first[i + 1] += g->first[i];
	g->piece = arena_array(&n->arena, struct piece, g->first[g->columns * g->rows] + 1);
	fill = mem_alloc(mul_size((size_t)g->columns * g->rows + 1, sizeof *fill));
	memcpy(fill, g->first, (size_t)g->columns * g->rows * sizeof *fill);
	each_piece(n, fill);
	mem_free(fill);
}

/* ---- snapping ---- */

struct snap {
	double off, along;
	uint32_t edge;
};

static void
look(const struct road_net *n, uint32_t cell, struct point at, struct snap best[2])
{
	const struct grid *g = &n->grid;

	for (uint32_t i = g->first[cell]; i < g->first[cell + 1]; i++) {
		const struct piece *p = &g->piece[i];
		double along, off = net_project(n, p->edge, p->point, at, &along);
		struct snap *b = &best[n->edge[p->edge].island];
		if (off < b->off)
			*b = (struct snap){ off, along, p->edge };
	}
}

/* Cells at the distance `ring` from the middle one, which may lie outside of the grid. */
static void
look_ring(const struct road_net *n, int64_t x, int64_t y, int64_t ring, struct point at, struct snap best[2])
{
	const struct grid *g = &n->grid;

	for (int64_t dy = -ring; dy <= ring; dy++) {
		int64_t step = dy == -ring || dy == ring || !ring ? 1 : 2 * ring;
		if (y + dy < 0 || y + dy >= g->rows)
			continue;
		for (int64_t dx = -ring; dx <= ring; dx += step)
			if (x + dx >= 0 && x + dx < g->columns)
				look(n, (uint32_t)((y + dy) * g->columns + x + dx), at, best);
	}
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

bool
road_snap(const struct road_net *n, struct point at, uint32_t within_m, struct road_spot *ret)
{
	const struct grid *g = &n->grid;
	struct snap best[2] = { { .off = within_m + 0.5 }, { .off = within_m + 0.5 } }, *b;
	double cell;
	int64_t x, y, rings;

	if (!n->nedge)
		return false;
	x = floor_div((int64_t)at.lon_e7 - g->west, g->step_lon);
	y = floor_div((int64_t)at.lat_e7 - g->south, g->step_lat);
	cell = fmin(g->step_lat * n->m_lat, g->step_lon * n->m_lon);
	rings = (int64_t)(within_m / cell) + 1;
	if (rings > RINGS_MAX)
		rings = RINGS_MAX;
	for (int64_t ring = 0; ring <= rings && best[0].off > (double)(ring - 1) * cell; ring++)
		look_ring(n, x, y, ring, at, best);
	b = best[0].off <= within_m ? &best[0] : &best[1];
	if (b->off > within_m)
		return false;
	*ret = (struct road_spot){ b->edge, (uint32_t)lround(b->along), (uint32_t)lround(b->off), n->edge[b->edge].section };
	return true;
}

static int
by_number(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return a < b ? -1 : a > b;
}

/* A section is told once, though many cells of the box hold a part of it. */
size_t
road_within(const struct road_net *n, struct point sw, struct point ne, uint32_t *ret, size_t max)
{
	const struct grid *g = &n->grid;
	struct cells c;
	uint32_t *all;
	size_t count = 0, kept = 0;

	if (!n->nedge || ne.lon_e7 < g->west || ne.lat_e7 < g->south || sw.lon_e7 > ne.lon_e7 || sw.lat_e7 > ne.lat_e7)
		return 0;
	c = cells_of(g, sw.lon_e7, sw.lat_e7, ne.lon_e7, ne.lat_e7);
	for (uint32_t y = c.bottom; y <= c.top; y++)
		count += g->first[y * g->columns + c.right + 1] - g->first[y * g->columns + c.left];
	all = mem_alloc(mul_size(count + 1, sizeof *all));
	count = 0;
	for (uint32_t y = c.bottom; y <= c.top; y++)
		for (uint32_t i = g->first[y * g->columns + c.left]; i < g->first[y * g->columns + c.right + 1]; i++)
			all[count++] = g->piece[i].edge;
	qsort(all, count, sizeof *all, by_number);
	for (size_t i = 0; i < count; i++)
		if ((!i || all[i] != all[i - 1]) && kept++ < max)
			ret[kept - 1] = all[i];
	mem_free(all);
	return kept;
}
