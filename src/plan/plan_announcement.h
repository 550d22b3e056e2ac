/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_PLAN_ANNOUNCEMENT_H
#define PLAN_PLAN_ANNOUNCEMENT_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME plan_announcement
#define DEF "plan/plan_announcement.def"
#include "engine/declare.h"
#endif
