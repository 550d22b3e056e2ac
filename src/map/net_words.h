/* SPDX-License-Identifier: Apache-2.0 */
/* net_words.h - what a caller says of a place on a numbered road: "G309 K12+300", "309国道12公里300米", "S102 12.3km". Pure.
 *
 * Errors     road_said answers false: no number of a road in it.
 * Source     GB/T 917 (G, S, X, Y, C and up to five digits); 桩号 as K12+300.
 */
#ifndef MAP_NET_WORDS_H
#define MAP_NET_WORDS_H
#include "base/slice.h"

#define ROAD_NUMBER_MAX 8
struct road_said {
	char number[ROAD_NUMBER_MAX + 1];	/* "G309" */
	int32_t km_m;				/* 12300; ROAD_NO_KM: not said */
};
bool road_said(struct slice words, struct road_said *ret) must_check;
/* "柳泉路与人民路交叉口" -> both names; false: not two. */
bool road_said_two(struct slice words, struct slice *ret_a, struct slice *ret_b) must_check;
#endif
