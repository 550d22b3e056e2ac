/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASSAGE_STAFF_VEHICLE_H
#define PASSAGE_STAFF_VEHICLE_H
#include "engine/schema.h"
#define NAME staff_vehicle
#define DEF "passage/staff_vehicle.def"
#include "engine/declare.h"
#endif
