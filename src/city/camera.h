/* SPDX-License-Identifier: Apache-2.0 */
/* camera.h - the cameras of the simulated city: which of the server's devices they are, what they see and what goes wrong.
 *
 * Shape      one for each device of the server that belongs to a tollgate and lies on the road network; by arc, which one sees it.
 * Faults     each camera has rates of its own, drawn by its code: misreads, unread symbols; some clocks are wrong, some cameras are
 *            silent for ten minutes now and then; older ones send many at once and without pictures.
 */
#ifndef CITY_CAMERA_H
#define CITY_CAMERA_H
#include <stdatomic.h>
#include "city/console.h"
#include "city/traffic.h"

enum camera_kind { CAMERA_RED_LIGHT, CAMERA_CHECKPOINT, CAMERA_SPEED };
struct camera {
	char code[21], gate[21];
	char where[96];			/* name of its tollgate, for the caption */
	uint32_t arc;
	uint8_t direction, lanes, lane_base;
	uint16_t misread, unread, no_plate;	/* per thousand */
	int32_t clock_ms;		/* how far its clock is ahead */
	bool batches;
	uint8_t kind;			/* enum camera_kind */
	uint32_t serial;
	atomic_int registered;
	struct buf pending;		/* batch being filled */
	int npending;
	int64_t pending_ms;
};
struct cameras {
	struct camera *camera;
	int32_t n;
	int32_t *middle, *end;		/* by arc */
	int32_t gates, unplaced;	/* devices that lie nowhere on the network */
};
/* Asks the server. E_NOT_FOUND: it has none of its devices on the roads. */
enum err cameras_load(struct cameras *ret, struct console *c, const struct roads *roads, uint64_t seed) must_check;
void cameras_free(struct cameras *c);
bool camera_silent(const struct cameras *c, int32_t i, uint64_t seed, int64_t at_ms);	/* out of order at this time */
#endif
