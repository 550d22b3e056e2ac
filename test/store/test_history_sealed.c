/* SPDX-License-Identifier: Apache-2.0 */
/* Full segments: what was found before they were sealed is found afterwards, and nothing twice. */
#include "history_fixture.h"
#include "store/sealed_.h"

static bool
plain_match(const struct history_query *q, const struct passage *p)
{
	bool gate = !q->tollgate;
	for (size_t i = 0; i < q->ntollgate; i++)
		gate |= q->tollgate[i] == p->tollgate;
	return gate && p->at_ms >= q->from_ms && p->at_ms < q->to_ms && (p->plate & q->mask) == (q->want & q->mask) &&
	    (!q->lane || q->lane == p->lane) && (!q->class_code || q->class_code == p->class_code) &&
	    (!q->flags_any || p->flags & q->flags_any);
}

static void
assert_all_found(struct fixture *f, const struct history_query *q, uint32_t rows)
{
	struct history_rows r;
	ok(history_find(f->h, q, &f->a, &r));
	int n = 0;
	for (uint32_t i = rows; i-- > 0; ) {		/* newest first */
		struct passage p = passage_of(i);
		if (!plain_match(q, &p))
			continue;
		if (n == q->limit) {
			assert_true(r.more);
			break;
		}
		assert_true(n < r.n);
		assert_passage(&r.row[n++].p, &p);
	}
	assert_int_equal(r.n, n);
}

static void
check_queries(struct fixture *f, uint32_t rows)
{
	uint32_t gates[] = { 2, 5 };
	for (int k = 0; k < 7; k++) {
		struct history_query q = everything(k == 6 ? 10 : 100000);
		if (k == 1 || k == 2) {
			q.want = passage_of(5).plate;
			q.mask = k == 1 ? EXACT : EXACT & ~UINT64_C(0xffffffff);	/* the plate; those that begin so */
		}
		if (k == 3) {
			q.tollgate = gates;
			q.ntollgate = 2;
			q.from_ms = NOW_MS + 500000;
			q.to_ms = NOW_MS + 3500000;
		}
		if (k == 4) {
			q.want = 0x55;
			q.mask = 0xff;				/* a pattern that does not begin with what is known */
		}
		if (k == 5)
			q.flags_any = PASSAGE_UNREAD;
		assert_all_found(f, &q, rows);
	}
}

static void
test_found_the_same_when_sealed(void **state)
{
	struct fixture *f = *state;
	put_many(f->h, SERIES_LIVE, 0, 5500, 100);
	check_queries(f, 5500);			/* while they are being sealed */
	wait_sealed(f->h, 5);
	check_queries(f, 5500);
	fixture_reopen(f);
	check_queries(f, 5500);
	put_many(f->h, SERIES_LIVE, 5500, 700, 70);
	wait_sealed(f->h, 6);
	check_queries(f, 6200);
}

static void
test_ids_survive(void **state)
{
	struct fixture *f = *state;
	struct history_query q = everything(5500);
	struct history_rows before;
	put_many(f->h, SERIES_LIVE, 0, 950, 50);
	ok(history_find(f->h, &q, &f->a, &before));
	put_many(f->h, SERIES_LIVE, 950, 2000, 50);
	wait_sealed(f->h, 2);
	for (int i = 0; i < before.n; i++) {
		struct history_row one;
		ok(history_one(f->h, before.row[i].id, &one));
		assert_int_equal(one.p.seq, (uint32_t)before.row[i].id);
		assert_passage(&one.p, &before.row[i].p);
	}
	struct history_row one;
	err_is(history_one(f->h, passage_id(1, 5000), &one), E_NOT_FOUND);
}

static void
test_sent_again_across_segments(void **state)
{
	struct fixture *f = *state;
	struct history_stats st;
	put_many(f->h, SERIES_LIVE, 0, 4500, 100);
	wait_sealed(f->h, 4);
	put_many(f->h, SERIES_LIVE, 0, 4500, 100);
	history_stats(f->h, &st);
	assert_int_equal(st.rows[SERIES_LIVE], 4500);
	assert_int_equal(st.same, 4500);
	fixture_reopen(f);
	put_many(f->h, SERIES_LIVE, 0, 4500, 90);
	struct passage late = passage_of(700);
	late.device++;
	ok(put(f->h, SERIES_LIVE, &late, 1, NULL));
	assert_false(late.flags & PASSAGE_SAME);
	history_stats(f->h, &st);
	assert_int_equal(st.rows[SERIES_LIVE], 4501);
}

