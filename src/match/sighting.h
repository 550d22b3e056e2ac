/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SIGHTING_H
#define MATCH_SIGHTING_H
#include "engine/schema.h"
#define NAME sighting
#define DEF "match/sighting.def"
#include "engine/declare.h"
#endif
