/* SPDX-License-Identifier: Apache-2.0 */
/* Positions: whatever order they came in and whatever is sealed already, the answer is that of a plain list. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "../base/tap.h"
#include "../store/fixture.h"
#include "base/clock.h"
#include "terminal/jt808.h"
#include "terminal/position_run_.h"
#include "terminal/positions.h"
#include "engine/timer.h"

#define T0 1795780800000	/* a full hour */
#define CARRIERS 12
#define FIXES 4000

static char dir[64];
static struct engine engine;
static struct positions *store;
static struct position all[FIXES];
static size_t n_all;

static uint32_t
dice(uint32_t below)
{
	static uint64_t x = 88172645463325252u;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return (uint32_t)(x >> 20) % below;
}

static struct position
at(enum where_kind kind, int64_t id, int64_t at_ms, int64_t received_ms, int32_t lon_e7, int32_t lat_e7)
{
	return (struct position){ .fix = { .kind = kind, .id = id, .unit = 7, .at_ms = at_ms, .received_ms = received_ms, .at = { lon_e7, lat_e7 },
		.status = JT808_POSITIONED | JT808_ACC, .speed_kmh10 = 300, .course = 90 } };
}

/* Within a few hundred metres, so that nothing jumps. */
static struct position
near(int64_t id, int64_t at_ms, int64_t received_ms)
{
	return at(id % 3 ? WHERE_VEHICLE : WHERE_PERSON, id, at_ms, received_ms, 1180000000 + (int32_t)dice(20000), 368000000 + (int32_t)dice(20000));
}

static void
open_store(void)
{
	assert_int_equal(positions_open(&store, &engine), E_OK);
}

static int
setup(void **state)
{
	struct db_options o = { .data_dir = dir };

	(void)snprintf(dir, sizeof dir, "/tmp/luan-positions-XXXXXX");
	if (!mkdtemp(dir) || db_open(&engine.db, &o))
		return -1;
	clock_simulate(T0);
	open_store();
	return 0;
}

static int
teardown(void **state)
{
	positions_close(store);
	timer_stop(&engine);
	db_close(engine.db);
	where_stop();
	remove_dir(dir);
	return 0;
}

static void
append(struct position *row, size_t n)
{
	assert_int_equal(positions_append_wait(store, row, n), E_OK);
	for (size_t i = 0; i < n; i++)
		all[n_all++] = row[i];
}

/* ---- the plain list ---- */

static const struct position *
last_before(enum where_kind kind, int64_t id, int64_t at_ms)
{
	const struct position *best = NULL;

	for (size_t i = 0; i < n_all; i++)
		if (all[i].fix.id == id && all[i].fix.kind == kind && !all[i].doubt && all[i].fix.at_ms <= at_ms && (!best || best->fix.at_ms < all[i].fix.at_ms))
			best = &all[i];
	return best;
}

static void
agrees_at(int64_t at_ms)
{
	struct positions_found f;
	struct arena a;
	size_t n = 0;

	arena_init(&a);
	assert_int_equal(positions_at(store, at_ms, DAY_MS, &a, &f), E_OK);
	for (int64_t id = 1; id <= CARRIERS; id++) {
		const struct position *want = last_before(id % 3 ? WHERE_VEHICLE : WHERE_PERSON, id, at_ms), *got = NULL;
		for (size_t i = 0; i < f.n; i++)
			if (f.row[i].fix.id == id)
				got = &f.row[i];
		assert_int_equal(want != NULL, got != NULL);
		if (!want)
			continue;
		n++;
		assert_int_equal(got->fix.at_ms, want->fix.at_ms);
		assert_int_equal(got->fix.at.lon_e7, want->fix.at.lon_e7);
		assert_int_equal(got->fix.received_ms, want->fix.received_ms);
		assert_int_equal(got->fix.unit, 7);
	}
	assert_int_equal(n, f.n);
	arena_free(&a);
}

