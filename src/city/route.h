/* SPDX-License-Identifier: Apache-2.0 */
/* route.h - the quickest way to a place, from every other: one tree for each destination, made when first asked for.
 *
 * Cost    routes_next: one look; a new destination about 0.5 ms and one byte a junction.
 */
#ifndef CITY_ROUTE_H
#define CITY_ROUTE_H
#include "demo/roads.h"

struct routes {
	const struct roads *roads;
	uint8_t **by_destination;	/* by destination, by junction: which of its arcs to take */
};
void routes_open(struct routes *r, const struct roads *roads);
void routes_close(struct routes *r);
/* The arc to take at a junction towards another; at != to. */
uint32_t routes_next(struct routes *r, uint32_t at, uint32_t to);
#endif
