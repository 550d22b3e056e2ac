/* SPDX-License-Identifier: Apache-2.0 */
/* bench.h - how fast and how large: luan bench NAME.
 *
 * Shape      an item makes a store of its own below dir (large ones are kept and used again), starts this very
 *            program as the server, measures several times from outside and prints each run, then closing
 *            lines "name: value unit" with the median.
 * Use        on a quiet machine. Figures, never a test: only what did not work at all gives a status of error.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H
#include "engine/engine.h"

struct bench_options {
	const struct pages *pages;
	const char *self;		/* this program */
	const char *dir;		/* on a disk, not in memory: a commit is to reach it */
	const char *store;		/* "sqlite" or the URL of an empty PostgreSQL database */
	int seconds, runs;		/* of each measurement; 0: 5 and 3 */
	int64_t rows;			/* 0: each item's own */
};
/* E_NOT_FOUND: no such item. "all": one after another. */
enum err bench_run(const struct bench_options *o, const char *name) must_check;
const char *bench_name(size_t i);	/* NULL: no more */
#endif
