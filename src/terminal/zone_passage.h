/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TERMINAL_ZONE_PASSAGE_H
#define TERMINAL_ZONE_PASSAGE_H
#include "engine/schema.h"
#define NAME zone_passage
#define DEF "terminal/zone_passage.def"
#include "engine/declare.h"
#endif
