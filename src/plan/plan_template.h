/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_TEMPLATE_H
#define PLAN_PLAN_TEMPLATE_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME plan_template
#define DEF "plan/plan_template.def"
#include "engine/declare.h"
#endif
