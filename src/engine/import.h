/* SPDX-License-Identifier: Apache-2.0 */
/* import.h - rows of a record from a table file (CSV), as a difference from what is there.
 *
 * Shape      the first line names the columns: field names or Chinese titles, also unit, valid_from, valid_to.
 *            A row is known by the record's first UNIQ field, or by VALID key and valid_from; references are given
 *            by the UNIQ field of what they refer to (unit by its code), or by id.
 *            An open version that a later one follows is closed on the day the later one begins.
 * Preview    does everything, shows it and takes it back: what it reports is what would happen.
 * Units      lines and columns count from 1.
 * Limits     the first IMPORT_SHOWN faults and differences are kept, all are counted; memory is that of one chunk.
 * Errors     of single rows: in the report, the other rows go on. E_BAD_BODY no usable header; the store's own.
 */
#ifndef ENGINE_IMPORT_H
#define ENGINE_IMPORT_H
#include "engine/record.h"

#define IMPORT_SHOWN 500
struct import_report {
	int64_t accepted, added, changed, unchanged, refused;
	struct buf columns, errors, differences;	/* JSON arrays without the brackets */
	int shown_errors, shown_differences;
};
struct import_order {
	const struct record *rec;
	struct slice csv;
	bool preview;
	struct slice why;		/* the ground: reason of every audit row */
	const struct who *who;		/* NULL: the system (command line) */
	const char *request_id;
	struct slice peer;
};
void import_report_init(struct import_report *r);
void import_report_free(struct import_report *r);
enum err record_import(struct engine *e, const struct import_order *o, struct import_report *ret) must_check;
/* Counts a line as refused and keeps why; column and field may be 0 and NULL, the words may be absent: then those of the code. */
void import_report_error(struct import_report *r, size_t line, int column, const char *field, enum err e, struct slice zh, struct slice en);
void import_report_json(const struct import_report *r, struct buf *b);
#endif
