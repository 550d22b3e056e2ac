/* SPDX-License-Identifier: Apache-2.0 */
/* law.h - the law as rows, asked by the steps of a case: the version in force at a moment, who decides, figures of the house.
 *
 * Errors     refused through the call, with the row that is missing named: a step without its law is not taken.
 */
#ifndef CASES_LAW_H
#define CASES_LAW_H
#include "engine/call.h"
#include "engine/row.h"

/* The version of a VALID record by its code on the Beijing day of at_ms. E_NOT_FOUND, not yet refused, when there is none. */
enum err law_row(struct call *c, const struct record *rec, struct slice code, int64_t at_ms, struct row **ret) must_check;
/* The same, refused when missing: "处罚权限 fine". */
enum err law_authority(struct call *c, const char *code, int64_t at_ms, struct row **ret) must_check;
int64_t law_figure(struct call *c, const char *code, int64_t otherwise);	/* enforcement_rule in force now */
/* The unit that decides for `unit`: itself or the nearest above that is of the level. 0: none. */
enum err law_decider(struct call *c, const struct row *authority, int64_t unit, int64_t *ret) must_check;
/* The caller holds the role in the deciding unit; refused with the level that is asked. */
enum err law_may_decide(struct call *c, const struct row *authority, unsigned roles, int64_t unit) must_check;
enum err law_term_end(struct call *c, const char *term, int64_t from_ms, int64_t *ret_end_ms) must_check;
/* One row there? The statement selects anything and ends with its last argument; texts and numbers are bound in order. */
struct law_arg {
	struct slice text;		/* absent: the number */
	int64_t number;
};
#define LAW_TEXT(s) ((struct law_arg){ .text = (s) })
#define LAW_INT(n) ((struct law_arg){ .number = (n) })
enum err law_first(struct call *c, const char *text, const struct law_arg *arg, int narg, int64_t *ret_id) must_check;	/* 0: none */
#endif
