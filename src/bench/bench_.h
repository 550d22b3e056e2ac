/* SPDX-License-Identifier: Apache-2.0 */
/* bench_.h - what the items share: a store to measure on, a server to ask, figures to print. Private to bench/. */
#ifndef BENCH_BENCH__H
#define BENCH_BENCH__H
#include <stdio.h>
#include <sys/types.h>
#include "base/limits.h"
#include "base/log.h"
#include "bench/bench.h"
#include "net/load.h"

#define BENCH_RUNS_MAX 16
struct bench {
	struct bench_options o;
	const char *item;
	bool postgres;			/* the store is one */
	struct arena arena;		/* of the item */
};
typedef enum err bench_fn(struct bench *b);
bench_fn bench_steps, bench_bulk, bench_list, bench_screens, bench_start, bench_audit, bench_signin, bench_jobs, bench_ingest, bench_alarm, bench_history, bench_match, bench_scan;
bench_fn bench_picture, bench_replay, bench_positions, bench_terminals, bench_dispatch;
bench_fn bench_roads, bench_year, bench_cases, bench_deadlines, bench_papers;

/* ---- report.c ---- */
struct figure {
	const char *name, *unit;
	double value[BENCH_RUNS_MAX];
	int n;
};
void figure_add(struct figure *f, double v);
void figure_print(const struct bench *b, const struct figure *f);	/* spread, then the closing line */
void figure_one(const struct bench *b, const char *name, double v, const char *unit);
int64_t now_us(void);
enum err bench_failed(const char *what, enum err e) must_check;	/* says so, returns e */

/* ---- redis.c ---- */
/* SISMEMBER look-ups a second in a set of n, pipelined; false: there is no Redis here. */
bool redis_membership(struct bench *b, int64_t n, double *ret_present, double *ret_absent) must_check;

/* ---- server.c ---- */
struct server {
	pid_t pid;
	int out;			/* read end of its standard output */
	char address[64];
	char device[64];		/* of the device port, when it was asked for */
	char terminal[64];		/* of the port for terminals, when it was asked for */
	int64_t ready_us;		/* from the start of the process to the first "ready" */
};
enum err server_start(struct bench *b, const char *data, struct server *ret) must_check;
/* The same with a device port. */
enum err server_start_device(struct bench *b, const char *data, struct server *ret) must_check;
/* The same with a port for terminals. */
enum err server_start_terminal(struct bench *b, const char *data, struct server *ret) must_check;
void server_stop(struct server *s);
int64_t server_rss(const struct server *s);	/* bytes */
int64_t server_cpu_us(const struct server *s);	/* used so far */
/* Runs this program with these words (ends with NULL) and waits. */
enum err program_run(struct bench *b, char *const *argv, int64_t *ret_us, int64_t *ret_peak_rss) must_check;
/* Signs in; the header "Authorization: Bearer ..\r\n" in the arena of the bench. */
enum err sign_in_as(struct bench *b, const struct server *s, const char *user, const char **ret_header) must_check;

/* ---- house.c ---- */
#define BENCH_PASSWORD "Ping-fan-7391-che"
#define HOUSE_BRIGADES 10
#define HOUSE_SQUADRONS 8		/* of each brigade */
#define HOUSE_UNITS (1 + HOUSE_BRIGADES * (1 + HOUSE_SQUADRONS))
/* device-a, device-b and leader of the whole force, leader.b of the first brigade, leader.s of its first squadron. */
enum err house_make(struct bench *b, const char *data, struct engine **ret) must_check;
enum err house_devices(struct engine *e, int64_t n) must_check;
enum err house_terminals(struct engine *e, int64_t n) must_check;	/* registered, each in a vehicle: 1390xxxxxxx from 0, code 0123456789abcdef */
enum err house_orders(struct engine *e, int64_t n, bool all_accepted) must_check;
const char *house_path(struct bench *b, const char *what);	/* below dir */
const char *house_mark(struct bench *b, const char *data);	/* the file that says that a kept store is complete */
void house_remove(struct bench *b, const char *data);
/* A filled store that is kept: made when absent. Closed. */
enum err house_large(struct bench *b, int64_t rows, const char **ret_data) must_check;
#endif
