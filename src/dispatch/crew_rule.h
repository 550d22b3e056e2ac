/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_CREW_RULE_H
#define DISPATCH_CREW_RULE_H
#include "engine/schema.h"
#define NAME crew_rule
#define DEF "dispatch/crew_rule.def"
#include "engine/declare.h"
#endif
