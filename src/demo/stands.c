/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/stands.h"

#include "demo/demo_.h"

static const int share[STAND_KINDS] = { 190, 130, 55, 90, 330, 20, 95, 25, 55, 10 };	/* of 1000 */

struct planner {
	struct stands *s;
	uint64_t random;
	int quota[STAND_KINDS];
	uint32_t *order;		/* of nodes, then of arcs */
};

static void
shuffle(uint32_t *v, uint32_t n, uint64_t *random)
{
	for (uint32_t i = 0; i < n; i++)
		v[i] = i;
	for (uint32_t i = n; i > 1; i--) {
		uint32_t k = (uint32_t)demo_below(random, (int)i), t = v[i - 1];
		v[i - 1] = v[k];
		v[k] = t;
	}
}

static void
stand(struct planner *p, enum stand_kind kind, int gate, uint32_t arc)
{
	if (p->quota[kind]-- > 0)
		p->s->stand[p->s->nstand++] = (struct stand){ kind, gate, arc };
}

/* A camera for each direction from which vehicles come. */
static void
open_gate(struct planner *p, struct gate g)
{
	if (p->quota[g.kind] <= 0)
		return;
	p->s->gate[p->s->ngate] = g;
	for (int i = 0; i < g.narm; i++)
		stand(p, g.kind, p->s->ngate, g.arm[i]);
	p->s->ngate++;
}

static void
junctions(struct planner *p)
{
	const struct roads *r = &p->s->roads;

	/* twice round: first where much traffic begins, then anywhere */
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < r->nnode && p->quota[STAND_RED_LIGHT] > 0; i++) {
			const struct road_node *n = &r->node[p->order[i]];
			struct gate g = { .kind = STAND_RED_LIGHT, .node = p->order[i] };
			bool busy = n->weight >= 4;
			if (n->n < 3 || n->weight == 0 || busy != (round == 0))
				continue;
			for (uint32_t k = 0; k < n->n && g.narm < GATE_ARMS; k++)
				g.arm[g.narm++] = r->arc[n->first + k].back;
			open_gate(p, g);
		}
}

static bool
leads_out(const struct roads *r, const struct road_arc *a)
{
	return r->node[a->from].n == 1 || r->node[a->to].n == 1;
}

/* On both ways of a stretch; roads out of the city first. */
static void
stretches(struct planner *p, enum stand_kind kind)
{
	const struct roads *r = &p->s->roads;

	for (int round = kind == STAND_CHECKPOINT ? 0 : 1; round < 2; round++)
		for (uint32_t i = 0; i < r->narc && p->quota[kind] > 0; i++) {
			uint32_t arc = p->order[i];
			const struct road_arc *a = &r->arc[arc];
			enum road_class class = r->road[a->road].class;
			bool fits = kind == STAND_SPEED ? class <= ROAD_COUNTY : class <= ROAD_URBAN;
			/* a stretch is met twice, by either of its arcs: taken by the lesser one; odd roads have checkpoints, even ones speed cameras */
			if (!fits || a->back < arc || leads_out(r, a) != (round == 0) || (round && (arc / 2 % 2 == 0) != (kind == STAND_SPEED)))
				continue;
			open_gate(p, (struct gate){ .kind = kind, .node = UINT32_MAX, .arm = { arc, a->back }, .narm = 2, .border = round == 0 });
		}
}

static void
others(struct planner *p)
{
	const struct roads *r = &p->s->roads;

	for (int k = STAND_PARKING; k < STAND_KINDS; k++)
		while (p->quota[k] > 0) {
			uint32_t arc = (uint32_t)demo_below(&p->random, (int)r->narc);
			/* streets more often than open road */
			if (r->node[r->arc[arc].to].weight || demo_below(&p->random, 3) == 0)
				stand(p, (enum stand_kind)k, -1, arc);
		}
}

void
stands_plan(struct stands *ret, uint64_t seed, int devices, struct arena *a)
{
	struct planner p = { .s = ret, .random = seed + 11 };
	uint32_t *mixed = arena_array(a, uint32_t, (size_t)devices);
	struct stand *in_order;
	int left = devices;

	roads_make(&ret->roads, a);
	ret->gate = arena_array(a, struct gate, (size_t)devices);
	in_order = ret->stand = arena_array(a, struct stand, (size_t)devices);
	p.order = arena_array(a, uint32_t, ret->roads.narc + ret->roads.nnode);
	for (int k = 0; k < STAND_KINDS; k++)
		left -= p.quota[k] = devices * share[k] / 1000;
	shuffle(p.order, ret->roads.nnode, &p.random);
	junctions(&p);
	shuffle(p.order, ret->roads.narc, &p.random);
	stretches(&p, STAND_CHECKPOINT);
	stretches(&p, STAND_SPEED);
	p.quota[STAND_VIDEO] += left;
	for (int k = STAND_RED_LIGHT; k <= STAND_SPEED; k++)	/* where the network has no more room */
		p.quota[STAND_VIDEO] += p.quota[k] > 0 ? p.quota[k] : 0;
	others(&p);
	shuffle(mixed, (uint32_t)ret->nstand, &p.random);
	ret->stand = arena_array(a, struct stand, (size_t)devices);
	for (int i = 0; i < ret->nstand; i++)
		ret->stand[i] = in_order[mixed[i]];
}

struct point
stands_gate_place(const struct stands *s, const struct gate *g)
{
	return g->node != UINT32_MAX ? s->roads.node[g->node].at : roads_on(&s->roads, &s->roads.arc[g->arm[0]], 0.5);
}

/* Cameras stand some metres before the line they watch, so that they are not all on one point of the map. */
struct point
stands_place(const struct stands *s, const struct stand *at)
{
	const struct road_arc *a = &s->roads.arc[at->arc];

	if (at->gate >= 0)
		return roads_on(&s->roads, a, s->gate[at->gate].node != UINT32_MAX ? 1 - 25.0 / (a->metres + 26) : 0.5 - 12.0 / (a->metres + 26));
	return roads_on(&s->roads, a, 0.15 + 0.7 * ((at->arc * 2654435761u >> 8) % 1000) / 1000.0);
}
