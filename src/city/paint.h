/* SPDX-License-Identifier: Apache-2.0 */
/* paint.h - what a camera of the simulated city photographs: the scene with the vehicle, and its plate close up.
 *
 * Shape      drawn by code; the plate is the vehicle's own, readable, whatever the camera read. Every picture carries
 *            "模拟 SIMULATED" across it and in its file.
 * Cost       a scene about 2 ms, a plate 0.3 ms: roads and vehicles are kept as templates (about 30 MB at most) and only
 *            plate, lettering and compression are done each time.
 * Errors     E_NOT_FOUND: no font with Chinese characters (Debian: fonts-wqy-microhei or fonts-noto-cjk).
 * Threads    one owner at a time.
 */
#ifndef CITY_PAINT_H
#define CITY_PAINT_H
#include "base/buf.h"
#include "base/err.h"
#include "city/fleet.h"

#define SCENE_WIDTH 480
#define SCENE_HEIGHT 270
#define PLATE_WIDTH 176
#define PLATE_HEIGHT 56

enum light { LIGHT_DAY, LIGHT_DUSK, LIGHT_NIGHT, LIGHTS };
enum weather { WEATHER_DRY, WEATHER_RAIN, WEATHER_FOG, WEATHERS };
struct shot {
	const struct vehicle *vehicle;
	const char *plate;		/* what the vehicle wears: of a cloned one not its own */
	enum light light;
	enum weather weather;
	int lane;			/* 1.. */
	uint32_t number;		/* places the vehicle a little differently */
	const char *caption;		/* time, place, lane */
	size_t size;			/* bytes to pad to; 0: as it comes */
	int ahead;			/* pixels further along the road */
};
struct painter;
enum err painter_open(struct painter **ret) must_check;
void painter_close(struct painter *p);
void painter_scene(struct painter *p, const struct shot *s, struct buf *jpeg);
/* Type 7 of GA/T 1400, twice as wide and high: evidence of a violation. */
void painter_composite(struct painter *p, const struct shot *s, struct buf *jpeg);
void painter_plate(struct painter *p, const struct shot *s, struct buf *jpeg);
#endif
