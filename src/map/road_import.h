/* SPDX-License-Identifier: Apache-2.0 */
/* road_import.h - luan import roads FILE: .osm.pbf, GeoJSON, Shapefile or GPKG becomes rows of road_section and road_post.
 *
 * Shape      the helper program luan-map reads the file (see map/helper_.h for what holds it) and writes two tables; they are taken in as a
 *            difference from what is there of the same source: same code, same row; what the source no longer has is retired, not
 *            deleted. What was understood, changed and left out is a row of road_import, printed too.
 * Units      source: the name under which a later file replaces this one; by default the file's.
 * Errors     E_NOT_FOUND no such file or no luan-map; E_BAD_BODY nothing in it is a road; E_TOO_LARGE; the store's own.
 */
#ifndef MAP_ROAD_IMPORT_H
#define MAP_ROAD_IMPORT_H
#include "engine/engine.h"
#define NAME road_import
#define DEF "map/road_import.def"
#include "engine/declare.h"

struct road_order {
	const char *file, *source;	/* source NULL: the name of the file without what is behind its first point */
	bool gcj02;			/* its coordinates are GCJ-02, as Chinese maps print them */
	bool preview;
};
struct road_report {
	int64_t value[road_import_nfield];	/* by field of the page; those of times and texts 0 */
	struct buf errors;			/* of rows that were refused, JSON without brackets */
};
enum err road_import(struct engine *e, const struct road_order *o, struct road_report *ret) must_check;	/* road_report_free in any case */
void road_report_free(struct road_report *r);
#endif
