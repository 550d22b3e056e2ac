/* SPDX-License-Identifier: Apache-2.0 */
/* What lies beside the segments and what is done to old ones: corrections, holds, retention, pseudonyms. */
#include <pthread.h>
#include "history_fixture.h"

static int
found(struct fixture *f, unsigned series, plate_t plate, struct history_rows *ret)
{
	struct history_query q = everything(1000);
	q.series = series;
	q.want = plate;
	q.mask = EXACT;
	ok(history_find(f->h, &q, &f->a, ret));
	return ret->n;
}

/* The same in a segment being filled and in a sealed one. */
static void
test_a_correction_is_found_and_the_read_is_kept(void **state)
{
	struct fixture *f = *state;
	struct history_rows r;
	struct history_row one;
	plate_t right = passage_of(3).plate + 1;
	put_many(f->h, SERIES_LIVE, 0, 1900, 100);
	wait_sealed(f->h, 1);
	for (uint32_t n = 1; n <= 2; n++) {
		int64_t id = passage_id(n, 10);
		struct history_query q = everything(5000);
		ok(history_one(f->h, id, &one));
		plate_t was = one.p.plate;
		int before = found(f, 1u << SERIES_LIVE, was, &r);
		ok(history_correct(f->h, &(struct history_overlay){ .id = id, .plate = right, .class_code = 1 }));
		for (int again = 0; again < 2; again++) {
			assert_int_equal(found(f, 1u << SERIES_LIVE, was, &r), before - 1);
			assert_int_equal(found(f, 1u << SERIES_LIVE, right, &r), 1);
			assert_int_equal(r.row[0].id, id);
			assert_true(r.row[0].read == was);
			assert_int_equal(r.row[0].p.class_code, 1);
			assert_true(r.row[0].p.flags & PASSAGE_CORRECTED);
			ok(history_find(f->h, &q, &f->a, &r));
			assert_int_equal(r.n, 1900);
			fixture_reopen(f);
		}
		ok(history_one(f->h, id, &one));
		assert_true(one.p.plate == right && one.read == was);
		ok(history_correct(f->h, &(struct history_overlay){ .id = id, .plate = was, .class_code = 2 }));
		assert_int_equal(found(f, 1u << SERIES_LIVE, was, &r), before);
		assert_int_equal(found(f, 1u << SERIES_LIVE, right, &r), 0);
	}
	err_is(history_correct(f->h, &(struct history_overlay){ .id = passage_id(9, 1), .plate = right }), E_NOT_FOUND);
}

static void
test_retention_removes_whole_segments(void **state)
{
	struct fixture *f = *state;
	struct history_query q = everything(10000);
	struct history_rows r;
	struct history_stats st;
	struct history_row one;
	int64_t n;
	put_many(f->h, SERIES_LIVE, 0, 3500, 100);
	put_many(f->h, SERIES_IMPORT, 0, 100, 100);
	wait_sealed(f->h, 3);
	ok(history_prune(f->h, SERIES_LIVE, NOW_MS + 2500 * 1000, &n));
	assert_int_equal(n, 2000);
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 1500);
	fixture_reopen(f);
	history_stats(f->h, &st);
	assert_int_equal(st.rows[SERIES_LIVE], 1500);
	assert_int_equal(st.damaged, 0);		/* removed is not missing */
	ok(history_prune(f->h, SERIES_LIVE, INT64_MAX, &n));
	assert_int_equal(n, 1500);			/* also what was being filled */
	history_stats(f->h, &st);
	assert_int_equal(st.rows[SERIES_LIVE], 0);
	assert_int_equal(st.rows[SERIES_IMPORT], 100);
	fixture_reopen(f);
	uint32_t segment;
	struct passage p = passage_of(1);
	ok(put(f->h, SERIES_LIVE, &p, 1, &segment));
	assert_true(segment > 5);			/* an id is never given out again */
	err_is(history_one(f->h, passage_id(1, 0), &one), E_NOT_FOUND);
	err_is(history_prune(f->h, SERIES_HELD, INT64_MAX, &n), E_BAD_VALUE);
}

