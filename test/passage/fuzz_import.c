/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of a table of passages: whatever stands in them, a passage comes out whole or a fault that names its column. */
#include "../base/fuzz.h"
#include "passage/import_.h"

const struct slice fuzz_seed[] = {
	S("plate,class,tollgate,time,lane,speed\n鲁C12345,02,A1,2026-06-30 12:00:00,1,60\n"),
	S("号牌号码;号牌种类;卡口编号;过车时间;direction;vehicle_type\n鲁C1234?;52;A1;20260630120000;9;K33\n无车牌;;A1;2026-06-30T12:00:00+08:00;;\n"),
	S("plate,class,tollgate,time,plate_colour\n\"WJ鲁12345\",31,A1,2026-06-30 24:00:00,256\n"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static void
take(const struct import_lines *l, const struct csv_row *row)
{
	struct import_fault f = { 0 };
	struct passage p;

	if (!import_row(l, row, &p, &f)) {
		promise(f.column >= 0 && f.column < COLUMN_COUNT && f.zh && f.en);
		return;
	}
	promise(p.tollgate == 7 && p.at_ms <= l->now_ms && p.class_code <= 99 && p.direction <= 9);
	promise(!(p.plate & PLATE_ALIAS));
	promise(!(p.flags & PASSAGE_NO_PLATE) || !p.plate);
	promise(!(p.flags & PASSAGE_UNREAD) == !plate_unread(p.plate));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct text_map gates;
	struct import_lines l = { .gates = &gates, .now_ms = INT64_C(1782892800000) };
	struct csv_row row;
	struct csv csv;
	const char *missing;
	bool header = false;
	enum err e;

	text_map_init(&gates, 10);
	promise(!text_map_put(&gates, S("A1"), (void *)7));
	csv_open(&csv, (struct slice){ (const char *)p, n }, CSV_DETECT);
	while ((e = csv_next(&csv, &row)) != E_DONE && e != E_BAD_TYPE) {
		if (e)
			continue;
		if (header)
			take(&l, &row);
		else if (!(header = import_header(&row, l.column, &missing)))
			break;
	}
	csv_close(&csv);
	text_map_free(&gates);
	return 0;
}
