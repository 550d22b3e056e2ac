/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_CHANGE_H
#define PLAN_PLAN_CHANGE_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME plan_change
#define DEF "plan/plan_change.def"
#include "engine/declare.h"
#endif
