/* SPDX-License-Identifier: Apache-2.0 */
/* sheet.h - a table being written to a file, as CSV for machines or XLSX for offices.
 *
 * Use        sheet_file, notes and ncol, then kind->open; for every row cells and row_end; kind->close. The first error stays in s->err
 *            and what follows is ignored. Never more than a row in memory.
 * Watermark  the notes: first in a CSV, first and in header and footer of every printed page of an XLSX.
 */
#ifndef ENGINE_SHEET_H
#define ENGINE_SHEET_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"

#define EXPORT_NOTES 6
struct sheet {
	const struct sheet_kind *kind;
	const char *path;		/* of the file while it is written */
	int fd;				/* of the same file; -1: none */
	const char *title;		/* name of the sheet */
	struct slice note[EXPORT_NOTES];	/* the watermark, a line each, NUL-terminated */
	int nnote;
	int ncol;
	bool head;			/* the row being written is the head */
	enum err err;
	/* CSV */
	struct buf b;
	struct csv_writer csv;
	/* XLSX */
	void *book, *page, *bold, *plain;
	unsigned row;
	unsigned col;
};
struct sheet_kind {
	const char *name, *type;	/* "csv", media type */
	int64_t max_rows;
	void (*open)(struct sheet *s);
	void (*text)(struct sheet *s, struct slice v);
	void (*number)(struct sheet *s, int64_t v);
	void (*row_end)(struct sheet *s);
	void (*close)(struct sheet *s);
};
extern const struct sheet_kind csv_sheet, xlsx_sheet;
const struct sheet_kind *sheet_kind_named(struct slice name);	/* NULL: none */
/* A file of that directory without a name: it is gone with its last descriptor, whatever happens. E_DISK_FULL. */
enum err sheet_file(struct sheet *s, const char *dir, struct arena *a) must_check;
enum err sheet_size(const struct sheet *s, uint64_t *ret) must_check;	/* once closed */
#endif
