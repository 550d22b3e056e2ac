/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME plan
#define DEF "plan/plan.def"
#include "engine/declare.h"
#endif
