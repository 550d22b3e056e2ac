/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_DISTRICT_H
#define PLAN_DISTRICT_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME district
#define DEF "plan/district.def"
#include "engine/declare.h"
#endif
