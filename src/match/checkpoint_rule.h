/* SPDX-License-Identifier: Apache-2.0 */
/* checkpoint_rule.h - figures of the checkpoint rules, held in memory and read without a lock.
 *
 * Shape   one row of the page checkpoint_rule per line of checkpoint_rule_default.def, made when missing; a figure follows
 *         its version in force today, and falls back to the line when no version is.
 */
#ifndef MATCH_CHECKPOINT_RULE_H
#define MATCH_CHECKPOINT_RULE_H
#include "engine/engine.h"
#define NAME checkpoint_rule
#define DEF "match/checkpoint_rule.def"
#include "engine/declare.h"

enum checkpoint_rule {
#define CHECKPOINT_RULE(code, least, most, value, unit, name) RULE_##code,
#include "match/checkpoint_rule_default.def"
#undef CHECKPOINT_RULE
	RULE_COUNT
};
int64_t checkpoint_rule(enum checkpoint_rule r);
enum err checkpoint_rule_make(struct engine *e) must_check;	/* adds the rows that are missing */
enum err checkpoint_rule_load(struct conn *c) must_check;
#endif
