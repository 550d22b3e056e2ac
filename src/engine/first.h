/* SPDX-License-Identifier: Apache-2.0 */
/* first.h - one row there? What guards ask most: the first number of the first row of a statement.
 *
 * Errors     refused through the call.
 */
#ifndef ENGINE_FIRST_H
#define ENGINE_FIRST_H
#include "engine/call.h"
#include "engine/row.h"

struct first_arg {
	struct slice text;		/* absent: the number */
	int64_t number;
};
#define FIRST_TEXT(s) ((struct first_arg){ .text = (s) })
#define FIRST_INT(n) ((struct first_arg){ .number = (n) })
/* The statement's first column; texts and numbers are bound in order. 0: no row. */
enum err first_id(struct call *c, const char *text, const struct first_arg *arg, int narg, int64_t *ret_id) must_check;
/* The version of a VALID record by its code on the Beijing day of at_ms. E_NOT_FOUND, not yet refused, when there is none. */
enum err first_version(struct call *c, const struct record *rec, struct slice code, int64_t at_ms, struct row **ret) must_check;
#endif
