/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_lookout_.h - what committed positions mean: zones and SOS. Private to terminal/. */
#ifndef TERMINAL_TERMINAL_LOOKOUT_PRIVATE_H
#define TERMINAL_TERMINAL_LOOKOUT_PRIVATE_H
#include <pthread.h>
#include "terminal/positions.h"
#include "terminal/zone_shape.h"

struct terminal_port;
struct watched;
struct zones_mark {		/* of the zones as they were read: any change makes another */
	int64_t n, updated_ms, versions;
};
struct lookout {
	pthread_mutex_t lock;
	struct zone_grid *grid;
	struct watched *zone;	/* [n], rising by row */
	size_t n;
	uint64_t changes;
	int64_t loaded_ms;
	struct zones_mark mark;
	struct carrier_state *carrier;
	size_t cap, n_carrier;
};
void lookout_open(struct lookout *w);
void lookout_free(struct lookout *w);
enum err lookout_refresh(struct engine *e, void *port) must_check;	/* timer */
void lookout_take(void *port, const struct position *row, size_t n);	/* a positions_sink */
enum err lookout_catch_up(struct terminal_port *p) must_check;		/* what a crash left between positions and records */
#endif
