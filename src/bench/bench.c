/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/stat.h>
#include "bench/bench_.h"

static const struct {
	const char *name;
	bench_fn *run;
} items[] = {
	{ "steps", bench_steps }, { "bulk", bench_bulk }, { "list", bench_list }, { "screens", bench_screens }, { "picture", bench_picture },
	{ "replay", bench_replay }, { "dispatch", bench_dispatch },
	{ "start", bench_start }, { "audit", bench_audit }, { "signin", bench_signin }, { "jobs", bench_jobs },
	{ "ingest", bench_ingest }, { "alarm", bench_alarm }, { "history", bench_history }, { "match", bench_match }, { "scan", bench_scan },
	{ "roads", bench_roads }, { "papers", bench_papers }, { "year", bench_year }, { "cases", bench_cases }, { "deadlines", bench_deadlines },
	{ "positions", bench_positions }, { "terminals", bench_terminals },
};

const char *
bench_name(size_t i)
{
	return i < N_ELEMS(items) ? items[i].name : NULL;
}

static enum err
run_one(const struct bench_options *o, size_t i)
{
	struct bench b = { .o = *o, .item = items[i].name, .postgres = strncmp(o->store, "postgres", 8) == 0 };
	enum err e;

	if (!b.o.seconds)
		b.o.seconds = 5;
	if (!b.o.runs)
		b.o.runs = 3;
	arena_init(&b.arena);
	e = items[i].run(&b);
	(void)fflush(stdout);
	arena_free(&b.arena);
	return e;
}

enum err
bench_run(const struct bench_options *o, const char *name)
{
	enum err e, first = E_OK;
	bool found = false, all = strcmp(name, "all") == 0;

	if (mkdir(o->dir, 0700) && errno != EEXIST)
		return E_STORE;
	for (size_t i = 0; i < N_ELEMS(items); i++) {
		if (!all && strcmp(name, items[i].name) != 0)
			continue;
		found = true;
		if ((e = run_one(o, i)) && !first)
			first = e;
	}
	return found ? first : E_NOT_FOUND;
}
