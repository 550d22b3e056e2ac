/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_TASK_H
#define PLAN_PLAN_TASK_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME plan_task
#define DEF "plan/plan_task.def"
#include "engine/declare.h"
#endif
