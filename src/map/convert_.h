/* SPDX-License-Identifier: Apache-2.0 */
/* convert_.h - the helper program luan-map: reads a map through GDAL, writes vector tiles. The server does not link GDAL: a
 * process that reads ten features with it needs 52 MB, and its many parsers read what strangers sent.
 *
 * Use        luan-map SOURCE TARGET.mbtiles; told on the first line of its output: {"features","kept","skipped",..}
 * Limits     CONVERT_* below, on top of those that the parent sets on the process (address space, CPU, file size).
 */
#ifndef MAP_CONVERT__H
#define MAP_CONVERT__H
#include <gdal.h>
#include "map/kind.h"

#define CONVERT_FEATURES_MAX 50000000LL
#define CONVERT_POINTS_MAX 200000	/* of one feature: a coastline of a continent is not a base map of a city */
#define CONVERT_LAYERS_MAX 64

struct convert {
	GDALDatasetH from, to;
	OGRLayerH out[MAP_LAYERS][MAP_ZOOM_MOST + 1];	/* by layer and the zoom from which it is shown */
	OGRSpatialReferenceH wgs84;
	struct convert_layer {
		OGRLayerH layer;
		OGRCoordinateTransformationH to_wgs84;	/* NULL: it is WGS-84 already */
		bool named;			/* name, highway .. are columns */
	} seen[CONVERT_LAYERS_MAX];
	int nseen;
	int64_t features, kept, skipped;
	double west, south, east, north;
	bool osm;
};
bool convert_open(struct convert *c, const char *from, const char *to) must_check;
bool convert_all(struct convert *c) must_check;
bool convert_feature(struct convert *c, OGRLayerH layer, OGRFeatureH f) must_check;	/* false: nothing can be written any more */
bool convert_close(struct convert *c) must_check;
#endif
