/* SPDX-License-Identifier: Apache-2.0 */
/* tiles.h - the base map: vector tiles in one .mbtiles file, read only.
 *
 * Shape      table or view tiles(zoom_level, tile_column, tile_row, tile_data); rows count from the south (TMS), callers
 *            from the north. A tile is a gzip'd Mapbox Vector Tile, handed out as it lies there.
 * Cost       one index probe and one copy, some 20 us; at most 2 MiB of page cache. Thread-safe: one reader at a time.
 * Errors     E_NOT_FOUND no file, no such tile; E_CORRUPT not an mbtiles file, a tile that is not gzip or is too large.
 * Limits     TILES_TILE_MAX a tile, texts as their arrays. The file is not trusted: opened defensively.
 * Source     MBTiles 1.3; Mapbox Vector Tile 2.1.
 */
#ifndef STORE_TILES_H
#define STORE_TILES_H
#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"

#define TILES_TILE_MAX MIB(2)
#define TILES_ZOOM_MAX 22
struct tiles_info {
	double west, south, east, north;	/* degrees, WGS-84 */
	int min_zoom, max_zoom;
	int64_t made_ms;		/* 0: not made by luan */
	bool simulated;
	char attribution[200];
	char layers[400];		/* "road,water": the names in the file's own description */
};
struct tiles;
enum err tiles_open(struct tiles **ret, const char *path) must_check;
void tiles_close(struct tiles *t);
void tiles_info(const struct tiles *t, struct tiles_info *ret);
enum err tiles_get(struct tiles *t, int z, int64_t x, int64_t y, struct arena *a, struct slice *ret) must_check;
/* Whether the file has been replaced or removed since it was opened. */
bool tiles_outdated(const struct tiles *t, const char *path);
/* Reads every tile once; E_CORRUPT when one is not what it should be. *ret_n tiles, *ret_bytes of them. */
enum err tiles_check(struct tiles *t, int64_t *ret_n, int64_t *ret_bytes) must_check;
/* Writes what luan knows of a fresh file into its metadata: attribution, simulated, made_ms. */
enum err tiles_stamp(const char *path, const struct tiles_info *i) must_check;
#endif
