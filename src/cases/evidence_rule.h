/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_EVIDENCE_RULE_H
#define CASES_EVIDENCE_RULE_H
#include "engine/schema.h"
#define NAME evidence_rule
#define DEF "cases/evidence_rule.def"
#include "engine/declare.h"
#endif
