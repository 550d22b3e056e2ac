/* SPDX-License-Identifier: Apache-2.0 */
/* The counters of the live picture: what belongs to five minutes, what does not, and none lost between threads. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "base/clock.h"
#include "picture/flow.h"

#define NOW 1763870400000LL
#define MINUTE 60000LL

static struct passage
at(uint32_t gate, int64_t ms, uint16_t flags)
{
	return (struct passage){ .tollgate = gate, .at_ms = ms, .flags = flags };
}

static void
gate_is(struct flow *f, uint32_t gate, int64_t now, int64_t n5, int64_t unread5, int64_t total)
{
	struct flow_gate g;

	assert_int_equal(flow_read(f, gate, now, &g), total > 0);
	assert_int_equal(g.n5, n5);
	assert_int_equal(g.unread5, unread5);
	assert_int_equal(g.total, total);
}

static void
five_minutes(void **state)
{
	struct flow *f = flow_new();
	struct passage row[] = { at(7, NOW, 0), at(7, NOW + 10, PASSAGE_UNREAD), at(8, NOW, 0), at(7, NOW + 5, 0) };

	gate_is(f, 7, NOW, 0, 0, 0);
	flow_add(f, row, N_ELEMS(row), NOW);
	gate_is(f, 7, NOW, 3, 1, 3);
	gate_is(f, 8, NOW, 1, 0, 1);
	gate_is(f, 9, NOW, 0, 0, 0);
	flow_add(f, row, 1, NOW + 2 * MINUTE);
	gate_is(f, 7, NOW + 2 * MINUTE, 4, 1, 4);
	gate_is(f, 7, NOW + 6 * MINUTE, 1, 0, 4);
	gate_is(f, 7, NOW + 8 * MINUTE, 0, 0, 4);
	flow_add(f, row, 1, NOW + 20 * MINUTE);	/* the buckets are used again */
	gate_is(f, 7, NOW + 20 * MINUTE, 1, 0, 5);
	flow_free(f);
}

static void
what_does_not_count(void **state)
{
	struct flow *f = flow_new();
	struct flow_gate g;
	struct passage row[] = { at(1, NOW - 3600000, PASSAGE_LATE | PASSAGE_UNREAD), at(1, NOW, PASSAGE_REPEAT), at(1, NOW, PASSAGE_SAME),
		at(0, NOW, 0), at(FLOW_GATES_MAX, NOW, 0), at(UINT32_MAX, NOW, 0), at(FLOW_GATES_MAX - 1, NOW, 0) };

	flow_add(f, row, N_ELEMS(row), NOW);
	gate_is(f, 1, NOW, 0, 0, 1);
	gate_is(f, 0, NOW, 0, 0, 0);
	gate_is(f, FLOW_GATES_MAX - 1, NOW, 1, 0, 1);
	assert_false(flow_read(f, FLOW_GATES_MAX, NOW, &g));
	assert_true(flow_read(f, 1, NOW, &g));
	assert_int_equal(g.last_ms, NOW - 3600000);
	assert_int_equal(g.unread, 1);
	flow_free(f);
}

/* A late one does not take the newest away. */
static void
newest(void **state)
{
	struct flow *f = flow_new();
	struct passage row[] = { at(1, NOW + 5, 0), at(1, NOW - 900, 0) };
	struct flow_gate g;

	flow_add(f, row, 2, NOW);
	flow_add(f, row + 1, 1, NOW);
	assert_true(flow_read(f, 1, NOW, &g));
	assert_int_equal(g.last_ms, NOW + 5);
	flow_free(f);
}

#define BATCH 100
#define ROUNDS 20000
static struct flow *shared;

/* [ns] of this thread alone: others may be at work on the machine */
static int64_t
spent(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void *
busy(void *arg)
{
	struct passage row[BATCH];

	for (int i = 0; i < BATCH; i++)
		row[i] = at(5, NOW, i % 4 ? 0 : PASSAGE_UNREAD);
	for (int k = 0; k < ROUNDS; k++)
		flow_add(shared, row, BATCH, NOW + k % 3 * 5000);
	return NULL;
}

static void
none_lost_between_threads(void **state)
{
	struct flow_gate g;
	pthread_t t[2];

	shared = flow_new();
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, busy, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert_true(flow_read(shared, 5, NOW + 10000, &g));
	assert_int_equal(g.total, 2 * BATCH * ROUNDS);
	assert_int_equal(g.unread, 2 * BATCH / 4 * ROUNDS);
	assert_int_equal(g.n5, 2 * BATCH * ROUNDS);
	assert_int_equal(g.unread5, 2 * BATCH / 4 * ROUNDS);
	flow_free(shared);
}

/* Each passage at another tollgate: the dearest case. */
static void
scattered(void **state)
{
	struct flow *f = flow_new();
	static struct passage row[2000], batch[BATCH];
	int64_t began;

	shared = flow_new();
	for (int i = 0; i < BATCH; i++)
		batch[i] = at(5, NOW, 0);

	for (uint32_t i = 0; i < 2000; i++)
		row[i] = at(1 + i * 7919 % 2000, NOW, 0);
	began = spent();
	for (int k = 0; k < 500; k++)
		flow_add(f, row, 2000, NOW);
	print_message("# %.2f ns a passage, each at another tollgate\n", (double)(spent() - began) / 1e6);
	began = spent();
	for (int k = 0; k < 500; k++)
		for (int i = 0; i < 20; i++)
			flow_add(shared, batch, BATCH, NOW);
	print_message("# %.2f ns a passage, 100 of one tollgate a batch\n", (double)(spent() - began) / 1e6);
	flow_free(shared);
	for (uint32_t i = 1; i <= 2000; i++)
		gate_is(f, i, NOW, 500, 0, 500);
	flow_free(f);
}

int
main(void)
{
	const struct CMUnitTest t[] = { cmocka_unit_test(five_minutes), cmocka_unit_test(what_does_not_count), cmocka_unit_test(newest),
		cmocka_unit_test(none_lost_between_threads), cmocka_unit_test(scattered) };

	return cmocka_run_group_tests(t, NULL, NULL);
}