static void
test_a_hold_outlives_retention(void **state)
{
	struct fixture *f = *state;
	struct history_rows r;
	struct history_row one;
	struct history_query q = everything(1);
	plate_t plate = passage_of(7).plate;
	int64_t n, held;
	put_many(f->h, SERIES_LIVE, 0, 1500, 100);
	wait_sealed(f->h, 1);
	q.want = plate;
	q.mask = EXACT;
	ok(history_hold(f->h, &q, 42, &held));
	assert_int_equal(held, 16);
	ok(history_hold(f->h, &q, 42, &n));
	assert_int_equal(n, 0);				/* each once */
	ok(history_hold(f->h, &q, 43, &n));
	assert_int_equal(n, 16);
	int64_t id = passage_id(1, 7);
	assert_int_equal(found(f, 1u << SERIES_LIVE | 1u << SERIES_HELD, plate, &r), 16);
	ok(history_prune(f->h, SERIES_LIVE, INT64_MAX, &n));
	fixture_reopen(f);
	assert_int_equal(found(f, 1u << SERIES_LIVE, plate, &r), 0);
	assert_int_equal(found(f, 1u << SERIES_LIVE | 1u << SERIES_HELD, plate, &r), 16);
	for (int i = 0; i < r.n; i++) {
		struct passage p = passage_of(7 + 97 * (15 - (uint32_t)i));
		assert_passage(&r.row[i].p, &p);
		assert_int_equal(r.row[i].series, SERIES_HELD);
	}
	ok(history_one(f->h, id, &one));
	ok(history_release(f->h, 42));
	ok(history_one(f->h, id, &one));		/* the other hold keeps it */
	ok(history_release(f->h, 43));
	err_is(history_one(f->h, id, &one), E_NOT_FOUND);
	assert_int_equal(found(f, 1u << SERIES_HELD, plate, &r), 0);
}

static const uint8_t key[32] = { 1, 2, 3 };

static void
test_old_reads_lose_their_plate(void **state)
{
	struct fixture *f = *state;
	struct history_rows r;
	struct history_query hold = everything(1), all = everything(10000);
	struct passage hit[2] = { passage_of(20), passage_of(21) };
	struct history_count *before, *after;
	size_t n_before, n_after;
	int64_t n, held;
	plate_t plate = passage_of(3).plate, alias = plate_alias(plate, 2, key);
	assert_true(alias & PLATE_ALIAS);
	assert_true(plate_alias(plate, 1, key) != alias);
	hit[0].device = hit[1].device = 999;
	hit[0].flags |= PASSAGE_HIT;
	ok(put(f->h, SERIES_LIVE, hit, 2, NULL));
	put_many(f->h, SERIES_LIVE, 0, 2500, 100);
	ok(history_counts(f->h, NULL, 0, true, NOW_MS, NOW_MS + 3600000, 300000, &f->a, &before, &n_before));
	hold.want = passage_of(5).plate;
	hold.mask = EXACT;
	ok(history_hold(f->h, &hold, 1, &held));
	ok(history_pseudonymise(f->h, NOW_MS + 1500 * 1000, key, &n));
	int64_t held_old = 0;
	for (uint32_t i = 5; i < 1500; i += 97)
		held_old++;
	assert_int_equal(n, 1500 + 1 - held_old);	/* all but the hit and what is held */
	for (int again = 0; again < 2; again++) {
		assert_int_equal(found(f, 1u << SERIES_LIVE, plate, &r), 2500 / 97 + 1 - (1500 / 97 + 1));
		assert_int_equal(found(f, 1u << SERIES_LIVE, alias, &r), 1500 / 97 + 1);	/* still one vehicle */
		assert_int_equal(found(f, 1u << SERIES_LIVE, hold.want, &r), held);
		assert_int_equal(found(f, 1u << SERIES_LIVE, hit[0].plate, &r), 1 + 2500 / 97 + 1 - (1500 / 97 + 1));
		ok(history_find(f->h, &all, &f->a, &r));
		assert_int_equal(r.n, 2502);
		ok(history_counts(f->h, NULL, 0, true, NOW_MS, NOW_MS + 3600000, 300000, &f->a, &after, &n_after));
		assert_int_equal(n_before, n_after);
		assert_memory_equal(before, after, n_after * sizeof *after);
		fixture_reopen(f);
	}
	ok(history_pseudonymise(f->h, NOW_MS + 1500 * 1000, key, &n));
	assert_int_equal(n, 0);
	ok(history_pseudonymise(f->h, NOW_MS + 1600 * 1000, key, &n));
	assert_int_equal(n, 99);			/* one of the hundred is held */
	ok(history_release(f->h, 1));
	ok(history_pseudonymise(f->h, NOW_MS + 1600 * 1000, key, &n));
	assert_int_equal(n, held_old + 1);		/* now it is their turn, also in segments done before */
	ok(history_pseudonymise(f->h, NOW_MS + 1600 * 1000, key, &n));
	assert_int_equal(n, 0);
	assert_int_equal(found(f, 1u << SERIES_LIVE, hold.want, &r), held - held_old - 1);
}

