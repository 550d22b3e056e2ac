/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_VISIBILITY_RULE_H
#define PLAN_VISIBILITY_RULE_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME visibility_rule
#define DEF "plan/visibility_rule.def"
#include "engine/declare.h"
#endif
