/* SPDX-License-Identifier: Apache-2.0 */
/* Rows are cut as bytes and converted field by field: in GB18030 no byte of a longer character is a
 * separator, a quote or a line end (trail bytes are 0x30-0x39 and 0x40-0xFE), so cutting first is safe
 * and one bad field does not lose the table.
 *
 * After a fault the reader goes on behind the line the row began on. A quote never closed is given up
 * after CSV_FIELD_MAX bytes, so that a million such lines cost a million times that and not the square
 * of the file. */
#include <errno.h>
#include "base/csv.h"

#define SAMPLE_LINES 100000	/* lines looked at to tell the encoding */

enum fault_kind {
	FAULT_NONE, FAULT_TYPE, FAULT_TEXT, FAULT_NUL, FAULT_QUOTE, FAULT_BEHIND, FAULT_LONG, FAULT_WIDE,
	FAULT_WIDTH,
};
static const struct csv_fault fault_of[] = {
	[FAULT_TYPE] = { 0, 0, E_BAD_TYPE, "UTF-16/UTF-32编码，请另存为CSV UTF-8",
	    "UTF-16 or UTF-32; save as CSV UTF-8" },
	[FAULT_TEXT] = { 0, 0, E_BAD_UTF8, "不是有效的文本编码", "not valid text in the encoding of the file" },
	[FAULT_NUL] = { 0, 0, E_BAD_UTF8, "含有空字符（NUL）", "contains a NUL byte" },
	[FAULT_QUOTE] = { 0, 0, E_BAD_BODY, "引号没有闭合", "the quote is never closed" },
	[FAULT_BEHIND] = { 0, 0, E_BAD_BODY, "右引号后有多余内容", "text behind the closing quote" },
	[FAULT_LONG] = { 0, 0, E_TOO_LARGE, "字段过长", "the field is too long" },
	[FAULT_WIDE] = { 0, 0, E_TOO_LARGE, "列数过多", "too many columns" },
	[FAULT_WIDTH] = { 0, 0, E_BAD_BODY, "列数与首行不同", "another number of columns than the first row" },
};

/* ---- which encoding ---- */

static size_t
line_length(struct slice s)
{
	const char *lf = s.n ? memchr(s.p, '\n', s.n) : NULL;
	size_t n = lf ? (size_t)(lf - s.p) : s.n;
	const char *cr = n ? memchr(s.p, '\r', n) : NULL;

	return cr ? (size_t)(cr - s.p) : n;
}

static size_t
line_end_length(struct slice s)
{
	if (s.n > 1 && s.p[0] == '\r' && s.p[1] == '\n')
		return 2;
	return s.n > 0;
}

static bool
is_ascii(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return false;
	return true;
}

/* The form of GB18030: one byte, two, or four of which the second is a digit. */
static bool
gb18030_formed(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;

	while (p < end) {
		if (*p < 0x80) {
			p++;
		} else if (*p == 0x80 || *p == 0xff || end - p < 2) {
			return false;
		} else if (p[1] >= 0x40 && p[1] != 0x7f && p[1] != 0xff) {
			p += 2;
		} else if (end - p >= 4 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 &&
		    p[2] != 0xff && p[3] >= 0x30 && p[3] <= 0x39) {
			p += 4;
		} else {
			return false;
		}
	}
	return true;
}

/* What the lines say about the encoding. Two bytes of GB18030 are often valid UTF-8 by accident - 鲁 is the
 * bytes of "³", and a file of plates in GBK would read "³C12345" - so only longer sequences speak for UTF-8:
 * there Chinese has three bytes a character. */
struct votes {
	size_t good, vague, bad;	/* as UTF-8: with long sequences, with short ones only, invalid */
	size_t bad_gb;			/* not of the form of GB18030 */
};

static bool
has_long_sequence(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xe0)
			return true;
	return false;
}

static void
vote(struct votes *v, struct slice line)
{
	if (is_ascii(line))
		return;
	if (!utf8_valid(line))
		v->bad++;
	else if (has_long_sequence(line))
		v->good++;
	else
		v->vague++;
	v->bad_gb += !gb18030_formed(line);
}