static void
test_counts_of_sealed(void **state)
{
	struct fixture *f = *state;
	struct history_count *a, *b;
	size_t n, m;
	uint32_t gates[] = { 1, 6 };
	put_many(f->h, SERIES_LIVE, 0, 3000, 100);
	put_many(f->h, SERIES_LIVE, 3000, 5300, 100);
	wait_sealed(f->h, 8);
	for (int lane = 0; lane < 2; lane++)
		for (int hour = 0; hour < 2; hour++) {
			int64_t bucket = hour ? 3600000 : 300000, rows = 0, want = 0;
			ok(history_counts(f->h, gates, 2, lane, NOW_MS, NOW_MS + 7200000, bucket, &f->a, &a, &n));
			for (size_t i = 0; i < n; i++) {
				int64_t seen = 0;
				for (uint32_t k = 0; k < 7200; k++) {
					struct passage p = passage_of(k);
					seen += p.tollgate == a[i].tollgate && (!lane || p.lane == a[i].lane) && p.at_ms >= a[i].from_ms &&
					    p.at_ms < a[i].from_ms + bucket;
				}
				assert_int_equal(a[i].n, seen);
				rows += a[i].n;
			}
			for (uint32_t k = 0; k < 7200; k++)
				want += passage_of(k).tollgate == 1 || passage_of(k).tollgate == 6;
			assert_int_equal(rows, want);
			fixture_reopen(f);
			ok(history_counts(f->h, gates, 2, lane, NOW_MS, NOW_MS + 7200000, bucket, &f->a, &b, &m));
			assert_int_equal(n, m);
			assert_memory_equal(a, b, n * sizeof *a);
		}
}

struct handed {
	uint32_t next;
};

static enum err
hand(void *ctx, uint32_t segment, struct passage *row, uint32_t n)
{
	struct handed *d = ctx;
	for (uint32_t i = 0; i < n; i++) {
		struct passage p = passage_of(d->next++);
		assert_passage(&row[i], &p);
	}
	return E_OK;
}

static enum err
hand_sound(void *ctx, uint32_t segment, struct passage *row, uint32_t n)
{
	return segment < 3 ? E_OK : hand(ctx, segment, row, n);
}

static void
test_the_mark_lies_in_a_sealed_one(void **state)
{
	struct fixture *f = *state;
	struct handed d = { 1400 };
	put_many(f->h, SERIES_LIVE, 0, 1500, 100);
	history_matched(f->h, 2, 399);
	put_many(f->h, SERIES_LIVE, 1500, 2600, 100);
	wait_sealed(f->h, 4);
	fixture_reopen(f);
	ok(history_unmatched(f->h, hand, &d));
	assert_int_equal(d.next, 4100);
}

static void
test_raw_of_sealed_quarantine(void **state)
{
	struct fixture *f = *state;
	char text[1100][24];
	struct passage row[1100];
	struct slice raw[1100], got;
	for (uint32_t i = 0; i < 1100; i++) {
		row[i] = passage_of(i);
		raw[i] = (struct slice){ text[i], (size_t)snprintf(text[i], sizeof text[i], "{\"n\":%u}", i) };
	}
	for (uint32_t i = 0; i < 1100; i += 100) {
		struct waiting w = { .b = { .row = row + i, .n = 100, .series = SERIES_QUARANTINE, .raw = raw + i, .done = waiting_done } };
		sem_init(&w.done, 0, 0);
		history_append(f->h, &w.b);
		sem_wait(&w.done);
		ok(w.e);
	}
	wait_sealed(f->h, 1);
	for (uint32_t i = 0; i < 1000; i += 37) {
		ok(history_raw(f->h, passage_id(1, i), &f->a, &got));
		assert_true(slice_eq(got, raw[i]));
	}
}

static void
test_a_crash_between_rename_and_removal(void **state)
{
	struct fixture *f = *state;
	char from[200], to[200];
	struct history_stats st;
	put_many(f->h, SERIES_LIVE, 0, 900, 100);
	history_close(f->h);
	snprintf(from, sizeof from, "%s/passages/live-00000001.open", f->dir);
	snprintf(to, sizeof to, "%s/keep", f->dir);
	assert_int_equal(link(from, to), 0);
	fixture_open(f);
	put_many(f->h, SERIES_LIVE, 900, 400, 100);
	wait_sealed(f->h, 1);
	history_close(f->h);
	assert_int_equal(rename(to, from), 0);	/* not removed yet */
	snprintf(to, sizeof to, "%s/passages/live-00000007.new", f->dir);
	close(open(to, O_CREAT | O_WRONLY, 0600));	/* half written */
	fixture_open(f);
	history_stats(f->h, &st);
	assert_int_equal(st.rows[SERIES_LIVE], 1300);
	assert_int_equal(access(from, F_OK), -1);
	assert_int_equal(access(to, F_OK), -1);
	check_queries(f, 1300);
}

