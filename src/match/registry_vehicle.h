/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_REGISTRY_VEHICLE_H
#define MATCH_REGISTRY_VEHICLE_H
#include "engine/schema.h"
#define NAME registry_vehicle
#define DEF "match/registry_vehicle.def"
#include "engine/declare.h"
#endif
