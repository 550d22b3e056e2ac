/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_ROAD_SECTION_H
#define MAP_ROAD_SECTION_H
#include "people/unit.h"
#define NAME road_section
#define DEF "map/road_section.def"
#include "engine/declare.h"
#endif
