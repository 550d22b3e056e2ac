/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRAVEL_ROAD_HOUR_H
#define TRAVEL_ROAD_HOUR_H
#include "engine/schema.h"
#define NAME road_hour
#define DEF "travel/road_hour.def"
#include "engine/declare.h"
#endif
