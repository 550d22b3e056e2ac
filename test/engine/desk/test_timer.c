/* SPDX-License-Identifier: Apache-2.0 */
/* Timers run when due, one at a time each, side by side with a slow one, and stop. */
#include "desk.h"

#include <stdatomic.h>

static atomic_int fast, slow, at_once, worst, kicked;

static enum err
count(struct engine *e, void *ctx)
{
	atomic_fetch_add(&fast, 1);
	return E_OK;
}

static enum err
slowly(struct engine *e, void *ctx)
{
	int n = atomic_fetch_add(&at_once, 1) + 1;
	if (n > atomic_load(&worst))
		atomic_store(&worst, n);
	usleep(300000);
	atomic_fetch_add(&slow, 1);
	atomic_fetch_sub(&at_once, 1);
	return E_GUARD;
}

static enum err
kick(struct engine *e, void *ctx)
{
	atomic_fetch_add(&kicked, 1);
	return E_OK;
}

static void
test_timers(void **state)
{
	struct desk *d = *state;
	struct timer_state s[TIMERS_MAX];
	struct buf b;
	int n;

	ok(timer_add(d->engine, "fast", 20, count, NULL));
	ok(timer_add(d->engine, "slow", 10, slowly, NULL));
	ok(timer_add(d->engine, "rare", 3600000, kick, NULL));
	ok(timer_start(d->engine));
	usleep(1500000);
	assert_true(atomic_load(&fast) > 20);	/* the slow one did not hold it up */
	assert_int_equal(atomic_load(&worst), 1);
	assert_int_equal(atomic_load(&kicked), 1);	/* soon after the start */
	timer_kick(d->engine, "rare");
	usleep(100000);
	assert_int_equal(atomic_load(&kicked), 2);
	n = timers_state(d->engine, s, TIMERS_MAX);
	for (int i = 0; i < n; i++) {
		if (!strcmp(s[i].name, "slow")) {
			assert_int_equal(s[i].last_err, E_GUARD);
			assert_true(s[i].errors == s[i].runs && s[i].runs > 0);
			assert_true(s[i].longest_ms >= 290);
		}
		if (!strcmp(s[i].name, "audit.seal"))
			assert_true(s[i].runs > 0 && s[i].errors == 0);
	}
	buf_init(&b, KIB(64));
	timers_json(d->engine, &b);
	json_t *j = json_loadb(b.p, b.n, 0, NULL);
	assert_int_equal(json_array_size(j), n);
	json_decref(j);
	buf_free(&b);
	timer_stop(d->engine);
	n = atomic_load(&fast);
	usleep(100000);
	assert_int_equal(atomic_load(&fast), n);
	assert_true(number(d, "SELECT count(*) FROM audit_batch") > 0);	/* the sealer ran */
}

int
main(void)
{
	const struct CMUnitTest tests[] = { DESK_TEST(test_timers) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
