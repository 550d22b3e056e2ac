/* SPDX-License-Identifier: Apache-2.0 */
/* kind.h - which layer of the base map a thing of the source belongs to, and from which zoom on it is shown.
 *
 * Shape      a source either says it itself (layer, class: what luan city writes) or speaks OpenStreetMap's words (highway,
 *            natural, landuse, place, boundary, building) or those of its shapefiles (fclass). Pure: no library of maps.
 * Errors     map_kind_of answers false: not for a base map.
 * Source     wiki.openstreetmap.org: Key:highway, Key:place, Key:boundary; classes as in web/src/map/base.ts.
 */
#ifndef MAP_KIND_H
#define MAP_KIND_H
#include "base/slice.h"

enum map_layer { MAP_ROAD, MAP_WATER, MAP_LANDUSE, MAP_BUILT, MAP_PLACE, MAP_BOUNDARY, MAP_LAYERS };
enum map_shape { MAP_POINT = 1, MAP_LINE = 2, MAP_AREA = 4 };
#define MAP_ZOOM_LEAST 8
#define MAP_ZOOM_MOST 14
#define MAP_TEXT_MAX 120	/* bytes of a name */

struct map_kind {
	enum map_layer layer;
	const char *class_name;		/* static */
	int min_zoom;
};
/* The value of a tag of the thing, absent when it has none; good until the third call after it. */
typedef struct slice map_tag_fn(void *ctx, const char *key);
bool map_kind_of(map_tag_fn *tag, void *ctx, enum map_shape shape, struct map_kind *ret) must_check;
const char *map_layer_name(enum map_layer l);	/* "road" */
/* The value of key in OpenStreetMap's "other_tags": "\"name:zh\"=>\"..\",..", with \" and \\ taken back; into out. */
struct slice map_other_tag(struct slice tags, const char *key, char out[MAP_TEXT_MAX + 1]);
/* A name fit for a label: valid UTF-8, no control characters, cut at a whole character. */
struct slice map_name(struct slice raw, char out[MAP_TEXT_MAX + 1]);
#endif