static void
flip(struct fixture *f, const char *name, off_t at)
{
	char path[200];
	uint8_t c;
	snprintf(path, sizeof path, "%s/passages/%s", f->dir, name);
	int fd = open(path, O_RDWR);
	assert_int_equal(pread(fd, &c, 1, at), 1);
	c ^= 16;
	assert_int_equal(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

static void
test_a_damaged_block_is_found_and_the_rest_goes_on(void **state)
{
	struct fixture *f = *state;
	struct history_query q = everything(100000);
	struct history_rows r;
	struct history_damage d[4];
	int64_t rows, damaged;
	put_many(f->h, SERIES_LIVE, 0, 3500, 100);
	wait_sealed(f->h, 3);
	ok(history_verify(f->h, &rows, &damaged));
	assert_int_equal(rows, 3500);
	assert_int_equal(damaged, 0);
	history_close(f->h);
	flip(f, "live-00000002.seg", 8192);		/* in the first block */
	fixture_open(f);
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 3500 - BLOCK_ROWS);
	assert_int_equal(history_damage(f->h, d, 4), 1);
	assert_string_equal(d[0].file, "live-00000002.seg");
	ok(history_verify(f->h, &rows, &damaged));
	assert_int_equal(damaged, BLOCK_ROWS);
	put_many(f->h, SERIES_LIVE, 3500, 100, 100);	/* the intake goes on */
}

/* The list of runs: the index cannot be read. A run of counts: what the others count is answered. */
static void
test_damaged_counts_are_left_out(void **state)
{
	struct fixture *f = *state;
	static struct sealed_head head;
	struct history_damage d[4];
	struct history_count *c;
	struct handed no = { 0 };
	char path[200];
	size_t n;
	put_many(f->h, SERIES_LIVE, 0, 3500, 100);
	wait_sealed(f->h, 3);
	history_close(f->h);
	for (uint32_t i = 1; i <= 2; i++) {
		char name[40];
		snprintf(name, sizeof name, "live-0000000%u.seg", i);
		snprintf(path, sizeof path, "%s/passages/%s", f->dir, name);
		int fd = open(path, O_RDONLY);
		assert_int_equal(read(fd, &head, sizeof head), sizeof head);
		close(fd);
		flip(f, name, (off_t)head.section[i == 1 ? SEC_FIVE : SEC_FIVE_RUNS].at + 1);
	}
	fixture_open(f);
	for (int again = 0; again < 2; again++) {
		int64_t sum = 0;
		ok(history_counts(f->h, NULL, 0, false, NOW_MS, NOW_MS + 3600000, 300000, &f->a, &c, &n));
		for (size_t i = 0; i < n; i++)
			sum += c[i].n;
		assert_int_equal(sum, 1500);
		assert_int_equal(history_damage(f->h, d, 4), 2);
	}
	no.next = 2000;
	ok(history_unmatched(f->h, hand_sound, &no));	/* nor do they keep the server from starting */
	assert_int_equal(no.next, 3500);
}

/* Clocks that are wrong, two centuries apart in one segment. */
static void
test_times_of_two_centuries(void **state)
{
	struct fixture *f = *state;
	static const int64_t far_ms[] = { 0, INT64_C(5700000000000), INT64_C(7226000000000) };	/* 1970, 2150, 2198 */
	for (int i = 0; i < 3; i++) {
		struct passage p = passage_of((uint32_t)i);
		p.at_ms = far_ms[i];
		ok(put(f->h, SERIES_LIVE, &p, 1, NULL));
	}
	put_many(f->h, SERIES_LIVE, 0, 1900, 100);
	wait_sealed(f->h, 1);
	for (int i = 0; i < 3; i++) {
		struct history_query q = everything(10);
		struct history_rows r;
		q.from_ms = far_ms[i] - 1000;
		q.to_ms = far_ms[i] + 1000;
		ok(history_find(f->h, &q, &f->a, &r));
		assert_int_equal(r.n, 1);
		assert_int_equal(r.row[0].p.at_ms, far_ms[i]);
	}
}

static void
test_one_writer(void **state)
{
	struct fixture *f = *state;
	struct history *second = NULL;
	char half[200];
	snprintf(half, sizeof half, "%s/passages/live-00000009.new", f->dir);
	close(open(half, O_CREAT | O_WRONLY, 0600));
	err_is(history_open(&second, &f->o), E_IN_USE);
	assert_int_equal(access(half, F_OK), 0);	/* and it touches nothing of the first */
	fixture_reopen(f);
}

static void
test_a_damaged_head_is_set_apart(void **state)
{
	struct fixture *f = *state;
	struct history_query q = everything(100000);
	struct history_rows r;
	struct history_damage d[4];
	struct passage p = passage_of(1);
	uint32_t segment;
	char path[200];
	put_many(f->h, SERIES_LIVE, 0, 3500, 100);
	wait_sealed(f->h, 3);
	history_close(f->h);
	flip(f, "live-00000002.seg", 40);
	snprintf(path, sizeof path, "%s/passages/live-00000004.open-wal", f->dir);
	assert_int_equal(unlink(path), 0);
	flip(f, "live-00000004.open", 2);		/* no database any more */
	fixture_open(f);
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 2000);
	assert_int_equal(history_damage(f->h, d, 4), 2);
	p.device = 7;
	ok(put(f->h, SERIES_LIVE, &p, 1, &segment));
	assert_true(segment > 4);			/* numbers are not given out again */
}

