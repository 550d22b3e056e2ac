/* SPDX-License-Identifier: Apache-2.0 */
/* roads_api.h - questions about the road network, for staff who are signed in.
 *
 * Routes     GET /api/v1/roads/find?q=人民路            {"items":[{"title","name","number","class","place","section","km_m","unit","unit_title"}]};
 *              also "柳泉路与人民路", "G309 K12+300": what the call desk types
 *            GET /api/v1/roads/at?place=118.05,36.81     the section there and what the place is called
 *            GET /api/v1/roads/locate?number=G309&km_m=12300&direction=up|down
 *            GET /api/v1/roads/way?from=..&to=..         {"ms","metres","shape"}: the quickest way now, as an encoded polyline
 *            GET /api/v1/roads/network?bbox=w,s,e,n      {"sections":[{"id","class","oneway","name","number","shape"}],"more"}
 * Limits     20 places found; ROADS_SHOWN sections of the box, the higher classes first, "more" when there are others.
 * Errors     E_BAD_QUERY; E_NOT_FOUND no road near, no such kilometre, no way; {"items":[]} and {"sections":[]} without a network.
 */
#ifndef MAP_ROADS_API_H
#define MAP_ROADS_API_H
#include "engine/engine.h"

#define ROADS_SHOWN 4000
size_t roads_routes(struct engine *e, struct http_route *route, size_t max);
/* Who asks: signed in, with a role of roles anywhere. Otherwise it has been answered. Released by the caller. */
const struct who *roads_who(struct engine *e, struct http_request *rq, unsigned roles);
#endif
