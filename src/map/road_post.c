/* SPDX-License-Identifier: Apache-2.0 */
#include "map/road_post.h"

#include "engine/record.h"
#include "map/roads.h"

#define NAME road_post
#define DEF "map/road_post.def"
#include "engine/define.h"
