/* SPDX-License-Identifier: Apache-2.0 */
/* Jobs per second of a trivial job (one insert) at N callers that each wait for the answer: store_bench [CALLERS [SECONDS [WRITERS]]].
 * The store is that of LUAN_TEST_STORE, else SQLite, in a directory beside the program's working directory. */
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "store/db.h"

struct caller {
	struct job job;
	struct db *db;
	int64_t sent_us;
	bool stop;
	sem_t over;
};
static _Atomic int64_t n_ok, n_bad, next_code;
static _Atomic bool stopping;
static _Atomic int64_t slow[8];		/* answers within 1, 2, 5, 10, 20, 50, 100 ms and beyond */
static const int64_t steps_us[] = { 1000, 2000, 5000, 10000, 20000, 50000, 100000, INT64_MAX };

static int64_t
now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static enum err
table(void *ctx, struct conn *c)
{
	enum db_kind k = db_kind(conn_db(c));
	char text[256];
	snprintf(text, sizeof text, "DROP TABLE IF EXISTS bench; CREATE TABLE bench (id %s, code %s UNIQUE, body TEXT)%s;",
	    ddl_identity(k), ddl_int(k), ddl_table_end(k));
	return sql_exec(c, text);
}

static enum err
insert(struct job *j, struct conn *c)
{
	stmt_scoped s = NULL;
	enum err e = sql(c, &s, "INSERT INTO bench (code, body) VALUES (?1, ?2)");
	if (e)
		return e;
	sql_int(s, 1, atomic_fetch_add(&next_code, 1));
	sql_text(s, 2, S("a text of ordinary length, as a record has some of"));
	return sql_run(s);
}

static void
answered(struct job *j, enum err e)
{
	struct caller *w = (struct caller *)j;
	size_t i = 0;
	while (now_us() - w->sent_us > steps_us[i])
		i++;
	atomic_fetch_add(&slow[i], 1);
	atomic_fetch_add(e ? &n_bad : &n_ok, 1);
	if (atomic_load(&stopping)) {
		sem_post(&w->over);
		return;
	}
	w->sent_us = now_us();
	db_submit(w->db, j);
}

int
main(int argc, char **argv)
{
	int callers = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 128;
	int seconds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
	char dir[] = "store-bench-XXXXXX";
	struct db *db;
	if (callers < 1 || !mkdtemp(dir) ||
	    db_open(&db, &(struct db_options){ .data_dir = dir, .url = getenv("LUAN_TEST_STORE"),
	    .writers = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 0 }) ||
	    db_write(db, table, NULL))
		return 1;
	struct caller *w = mem_alloc(mul_size((size_t)callers, sizeof *w));
	for (int i = 0; i < callers; i++) {
		w[i] = (struct caller){ .job = { .run = insert, .done = answered }, .db = db, .sent_us = now_us() };
		sem_init(&w[i].over, 0, 0);
		db_submit(db, &w[i].job);
	}
	sleep((unsigned)seconds);
	atomic_store(&stopping, true);
	for (int i = 0; i < callers; i++)
		sem_wait(&w[i].over);
	struct db_stats st;
	db_stats(db, &st);
	printf("jobs: %lld 1/s\ncommits: %lld 1/s\nerrors: %lld\n", (long long)(n_ok / seconds),
	    (long long)(st.commits / seconds), (long long)n_bad);
	for (size_t i = 0; i < sizeof slow / sizeof slow[0]; i++)
		printf("within %lld us: %lld\n", (long long)steps_us[i], (long long)slow[i]);
	db_close(db);
	mem_free(w);
	return 0;
}