static enum csv_encoding
detect(struct slice s)
{
	struct votes v = { 0 };
	bool gb;

	for (int i = 0; i < SAMPLE_LINES && s.n; i++) {
		struct slice line = { s.p, line_length(s) };
		struct slice end = { s.p + line.n, s.n - line.n };
		size_t step = line.n + line_end_length(end);

		vote(&v, line);
		s.p += step;
		s.n -= step;
	}
	gb = v.bad ? v.bad > v.good && v.bad_gb < v.bad + v.vague : !v.good && v.vague && !v.bad_gb;
	return gb ? CSV_GB18030 : CSV_UTF8;
}

static char
detect_separator(struct slice s)
{
	static const char candidate[] = { ',', '\t', ';' };
	struct slice line = { s.p, line_length(s) };

	for (size_t i = 0; i < N_ELEMS(candidate); i++)
		if (line.n && memchr(line.p, candidate[i], line.n))
			return candidate[i];
	return ',';
}

static bool
is_utf16(struct slice s)
{
	return slice_starts(s, "\xff\xfe") || slice_starts(s, "\xfe\xff") ||
	    (s.n >= 4 && memcmp(s.p, "\0\0\xfe\xff", 4) == 0);
}

void
csv_open(struct csv *r, struct slice text, enum csv_encoding encoding)
{
	bool bom = slice_starts(text, "\xef\xbb\xbf");

	if (bom) {
		text.p += 3;
		text.n -= 3;
	}
	*r = (struct csv){ .rest = text, .line = 1, .encoding = encoding, .convert = (iconv_t)-1 };
	arena_init(&r->memory);
	if (encoding == CSV_DETECT)
		r->encoding = bom ? CSV_UTF8 : detect(text);
	if (r->encoding == CSV_GB18030)
		r->convert = iconv_open("UTF-8", "GB18030");
	r->separator = detect_separator(text);
	r->refused = is_utf16(text);
}

void
csv_close(struct csv *r)
{
	arena_free(&r->memory);
	if (r->convert != (iconv_t)-1)
		iconv_close(r->convert);
	r->convert = (iconv_t)-1;
}

/* ---- cutting a row ---- */

struct cutter {
	struct csv *r;
	const char *p, *end;
	size_t lines;			/* line ends passed within quotes */
	enum fault_kind fault;
};

static bool
at_line_end(const struct cutter *c)
{
	return c->p == c->end || *c->p == '\n' || *c->p == '\r';
}

static struct slice
cut_plain(struct cutter *c)
{
	const char *from = c->p;

	while (!at_line_end(c) && *c->p != c->r->separator)
		c->p++;
	if (c->p - from > CSV_FIELD_MAX)
		c->fault = FAULT_LONG;
	return slice_trim((struct slice){ from, (size_t)(c->p - from) });
}

static void
count_lines(struct cutter *c, struct slice s)
{
	while (s.n) {
		size_t n = line_length(s);
		struct slice end = { s.p + n, s.n - n };

		c->lines += end.n > 0;
		n += line_end_length(end);
		s.p += n;
		s.n -= n;
	}
}

static void
skip_blanks(struct cutter *c)
{
	while (c->p < c->end && (*c->p == ' ' || *c->p == '\t') && *c->p != c->r->separator)
		c->p++;
}

/* c->p is at the opening quote. Doubled quotes are made single in the arena. */
static struct slice
cut_quoted(struct cutter *c)
{
	const char *from = c->p + 1, *q = from;
	struct slice raw = { from, 0 };
	size_t doubled = 0, n = 0;
	char *out;

	for (;; q += 2, doubled++) {
		size_t left = (size_t)(c->end - q);
		size_t room = CSV_FIELD_MAX + 1 - (size_t)(q - from);

		if ((size_t)(q - from) > CSV_FIELD_MAX ||
		    !(q = left ? memchr(q, '"', left < room ? left : room) : NULL)) {
			c->fault = FAULT_QUOTE;
			return raw;
		}
		if (q + 1 == c->end || q[1] != '"')
			break;
	}
	raw.n = (size_t)(q - from);
	count_lines(c, raw);
	c->p = q + 1;
	skip_blanks(c);
	if (!at_line_end(c) && *c->p != c->r->separator)
		c->fault = FAULT_BEHIND;
	if (!doubled)
		return raw;
	out = arena_alloc(&c->r->memory, raw.n);
	for (size_t i = 0; i < raw.n; i++) {
		out[n++] = raw.p[i];
		i += raw.p[i] == '"';
	}
	return (struct slice){ out, n };
}

