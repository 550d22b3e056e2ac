/* SPDX-License-Identifier: Apache-2.0 */
/* report.h - one passage as a camera reports it: a MotorVehicle object of GA/T 1400.3 appendix A.10, and bodies of many.
 *
 * Shape   members as devices in the field send them: numbers as numbers, codes as strings. With 'size' the object is padded
 *         (in VehicleBodyDesc) to exactly so many bytes without its pictures, so that measurements are comparable.
 * Cost    report_put about 0.2 us without pictures, no allocation but the buffer's.
 * Source  GA/T 1400.3 A.10, A.19 (SubImageInfo); facts of the protocol as implemented.
 */
#ifndef CITY_REPORT_H
#define CITY_REPORT_H
#include "base/buf.h"

#define REPORT_SIZE 500
#define VIID_TYPE "Content-Type: application/VIID+JSON;charset=UTF-8\r\n"

struct report_picture {
	int type;			/* 1 scene, 2 plate, 7 composite */
	int width, height;
	struct slice base64;
	bool fresh;			/* with the number of this passage in its comment (jpeg.h): content of its own */
};
struct report {
	const char *device, *tollgate;	/* 20 digits */
	const char *time;		/* 14 digits, report_time */
	const char *type, *use, *brand;
	const char *violation;		/* code; NULL: none */
	bool maker_b;			/* calls it ViolationType, as some makers do */
	struct slice plate;		/* absent: no plate */
	const struct report_picture *picture;
	uint32_t serial;		/* makes the id */
	int npicture;
	int class_code, plate_colour, colour, lane, direction, speed_kmh, reliability;
	size_t size;			/* 0: as it comes */
};
void report_time(int64_t at_ms, char ret[15]);	/* yyyyMMddHHmmss, Beijing */
void report_put(struct buf *b, const struct report *r);

#define REPORT_BEGIN "{\"MotorVehicleListObject\":{\"MotorVehicleObject\":["
#define REPORT_END "]}}"
#endif
