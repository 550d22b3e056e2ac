/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASSAGE_LEGAL_HOLD_H
#define PASSAGE_LEGAL_HOLD_H
#include "engine/schema.h"
#define NAME legal_hold
#define DEF "passage/legal_hold.def"
#include "engine/declare.h"
#endif
