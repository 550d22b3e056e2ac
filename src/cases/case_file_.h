/* SPDX-License-Identifier: Apache-2.0 */
/* case_file_.h - rows of the two pages of a case. Private to cases/. */
#ifndef CASES_CASE_FILE__H
#define CASES_CASE_FILE__H
#include "cases/case_paper_.h"

#define CASE_ACTS 3000		/* of one case; what is beyond is said */
struct case_act {
	int64_t at, seq, row;
	struct slice who, what, what_en, detail, detail_en, reason, kind, number, hash;
	const char *record;
	struct slice slot;		/* of what was attached to the row, and which; empty: the row itself */
	int64_t file;
};
struct case_acts {
	struct case_act *act;
	size_t n;
	bool more;
};
/* Of the case: rows of other pages that belong to it, itself first. */
struct case_row {
	const struct record *rec;
	int64_t id;
};
#define CASE_ROWS 400
enum err case_rows(struct call *c, const struct row *r, struct case_row *ret, size_t *ret_n) must_check;
enum err case_biography(struct call *c, const struct row *r, struct case_acts *ret) must_check;
enum err case_contents(struct call *c, const struct row *r, struct case_acts *ret) must_check;
struct case_act *case_act_add(struct case_acts *a);	/* NULL: full */
#endif
