/* SPDX-License-Identifier: Apache-2.0 */
/* stands.h - where the demo's devices stand on its road network: tollgates at junctions and on open road, cameras at them one
 * for each direction, everything else somewhere along the streets. Private to demo/.
 *
 * Shape     gates first, stands name them by index; the same for the same seed and number of devices.
 */
#ifndef DEMO_STANDS_H
#define DEMO_STANDS_H
#include "demo/roads.h"

enum stand_kind { STAND_RED_LIGHT, STAND_CHECKPOINT, STAND_SPEED, STAND_PARKING, STAND_VIDEO, STAND_OVERVIEW, STAND_SIGNAL, STAND_SIGN,
	STAND_FLOW, STAND_WEATHER, STAND_KINDS };
#define STAND_GATES(k) ((k) <= STAND_SPEED)	/* reports passages at a tollgate */
#define GATE_ARMS 4
struct gate {
	enum stand_kind kind;
	uint32_t node;			/* a junction, or */
	uint32_t arm[GATE_ARMS];	/* arcs: those that lead to it, or both ways of the road */
	int narm;
	bool border;			/* leads out of the city */
};
struct stand {
	enum stand_kind kind;
	int gate;			/* -1: none */
	uint32_t arc;			/* whose traffic it looks at, or whose side it stands at */
};
struct stands {
	struct roads roads;
	struct gate *gate;
	struct stand *stand;
	int ngate, nstand;
};
void stands_plan(struct stands *ret, uint64_t seed, int devices, struct arena *a);
struct point stands_place(const struct stands *s, const struct stand *at);
struct point stands_gate_place(const struct stands *s, const struct gate *g);
#endif
