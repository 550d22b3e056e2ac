/* SPDX-License-Identifier: Apache-2.0 */
/* map.h - the base map under everything that is shown on a map: served from DATA/map.mbtiles, imported by luan import map.
 *
 * Routes     GET /map/info               {"present","bounds","min_zoom","max_zoom","layers","attribution","simulated","version"}
 *            GET /map/tiles/{z}/{x}/{y}  a gzip'd Mapbox Vector Tile; 204 where there is none. For whoever is signed in.
 * Shape      without a map every answer says so and the console draws a degree net. A map that is replaced while the server
 *            runs is noticed within a second.
 * Cost       some 30 us a tile on a worker; ETag and a year's cache under ?v=.
 */
#ifndef MAP_MAP_H
#define MAP_MAP_H
#include "engine/engine.h"

struct map;
struct map *map_open(struct engine *e);
void map_close(struct map *m);				/* after http_stop */
size_t map_routes(struct map *m, struct http_route *route, size_t max);
#define MAP_FILE "map.mbtiles"				/* in the data directory */
#endif