/* What a search holds stays readable while the segment is written anew under it, and damage is not reported. */
static void *
search_on(void *arg)
{
	struct fixture *f = arg;
	struct history_query q = everything(10000);
	for (int i = 0; i < 60; i++) {
		struct arena a;
		struct history_rows r;
		arena_init(&a);
		q.from_ms = NOW_MS;
		if (history_find(f->h, &q, &a, &r) || r.n != 3500)
			return f;
		arena_free(&a);
	}
	return NULL;
}

static void
test_searches_go_on_meanwhile(void **state)
{
	struct fixture *f = *state;
	struct history_stats st;
	pthread_t t;
	void *wrong;
	int64_t n;
	put_many(f->h, SERIES_LIVE, 0, 3500, 100);
	wait_sealed(f->h, 3);
	assert_int_equal(pthread_create(&t, NULL, search_on, f), 0);
	for (int i = 1; i <= 30; i++)
		ok(history_pseudonymise(f->h, NOW_MS + i * 100 * 1000, key, &n));
	pthread_join(t, &wrong);
	assert_null(wrong);
	history_stats(f->h, &st);
	assert_int_equal(st.damaged, 0);
}

static void
test_raw_goes_with_the_plate(void **state)
{
	struct fixture *f = *state;
	struct passage p = passage_of(1);
	struct slice raw = S("{\"PlateNo\":\"x\"}"), got;
	struct waiting w = { .b = { .row = &p, .n = 1, .series = SERIES_QUARANTINE, .raw = &raw, .done = waiting_done } };
	int64_t n;
	sem_init(&w.done, 0, 0);
	history_append(f->h, &w.b);
	sem_wait(&w.done);
	ok(w.e);
	ok(history_pseudonymise(f->h, INT64_MAX, key, &n));
	assert_int_equal(n, 1);
	err_is(history_raw(f->h, passage_id(w.b.segment, p.seq), &f->a, &got), E_NOT_FOUND);
}

/* What lies in quarantine may say any time, 1970 or the next century: it is kept by when it came. */
static void
test_the_quarantine_is_kept_by_when_it_came(void **state)
{
	struct fixture *f = *state;
	struct passage p = passage_of(1);
	struct slice raw = S("{}");
	struct waiting w = { .b = { .row = &p, .n = 1, .series = SERIES_QUARANTINE, .raw = &raw, .done = waiting_done } };
	int64_t n, now = clock_now_ms();
	p.at_ms = 1000;
	sem_init(&w.done, 0, 0);
	history_append(f->h, &w.b);
	sem_wait(&w.done);
	ok(w.e);
	ok(history_prune(f->h, SERIES_QUARANTINE, now - 30 * DAY_MS, &n));
	assert_int_equal(n, 0);
	wait_sealed(f->h, 1);
	ok(history_prune(f->h, SERIES_QUARANTINE, now - 30 * DAY_MS, &n));
	assert_int_equal(n, 0);
	ok(history_prune(f->h, SERIES_QUARANTINE, clock_now_ms() + 60000, &n));
	assert_int_equal(n, 1);
}

static void
test_a_missing_segment_is_noticed(void **state)
{
	struct fixture *f = *state;
	struct history_damage d[4];
	char path[200];
	put_many(f->h, SERIES_LIVE, 0, 2500, 100);
	wait_sealed(f->h, 2);
	history_close(f->h);
	snprintf(path, sizeof path, "%s/passages/live-00000001.seg", f->dir);
	assert_int_equal(unlink(path), 0);
	fixture_open(f);
	assert_int_equal(history_damage(f->h, d, 4), 1);
	assert_string_equal(d[0].file, "live-00000001.seg");
	assert_int_equal(d[0].rows_lost, 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HISTORY_TEST(test_a_correction_is_found_and_the_read_is_kept), HISTORY_TEST(test_retention_removes_whole_segments),
		HISTORY_TEST(test_a_hold_outlives_retention), HISTORY_TEST(test_old_reads_lose_their_plate),
		HISTORY_TEST(test_searches_go_on_meanwhile), HISTORY_TEST(test_raw_goes_with_the_plate),
		HISTORY_TEST(test_the_quarantine_is_kept_by_when_it_came), HISTORY_TEST(test_a_missing_segment_is_noticed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
