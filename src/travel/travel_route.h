/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRAVEL_TRAVEL_ROUTE_H
#define TRAVEL_TRAVEL_ROUTE_H
#include "org/tollgate.h"
#define NAME travel_route
#define DEF "travel/travel_route.def"
#include "engine/declare.h"
#endif
