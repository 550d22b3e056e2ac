/* SPDX-License-Identifier: Apache-2.0 */
/* bank_read_.h - the lines of a bank's file, checked as a whole. Private to cases/. */
#ifndef CASES_BANK_READ__H
#define CASES_BANK_READ__H
#include "cases/bank_file.h"

struct bank_line {
	struct slice order, transaction;	/* in the arena */
	int64_t amount_fen, paid_at;
	size_t number;				/* its line in the file */
};
struct bank_lines {
	struct arena arena;
	struct bank_line *line;			/* mem_alloc'd */
	size_t n, cap;
	int32_t day;
	int64_t total_fen;
};
/* E_BAD_BODY: what is wrong is in the report. bank_lines_free whatever it answers. */
enum err bank_read(struct slice csv, struct bank_lines *ret, struct import_report *report) must_check;
void bank_lines_free(struct bank_lines *l);
/* "200", "200.5", "200.50" -> fen; no sign, no separator of thousands. */
bool bank_amount(struct slice s, int64_t *ret_fen) must_check;
#endif
