/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_CLOSURE_H
#define PLAN_PLAN_CLOSURE_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME plan_closure
#define DEF "plan/plan_closure.def"
#include "engine/declare.h"
#endif
