/* SPDX-License-Identifier: Apache-2.0 */
/* Tables written for spreadsheets; declared in csv.h. */
#include "base/csv.h"

/* What makes a spreadsheet compute: the full-width signs do so too where Chinese is the locale. */
static bool
is_formula(struct slice s)
{
	static const char *const head[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

	for (size_t i = 0; i < N_ELEMS(head); i++)
		if (slice_starts(s, head[i]))
			return true;
	return false;
}

static bool
needs_quotes(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr(",;\"\t\r\n\v\f", s.p[i]))	/* also true for NUL, which is quoted out of harm */
			return true;
	return s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ' || slice_starts(s, "\xef\xbb\xbf"));
}

static void
write_separator(struct csv_writer *w)
{
	if (w->begun)
		buf_putc(w->b, ',');
	w->begun = true;
}

void
csv_write_bom(struct csv_writer *w)
{
	buf_put(w->b, S("\xef\xbb\xbf"));
}

void
csv_write(struct csv_writer *w, struct slice s)
{
	bool formula = is_formula(s);

	write_separator(w);
	if (!formula && !needs_quotes(s)) {
		buf_put(w->b, s);
		return;
	}
	buf_puts(w->b, formula ? "\"'" : "\"");
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(w->b, '"');
		buf_putc(w->b, s.p[i]);
	}
	buf_putc(w->b, '"');
}

void
csv_write_int(struct csv_writer *w, int64_t v)
{
	write_separator(w);
	buf_int(w->b, v);
}

void
csv_write_end(struct csv_writer *w)
{
	buf_put(w->b, S("\r\n"));
	w->begun = false;
}
