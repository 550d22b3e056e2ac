/* SPDX-License-Identifier: Apache-2.0 */
/* year.c - a year of violations of the account's size, in jobs of some thousand rows; what was drawn is told in DATA/demo-year.csv. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/csv.h"
#include "base/log.h"
#include "cases/camera_record.h"
#include "cases/violation_case.h"
#include "demo/year_.h"

#define EACH_JOB 4000			/* violations */
#define STOPS_PERCENT 36
#define REJECTED_PERCENT 11		/* records beside the used ones */

static atomic_bool sealing_over;
static const struct lived_indexes filled[] = {
	{ &camera_record_record, "plate vehicle device tollgate" },
	{ &violation_case_record, "plate vehicle vehicle_key party_id party_key person" },
};

static enum err
live_one(struct call *c, struct year *y, struct year_state *s)
{
	struct found f;
	bool stop = demo_below(&s->random, 100) < STOPS_PERCENT, also;
	enum err e;

	year_draw(y, s, &f, !stop);
	if (stop)
		return live_stop(c, y, s, &f);
	also = demo_below(&s->random, 100) < REJECTED_PERCENT;
	if ((e = live_camera(c, y, s, &f, false)) || !also)
		return e;
	f.vehicle += 1;
	f.at_ms += 1;
	return live_camera(c, y, s, &f, true);
}

static enum err
live_some(struct call *c, void *ctx)
{
	struct year *y = ctx;
	enum err e = E_OK;

	y->next = y->now;
	for (int i = 0; i < EACH_JOB && y->next.made < y->n && !e; i++)
		e = live_one(c, y, &y->next);
	return e;
}

/* ---- what was made ---- */

static void
put_month(const struct year *y, FILE *f, int m, int u, int k)
{
	const int32_t *t = y->now.total[m][u][k];
	int month = y->first_month + m;

	if (!t[TOTAL_RECORDED] && !t[TOTAL_STOPS])
		return;
	(void)fprintf(f, "%04d-%02d,%lld,%s", month / 12, month % 12 + 1, (long long)y->unit[u], y->kind[k].code);
	for (int i = 0; i < TOTALS; i++)
		(void)fprintf(f, ",%d", t[i]);
	(void)fputc('\n', f);
}

static enum err
write_totals(const struct year *y)
{
	char path[4096];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/demo-year.csv", y->d->engine->options.data_dir);
	if (!(f = fopen(path, "w")))
		return E_DISK_FULL;
	(void)fputs("month,unit,code,recorded,used,rejected,cancelled,stops,stops_ended\n", f);
	for (int m = 0; m < YEAR_MONTHS; m++)
		for (int u = 0; u < y->nunit; u++)
			for (int k = 0; k < y->nkind; k++)
				put_month(y, f, m, u, k);
	return fclose(f) ? E_DISK_FULL : E_OK;
}

static void
say(const struct year *y, const char *what, int64_t began)
{
	double s = (double)(clock_mono_ms() - began) / 1e3;

	(void)printf("# %7.1f s  %s: %lld violations, %lld records, %lld cases, %lld payment orders\n", s, what, (long long)y->now.made,
	    (long long)y->now.records, (long long)y->now.cases, (long long)y->now.orders);
	(void)fflush(stdout);
}

static enum err
live_all(struct year *y, int64_t began)
{
	int64_t told = clock_mono_ms();
	enum err e = lived_begin(y->d->engine, filled, N_ELEMS(filled));

	while (!e && y->now.made < y->n) {
		if ((e = engine_write(y->d->engine, "模拟数据", live_some, y)))
			break;
		y->now = y->next;
		if (clock_mono_ms() - told > 10000) {
			say(y, "loading", began);
			told = clock_mono_ms();
		}
	}
	say(y, "rows loaded", began);
	return e;
}

/* The chain is sealed beside the loading, as by a server. */
static void *
seal_beside(void *engine)
{
	struct timespec nap = { 0, 100000000 };

	while (!atomic_load(&sealing_over)) {
		(void)!audit_seal(engine);
		(void)nanosleep(&nap, NULL);
	}
	return NULL;
}

static enum err
seal_rest(struct engine *e)
{
	struct audit_head h;
	int64_t left = 1;
	enum err err = E_OK;

	while (!err && left) {
		reader_scoped conn = NULL;
		if (!(err = audit_seal(e)) && !(err = db_reader(e->db, &conn)))
			err = audit_head_get(conn, e->keys, &h, &left);
	}
	return err;
}

static enum err
live_and_seal(struct year *y, int64_t began)
{
	pthread_t sealer;
	enum err e;

	atomic_store(&sealing_over, false);
	if (pthread_create(&sealer, NULL, seal_beside, y->d->engine))
		return E_INTERNAL;
	if (!(e = live_all(y, began)))
		e = lived_end(y->d->engine, filled, N_ELEMS(filled));
	atomic_store(&sealing_over, true);
	(void)pthread_join(sealer, NULL);
	return e ? e : seal_rest(y->d->engine);
}

enum err
demo_year(struct demo *d, int64_t n, struct demo_year_made *ret)
{
	struct year *y = mem_alloc(sizeof *y);
	int64_t began = clock_mono_ms();
	enum err e;

	*y = (struct year){ .d = d, .n = n, .now_ms = d->now_ms - d->now_ms % 3600000 };	/* the same within an hour */
	y->now.random = d->seed + 3;
	arena_init(&y->arena);
	if (!(e = year_open(y)) && !(e = live_and_seal(y, began)))
		e = write_totals(y);
	if (!e)
		say(y, "indexes made, audit sealed", began);
	*ret = (struct demo_year_made){ y->now.made, y->now.records, y->now.cases, y->now.orders, clock_mono_ms() - began };
	people_key_wipe(&y->key);
	arena_free(&y->arena);
	mem_free(y);
	return e;
}
