/* SPDX-License-Identifier: Apache-2.0 */
/* net_near.c - who is there first: Dijkstra from the goal against the direction of travel, ended as soon as no better can come.
 *
 * The heap has four children a node and holds entries twice rather than moving them. A unit stands on a section: it is met when the
 * end of that section towards which it may drive is settled, so that the sections of no unit cost nothing but their arc.
 */
#include <stdlib.h>

#include "map/net_.h"

#define UNIT_NONE UINT32_MAX

/* ---- scratch ---- */

struct scratch *
scratch_take(const struct road_net *held)
{
	struct road_net *n = (struct road_net *)(uintptr_t)held;
	struct scratch *s;

	pthread_mutex_lock(&n->lock);
	if ((s = n->spare))
		n->spare = s->next;
	pthread_mutex_unlock(&n->lock);
	if (!s) {
		s = mem_alloc(sizeof *s);
		s->seen = mem_alloc(mul_size((size_t)n->nnode + 1, sizeof *s->seen));
		s->cap = 1024;
		s->heap = mem_alloc(s->cap * sizeof *s->heap);
		s->head = mem_alloc(mul_size((size_t)n->nedge + 1, sizeof *s->head));
		memset(s->head, 0xff, (size_t)n->nedge * sizeof *s->head);
	}
	if (!++s->stamp) {		/* came round: what an old stamp says would be believed */
		memset(s->seen, 0, ((size_t)n->nnode + 1) * sizeof *s->seen);
		s->stamp = 1;
	}
	s->nheap = 0;
	return s;
}

void
scratch_give(const struct road_net *held, struct scratch *s)
{
	struct road_net *n = (struct road_net *)(uintptr_t)held;

	pthread_mutex_lock(&n->lock);
	s->next = n->spare;
	n->spare = s;
	pthread_mutex_unlock(&n->lock);
}

static void
push(struct scratch *s, uint32_t ms, uint32_t node)
{
	size_t i = s->nheap++, up;

	if (s->nheap > s->cap)
		s->heap = mem_resize(s->heap, (s->cap *= 2) * sizeof *s->heap);
	for (; i && s->heap[up = (i - 1) / 4].ms > ms; i = up)
		s->heap[i] = s->heap[up];
	s->heap[i] = (struct entry){ ms, node };
}

static struct entry
pop(struct scratch *s)
{
	struct entry first = s->heap[0], last = s->heap[--s->nheap];
	size_t i = 0, least;

	for (size_t down; (down = i * 4 + 1) < s->nheap; i = least) {
		size_t end = down + 4 < s->nheap ? down + 4 : s->nheap;
		least = down;
		for (size_t k = down + 1; k < end; k++)
			if (s->heap[k].ms < s->heap[least].ms)
				least = k;
		if (s->heap[least].ms >= last.ms)
			break;
		s->heap[i] = s->heap[least];
	}
	s->heap[i] = last;
	return first;
}

static void
reach(struct scratch *s, uint32_t node, uint32_t ms, uint32_t metres, uint32_t via)
{
	struct seen *v = &s->seen[node];

	if (v->stamp == s->stamp && v->ms <= ms)
		return;
	*v = (struct seen){ s->stamp, ms, metres, via };
	push(s, ms, node);
}

/* ---- units on their sections ---- */

struct road_units {
	const struct road_net *net;
	const struct road_spot *unit;
	size_t nunit;
	uint32_t *head, *next;		/* by edge; by unit */
};

static void
sort_units(struct road_units *u)
{
	for (uint32_t i = 0; i < u->nunit; i++) {
		uint32_t edge = u->unit[i].edge;
		if (edge >= u->net->nedge)
			continue;
		u->next[i] = u->head[edge];
		u->head[edge] = i;
	}
}

