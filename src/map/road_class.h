/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_ROAD_CLASS_H
#define MAP_ROAD_CLASS_H
#include "engine/schema.h"
#define NAME road_class
#define DEF "map/road_class.def"
#include "engine/declare.h"
#endif
