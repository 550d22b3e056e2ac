/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRAVEL_ROUTE_TIME_H
#define TRAVEL_ROUTE_TIME_H
#include "engine/schema.h"
#define NAME route_time
#define DEF "travel/route_time.def"
#include "engine/declare.h"
#endif
