/* SPDX-License-Identifier: Apache-2.0 */
/* report.c - figures with their spread. */
#include <time.h>
#include "bench/bench_.h"

int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

void
figure_add(struct figure *f, double v)
{
	if (f->n < BENCH_RUNS_MAX)
		f->value[f->n++] = v;
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
put(double v, const char *unit)
{
	(void)printf(v >= 100 || v == (double)(int64_t)v ? "%.0f %s" : v >= 10 ? "%.1f %s" : "%.2f %s", v, unit);
}

void
figure_print(const struct bench *b, const struct figure *f)
{
	struct figure s = *f;
	const char *kind = b->postgres ? "_postgres" : "";

	if (!s.n)
		return;
	qsort(s.value, (size_t)s.n, sizeof s.value[0], by_size);
	(void)printf("# %s%s: %d runs, least ", s.name, kind, s.n);
	put(s.value[0], s.unit);
	(void)printf(", most ");
	put(s.value[s.n - 1], s.unit);
	(void)printf("\n%s%s: ", s.name, kind);
	put(s.value[s.n / 2], s.unit);
	(void)printf("\n");
}

void
figure_one(const struct bench *b, const char *name, double v, const char *unit)
{
	(void)printf("%s%s: ", name, b->postgres ? "_postgres" : "");
	put(v, unit);
	(void)printf("\n");
}

enum err
bench_failed(const char *what, enum err e)
{
	(void)fprintf(stderr, "bench: %s: %s / %s (%s)\n", what, err_zh(e), err_en(e), err_name(e));
	return e;
}