static void
agrees_track(int64_t id, int64_t from, int64_t to)
{
	enum where_kind kind = id % 3 ? WHERE_VEHICLE : WHERE_PERSON;
	struct positions_found f;
	struct arena a;
	size_t n = 0;

	arena_init(&a);
	assert_int_equal(positions_track(store, kind, id, from, to, false, 1000000, &a, &f), E_OK);
	for (size_t i = 0; i < n_all; i++)
		n += all[i].fix.id == id && !all[i].doubt && all[i].fix.at_ms >= from && all[i].fix.at_ms < to;
	assert_int_equal(f.n, n);
	for (size_t i = 0; i < f.n; i++) {
		assert_true(!i || f.row[i].fix.at_ms > f.row[i - 1].fix.at_ms);
		assert_int_equal(last_before(kind, id, f.row[i].fix.at_ms)->fix.at.lat_e7, f.row[i].fix.at.lat_e7);
	}
	arena_free(&a);
}

static bool
odd(void *ctx, const struct where_fix *f)
{
	return f->id & 1;
}

static void
agrees(void)
{
	struct positions_found f;
	struct arena a;
	size_t n = 0;
	int64_t now = clock_now_ms();

	for (int i = 0; i < 60; i++)
		agrees_at(T0 - 3600000 + dice((uint32_t)(now - T0 + 3600000)));
	for (int64_t id = 1; id <= CARRIERS; id++)
		agrees_track(id, T0 + dice(3600000), now);
	arena_init(&a);
	assert_int_equal(positions_between(store, T0, now, false, 1000000, &a, &f), E_OK);
	for (size_t i = 0; i < n_all; i++)
		n += !all[i].doubt && all[i].fix.at_ms >= T0 && all[i].fix.at_ms < now;
	assert_int_equal(f.n, n);
	for (size_t i = n = 0; i < f.n; i++)
		n += odd(NULL, &f.row[i].fix);
	assert_int_equal(positions_wanted(store, T0, now, odd, NULL, n ? n : 1, &a, &f), E_OK);
	assert_int_equal(f.n, n);
	assert_false(f.more);		/* those that are not wanted do not count */
	arena_free(&a);
}

/* Five hours: most on time, some an hour late, some sealings in between, the store closed and opened. */
static void
test_as_a_plain_list(void **state)
{
	for (int minute = 1; minute < 300; minute++) {
		struct position row[CARRIERS];
		size_t n = 0;
		int64_t now = T0 + minute * 60000LL;
		clock_simulate(now);
		for (int64_t id = 1; id <= CARRIERS; id++)
			if (dice(4))
				row[n++] = near(id, now - dice(50000) - (dice(10) ? 0 : 60000 * (int64_t)dice((uint32_t)minute)), now);
		append(row, n);
		if (minute % 17 == 0)
			assert_int_equal(positions_seal(&engine, store), E_OK);
		if (minute % 73 == 0)
			agrees();
		if (minute == 150) {
			positions_close(store);
			open_store();
		}
	}
	assert_int_equal(positions_seal(&engine, store), E_OK);
	agrees();
}

static void
test_doubt(void **state)
{
	int64_t now = clock_now_ms();
	struct position good = at(WHERE_VEHICLE, 100, now - 20000, now, 1180000000, 368000000), row[12];
	static const enum position_doubt want[12] = { POSITION_GOOD, POSITION_JUMP, POSITION_GOOD, POSITION_NOWHERE, POSITION_OUTSIDE, POSITION_AHEAD, POSITION_STALE,
		POSITION_NO_FIX, POSITION_JUMP, POSITION_JUMP, POSITION_GOOD, POSITION_GOOD };

	for (int i = 0; i < 12; i++) {
		row[i] = good;
		row[i].fix.at_ms += i * 1000;
	}
	row[1].fix.at.lon_e7 += 1000000;			/* ten kilometres in a second */
	row[3].fix.at = (struct point){ 0, 0 };
	row[4].fix.at = (struct point){ 2000000, 515000000 };	/* London */
	row[5].fix.at_ms = now + 3600000;
	row[6].fix.at_ms = now - 30 * DAY_MS;
	row[7].fix.status = 0;
	for (int i = 8; i < 12; i++)				/* and there it stays: it was wrong before */
		row[i].fix.at.lon_e7 += 5000000;
	append(row, 12);
	for (int i = 0; i < 12; i++)
		assert_int_equal(row[i].doubt, want[i]);
}

