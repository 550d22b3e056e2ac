/* SPDX-License-Identifier: Apache-2.0 */
/* import.h - passages of former times from a table file into the series "import": found like all others, raising no alarm.
 *
 * Shape      CSV, also gzipped; the first line names the columns: plate (号牌号码), class (号牌种类), tollgate (卡口编号, its code),
 *            time (过车时间) and, where there, lane, speed (km/h), direction, plate_colour, vehicle_colour (GA/T 1400 numbers),
 *            vehicle_type (GA/T 16.4). A row is a line. Times without a zone are Beijing's.
 * Once       a row that is there already is counted as unchanged, so that an import that broke off may be run again.
 * Memory     a chunk of the file and some batches, however long the file.
 * Errors     of single rows: with their line, the others go on; the first IMPORT_SHOWN are kept. E_BAD_BODY no usable header;
 *            E_NOT_FOUND no such file; the history's own.
 */
#ifndef PASSAGE_IMPORT_H
#define PASSAGE_IMPORT_H
#include "engine/import.h"
#include "store/history.h"

struct passage_import {
	struct engine *engine;
	struct history *history;	/* NULL: preview only */
	const char *path;
	bool preview;
};
/* ret: import_report_init before, import_report_free after. */
enum err passages_import(const struct passage_import *o, struct import_report *ret) must_check;
#endif
