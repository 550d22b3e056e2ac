/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_FORECAST_PLACE_H
#define DISPATCH_FORECAST_PLACE_H
#include "engine/schema.h"
#define NAME forecast_place
#define DEF "dispatch/forecast_place.def"
#include "engine/declare.h"
#endif