/* Valid UTF-8 in the arena, or a fault. */
static struct slice
convert(struct cutter *c, struct slice s)
{
	struct csv *r = c->r;
	char *in = (char *)s.p, *out, *at;
	size_t in_left = s.n, out_left = s.n * 3 / 2 + 8;

	if (s.n && memchr(s.p, 0, s.n)) {
		c->fault = FAULT_NUL;
		return s;
	}
	if (r->encoding == CSV_UTF8 || is_ascii(s)) {
		if (!utf8_valid(s))
			c->fault = FAULT_TEXT;
		return arena_copy(&r->memory, s);
	}
	out = at = arena_alloc(&r->memory, out_left + 1);
	if (r->convert == (iconv_t)-1 || iconv(r->convert, &in, &in_left, &at, &out_left) == (size_t)-1) {
		if (r->convert != (iconv_t)-1)
			iconv(r->convert, NULL, NULL, NULL, NULL);
		c->fault = FAULT_TEXT;
		return s;
	}
	return (struct slice){ out, (size_t)(at - out) };
}

static void
cut_row(struct cutter *c, struct csv_row *row)
{
	for (;;) {
		const char *from = c->p;
		struct slice s;

		skip_blanks(c);
		if (c->p < c->end && *c->p == '"') {
			s = cut_quoted(c);
		} else {
			c->p = from;
			s = cut_plain(c);
		}
		if (!c->fault && row->n == CSV_COLUMNS_MAX)
			c->fault = FAULT_WIDE;
		if (!c->fault)
			s = convert(c, s);
		if (c->fault)
			return;
		row->field[row->n++] = s;
		if (at_line_end(c))
			return;
		c->p++;			/* the separator */
	}
}

/* Moves rest to p, which is at a line end or at the end. */
static void
advance(struct csv *r, const char *p, size_t lines)
{
	r->rest.n -= (size_t)(p - r->rest.p);
	r->rest.p = p;
	if (r->rest.n) {
		size_t n = line_end_length(r->rest);

		r->rest.p += n;
		r->rest.n -= n;
	}
	r->line += lines + 1;
}

static enum err
fault(struct csv *r, enum fault_kind kind, size_t line, size_t column)
{
	r->fault = fault_of[kind];
	r->fault.line = line;
	r->fault.column = (int)column;
	return r->fault.err;
}

static bool
is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->field[i].n)
			return false;
	return true;
}

enum err
csv_next(struct csv *r, struct csv_row *ret)
{
	if (r->refused) {
		r->refused = false;
		r->rest = (struct slice){ NULL, 0 };
		return fault(r, FAULT_TYPE, 1, 0);
	}
	while (r->rest.n) {
		struct cutter c = { .r = r, .p = r->rest.p, .end = r->rest.p + r->rest.n };

		arena_reset(&r->memory);
		ret->line = r->line;
		ret->n = 0;
		cut_row(&c, ret);
		if (c.fault) {
			advance(r, r->rest.p + line_length(r->rest), 0);
			return fault(r, c.fault, ret->line, ret->n + 1);
		}
		advance(r, c.p, c.lines);
		if (is_blank(ret))
			continue;
		if (!r->width)
			r->width = ret->n;
		while (ret->n > r->width && !ret->field[ret->n - 1].n && !r->any_width)
			ret->n--;	/* separators at the end of a line, as spreadsheets leave them */
		if (ret->n != r->width && !r->any_width)
			return fault(r, FAULT_WIDTH, ret->line, 0);
		return E_OK;
	}
	return E_DONE;
}

/* ---- columns and faults ---- */

static bool
same_name(struct slice a, struct slice b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		char x = a.p[i], y = b.p[i];

		x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
		y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
		if (x != y)
			return false;
	}
	return true;
}

int
csv_column(const struct csv_row *header, const char *names)
{
	struct slice rest = slice_of(names), name;

	while (slice_cut(&rest, '|', &name))
		for (size_t i = 0; i < header->n; i++)
			if (same_name(header->field[i], name))
				return (int)i;
	return -1;
}

void
csv_fault_add(struct csv_faults *f, struct csv_fault one)
{
	f->count++;
	if (f->kept < CSV_FAULTS_KEPT)
		f->fault[f->kept++] = one;
}

void
csv_fault_text(const struct csv_fault *f, struct buf *b)
{
	buf_printf(b, "第%zu行", f->line);
	if (f->column)
		buf_printf(b, "第%d列", f->column);
	buf_printf(b, "：%s|line %zu", f->zh, f->line);
	if (f->column)
		buf_printf(b, ", column %d", f->column);
	buf_printf(b, ": %s", f->en);
}
