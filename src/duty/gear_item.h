/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_GEAR_ITEM_H
#define DUTY_GEAR_ITEM_H
#include "engine/schema.h"
#define NAME gear_item
#define DEF "duty/gear_item.def"
#include "engine/declare.h"
#endif
