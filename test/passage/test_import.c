/* SPDX-License-Identifier: Apache-2.0 */
/* Historical passages from table files: lines, faults with their line, once, gzip, preview. */
#include "precinct.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "passage/import.h"
#include "passage/import_.h"

#define HEAD "plate,class,tollgate,time,lane,speed\n"
static char file[64];

static void
write_file(const char *text, bool zip)
{
	gzFile f;

	snprintf(file, sizeof file, "/tmp/luan-import-%d.csv", getpid());
	assert_non_null(f = gzopen(file, zip ? "wb" : "wbT"));
	assert_int_equal(gzwrite(f, text, (unsigned)strlen(text)), (int)strlen(text));
	assert_int_equal(gzclose(f), Z_OK);
}

static struct import_report
import(bool preview, enum err want)
{
	struct passage_import o = { .engine = at.engine, .history = at.history, .path = file, .preview = preview };
	struct import_report r;

	import_report_init(&r);
	assert_int_equal(passages_import(&o, &r), want);
	unlink(file);
	return r;
}

static void
lines_become_passages_once(void **state)
{
	static const char text[] = HEAD "鲁C12345,02,370303000001210001,2026-06-30 12:00:00,1,60\n"
	    "鲁C12346,02,370303000001210002,20260630120001,2,\n无车牌,,370303000001210003,2026-06-30T12:00:02+08:00,,\n";
	struct import_report r;
	struct reply found;

	(void)state;
	write_file(text, false);
	r = import(true, E_OK);
	assert_int_equal(r.accepted, 3);
	assert_int_equal(r.added, 0);
	import_report_free(&r);
	for (int zip = 0; zip < 2; zip++) {
		write_file(text, zip);
		r = import(false, E_OK);
		assert_int_equal(r.refused, 0);
		assert_int_equal(r.added, zip ? 0 : 3);
		assert_int_equal(r.unchanged, zip ? 3 : 0);
		import_report_free(&r);
	}
	found = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",\"series\":[\"import\"],%s,%s}", DAY_BEFORE, PURPOSE);
	assert_int_equal(items(&found), 0);		/* 12:00 Beijing is 04:00Z, before the day asked for */
	found = post_as("officer", "passages/search", "{\"plate\":\"鲁C12345\",\"series\":[\"import\"],\"from\":\"2026-06-30T04:00:00Z\","
	    "\"to\":\"2026-06-30T04:00:01Z\",%s}", PURPOSE);
	assert_int_equal(items(&found), 1);
	assert_string_equal(item_text(&found, 0, "series"), "import");
}

static void
faulty_lines_are_told_with_their_number_and_the_others_go_on(void **state)
{
	static const char text[] = HEAD "鲁C12345,02,370303000001210001,2026-06-30 12:00:00,1,60\n"
	    "%%%,02,370303000001210001,2026-06-30 12:00:00,1,60\n" "鲁C12345,x,370303000001210001,2026-06-30 12:00:00,1,60\n"
	    "鲁C12345,02,nowhere,2026-06-30 12:00:00,1,60\n" "鲁C12345,02,370303000001210001,2026-13-30 12:00:00,1,60\n"
	    "鲁C12345,02,370303000001210001,2036-06-30 12:00:00,1,60\n" "鲁C12345,02,370303000001210001,2026-06-30 12:00:00,1,6000\n"
	    "鲁C12345,02\n" "鲁C12345,02,370303000001210001,1996-06-30 12:00:00,1,60\n"
	    "鲁C12347,02,370303000001210001,2026-06-30 12:00:00,1,60\n";
	struct import_report r;

	(void)state;
	write_file(text, false);
	r = import(false, E_OK);
	assert_int_equal(r.added, 2);
	assert_int_equal(r.refused, 8);
	buf_putc(&r.errors, '\0');
	for (int line = 3; line <= 10; line++) {
		char want[20];
		snprintf(want, sizeof want, "\"line\":%d,", line);
		assert_non_null(strstr(r.errors.p, want));
	}
	assert_null(strstr(r.errors.p, "12345"));
	import_report_free(&r);
}

static void
a_file_without_the_needed_columns_is_refused(void **state)
{
	struct import_report r;

	(void)state;
	write_file("plate,class,when\n鲁C12345,02,2026\n", false);
	r = import(false, E_BAD_BODY);
	assert_int_equal(r.refused, 1);
	import_report_free(&r);
	snprintf(file, sizeof file, "/tmp/luan-import-nowhere");
	r = import(false, E_NOT_FOUND);
	import_report_free(&r);
}

static void
a_long_file_goes_through_in_chunks(void **state)
{
	enum { ROWS = 100000 };
	struct import_report r;
	char line[120];
	gzFile f;

	(void)state;
	snprintf(file, sizeof file, "/tmp/luan-import-%d.csv.gz", getpid());
	assert_non_null(f = gzopen(file, "wb1"));
	gzputs(f, HEAD);
	for (int i = 0; i < ROWS; i++) {
		snprintf(line, sizeof line, "鲁C%05d,02,370303000001210001,2026-06-%02d %02d:%02d:%02d,1,60\n", i, 1 + i / 86400 % 28,
		    i / 3600 % 24, i / 60 % 60, i % 60);
		gzputs(f, line);
	}
	assert_int_equal(gzclose(f), Z_OK);
	r = import(false, E_OK);
	assert_int_equal(r.added, ROWS);
	import_report_free(&r);
}

static void
times_are_read_strictly(void **state)
{
	int64_t ms;

	(void)state;
	assert_true(import_time(S("2016-10-19 23:09:49"), &ms));
	assert_true(ms == INT64_C(1476889789000));
	assert_true(import_time(S("20161019230949"), &ms));
	assert_true(ms == INT64_C(1476889789000));
	assert_true(import_time(S("2016-10-19T15:09:49Z"), &ms));
	assert_true(ms == INT64_C(1476889789000));
	assert_false(import_time(S("2016-02-30 00:00:00"), &ms));
	assert_false(import_time(S("2016-10-19 24:00:00"), &ms));
	assert_false(import_time(S("2016-10-19"), &ms));
	assert_false(import_time(S(""), &ms));
	assert_false(import_time(S("2016101923094x"), &ms));
}

int
main(void)
{
	static const struct CMUnitTest test[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, precinct_open, precinct_close)
		T(lines_become_passages_once), T(faulty_lines_are_told_with_their_number_and_the_others_go_on),
		T(a_file_without_the_needed_columns_is_refused), T(a_long_file_goes_through_in_chunks),
		cmocka_unit_test(times_are_read_strictly),
	};

	return cmocka_run_group_tests_name("passage-import", test, NULL, NULL);
}
