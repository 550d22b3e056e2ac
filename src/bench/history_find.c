/* SPDX-License-Identifier: Apache-2.0 */
/* history_find.c - how long looking up takes, and how much room a passage. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include "bench/history_.h"

#define QUERIES 1000

static int
by_us(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

double
figure_at(uint32_t *us, size_t n, double part)
{
	if (!n)
		return 0;
	qsort(us, n, sizeof *us, by_us);
	return us[(size_t)((double)(n - 1) * part)];
}

int64_t
peak_rss(void)
{
	char text[4096], *at;
	int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);

	if (fd >= 0)
		(void)close(fd);
	text[n < 0 ? 0 : n] = 0;
	return (at = strstr(text, "VmHWM:")) ? strtoll(at + 6, NULL, 10) * 1024 : 0;
}

/* What lies on the disk, sealed. */
static int64_t
sealed_size(const char *data)
{
	char path[4096];
	struct stat st;
	int64_t n = 0;

	(void)snprintf(path, sizeof path, "%s/passages", data);
	DIR *d = opendir(path);
	for (struct dirent *e; d && (e = readdir(d)); )
		if (strstr(e->d_name, ".seg") && fstatat(dirfd(d), e->d_name, &st, 0) == 0)
			n += st.st_size;
	if (d)
		(void)closedir(d);
	return n;
}

static enum err
plates(struct bench *b, struct history *h, const char *name, bool prefix)
{
	uint32_t *us = mem_alloc(QUERIES * sizeof *us);
	uint64_t state = 99;
	int64_t found = 0;
	size_t n = 0;
	enum err e = E_OK;
	char text[64];

	for (; n < QUERIES && !e; n++) {
		struct history_query q = { .series = 1u << SERIES_LIVE, .want = history_plate((uint32_t)(dice(&state) % HISTORY_VEHICLES)),
			.mask = PLATE_ALIAS - 1, .to_ms = INT64_MAX, .limit = 100 };
		struct history_rows r;
		struct arena a;
		int64_t from = now_us();
		if (prefix)
			q.mask &= ~((UINT64_C(1) << 21) - 1);	/* the last symbol of seven is not known */
		arena_init(&a);
		if (!(e = history_find(h, &q, &a, &r)))
			found += r.n;
		us[n] = (uint32_t)(now_us() - from);
		arena_free(&a);
	}
	(void)printf("# %s: %zu plates over 30 days, %.1f rows each\n", name, n, (double)found / (double)n);
	(void)snprintf(text, sizeof text, "%s_p50", name);
	figure_one(b, text, figure_at(us, n, 0.50) / 1e3, "ms");
	(void)snprintf(text, sizeof text, "%s_p95", name);
	figure_one(b, text, figure_at(us, n, 0.95) / 1e3, "ms");
	mem_free(us);
	return e;
}

static enum err
gates(struct bench *b, struct history *h)
{
	uint32_t us[50], counts_us[50], all_us[50];
	enum err e = E_OK;
	size_t n = 0, rows;

	for (; n < N_ELEMS(us) && !e; n++) {
		uint32_t gate[10];
		int64_t day = HISTORY_FROM_MS + (int64_t)(n % 29) * 86400000, from;
		struct history_query q = { .series = 1u << SERIES_LIVE, .from_ms = day, .to_ms = day + 3600000, .tollgate = gate, .ntollgate = 1,
			.limit = 500 };
		struct history_rows r;
		struct history_count *c;
		struct arena a;
		for (uint32_t i = 0; i < 10; i++)
			gate[i] = (uint32_t)(1 + n * 53 + i);
		arena_init(&a);
		from = now_us();
		e = history_find(h, &q, &a, &r);
		us[n] = (uint32_t)(now_us() - from);
		from = now_us();
		if (!e)
			e = history_counts(h, gate, 10, false, day, day + 86400000, 3600000, &a, &c, &rows);
		counts_us[n] = (uint32_t)(now_us() - from);
		from = now_us();
		if (!e)
			e = history_counts(h, NULL, 0, false, day, day + 86400000, 3600000, &a, &c, &rows);
		all_us[n] = (uint32_t)(now_us() - from);
		arena_free(&a);
	}
	figure_one(b, "history_gate_hour_p50", figure_at(us, n, 0.5) / 1e3, "ms");
	figure_one(b, "history_gate_hour_p95", figure_at(us, n, 0.95) / 1e3, "ms");
	figure_one(b, "history_counts_ten_gates_p95", figure_at(counts_us, n, 0.95) / 1e3, "ms");
	figure_one(b, "history_counts_all_gates_p95", figure_at(all_us, n, 0.95) / 1e3, "ms");
	return e;
}

enum err
history_find_measure(struct bench *b, struct history *h, const char *data)
{
	struct history_stats st;
	int64_t size = sealed_size(data);
	enum err e;

	history_stats(h, &st);
	(void)printf("# %lld segments, %lld sealed, %lld sent before\n", (long long)st.segments, (long long)st.sealed, (long long)st.same);
	if (st.sealed)
		figure_one(b, "history_bytes", (double)size / (double)(st.sealed * 2000000), "bytes/row");
	if ((e = plates(b, h, "history_plate", false)) || (e = plates(b, h, "history_prefix", true)))
		return e;
	return gates(b, h);
}
