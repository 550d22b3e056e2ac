/* SPDX-License-Identifier: Apache-2.0 */
/* bank_file.h - the daily file of a bank: read whole, booked through the same road as a bank's messages, compared with the books of the day.
 *
 * Shape      CSV (base/csv.h: UTF-8 or GBK, any of its separators) whose header names 缴款单号|order, 交易号|transaction, 金额|amount (yuan, at most two
 *            decimals), 缴款时间|paid_at ("2026-11-27 10:12:13" Beijing, or RFC 3339); other columns are not looked at. The last line has
 *            合计|total in the first of these columns, then the count, the sum and the day; every payment lies on that day.
 * Whole      one faulty line, a wrong count or sum: nothing is booked, every fault is in the report with line, column and field in both languages.
 * Once       a file is known by its SHA-256: sent again it changes nothing. A transaction that is booked is not booked again.
 * Broken off a chunk of BANK_CHUNK lines is one transaction together with the place reached: run again, it goes on there.
 * Errors     E_BAD_BODY the file; E_NOT_FOUND no such adapter in use (or more than one, and none was named); the store's own.
 */
#ifndef CASES_BANK_FILE_H
#define CASES_BANK_FILE_H
#include "engine/import.h"
#include "gate/adapter.h"
#define NAME bank_file
#define DEF "cases/bank_file.def"
#include "engine/declare.h"

#define BANK_LINES_MAX 500000
#define BANK_CHUNK 200
struct bank_order {
	struct slice name, csv;
	struct slice adapter;		/* code; absent: the one payment adapter that is in use */
	bool preview;			/* reads and checks, books nothing */
};
/* In the report: accepted payments, added booked, unchanged booked before, differences as {"line","order","difference"}. */
enum err bank_file_import(struct engine *e, const struct bank_order *o, struct import_report *ret) must_check;
#endif
