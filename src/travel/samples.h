/* SPDX-License-Identifier: Apache-2.0 */
/* samples.h - speeds seen on one direction of a section, and what they amount to. Pure.
 *
 * Shape      the last SAMPLES_KEPT; the median of those that are young enough, when there are enough of them.
 * Units      km/h x 10, seconds UTC.
 * Source     levels by speed and class of road: GB/T 33171-2016; the bounds are rows of road_class.
 */
#ifndef TRAVEL_SAMPLES_H
#define TRAVEL_SAMPLES_H
#include "map/roads.h"

#define SAMPLES_KEPT 16
struct samples {
	uint32_t at_s[SAMPLES_KEPT];
	uint16_t kmh10[SAMPLES_KEPT];
	uint8_t n, next;
};
void samples_add(struct samples *s, uint32_t at_s, uint16_t kmh10);
/* 0: fewer than least. ret_n: how many are young enough. */
uint16_t samples_median(const struct samples *s, uint32_t since_s, int least, int *ret_n);

enum road_level { LEVEL_UNKNOWN, LEVEL_SMOOTH, LEVEL_STEADY, LEVEL_SLOW, LEVEL_CONGESTED, LEVEL_JAM, LEVELS };
/* Where even an empty road is slower than the bound of smooth, all bounds are lowered in proportion: a lane is not congested by being one. */
enum road_level samples_level(uint16_t kmh10, const struct road_figures *f, uint32_t free_kmh10);
const char *level_name(enum road_level l);		/* "slow"; "unknown" */
#endif
