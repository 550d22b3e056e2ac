/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/mman.h>
#include <sys/resource.h>
#include "tap.h"
#include "base/clock.h"
#include "base/csv.h"

/* Rows as "[a|b]" and faults as "!line:column E_NAME", one behind the other. */
static void
read_as_text(struct slice text, enum csv_encoding encoding, struct buf *out)
{
	struct csv r;
	struct csv_row row;
	enum err e;

	csv_open(&r, text, encoding);
	while ((e = csv_next(&r, &row)) != E_DONE) {
		if (e) {
			assert_int_equal(e, r.fault.err);
			buf_printf(out, "!%zu:%d %s", r.fault.line, r.fault.column, err_name(e));
			continue;
		}
		buf_printf(out, "%zu[", row.line);
		for (size_t i = 0; i < row.n; i++) {
			if (i)
				buf_putc(out, '|');
			buf_put(out, row.field[i]);
			assert_true(!r.encoding || row.field[i].n == 0 || utf8_valid(row.field[i]));
		}
		buf_putc(out, ']');
	}
	assert_int_equal(csv_next(&r, &row), E_DONE);
	csv_close(&r);
}

static void
test_rows(void **state)
{
	static const struct {
		struct slice in;
		const char *out, *what;
	} cases[] = {
		{ S("a,b\n1,2\n"), "1[a|b]2[1|2]", "plain" },
		{ S("a,b\r\n1,2"), "1[a|b]2[1|2]", "CRLF, no line end at the end" },
		{ S("a,b\r1,2\r"), "1[a|b]2[1|2]", "CR alone" },
		{ S("\xef\xbb\xbf" "号牌,b\n1,2\n"), "1[号牌|b]2[1|2]", "UTF-8 with BOM" },
		{ S("a;b\n1;2,5\n"), "1[a|b]2[1|2,5]", "semicolons" },
		{ S("a\tb\n 1 \t\"2\t3\"\n"), "1[a|b]2[1|2\t3]", "tabs, blanks trimmed" },
		{ S("a,b\n\"x, \"\"y\"\"\", \"z\" \n"), "1[a|b]2[x, \"y\"|z]", "quotes" },
		{ S("a,b\n\"two\r\nlines\",2\n3,4\n"), "1[a|b]2[two\r\nlines|2]4[3|4]", "a field of two lines" },
		{ S("\n\na,b\n\n,,\n   \n1,2\n,\n"), "3[a|b]7[1|2]", "blank lines count but are no rows" },
		{ S("a,b\n1,2,,\n"), "1[a|b]2[1|2]", "separators left at the end of a line" },
		{ S("a,b\n5\"x,2\n"), "1[a|b]2[5\"x|2]", "a quote within an unquoted field" },
		{ S("a,b\n\" kept \",\"\"\n"), "1[a|b]2[ kept |]", "blanks in quotes are kept" },
		{ S(""), "", "nothing" }, { S("\xef\xbb\xbf"), "", "a BOM alone" }, { S("\r\n\r\n"), "", "line ends" },
		{ S("a,b\n1\n1,2,3\n4,5\n"), "1[a|b]!2:0 E_BAD_BODY!3:0 E_BAD_BODY4[4|5]", "other widths" },
		{ S("a,b\n\"x\"y,1\n2,3\n"), "1[a|b]!2:1 E_BAD_BODY3[2|3]", "text behind a quote" },
		{ S("a,b\n1,\"never\n2,3\n"), "1[a|b]!2:2 E_BAD_BODY3[2|3]", "a quote never closed costs its line only" },
		{ S("a,b\n1,x\0y\n2,3\n"), "1[a|b]!2:2 E_BAD_UTF83[2|3]", "NUL" },
		{ S("甲,乙\n1,鲁\n2,\xe9\xb2\n3,4\n"), "1[甲|乙]2[1|鲁]!3:2 E_BAD_UTF84[3|4]", "one broken character" },
		{ S("\xff\xfe" "a\0,\0b\0\n\0"), "!1:0 E_BAD_TYPE", "UTF-16" },
		{ S("\xfe\xff\0a\0,\0b\0\n"), "!1:0 E_BAD_TYPE", "UTF-16, the other way round" },
	};
	struct buf out;

	buf_init(&out, 10000);
	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		print_message("# %s\n", cases[i].what);
		buf_reset(&out);
		read_as_text(cases[i].in, CSV_DETECT, &out);
		assert_slice(buf_slice(&out), cases[i].out);
	}
	buf_free(&out);
}

