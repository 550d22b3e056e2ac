/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include "history_fixture.h"

static void
test_what_is_appended_is_found(void **state)
{
	struct fixture *f = *state;
	struct history_rows r;
	struct history_query q = everything(5);
	struct history_row one;
	put_many(f->h, SERIES_LIVE, 0, 300, 100);
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 5);
	assert_true(r.more);
	for (int i = 0; i < 5; i++) {
		struct passage want = passage_of(299 - (uint32_t)i);
		assert_passage(&r.row[i].p, &want);
		assert_int_equal(r.row[i].score, 1000);
		ok(history_one(f->h, r.row[i].id, &one));
		assert_passage(&one.p, &want);
		assert_int_equal(one.id, r.row[i].id);
	}
	err_is(history_one(f->h, passage_id(1, 300), &one), E_NOT_FOUND);
	err_is(history_one(f->h, passage_id(99, 0), &one), E_NOT_FOUND);
}

static void
test_plate_is_found_alone(void **state)
{
	struct fixture *f = *state;
	struct history_rows r;
	put_many(f->h, SERIES_LIVE, 0, 970, 100);
	struct history_query q = everything(100);
	q.want = passage_of(5).plate;
	q.mask = EXACT;
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 10);
	assert_false(r.more);
	for (int i = 0; i < r.n; i++)
		assert_true(r.row[i].p.plate == q.want);
	assert_true(r.scanned < 50);
	q.class_code = 3;
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 0);
}

/* Every field of a query, against the same test done by hand. */
static void
test_filters(void **state)
{
	struct fixture *f = *state;
	uint32_t gates[] = { 2, 5 };
	put_many(f->h, SERIES_LIVE, 0, 800, 80);
	for (int k = 0; k < 8; k++) {
		struct history_query q = everything(1000);
		struct history_rows r;
		int want = 0;
		q.from_ms = NOW_MS + 100000;
		q.to_ms = NOW_MS + 700000;
		q.tollgate = k == 1 ? gates : NULL;
		q.ntollgate = k == 1 ? 2 : 0;
		q.lane = k == 2 ? 3 : 0;
		q.direction = k == 3 ? 2 : 0;
		q.vehicle_colour = k == 4 ? 8 : 0;
		q.flags_any = k == 5 ? PASSAGE_UNREAD : 0;
		q.flags_none = k == 6 ? PASSAGE_UNREAD : 0;
		q.vehicle_type = k == 7 ? 24 : 0;
		for (uint32_t i = 100; i < 700; i++) {
			struct passage p = passage_of(i);
			want += (k != 1 || p.tollgate == 2 || p.tollgate == 5) && (k != 2 || p.lane == 3) && (k != 3 || p.direction == 2) &&
			    (k != 4 || p.vehicle_colour == 8) && (k != 5 || p.flags) && (k != 6 || !p.flags) && k != 7;
		}
		ok(history_find(f->h, &q, &f->a, &r));
		assert_int_equal(r.n, want);
	}
}

static void
test_pages_join_without_gap_or_double(void **state)
{
	struct fixture *f = *state;
	struct history_query q = everything(37);
	struct history_rows r;
	int seen = 0;
	struct passage same[50];
	for (int i = 0; i < 50; i++) {		/* all at one moment: the cursor has to use the id */
		same[i] = passage_of((uint32_t)i);
		same[i].at_ms = NOW_MS;
		same[i].plate += 7;
	}
	ok(put(f->h, SERIES_LIVE, same, 50, NULL));
	put_many(f->h, SERIES_LIVE, 0, 500, 50);
	int64_t last_at = INT64_MAX, last_id = INT64_MAX;
	do {
		ok(history_find(f->h, &q, &f->a, &r));
		for (int i = 0; i < r.n; i++, seen++) {
			assert_true(r.row[i].p.at_ms < last_at || (r.row[i].p.at_ms == last_at && r.row[i].id < last_id));
			last_at = r.row[i].p.at_ms;
			last_id = r.row[i].id;
		}
		q.before_at_ms = last_at;
		q.before_id = last_id;
	} while (r.more);
	assert_int_equal(seen, 550);
}

