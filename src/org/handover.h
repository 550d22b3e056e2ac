/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORG_HANDOVER_H
#define ORG_HANDOVER_H
#include "engine/schema.h"
#define NAME handover
#define DEF "org/handover.def"
#include "engine/declare.h"
#endif
