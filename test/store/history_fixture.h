/* SPDX-License-Identifier: Apache-2.0 */
/* history_fixture.h - a history in a directory of its own, and passages by number. */
#ifndef TEST_STORE_HISTORY_FIXTURE_H
#define TEST_STORE_HISTORY_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <semaphore.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/log.h"
#include "store/history.h"

#define ok(call) assert_int_equal((call), E_OK)
#define err_is(call, want) assert_string_equal(err_name(call), #want)
#define NOW_MS INT64_C(1764547200000)	/* a multiple of an hour */
#define EXACT (PLATE_ALIAS - 1)

struct fixture {
	struct history *h;
	struct history_options o;
	struct arena a;
	char dir[64];
};

static inline int
fixture_remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static inline void
fixture_open(struct fixture *f)
{
	f->o.data_dir = f->dir;
	ok(history_open(&f->h, &f->o));
}

#define fixture_reopen(f) (history_close((f)->h), fixture_open(f))

static inline int
fixture_setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	log_setup(LOG_TEXT, LOG_ERROR, open("/dev/null", O_WRONLY | O_CLOEXEC));
	snprintf(f->dir, sizeof f->dir, "/tmp/luan-history-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	f->o.segment_rows = 1000;
	f->o.repeat_s = 10;
	fixture_open(f);
	*state = f;
	return 0;
}

static inline int
fixture_teardown(void **state)
{
	struct fixture *f = *state;
	history_close(f->h);
	arena_free(&f->a);
	nftw(f->dir, fixture_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(f);
	return 0;
}

/* Vehicle and time by number: a vehicle passes every 97th. */
static inline struct passage
passage_of(uint32_t i)
{
	return (struct passage){ .plate = UINT64_C(0x1200000000000000) + (uint64_t)(i % 97) * 0x3456789, .at_ms = NOW_MS + (int64_t)i * 1000,
		.pictures = i % 3 ? i : 0, .received_s = (uint32_t)(NOW_MS / 1000 + i + 1), .tollgate = 1 + i % 7, .device = 100 + i % 7,
		.speed_kmh = i % 11 ? (uint16_t)(30 + i % 60) : SPEED_UNKNOWN, .class_code = 2, .lane = (uint8_t)(1 + i % 3),
		.direction = (uint8_t)(1 + i % 4), .plate_colour = 5, .vehicle_colour = (uint8_t)(i % 9), .vehicle_type = 23,
		.reliability = i % 5 ? 95 : RELIABILITY_UNKNOWN, .use = 'A', .flags = i % 13 == 0 ? PASSAGE_UNREAD : 0 };
}

struct waiting {
	struct history_batch b;
	sem_t done;
	enum err e;
};

static inline void
waiting_done(struct history_batch *b, enum err e)
{
	struct waiting *w = (struct waiting *)b;
	w->e = e;
	sem_post(&w->done);
}

static inline enum err
put(struct history *h, enum passage_series s, struct passage *row, uint32_t n, uint32_t *ret_segment)
{
	struct waiting w = { .b = { .row = row, .n = n, .series = s, .done = waiting_done } };
	sem_init(&w.done, 0, 0);
	history_append(h, &w.b);
	while (sem_wait(&w.done))
		;
	if (ret_segment)
		*ret_segment = w.b.segment;
	return w.e;
}

/* from .. from + n - 1, in batches of so many. */
static inline void
put_many(struct history *h, enum passage_series s, uint32_t from, uint32_t n, uint32_t batch)
{
	struct passage row[1000];
	for (uint32_t i = 0; i < n; i += batch) {
		uint32_t m = n - i < batch ? n - i : batch;
		for (uint32_t k = 0; k < m; k++)
			row[k] = passage_of(from + i + k);
		ok(put(h, s, row, m, NULL));
	}
}

#define everything(n) ((struct history_query){ .series = 1u << SERIES_LIVE, .from_ms = 0, .to_ms = INT64_MAX, .limit = (n) })

static inline void
assert_passage(const struct passage *got, struct passage *want)
{
	want->seq = got->seq;
	want->spare = got->spare;
	assert_memory_equal(got, want, sizeof *got);
}

/* Until every full segment is sealed. */
static inline void
wait_sealed(struct history *h, int64_t n)
{
	struct history_stats st;
	for (int i = 0; i < 5000; i++) {
		history_stats(h, &st);
		if (st.sealed >= n)
			return;
		usleep(2000);
	}
	fail_msg("%lld segments sealed, %lld wanted", (long long)st.sealed, (long long)n);
}
#define HISTORY_TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
#endif
