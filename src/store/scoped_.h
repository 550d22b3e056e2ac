/* SPDX-License-Identifier: Apache-2.0 */
/* scoped_.h - what a restricted reader may say.
 *
 * A view or rule reads records only through CTEs named scoped_*, which the engine puts in front of it:
 *
 *   WITH scoped_device AS (SELECT .. FROM device WHERE ..), x AS (..) SELECT .. FROM scoped_device ..
 *
 * The engine must refuse a view's own text that defines such a name; here everything outside their bodies is checked.
 */
#ifndef STORE_SCOPED__H
#define STORE_SCOPED__H
#include "base/slice.h"

#define SCOPED "scoped_"

/* SQLite's authorizer; the first argument is the struct lite_conn. */
int scoped_authorize(void *conn, int action, const char *a, const char *b, const char *base, const char *within);

/* The next token from *at: a word (quotes taken off), a run of digits, a quoted string or one character. False at the end. */
enum token { TOKEN_WORD, TOKEN_STRING, TOKEN_NUMBER, TOKEN_PARAM, TOKEN_MARK };
bool sql_token(const char **at, enum token *kind, struct slice *ret);

/* Bodies of the leading scoped_* CTEs, without their parentheses. */
struct scoped_body {
	struct slice name, columns, body;
};
#define SCOPED_MAX 32
int scoped_bodies(const char *text, struct scoped_body *ret);	/* count; -1: not to be made out */
bool scoped_names(const char *text, const char *table);	/* the table is named outside those bodies */
#endif
