/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAP_ROAD_POST_H
#define MAP_ROAD_POST_H
#include "engine/schema.h"
#define NAME road_post
#define DEF "map/road_post.def"
#include "engine/declare.h"
#endif