static void
test_the_same_fact_is_kept_once(void **state)
{
	struct fixture *f = *state;
	struct passage row[3] = { passage_of(1), passage_of(2), passage_of(1) };
	struct history_stats st;
	ok(put(f->h, SERIES_LIVE, row, 3, NULL));
	assert_false(row[0].flags & PASSAGE_SAME);
	assert_true(row[2].flags & PASSAGE_SAME);
	row[1].device++;			/* another device is another fact */
	ok(put(f->h, SERIES_LIVE, row, 3, NULL));
	assert_true(row[0].flags & PASSAGE_SAME);
	assert_false(row[1].flags & PASSAGE_SAME);
	fixture_reopen(f);
	row[1] = passage_of(2);
	ok(put(f->h, SERIES_LIVE, row, 2, NULL));
	assert_true(row[0].flags & row[1].flags & PASSAGE_SAME);
	history_stats(f->h, &st);
	assert_int_equal(st.rows[SERIES_LIVE], 3);
	assert_int_equal(st.same, 2);
	ok(put(f->h, SERIES_IMPORT, row, 1, NULL));	/* another series is another history */
	assert_false(row[0].flags & PASSAGE_SAME);
}

static void
test_repeats_within_the_window(void **state)
{
	struct fixture *f = *state;
	struct passage row[6];
	for (int i = 0; i < 6; i++)
		row[i] = passage_of(1);
	row[1].at_ms += 9000;
	row[2].at_ms += 9000 + 10020;
	row[3].at_ms += 3000;
	row[3].lane++;
	row[4].at_ms += 4000;
	row[4].class_code++;
	row[5].at_ms += 19000 + 5000;
	ok(put(f->h, SERIES_LIVE, row, 5, NULL));
	for (int i = 0; i < 5; i++)
		assert_int_equal(!!(row[i].flags & PASSAGE_REPEAT), i == 1);
	fixture_reopen(f);
	ok(put(f->h, SERIES_LIVE, row + 5, 1, NULL));
	assert_true(row[5].flags & PASSAGE_REPEAT);
	history_set_repeat(f->h, 0);
	row[5].at_ms += 1000;
	ok(put(f->h, SERIES_LIVE, row + 5, 1, NULL));
	assert_false(row[5].flags & PASSAGE_REPEAT);
}

static void
test_counts(void **state)
{
	struct fixture *f = *state;
	struct history_count *c;
	size_t n;
	uint32_t gate[] = { 3 };
	int64_t rows = 0, unread = 0, want = 0, want_unread = 0, speed = 0, want_speed = 0;
	put_many(f->h, SERIES_LIVE, 0, 900, 90);
	ok(history_counts(f->h, gate, 1, false, NOW_MS, NOW_MS + 600000, 300000, &f->a, &c, &n));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(c[i].tollgate, 3);
		assert_int_equal(c[i].lane, 0);
		assert_int_equal(c[i].from_ms, NOW_MS + (int64_t)i * 300000);
		rows += c[i].n;
		unread += c[i].unread;
		speed += c[i].speed_sum;
	}
	for (uint32_t i = 0; i < 600; i++) {
		struct passage p = passage_of(i);
		if (p.tollgate != 3)
			continue;
		want++;
		want_unread += p.flags == PASSAGE_UNREAD;
		want_speed += p.speed_kmh == SPEED_UNKNOWN ? 0 : p.speed_kmh;
	}
	assert_int_equal(rows, want);
	assert_int_equal(unread, want_unread);
	assert_int_equal(speed, want_speed);
	ok(history_counts(f->h, NULL, 0, true, NOW_MS, NOW_MS + 3600000, 3600000, &f->a, &c, &n));
	assert_int_equal(n, 21);
	err_is(history_counts(f->h, NULL, 0, true, NOW_MS, NOW_MS + 3600000, 1000, &f->a, &c, &n), E_BAD_VALUE);
}

