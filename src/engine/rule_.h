/* SPDX-License-Identifier: Apache-2.0 */
/* rule_.h - the schedule's side of a rule. Private to engine/. */
#ifndef ENGINE_RULE__H
#define ENGINE_RULE__H
#include "engine/rule.h"

enum err rule_tick(struct engine *e, const struct rule *r) must_check;
#endif
