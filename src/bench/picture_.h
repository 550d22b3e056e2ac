/* SPDX-License-Identifier: Apache-2.0 */
/* picture_.h - rows as the picture shows them, written as they would have been by the changes of pages. Private to bench/. */
#ifndef BENCH_PICTURE__H
#define BENCH_PICTURE__H
#include "bench/bench_.h"
#include "engine/engine.h"

struct picture_row {
	const char *record, *state, *title;
	int64_t row, unit, at_ms, until_ms;	/* SHOWN_NOW: still open */
	const char *fields;
};
enum err picture_put(struct conn *c, const struct picture_row *r) must_check;
enum err picture_people(struct engine *e) must_check;	/* dispatcher of the whole force */
#endif
