/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRAVEL_ROAD_EVENT_H
#define TRAVEL_ROAD_EVENT_H
#include "engine/schema.h"
#define NAME road_event
#define DEF "travel/road_event.def"
#include "engine/declare.h"
#endif