/* 设备,地点 / 1,张店 in GBK, and a character that only the four bytes of GB18030 have. */
static void
test_gb18030(void **state)
{
	static const struct slice gbk = S("\xc9\xe8\xb1\xb8,\xb5\xd8\xb5\xe3\r\n1,\xd5\xc5\xb5\xea\r\n2,\"\xc2\xb3\x43\"\r\n");
	struct buf out;

	buf_init(&out, 10000);
	read_as_text(gbk, CSV_DETECT, &out);
	assert_slice(buf_slice(&out), "1[设备|地点]2[1|张店]3[2|鲁C]");
	buf_reset(&out);
	read_as_text(gbk, CSV_UTF8, &out);
	assert_slice(buf_slice(&out), "!1:1 E_BAD_UTF8!2:2 E_BAD_UTF83[2|³C]");
	buf_reset(&out);	/* plates alone: each line would be valid UTF-8 */
	read_as_text(S("\xc2\xb3" "C12345,1\n\xc2\xb3" "C12346,2\n"), CSV_DETECT, &out);
	assert_slice(buf_slice(&out), "1[鲁C12345|1]2[鲁C12346|2]");
	buf_reset(&out);	/* the same bytes under a heading in UTF-8, and with plates in GBK under one in GBK */
	read_as_text(S("温度\n25\xc2\xb0\n26\xc2\xb0\n"), CSV_DETECT, &out);
	assert_slice(buf_slice(&out), "1[温度]2[25°]3[26°]");
	buf_reset(&out);
	read_as_text(S("\xba\xc5\xc5\xc6\n\xc2\xb3" "C1\n\xc2\xb3" "C2\n\xc2\xb3" "C3\n"), CSV_DETECT, &out);
	assert_slice(buf_slice(&out), "1[号牌]2[鲁C1]3[鲁C2]4[鲁C3]");
	buf_reset(&out);
	read_as_text(S("\xc9\xe8,\xb1\xb8\n1,\x81\x39\xef\x30\n2,\xff\xff\n3,\x81\n4,\x81\x30\x81\n"), CSV_GB18030, &out);
	assert_slice(buf_slice(&out), "1[设|备]2[1|㐁]!3:2 E_BAD_UTF8!4:2 E_BAD_UTF8!5:2 E_BAD_UTF8");
	buf_reset(&out);	/* a trail byte may look like a letter or a backslash, never like a separator */
	read_as_text(S("\x81\x5c,\x8a\x41\n"), CSV_GB18030, &out);
	assert_true(out.n > 0 && utf8_valid(buf_slice(&out)));
	buf_free(&out);
}

static void
test_bounds(void **state)
{
	struct buf in, out;

	buf_init(&in, 1 << 20);
	buf_init(&out, 1 << 20);
	buf_puts(&in, "a,b\n");
	for (int i = 0; i < CSV_FIELD_MAX; i++)
		buf_putc(&in, 'x');
	buf_puts(&in, ",1\n");
	for (int i = 0; i <= CSV_FIELD_MAX; i++)
		buf_putc(&in, 'x');
	buf_puts(&in, ",2\n\"");
	for (int i = 0; i <= CSV_FIELD_MAX; i++)
		buf_putc(&in, 'x');
	buf_puts(&in, "\",3\n4");
	for (int i = 0; i <= CSV_COLUMNS_MAX; i++)
		buf_putc(&in, ',');
	buf_puts(&in, "\n5,6\n");
	read_as_text(buf_slice(&in), CSV_DETECT, &out);
	assert_true(out.n > CSV_FIELD_MAX);
	assert_slice(((struct slice){ out.p + 6 + 2 + CSV_FIELD_MAX, out.n - 8 - CSV_FIELD_MAX }),
	    "|1]!3:1 E_TOO_LARGE!4:1 E_BAD_BODY!5:129 E_TOO_LARGE6[5|6]");
	buf_free(&in);
	buf_free(&out);
}

static void
test_columns(void **state)
{
	struct csv r;
	struct csv_row row;

	csv_open(&r, S("Code,名称,lon\n"), CSV_DETECT);
	assert_int_equal(csv_next(&r, &row), E_OK);
	assert_int_equal(csv_column(&row, "设备编号|code"), 0);
	assert_int_equal(csv_column(&row, "name|名称"), 1);
	assert_int_equal(csv_column(&row, "lo"), -1);
	assert_int_equal(csv_column(&row, ""), -1);
	csv_close(&r);
}

