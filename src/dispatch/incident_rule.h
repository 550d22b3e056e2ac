/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_INCIDENT_RULE_H
#define DISPATCH_INCIDENT_RULE_H
#include "engine/schema.h"
#define NAME incident_rule
#define DEF "dispatch/incident_rule.def"
#include "engine/declare.h"
#endif