struct road_units *
road_units_make(const struct road_net *n, const struct road_spot *unit, size_t nunit)
{
	struct road_units *u = mem_alloc(sizeof *u + mul_size(nunit, sizeof *unit) + mul_size((size_t)n->nedge + nunit, sizeof(uint32_t)));
	struct road_spot *copy = (struct road_spot *)(u + 1);

	*u = (struct road_units){ .net = n, .unit = copy, .nunit = nunit, .head = (uint32_t *)(copy + nunit) };
	u->next = u->head + n->nedge;
	if (nunit)
		memcpy(copy, unit, nunit * sizeof *unit);
	memset(u->head, 0xff, (size_t)n->nedge * sizeof *u->head);
	sort_units(u);
	return u;
}

void
road_units_free(struct road_units *u)
{
	mem_free(u);
}

/* ---- the search ---- */

struct best {				/* sorted, soonest first */
	struct road_reach *at;
	size_t n, k;
	uint32_t via[ROAD_NEAREST_MAX];	/* the arc on which the unit sets out */
};

static void
offer(struct best *b, uint32_t unit, int64_t ms, uint32_t metres, uint32_t via)
{
	size_t i;

	if (b->n == b->k && ms >= b->at[b->n - 1].ms)
		return;
	for (i = 0; i < b->n && b->at[i].unit != unit; i++)
		;
	if (i < b->n && b->at[i].ms <= ms)
		return;
	if (i == b->n)
		i = b->n < b->k ? b->n++ : b->n - 1;
	for (; i && b->at[i - 1].ms > ms; i--) {
		b->at[i] = b->at[i - 1];
		b->via[i] = b->via[i - 1];
	}
	b->at[i] = (struct road_reach){ unit, ms, metres };
	b->via[i] = via;
}

static uint32_t
part_of(uint32_t ms, uint32_t metres, uint32_t of)
{
	return (uint32_t)((uint64_t)ms * metres / of);
}

static uint32_t
along_of(const struct road_net *n, const struct road_spot *s)
{
	return s->along_m < n->edge[s->edge].metres ? s->along_m : n->edge[s->edge].metres;
}

/* Those on the section of the goal itself that need not leave it, and the ends from which it is reached. */
static void
begin(const struct road_units *u, const struct road_spot *goal, struct scratch *s, struct best *b)
{
	const struct road_net *n = u->net;
	const struct road_edge *e = &n->edge[goal->edge];
	uint32_t g = along_of(n, goal), there = road_edge_ms(n, goal->edge, false), back = road_edge_ms(n, goal->edge, true);

	for (uint32_t i = u->head[goal->edge]; i != UNIT_NONE; i = u->next[i]) {
		uint32_t a = along_of(n, &u->unit[i]);
		if (a <= g)
			offer(b, i, part_of(there, g - a, e->metres), g - a, goal->edge * 2);
		else if (!e->oneway)
			offer(b, i, part_of(back, a - g, e->metres), a - g, goal->edge * 2 + 1);
	}
	reach(s, e->from, part_of(there, g, e->metres), g, goal->edge * 2);
	if (!e->oneway)
		reach(s, e->to, part_of(back, e->metres - g, e->metres), e->metres - g, goal->edge * 2 + 1);
}

static void
meet(const struct road_units *u, const struct leg *l, uint32_t ms, const struct seen *at, struct best *b)
{
	for (uint32_t i = u->head[l->arc / 2]; i != UNIT_NONE; i = u->next[i]) {
		uint32_t along = u->unit[i].along_m, a = along < l->metres ? along : l->metres, rest = l->arc & 1 ? a : l->metres - a;
		offer(b, i, (int64_t)at->ms + part_of(ms, rest, l->metres), at->metres + rest, l->arc);
	}
}

