/* SPDX-License-Identifier: Apache-2.0 */
/* law.h - the law as rows, asked by the steps of a case: the version in force at a moment, who decides, figures of the house.
 *
 * Errors     refused through the call, with the row that is missing named: a step without its law is not taken.
 */
#ifndef CASES_LAW_H
#define CASES_LAW_H
#include "engine/call.h"
#include "engine/first.h"
#include "engine/row.h"

/* The version in force, refused when missing: "处罚权限 fine". */
enum err law_authority(struct call *c, const char *code, int64_t at_ms, struct row **ret) must_check;
int64_t law_figure(struct call *c, const char *code, int64_t otherwise);	/* enforcement_rule in force now */
/* The unit that decides for `unit`: itself or the nearest above that is of the level. 0: none. */
enum err law_decider(struct call *c, const struct row *authority, int64_t unit, int64_t *ret) must_check;
/* The nearest at or above `unit` that is of county level or above: in whose name a squadron acts; `unit` itself when there is none. */
enum err law_county(struct call *c, int64_t unit, int64_t *ret) must_check;
/* The caller holds the role in the deciding unit; refused with the level that is asked. */
enum err law_may_decide(struct call *c, const struct row *authority, unsigned roles, int64_t unit) must_check;
enum err law_term_end(struct call *c, const char *term, int64_t from_ms, int64_t *ret_end_ms) must_check;
#endif
