/* SPDX-License-Identifier: Apache-2.0 */
/* road.h - what ingest and alarm measure on: a house with cameras that may register, a full watch list. Private to bench/. */
#ifndef BENCH_ROAD_H
#define BENCH_ROAD_H
#include "bench/bench_.h"
#include "city/feed.h"

#define ROAD_CONNECTIONS 256
#define ROAD_WATCHED 1000000u
#define ROAD_PATTERNS 10000
#define ROAD_HITS 1000			/* of a million passages: 0.1 % */
#define ROAD_FLEET FLEET_DISTINCT

/* Store at data, with cameras and the list in force; closed. */
enum err road_make(struct bench *b, const char *data) must_check;
/* A feed of so many connections, registered; feed_close when done. */
enum err road_feed(struct bench *b, const struct server *srv, int connections, int batch, struct feed *ret) must_check;
#endif