static size_t
resident_kib(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (size_t)u.ru_maxrss;
}

/* A million faulty lines of every kind, and quotes never closed all the way: linear and in bounded memory. */
static void
test_a_million_faults(void **state)
{
	static const char *const line[] = {
		"1\n", "1,2,3\n", "\"x\"y,2\n", "1,\xff\n", "1,\"open\n", "1,2\n", "\"lots \"\"of\"\" \"\"\"\"quotes,\n",
	};
	size_t lines = 1000000, n = 0, size = lines * 32;
	char *text = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct csv r;
	struct csv_row row;
	struct csv_faults *faults = mem_alloc(sizeof(*faults));
	size_t rows = 0, before;
	int64_t began = clock_mono_ms();
	enum err e;

	assert_ptr_not_equal(text, MAP_FAILED);
	n += (size_t)snprintf(text, size, "a,b\n");
	for (size_t i = 0; i < lines; i++)
		n += (size_t)snprintf(text + n, size - n, "%s", line[i % N_ELEMS(line)]);
	before = resident_kib();
	csv_open(&r, (struct slice){ text, n }, CSV_UTF8);
	while ((e = csv_next(&r, &row)) != E_DONE) {
		if (e)
			csv_fault_add(faults, r.fault);
		else
			rows++;
		assert_true(r.memory.total < 1 << 18);
	}
	assert_true(faults->count > 800000);
	assert_true(rows > 1 && rows + faults->count <= lines + 1);
	assert_int_equal(faults->kept, CSV_FAULTS_KEPT);
	assert_int_equal(faults->fault[0].line, 2);
	assert_true(resident_kib() - before < 8 << 10);
	print_message("# %zu faults in %d ms\n", faults->count, (int)(clock_mono_ms() - began));
	csv_close(&r);
	mem_free(faults);
	munmap(text, size);
}

static void
test_fault_text(void **state)
{
	struct csv_fault f = { 3, 2, E_BAD_BODY, "引号没有闭合", "the quote is never closed" };
	struct buf b;

	buf_init(&b, 1000);
	csv_fault_text(&f, &b);
	assert_slice(buf_slice(&b), "第3行第2列：引号没有闭合|line 3, column 2: the quote is never closed");
	buf_reset(&b);
	f.column = 0;
	csv_fault_text(&f, &b);
	assert_slice(buf_slice(&b), "第3行：引号没有闭合|line 3: the quote is never closed");
	buf_free(&b);
}

static void
test_write(void **state)
{
	static const struct {
		struct slice in;
		const char *out;
	} cases[] = {
		{ S("plain"), "plain" }, { S(""), "" }, { S("a,b"), "\"a,b\"" }, { S("say \"x\""), "\"say \"\"x\"\"\"" },
		{ S("a\nb"), "\"a\nb\"" }, { S(" a"), "\" a\"" }, { S("=1+1"), "\"'=1+1\"" }, { S("+1"), "\"'+1\"" },
		{ S("-2"), "\"'-2\"" }, { S("@SUM(A1)"), "\"'@SUM(A1)\"" }, { S("\t=1"), "\"'\t=1\"" },
		{ S("\r=1"), "\"'\r=1\"" }, { S("=\"x\"&A1"), "\"'=\"\"x\"\"&A1\"" }, { S("＝1"), "\"'＝1\"" },
		{ S("鲁C=1"), "鲁C=1" }, { S("\xef\xbb\xbf" "x"), "\"\xef\xbb\xbf" "x\"" }, { S("x\f"), "\"x\f\"" },
	};
	struct buf b;
	struct csv_writer w = { .b = &b };

	buf_init(&b, 1000);
	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		buf_reset(&b);
		w.begun = false;
		csv_write(&w, cases[i].in);
		assert_slice(buf_slice(&b), cases[i].out);
	}
	buf_reset(&b);
	w.begun = false;
	csv_write_bom(&w);
	csv_write(&w, S("a"));
	csv_write_int(&w, -5);
	csv_write(&w, S(""));
	csv_write_end(&w);
	csv_write(&w, S("b"));
	csv_write_end(&w);
	assert_slice(buf_slice(&b), "\xef\xbb\xbf" "a,-5,\r\nb\r\n");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_gb18030), cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_columns), cmocka_unit_test(test_a_million_faults),
		cmocka_unit_test(test_fault_text), cmocka_unit_test(test_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
