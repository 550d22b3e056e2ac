/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TERMINAL_ZONE_H
#define TERMINAL_ZONE_H
#include "engine/schema.h"
#define NAME zone
#define DEF "terminal/zone.def"
#include "engine/declare.h"

uint64_t zone_changes(void);
#endif
