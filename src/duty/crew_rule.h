/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_CREW_RULE_H
#define DUTY_CREW_RULE_H
#include "engine/schema.h"
#define NAME crew_rule
#define DEF "duty/crew_rule.def"
#include "engine/declare.h"
#endif
