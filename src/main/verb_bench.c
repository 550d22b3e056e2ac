/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "bench/bench.h"
#include "main/options.h"
#include "main/pages.h"

#define BENCH_DIR "build/bench"

static int
names(FILE *to, const char *before)
{
	for (size_t i = 0; bench_name(i); i++)
		(void)fprintf(to, "%s%s\n", before, bench_name(i));
	return 0;
}

int
verb_bench(struct config *c, int argc, char **argv)
{
	struct bench_options o = {
		.pages = all_pages(), .self = "/proc/self/exe", .store = config_str(c, "store"),
		.dir = config_source(c, "data") == CONFIG_DEFAULT ? BENCH_DIR : config_str(c, "data"),
		.seconds = (int)config_int(c, "seconds"), .rows = config_int(c, "rows"),
	};
	enum err e;

	if (argc == 1 && !strcmp(argv[0], "list-names"))
		return names(stdout, "");
	if (argc != 1) {
		(void)fprintf(stderr, "luan bench NAME [--seconds N] [--rows N] [--store URL] [--data DIR]\n  all\n");
		return names(stderr, "  "), 2;
	}
	e = bench_run(&o, argv[0]);
	return e ? fail(argv[0], e) : 0;
}
