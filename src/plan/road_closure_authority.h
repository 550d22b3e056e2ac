/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_ROAD_CLOSURE_AUTHORITY_H
#define PLAN_ROAD_CLOSURE_AUTHORITY_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME road_closure_authority
#define DEF "plan/road_closure_authority.def"
#include "engine/declare.h"
#endif
