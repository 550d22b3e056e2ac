/* SPDX-License-Identifier: Apache-2.0 */
/* roads.h - from the tables to the network in memory, and again whenever they have changed.
 *
 * Shape      road_section, road_post and the figures of road_class in force today become a fresh network, which is put in the place of the
 *            old one whole. Looked at every second: a change made here, the next import, the next day; a change by another server within a minute.
 * Cost       60,000 sections about half a second, on a timer's thread.
 */
#ifndef MAP_ROADS_H
#define MAP_ROADS_H
#include "engine/engine.h"
#include "engine/row.h"
#include "map/net.h"

enum err roads_load(struct conn *c, int64_t now_ms) must_check;
enum err roads_open(struct engine *e) must_check;	/* loads, and adds the timer */
void roads_stop(void);
void roads_changed(struct call *c, const struct row *r);	/* CHANGED of their pages */

struct road_figures {		/* of a class: see road_class.def */
	int32_t limit_kmh, free_permille, smooth_kmh, steady_kmh, slow_kmh, jam_kmh;
};
struct road_figures road_figures_of(enum road_class class);	/* as last loaded; zeros: none in force */
enum err road_figures_load(struct conn *c, int64_t now_ms) must_check;
#endif
