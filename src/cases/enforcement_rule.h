/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_ENFORCEMENT_RULE_H
#define CASES_ENFORCEMENT_RULE_H
#include "engine/schema.h"
#define NAME enforcement_rule
#define DEF "cases/enforcement_rule.def"
#include "engine/declare.h"
#endif
