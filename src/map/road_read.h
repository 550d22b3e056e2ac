/* SPDX-License-Identifier: Apache-2.0 */
/* road_read.h - luan-map roads SOURCE SECTIONS.csv POSTS.csv NAME [gcj02]: the road network of a source through GDAL, as tables that
 * luan import roads takes in as a difference. Told on the first line of its output: {"features","ways","sections","posts","metres","osm",
 * "counts":{"footway":n, ..}}.
 *
 * Limits     CONVERT_* and ROAD_POINTS_MAX; the process is held by its parent to memory, time and size of files.
 */
#ifndef MAP_ROAD_READ_H
#define MAP_ROAD_READ_H

int road_read_main(int argc, char **argv);
#endif