static void
search(const struct road_units *u, const struct road_spot *goal, struct scratch *s, struct best *b)
{
	const struct road_net *n = u->net;

	begin(u, goal, s, b);
	while (s->nheap) {
		struct entry v = pop(s);
		struct seen at = s->seen[v.node];
		if (v.ms > at.ms)
			continue;		/* an older entry */
		if (b->n == b->k && v.ms >= b->at[b->n - 1].ms)
			break;
		for (uint32_t i = n->first_in[v.node]; i < n->first_in[v.node + 1]; i++) {
			const struct leg *l = &n->in[i];
			uint32_t ms = atomic_load_explicit(&l->ms, memory_order_relaxed);
			if (u->head[l->arc / 2] != UNIT_NONE)
				meet(u, l, ms, &at, b);
			if (at.ms + ms > at.ms)
				reach(s, l->node, at.ms + ms, at.metres + l->metres, l->arc);
		}
	}
}

size_t
road_units_nearest(const struct road_units *u, const struct road_spot *goal, size_t k, struct road_reach *ret)
{
	struct best b = { .at = ret, .k = k < ROAD_NEAREST_MAX ? k : ROAD_NEAREST_MAX };
	struct scratch *s;

	if (!b.k || !u->nunit || goal->edge >= u->net->nedge)
		return 0;
	s = scratch_take(u->net);
	search(u, goal, s, &b);
	scratch_give(u->net, s);
	return b.n;
}

size_t
road_nearest(const struct road_net *n, const struct road_spot *goal, const struct road_spot *unit, size_t nunit, size_t k, struct road_reach *ret)
{
	struct best b = { .at = ret, .k = k < ROAD_NEAREST_MAX ? k : ROAD_NEAREST_MAX };
	struct road_units u = { .net = n, .unit = unit, .nunit = nunit };
	struct scratch *s;

	if (!b.k || !nunit || goal->edge >= n->nedge)
		return 0;
	s = scratch_take(n);
	if (s->behind_cap < nunit)
		s->behind = mem_resize(s->behind, mul_size(s->behind_cap = nunit, sizeof *s->behind));
	u.head = s->head;
	u.next = s->behind;
	sort_units(&u);
	search(&u, goal, s, &b);
	for (size_t i = 0; i < nunit; i++)
		if (unit[i].edge < n->nedge)
			s->head[unit[i].edge] = UNIT_NONE;
	scratch_give(n, s);
	return b.n;
}

bool
road_between(const struct road_net *n, const struct road_spot *from, const struct road_spot *to, struct road_reach *ret)
{
	return road_nearest(n, to, from, 1, 1, ret) == 1;
}

/* ---- the way itself ---- */

/* From the arc on which it sets out, on by what each node says leads to the goal; on the section of the goal it ends. */
static size_t
follow(const struct road_net *n, const struct scratch *s, uint32_t arc, uint32_t goal_edge, bool direct, struct road_arc_of *ret, size_t max)
{
	size_t count = 0;

	for (;;) {
		const struct road_edge *e = &n->edge[arc / 2];
		uint32_t head = arc & 1 ? e->from : e->to;
		if (count++ < max)
			ret[count - 1] = (struct road_arc_of){ arc / 2, arc & 1 };
		if (direct || count > n->nedge * 2u || s->seen[head].stamp != s->stamp)
			return count;
		arc = s->seen[head].via;
		direct = arc / 2 == goal_edge;
	}
}

/* It sets out on the section of the goal and has it before itself. */
static bool
is_direct(const struct road_net *n, const struct road_spot *from, const struct road_spot *to, uint32_t via)
{
	uint32_t a = along_of(n, from), g = along_of(n, to);

	return via / 2 == to->edge && (via & 1 ? a >= g : a <= g);
}

size_t
road_path(const struct road_net *n, const struct road_spot *from, const struct road_spot *to, struct road_arc_of *ret, size_t max, struct road_reach *ret_reach)
{
	struct road_units *u = road_units_make(n, from, 1);
	struct best b = { .at = ret_reach, .k = 1 };
	struct scratch *s;
	size_t count = 0;

	if (from->edge < n->nedge && to->edge < n->nedge) {
		s = scratch_take(n);
		search(u, to, s, &b);
		if (b.n)
			count = follow(n, s, b.via[0], to->edge, is_direct(n, from, to, b.via[0]), ret, max);
		scratch_give(n, s);
	}
	road_units_free(u);
	return count;
}
