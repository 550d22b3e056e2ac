/* SPDX-License-Identifier: Apache-2.0 */
/* audit.c - luan audit verify over millions of rows, as a process of its own. The filled store is kept. */
#include <unistd.h>
#include "bench/bench_.h"

#define WORD(s) ((char *)(uintptr_t)(s))	/* argv is not const, though nobody writes to it */

static enum err
make(struct bench *b, int64_t rows, const char *data, const char *mark)
{
	struct engine_options o = { .data_dir = data, .store_url = b->o.store, .cache_bytes = MIB(256), .create = true, .simulated = true };
	struct engine *e;
	int64_t began = now_us();
	enum err err;
	FILE *f;

	house_remove(b, data);
	if ((err = engine_open(&e, &o, b->o.pages)))
		return err;
	err = audit_fill(e->db, data, rows, 20000);
	engine_close(e);
	if (err)
		return err;
	(void)printf("# %lld rows filled and sealed in %.0f s\n", (long long)rows, (double)(now_us() - began) / 1e6);
	if (!(f = fopen(mark, "we")))
		return E_STORE;
	(void)fclose(f);
	return E_OK;
}

enum err
bench_audit(struct bench *b)
{
	int64_t rows = b->o.rows ? b->o.rows : 20000000, us, rss = 0;
	const char *data = house_path(b, arena_printf(&b->arena, "audit-%lld", (long long)rows).p);
	const char *mark = house_mark(b, data);
	char *argv[] = { WORD("luan"), WORD("audit"), WORD("verify"), WORD("--data"), WORD(data), WORD("--store"), WORD(b->o.store),
		WORD("--log-level"), WORD("error"), NULL };
	struct figure took = { .name = "audit_verify", .unit = "s" }, rate = { .name = "audit_verify_rate", .unit = "rows/s" };
	enum err e = access(mark, F_OK) ? make(b, rows, data, mark) : E_OK;

	for (int i = 0; !e && i < (rows > 2000000 ? 1 : b->o.runs); i++) {
		if ((e = program_run(b, argv, &us, &rss)))
			break;
		figure_add(&took, (double)us / 1e6);
		figure_add(&rate, (double)rows / ((double)us / 1e6));
	}
	figure_print(b, &took);
	figure_print(b, &rate);
	figure_one(b, "audit_verify_rss", (double)rss / 1048576, "MiB");
	return e ? bench_failed("audit", e) : E_OK;
}
