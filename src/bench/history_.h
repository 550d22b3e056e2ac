/* SPDX-License-Identifier: Apache-2.0 */
/* history_.h - the pieces of "bench history": rows by number, filling, finding, and PostgreSQL beside it. */
#ifndef BENCH_HISTORY__H
#define BENCH_HISTORY__H
#include <unistd.h>
#include "bench/bench_.h"
#include "store/history.h"

#define HISTORY_VEHICLES 600000
#define HISTORY_GATES 3000
#define HISTORY_FROM_MS INT64_C(1761926400000)	/* a midnight in Beijing */
#define SINGLES_MAX 4000000

uint64_t dice(uint64_t *state);
plate_t history_plate(uint32_t vehicle);
void history_row_of(int64_t i, int64_t rows, struct passage *ret);
enum err history_fill(struct history *h, int64_t from, int64_t to, int64_t rows) must_check;
void history_settle(struct history *h);

/* ---- history_find.c ---- */
double figure_at(uint32_t *us, size_t n, double part);	/* sorts; the value below which this part lies */
int64_t peak_rss(void);
enum err history_find_measure(struct bench *b, struct history *h, const char *data) must_check;

/* ---- history_copy.c ---- */
enum err history_beside_copy(struct bench *b, struct history *h, int64_t rows) must_check;
#endif
