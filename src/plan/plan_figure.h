/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_FIGURE_H
#define PLAN_PLAN_FIGURE_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME plan_figure
#define DEF "plan/plan_figure.def"
#include "engine/declare.h"
#endif
