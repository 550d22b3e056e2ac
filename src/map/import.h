/* SPDX-License-Identifier: Apache-2.0 */
/* import.h - luan import map FILE: .osm.pbf, GeoJSON, Shapefile or GPKG becomes DATA/map.mbtiles.
 *
 * Shape      the helper program luan-map (GDAL) runs as a process of its own, bounded in memory, time, files and what it may
 *            write; what it made is read through once, stamped, and put in the place of the old map in one rename. A
 *            server that runs takes it over by itself.
 * Errors     E_NOT_FOUND no such file, or no luan-map beside luan (built without GDAL); E_BAD_BODY the file is no map or
 *            nothing in it belongs on one; E_TOO_LARGE; E_CORRUPT; E_DISK_FULL; E_STORE.
 */
#ifndef MAP_IMPORT_H
#define MAP_IMPORT_H
#include "base/err.h"

#define MAP_SOURCE_MAX (8LL << 30)	/* bytes of the source */
struct map_report {
	int64_t features, kept, skipped, tiles, bytes;
	bool simulated;
};
enum err map_import(const char *data_dir, const char *file, const char *attribution, struct map_report *ret) must_check;
#endif
