/* SPDX-License-Identifier: Apache-2.0 */
/* import_.h - lines of a table file. Private to passage/; pure, tested and fuzzed by itself. */
#ifndef PASSAGE_IMPORT_PRIVATE_H
#define PASSAGE_IMPORT_PRIVATE_H
#include "base/csv.h"
#include "base/hash.h"
#include "store/passage.h"

enum { COLUMN_PLATE, COLUMN_CLASS, COLUMN_TOLLGATE, COLUMN_TIME, COLUMN_LANE, COLUMN_SPEED, COLUMN_DIRECTION, COLUMN_PLATE_COLOUR,
	COLUMN_VEHICLE_COLOUR, COLUMN_VEHICLE_TYPE, COLUMN_COUNT };
struct import_lines {
	int column[COLUMN_COUNT];	/* place in the row; -1: not there */
	const struct text_map *gates;	/* code -> row id as a pointer */
	int64_t now_ms, oldest_ms;	/* older ones would not be kept */
	uint16_t flags;			/* of every passage: PASSAGE_SIMULATED in such a store */
};
struct import_fault {
	int column;
	const char *zh, *en;
};
bool import_header(const struct csv_row *header, int ret[COLUMN_COUNT], const char **ret_missing);
bool import_time(struct slice s, int64_t *ret_ms);
bool import_row(const struct import_lines *l, const struct csv_row *r, struct passage *p, struct import_fault *f);
#endif
