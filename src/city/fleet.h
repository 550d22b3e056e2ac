/* SPDX-License-Identifier: Apache-2.0 */
/* fleet.h - the vehicles of the simulated city, reckoned from their number, never stored.
 *
 * Shape   vehicle 0 .. size-1; kinds in the shares of a prefecture-level city; every thousand vehicles hold all kinds.
 *         The registers, owners and brands are invented; the grammar of the plates is real.
 * Once    up to FLEET_DISTINCT vehicles no two have the same plate and class.
 * Cost    fleet_vehicle about 60 ns, no allocation.
 * Source  GA 36-2018 (plates), GA/T 16.7 (classes), GA/T 16.4 (types), GA/T 1400 ColorType.
 */
#ifndef CITY_FLEET_H
#define CITY_FLEET_H
#include "base/plate.h"

#define FLEET_DISTINCT 4000000u

enum body { BODY_SEDAN, BODY_SUV, BODY_VAN, BODY_BUS, BODY_TRUCK, BODY_TRAILER, BODY_CYCLE, BODY_COUNT };
enum plate_ink { INK_BLUE, INK_GREEN, INK_YELLOW, INK_YELLOW_GREEN, INK_WHITE, INK_BLACK };

struct vehicle {
	uint32_t number;
	uint8_t plate_n;
	char plate[PLATE_TEXT_MAX];
	uint8_t class_code;		/* 号牌种类 */
	uint8_t plate_colour, colour;	/* ColorType */
	uint8_t body, ink;
	char type[4];			/* K33 */
	char use[2];			/* 使用性质 */
	const char *brand;		/* invented */
};
struct fleet {
	uint64_t seed;
	uint32_t size;
};
void fleet_vehicle(const struct fleet *f, uint32_t number, struct vehicle *ret);

/* The same plate as a camera reads it that mixes up or does not read a symbol: 'wrong' symbols replaced by look-alikes,
 * 'unread' by '-'. The province is left alone unless nothing is read at all. */
void fleet_misread(const struct vehicle *v, uint64_t *dice, int wrong, int unread, char ret[PLATE_TEXT_MAX]);
#endif
