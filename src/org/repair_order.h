/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORG_REPAIR_ORDER_H
#define ORG_REPAIR_ORDER_H
#include "engine/rule.h"
#define NAME repair_order
#define DEF "org/repair_order.def"
#include "engine/declare.h"
extern const struct rule_act repair_act;	/* RULE_TO(repair_act, fault_<kind>, ...) opens orders of that kind */
#endif
