/* SPDX-License-Identifier: Apache-2.0 */
/* csv.h - tables as people send them, read strictly but forgivingly; and written so that a spreadsheet
 * shows what is there instead of computing it.
 *
 * Reading  RFC 4180 over a slice (a body, or a file mapped read-only). Forgiven: a UTF-8 BOM, GB18030/GBK,
 *          CRLF, LF or CR, `,` `;` or tab as separator, blank lines and lines of empty fields, a quote
 *          within an unquoted field, blanks around a field. Not forgiven, each with line and column:
 *          text behind a closing quote, a quote never closed, NUL, invalid text, too many or too long
 *          fields, another number of fields than the first row has.
 * Shape    pull: one row at a time; its fields live until the next call.
 * Units    line and column count from 1; a row that spans lines has the number of its first.
 * Cost     one pass for the encoding, one for the rows; memory is one row, however large or broken the file.
 * Errors   csv_next: E_DONE at the end, else the fault of this row is in csv.fault and the next call goes
 *          on with the next line. E_BAD_TYPE (UTF-16, UTF-32) ends the reading.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H
#include <iconv.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define CSV_COLUMNS_MAX 128
#define CSV_FIELD_MAX 8192		/* bytes in the file; a quote not closed within is a fault */
#define CSV_FAULTS_KEPT 100

enum csv_encoding { CSV_DETECT, CSV_UTF8, CSV_GB18030 };

struct csv_fault {
	size_t line;
	int column;			/* 0: the whole line */
	enum err err;
	const char *zh, *en;		/* what is wrong, of static lifetime */
};
struct csv_row {
	size_t line, n;
	struct slice field[CSV_COLUMNS_MAX];	/* valid UTF-8, NUL-terminated behind n, trimmed where unquoted */
};
struct csv {
	struct slice rest;		/* what has not been read */
	size_t line;			/* of the first byte of rest */
	size_t width;			/* fields of the first row; 0 before it */
	enum csv_encoding encoding;
	char separator;
	bool any_width;			/* set it after csv_open to allow rows of other widths */
	bool refused;
	struct arena memory;		/* of the present row */
	iconv_t convert;
	struct csv_fault fault;
};

void csv_open(struct csv *r, struct slice text, enum csv_encoding encoding);
void csv_close(struct csv *r);
enum err csv_next(struct csv *r, struct csv_row *ret) must_check;
/* The column of the header that bears one of the names "a|b|c" (ASCII case does not matter), or -1. */
int csv_column(const struct csv_row *header, const char *names);

/* The first CSV_FAULTS_KEPT faults, and how many there were. */
struct csv_faults {
	size_t count, kept;
	struct csv_fault fault[CSV_FAULTS_KEPT];
};
void csv_fault_add(struct csv_faults *f, struct csv_fault fault);
void csv_fault_text(const struct csv_fault *f, struct buf *b);	/* "第3行第2列：…|line 3, column 2: …" */

/* Writing: rows with CRLF into a buf; a long export empties the buf between rows. */
struct csv_writer {
	struct buf *b;
	bool begun;			/* this row has a field already */
};
void csv_write_bom(struct csv_writer *w);			/* so that spreadsheets read UTF-8 */
void csv_write(struct csv_writer *w, struct slice field);	/* quoted as needed; a formula gets a leading ' */
void csv_write_int(struct csv_writer *w, int64_t v);		/* a number stays a number, also below zero */
void csv_write_end(struct csv_writer *w);
#endif
