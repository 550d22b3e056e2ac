/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_STATION_H
#define DISPATCH_STATION_H
#include "engine/schema.h"
#define NAME station
#define DEF "dispatch/station.def"
#include "engine/declare.h"
#endif