/* What is doubtful is kept, and shown only when asked for; what was sent twice is there once. */
static void
test_kept(void **state)
{
	struct positions_found f;
	struct where_fix now;
	struct arena a;
	int64_t ms = clock_now_ms();
	struct position twice[2] = { at(WHERE_VEHICLE, 200, ms - 1000, ms, 1180000000, 368000000), at(WHERE_VEHICLE, 200, ms - 1000, ms + 5, 1180000000, 368000000) };

	arena_init(&a);
	assert_int_equal(positions_track(store, WHERE_VEHICLE, 100, ms - 60000, ms + 1000, false, 100, &a, &f), E_OK);
	assert_int_equal(f.n, 4);
	assert_int_equal(positions_track(store, WHERE_VEHICLE, 100, ms - 60000, ms + 1000, true, 100, &a, &f), E_OK);
	assert_int_equal(f.n, 11);				/* two lie at the time of receipt */
	assert_true(where_get(WHERE_VEHICLE, 100, &now));
	assert_int_equal(now.at.lon_e7, 1185000000);
	assert_int_equal(positions_append_wait(store, twice, 2), E_OK);
	assert_int_equal(positions_track(store, WHERE_VEHICLE, 200, ms - 60000, ms + 1000, false, 100, &a, &f), E_OK);
	assert_int_equal(f.n, 1);
	arena_free(&a);
}

static void
test_prune(void **state)
{
	struct positions_found f;
	struct arena a;

	arena_init(&a);
	clock_simulate(T0 + 200 * DAY_MS);
	assert_int_equal(positions_seal(&engine, store), E_OK);
	assert_int_equal(positions_prune(&engine, store), E_OK);
	assert_int_equal(positions_between(store, T0 - DAY_MS, T0 + DAY_MS, false, 10, &a, &f), E_OK);
	assert_int_equal(f.n, 0);
	arena_free(&a);
}

static void
test_run(void **state)
{
	struct position row[500], got;
	struct position_run r;
	struct buf b;
	bool bad;
	size_t n;

	for (size_t i = 0; i < 500; i++) {
		row[i] = near(4, T0 + (int64_t)i * 10000, T0 + (int64_t)i * 10000 + dice(3000));
		row[i].fix.alarm = dice(20) ? 0 : JT808_SOS;
		row[i].doubt = dice(20) ? POSITION_GOOD : POSITION_JUMP;
	}
	buf_init(&b, 1 << 20);
	position_run_write(row, 500, &b);
	position_run_open(&r, position_carrier(WHERE_VEHICLE, 4), buf_slice(&b));
	for (n = 0; position_run_next(&r, &got, &bad); n++) {
		assert_int_equal(got.fix.at_ms, row[n].fix.at_ms);
		assert_int_equal(got.fix.received_ms, row[n].fix.received_ms);
		assert_int_equal(got.fix.at.lon_e7, row[n].fix.at.lon_e7);
		assert_int_equal(got.fix.alarm, row[n].fix.alarm);
		assert_int_equal(got.doubt, row[n].doubt);
		assert_int_equal(got.fix.id, 4);
	}
	assert_int_equal(n, 500);
	assert_false(bad);
	printf("# %.1f bytes a fix\n", (double)b.n / 500);
	position_run_open(&r, 8, (struct slice){ b.p, b.n - 1 });
	while (position_run_next(&r, &got, &bad))
		;
	assert_true(bad);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_run), cmocka_unit_test(test_as_a_plain_list), cmocka_unit_test(test_doubt), cmocka_unit_test(test_kept), cmocka_unit_test(test_prune),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
