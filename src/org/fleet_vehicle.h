/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORG_FLEET_VEHICLE_H
#define ORG_FLEET_VEHICLE_H
#include "engine/schema.h"
#define NAME fleet_vehicle
#define DEF "org/fleet_vehicle.def"
#include "engine/declare.h"
#endif
