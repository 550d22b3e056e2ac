/* SPDX-License-Identifier: Apache-2.0 */
/* interception_rule.h - figures of interception, held in memory and read without a lock.
 *
 * Shape   one row of the page interception_rule per line of interception_rule_default.def, made when missing; a figure follows
 *         its version in force today, and falls back to the line when no version is.
 */
#ifndef DISPATCH_INTERCEPTION_RULE_H
#define DISPATCH_INTERCEPTION_RULE_H
#include "engine/engine.h"
#define NAME interception_rule
#define DEF "dispatch/interception_rule.def"
#include "engine/declare.h"

enum interception_rule {
#define INTERCEPTION_RULE(code, ...) INTERCEPT_##code,
#include "dispatch/interception_rule_default.def"
#undef INTERCEPTION_RULE
	INTERCEPT_RULES
};
#define INTERCEPTION_RULE_TIMER "dispatch.interception_rules"
int64_t interception_rule(enum interception_rule r);
enum err interception_rule_make(struct engine *e) must_check;	/* adds the rows that are missing, loads, adds the timer */
#endif
