/* SPDX-License-Identifier: Apache-2.0 */
/* road_times.c - the way to each place by the road network: the nearest by one search, then each of them in its own direction. */
#include "dispatch/outlook.h"
#include "map/net.h"

#define SNAP_M 400			/* a place farther from any road has no way */

struct spots {
	struct road_spot spot[FORECAST_GATES];
	uint32_t gate[FORECAST_GATES];
	size_t n;
};

static void
snap_all(const struct road_net *net, const struct forecast_gate *gate, size_t n, struct spots *ret)
{
	ret->n = 0;
	for (size_t i = 0; i < n && ret->n < FORECAST_GATES; i++)
		if (road_snap(net, gate[i].at, SNAP_M, &ret->spot[ret->n]))
			ret->gate[ret->n++] = (uint32_t)i;
}

static bool
times(const struct road_net *net, struct point from, struct forecast_gate *gate, size_t n)
{
	struct road_reach near[ROAD_PLACES], way;
	struct road_spot start;
	struct spots s;
	size_t k;

	if (!road_snap(net, from, SNAP_M, &start))
		return false;
	snap_all(net, gate, n, &s);
	k = road_nearest(net, &start, s.spot, s.n, ROAD_PLACES, near);
	for (size_t i = 0; i < k; i++)
		if (road_between(net, &start, &s.spot[near[i].unit], &way))
			gate[s.gate[near[i].unit]].road_ms = way.ms > 0 ? way.ms : 1;
	return k > 0;
}

bool
road_times(struct point from, struct forecast_gate *gate, size_t n)
{
	const struct road_net *net = road_net_hold();
	bool ret = net && times(net, from, gate, n);

	if (net)
		road_net_let_go(net);
	return ret;
}
