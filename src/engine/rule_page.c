/* SPDX-License-Identifier: Apache-2.0 */
/* rule_page.c - compiled once for every page of RULEs, with NAME and DEF from the build: first what its RULE_TOs name, then the rules. */
#include "engine/records.h"
#define EVERY(s) s
#define DUE(s) s
#define RULES_CAT(a, b) a##_##b
#define RULES_NAME(a, b) RULES_CAT(a, b)
#define RULE(...)
#define RULE_TO(act_, ...) extern const struct rule_act act_;
#include DEF
#undef RULE
#undef RULE_TO
#define RULE(n, ...) RULE_ROW(NULL, n, __VA_ARGS__)
#define RULE_TO(act_, n, ...) RULE_ROW(&act_, n, __VA_ARGS__)
#define RULE_ROW(act_, n, title_, record_, owner_, every_, due_, source_, sql_) \
	{ .name = #n, .title = title_, .record = #record_, .owner = owner_, .every_s = every_, .due_s = due_, \
	  .source = source_, .sql = sql_, .act = act_ },
const struct rule RULES_NAME(NAME, rules)[] = {
#include DEF
};
const int RULES_NAME(NAME, nrules) = (int)N_ELEMS(RULES_NAME(NAME, rules));
