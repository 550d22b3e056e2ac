/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRAVEL_ROAD_LEVEL_H
#define TRAVEL_ROAD_LEVEL_H
#include "engine/schema.h"
#define NAME road_level
#define DEF "travel/road_level.def"
#include "engine/declare.h"
#endif