static enum err
count_unmatched(void *ctx, uint32_t segment, struct passage *row, uint32_t n)
{
	int64_t *next = ctx;
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(row[i].at_ms, NOW_MS + 1000 * (*next)++);
	return E_OK;
}

static void
test_rows_beyond_the_mark_are_handed_out_again(void **state)
{
	struct fixture *f = *state;
	int64_t next = 100;
	uint32_t segment;
	struct passage p = passage_of(300);
	put_many(f->h, SERIES_LIVE, 0, 300, 100);
	history_matched(f->h, 1, 99);
	ok(put(f->h, SERIES_LIVE, &p, 1, &segment));
	fixture_reopen(f);
	ok(history_unmatched(f->h, count_unmatched, &next));
	assert_int_equal(next, 301);
	history_matched(f->h, segment, p.seq);
	history_matched(f->h, segment, 3);	/* never back */
	fixture_reopen(f);
	ok(history_unmatched(f->h, count_unmatched, &next));
	assert_int_equal(next, 301);
}

static void *
ask_on(void *arg)
{
	struct fixture *f = arg;
	struct history_stats st = { 0 };
	int64_t rows = 0;
	while (rows < 40000) {
		history_stats(f->h, &st);
		if (st.rows[SERIES_IMPORT] < rows || (rows && st.memory <= 0))
			return f;
		rows = st.rows[SERIES_IMPORT];
	}
	return NULL;
}

/* Imports begin with small tables, which are outgrown while somebody asks how large they are (for -Db_sanitize=thread). */
static void
test_statistics_while_tables_grow(void **state)
{
	struct fixture *f = *state;
	pthread_t t;
	void *wrong;
	f->o.segment_rows = 100000;
	fixture_reopen(f);
	assert_int_equal(pthread_create(&t, NULL, ask_on, f), 0);
	put_many(f->h, SERIES_IMPORT, 0, 40000, 1000);
	pthread_join(t, &wrong);
	assert_null(wrong);
}

static void
test_raw_of_quarantined(void **state)
{
	struct fixture *f = *state;
	struct passage row[2] = { passage_of(1), passage_of(2) };
	struct slice raw[2] = { S("{\"a\":1}"), S("{\"b\":2}") }, got;
	struct waiting w = { .b = { .row = row, .n = 2, .series = SERIES_QUARANTINE, .raw = raw, .done = waiting_done } };
	sem_init(&w.done, 0, 0);
	history_append(f->h, &w.b);
	sem_wait(&w.done);
	ok(w.e);
	ok(history_raw(f->h, passage_id(w.b.segment, row[1].seq), &f->a, &got));
	assert_true(slice_is(got, "{\"b\":2}"));
	err_is(history_raw(f->h, passage_id(w.b.segment, 7), &f->a, &got), E_NOT_FOUND);
}

static void
test_limits(void **state)
{
	struct fixture *f = *state;
	static struct passage row[1001];
	err_is(put(f->h, SERIES_LIVE, row, 1001, NULL), E_TOO_LARGE);
	struct history_query q = everything(10);
	struct history_rows r;
	put_many(f->h, SERIES_LIVE, 0, 100, 100);
	q.deadline_mono_ms = 1;
	err_is(history_find(f->h, &q, &f->a, &r), E_TIMEOUT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HISTORY_TEST(test_what_is_appended_is_found), HISTORY_TEST(test_plate_is_found_alone), HISTORY_TEST(test_filters),
		HISTORY_TEST(test_pages_join_without_gap_or_double), HISTORY_TEST(test_the_same_fact_is_kept_once),
		HISTORY_TEST(test_repeats_within_the_window), HISTORY_TEST(test_counts),
		HISTORY_TEST(test_rows_beyond_the_mark_are_handed_out_again), HISTORY_TEST(test_raw_of_quarantined), HISTORY_TEST(test_limits),
		HISTORY_TEST(test_statistics_while_tables_grow),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
