/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"
#include "fuzz.h"

const struct slice fuzz_seed[] = {
	S("code,name,lon,lat\r\nA1,\"西六路,东\",118.05,36.81\r\n"),
	S("\xef\xbb\xbf" "a;b\n1;\"x\"\"y\"\n\n;;\n2;\"two\nlines\"\n"),
	S("\xc9\xe8\xb1\xb8,\xb5\xd8\xb5\xe3\n1,\xb4\xe5\x81\x30\x81\x30\n"),
	S("a,b\n\"never closed,1\n2,3\n\"x\"y,4\n"),
	S("\xff\xfe" "a\0,\0b\0\n\0"),
	S("a\tb\rc\td\r\n=1+1\t-2\n"),
	S("\n\0\n\xef\xbb\xbf,&\n\"'\f\",\"?\b\v\"\n"),	/* found by searching */
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* Written again by the writer and read by the reader, a row is the same but for the signs put before formulas. */
static void
again(const struct csv_row *row)
{
	struct buf b;
	struct csv_writer w = { .b = &b };
	struct csv r;
	struct csv_row back;

	buf_init(&b, 1 << 22);
	for (size_t i = 0; i < row->n; i++)
		csv_write(&w, row->field[i]);
	csv_write_end(&w);
	csv_open(&r, buf_slice(&b), CSV_UTF8);
	r.separator = ',';
	if (csv_next(&r, &back) == E_OK) {
		promise(back.n == row->n);
		for (size_t i = 0; i < row->n; i++) {
			struct slice f = back.field[i];

			if (f.n == row->field[i].n + 1 && f.p[0] == '\'')
				f = (struct slice){ f.p + 1, f.n - 1 };
			promise(slice_eq(f, row->field[i]));
		}
	}
	csv_close(&r);
	buf_free(&b);
}

static void
read_all(struct slice text, enum csv_encoding encoding)
{
	struct csv r;
	struct csv_row row;
	size_t line = 0, calls = 0;
	enum err e;

	csv_open(&r, text, encoding);
	while ((e = csv_next(&r, &row)) != E_DONE) {
		promise(++calls <= text.n + 1);
		if (e) {
			promise(r.fault.err == e && r.fault.line >= 1 && r.fault.zh && r.fault.en);
			continue;
		}
		promise(row.line > line && row.n >= 1 && row.n <= CSV_COLUMNS_MAX);
		line = row.line;
		for (size_t i = 0; i < row.n; i++)
			promise(utf8_valid(row.field[i]));
		again(&row);
	}
	csv_close(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice text = { (const char *)p, n };

	read_all(text, CSV_DETECT);
	read_all(text, CSV_GB18030);
	return 0;
}
