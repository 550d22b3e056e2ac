/* SPDX-License-Identifier: Apache-2.0 */
/* sheet.c - the two formats of an export. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "base/limits.h"
#include "engine/export.h"
#include "engine/sheet.h"

/* ---- CSV ---- */

#define CSV_FLUSH KIB(48)

static void
csv_flush(struct sheet *s)
{
	struct slice rest = buf_slice(&s->b);
	if (s->b.full && !s->err)
		s->err = E_FULL;
	while (rest.n && !s->err) {
		ssize_t n = write(s->fd, rest.p, rest.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			s->err = errno == ENOSPC || errno == EDQUOT ? E_DISK_FULL : E_STORE;
			break;
		}
		rest.p += n;
		rest.n -= (size_t)n;
	}
	buf_reset(&s->b);
}

static void
csv_sheet_open(struct sheet *s)
{
	buf_init(&s->b, MIB(8));
	s->csv = (struct csv_writer){ .b = &s->b };
	csv_write_bom(&s->csv);
	for (int i = 0; i < s->nnote; i++) {
		csv_write(&s->csv, s->note[i]);
		csv_write_end(&s->csv);
	}
}

static void
csv_sheet_text(struct sheet *s, struct slice v)
{
	csv_write(&s->csv, v);
}

static void
csv_sheet_number(struct sheet *s, int64_t v)
{
	csv_write_int(&s->csv, v);
}

static void
csv_sheet_row_end(struct sheet *s)
{
	csv_write_end(&s->csv);
	if (s->b.n > CSV_FLUSH)
		csv_flush(s);
}

static void
csv_sheet_close(struct sheet *s)
{
	csv_flush(s);
	buf_free(&s->b);
}

const struct sheet_kind csv_sheet = {
	"csv", "text/csv; charset=utf-8", 1000000,
	csv_sheet_open, csv_sheet_text, csv_sheet_number, csv_sheet_row_end, csv_sheet_close,
};

/* ---- XLSX ---- */

#define CELL_MAX 32000			/* bytes; a cell holds 32,767 characters */
#define HEADER_MAX 240			/* bytes of a printed header or footer, which may have 255 */

static void
xlsx_check(struct sheet *s, lxw_error e)
{
	if (e && !s->err)
		s->err = e == LXW_ERROR_CREATING_TMPFILE || e == LXW_ERROR_CREATING_XLSX_FILE ? E_DISK_FULL : E_STORE;
}

/* Not more than max bytes, and no character cut in two. */
static struct slice
shorten(struct slice v, size_t max)
{
	if (v.n <= max)
		return v;
	while (max && ((unsigned char)v.p[max] & 0xC0) == 0x80)
		max--;
	return (struct slice){ v.p, max };
}

/* Left part of a header; & begins a command there and is doubled. */
static void
xlsx_print_note(struct sheet *s, struct slice v, lxw_error (*set)(lxw_worksheet *, const char *), const char *command)
{
	char text[HEADER_MAX * 2 + 8];
	size_t n = (size_t)snprintf(text, sizeof text, "%s", command);
	v = shorten(v, HEADER_MAX - 20);
	for (size_t i = 0; i < v.n && n < HEADER_MAX; i++) {
		if (v.p[i] == '&')
			text[n++] = '&';
		text[n++] = v.p[i];
	}
	text[n] = '\0';
	xlsx_check(s, set(s->page, text));
}

static void
xlsx_sheet_open(struct sheet *s)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	s->book = workbook_new_opt(s->path, &options);
	s->page = s->book ? workbook_add_worksheet(s->book, NULL) : NULL;
	if (!s->page) {
		s->err = E_STORE;
		return;
	}
	s->bold = workbook_add_format(s->book);
	format_set_bold(s->bold);
	format_set_bottom(s->bold, LXW_BORDER_THIN);
	s->plain = workbook_add_format(s->book);
	worksheet_set_column(s->page, 0, (lxw_col_t)(s->ncol ? s->ncol - 1 : 0), 18, NULL);
	worksheet_set_landscape(s->page);
	worksheet_set_paper(s->page, 9);	/* A4 */
	if (s->nnote > 1) {
		xlsx_print_note(s, s->note[0], worksheet_set_header, "&C");
		xlsx_print_note(s, s->note[1], worksheet_set_footer, "&C");
	}
	for (int i = 0; i < s->nnote; i++, s->row++)
		xlsx_check(s, worksheet_write_string(s->page, s->row, 0, s->note[i].p, s->plain));
	worksheet_freeze_panes(s->page, s->row + 1, 0);
	worksheet_repeat_rows(s->page, s->row, s->row);
}

static void
xlsx_sheet_text(struct sheet *s, struct slice v)
{
	char text[CELL_MAX + 1];
	if (s->err || !v.n) {
		s->col++;
		return;
	}
	v = shorten(v, CELL_MAX);
	memcpy(text, v.p, v.n);
	text[v.n] = '\0';
	xlsx_check(s, worksheet_write_string(s->page, s->row, (lxw_col_t)s->col++, text, s->head ? s->bold : s->plain));
}

/* Numbers of more than 15 digits lose their tail in a spreadsheet and go in as text. */
static void
xlsx_sheet_number(struct sheet *s, int64_t v)
{
	char text[24];
	if (v > -1000000000000000 && v < 1000000000000000) {
		if (!s->err)
			xlsx_check(s, worksheet_write_number(s->page, s->row, (lxw_col_t)s->col, (double)v, s->plain));
		s->col++;
		return;
	}
	snprintf(text, sizeof text, "%lld", (long long)v);
	xlsx_sheet_text(s, slice_of(text));
}

static void
xlsx_sheet_row_end(struct sheet *s)
{
	s->row++;
	s->col = 0;
}

static void
xlsx_sheet_close(struct sheet *s)
{
	if (s->book)
		xlsx_check(s, workbook_close(s->book));
}

const struct sheet_kind xlsx_sheet = {
	"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", EXPORT_ROWS,
	xlsx_sheet_open, xlsx_sheet_text, xlsx_sheet_number, xlsx_sheet_row_end, xlsx_sheet_close,
};

/* ---- the file ---- */

const struct sheet_kind *
sheet_kind_named(struct slice name)
{
	static const struct sheet_kind *const kinds[] = { &csv_sheet, &xlsx_sheet };

	for (size_t i = 0; i < N_ELEMS(kinds); i++)
		if (slice_is(name, kinds[i]->name))
			return kinds[i];
	return NULL;
}

enum err
sheet_file(struct sheet *s, const char *dir, struct arena *a)
{
	char *path = arena_str(a, arena_printf(a, "%s/.export-XXXXXX", dir));
	int fd = mkstemp(path);

	if (fd < 0)
		return E_DISK_FULL;
	unlink(path);
	s->fd = fd;
	s->path = arena_printf(a, "/proc/self/fd/%d", fd).p;
	return E_OK;
}

enum err
sheet_size(const struct sheet *s, uint64_t *ret)
{
	off_t size = lseek(s->fd, 0, SEEK_END);

	*ret = size < 0 ? 0 : (uint64_t)size;
	return size < 0 ? E_STORE : E_OK;
}