static void
test_blocks_of_extreme_values(void **state)
{
	struct passage row[BLOCK_ROWS], got;
	static uint8_t space[BLOCK_BYTES];
	struct block b;
	(void)state;
	for (uint32_t n = 1; n <= BLOCK_ROWS; n += 73) {
		for (uint32_t i = 0; i < n; i++) {
			row[i] = passage_of(i * 977);
			row[i].seq = i * 31 % n;
			row[i].plate = i % 2 ? UINT64_MAX : i;
			row[i].at_ms = i % 3 ? INT64_C(-5000000000) + i : INT64_C(7000000000000);
			row[i].received_s = i % 5 ? UINT32_MAX : 0;
			row[i].pictures = i % 7 ? (UINT64_C(1) << 48) - 1 : 0;
			row[i].flags = i % 2 ? 0xffff : 0;
			row[i].tollgate = i % 2 ? UINT32_MAX : 0;
		}
		size_t size = block_write(row, n, space);
		assert_true(size <= sizeof space);
		assert_true(block_read((struct slice){ (char *)space, size }, &b));
		assert_false(block_read((struct slice){ (char *)space, size - 1 }, &b));
		assert_int_equal(b.n, n);
		for (uint32_t i = 0; i < n; i++) {
			block_row(&b, i, &got);
			assert_memory_equal(&got, &row[i], sizeof got);
		}
	}
}

/* Whoever keeps a place of his own is given every row once, in order, whether its segment is open, sealed or sealed meanwhile. */
static void
test_followed(void **state)
{
	struct fixture *f = *state;
	struct history_row row[300];
	char name[HISTORY_NAME_MAX], again[HISTORY_NAME_MAX];
	uint64_t at = 0, was;
	uint32_t n, next = 0;

	assert_int_equal(history_end(f->h), 0);
	ok(history_name(f->h, name));
	put_many(f->h, SERIES_LIVE, 0, 700, 100);
	put_many(f->h, SERIES_QUARANTINE, 5000, 100, 100);
	for (int k = 0; k < 3; k++) {
		for (was = at - 1; was != at; ) {
			was = at;
			ok(history_after(f->h, &at, 300, row, &n));
			for (uint32_t i = 0; i < n; i++, next++) {
				struct passage p = passage_of(next);
				assert_int_equal(row[i].series, SERIES_LIVE);
				assert_passage(&row[i].p, &p);
			}
		}
		assert_int_equal(at, history_end(f->h));
		if (k == 0) {
			put_many(f->h, SERIES_LIVE, 700, 2000, 100);
			wait_sealed(f->h, 2);
		}
		if (k == 1)
			fixture_reopen(f);
	}
	assert_int_equal(next, 2700);
	ok(history_name(f->h, again));
	assert_string_equal(name, again);
	at = 0;
	ok(history_after(f->h, &at, 1, row, &n));
	assert_int_equal(n, 1);
	ok(history_correct(f->h, &(struct history_overlay){ row[0].id, 0x77, 3 }));
	at = 0;
	ok(history_after(f->h, &at, 2, row, &n));
	assert_true(n == 2 && row[0].p.plate == 0x77 && row[0].p.class_code == 3 && row[1].p.plate == passage_of(1).plate);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HISTORY_TEST(test_found_the_same_when_sealed), HISTORY_TEST(test_ids_survive), HISTORY_TEST(test_sent_again_across_segments),
		HISTORY_TEST(test_counts_of_sealed), HISTORY_TEST(test_the_mark_lies_in_a_sealed_one),
		HISTORY_TEST(test_raw_of_sealed_quarantine), HISTORY_TEST(test_a_crash_between_rename_and_removal),
		HISTORY_TEST(test_a_damaged_block_is_found_and_the_rest_goes_on), HISTORY_TEST(test_a_damaged_head_is_set_apart),
		HISTORY_TEST(test_damaged_counts_are_left_out), HISTORY_TEST(test_times_of_two_centuries), HISTORY_TEST(test_one_writer),
		HISTORY_TEST(test_followed), cmocka_unit_test(test_blocks_of_extreme_values),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
