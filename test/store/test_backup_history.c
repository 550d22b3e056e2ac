/* SPDX-License-Identifier: Apache-2.0 */
/* A backup is taken while passages and pictures come in and segments are sealed; the restored store holds all that was there before. */
#include <pthread.h>
#include <stdatomic.h>
#include "history_fixture.h"
#include "store/backup.h"
#include "store/pack.h"

struct running {
	struct fixture *f;
	_Atomic bool stop;
	_Atomic uint32_t next;
};

static void *
take_in(void *arg)
{
	struct running *r = arg;
	for (uint32_t i = 4000; !r->stop && i < 400000; i += 50) {
		put_many(r->f->h, SERIES_LIVE, i, 50, 50);
		r->next = i + 50;
	}
	return NULL;
}

struct kept {
	struct picture_set set;
	sem_t done;
};

static void
kept_done(struct picture_set *s, enum err e)
{
	assert_int_equal(e, E_OK);
	sem_post(&((struct kept *)s)->done);
}

static uint64_t
picture(struct pack_store *packs, const char *text)
{
	struct kept k = { .set = { .n = 1, .done = kept_done } };
	k.set.picture[0].bytes = slice_of(text);
	sem_init(&k.done, 0, 0);
	pack_put(packs, &k.set);
	while (sem_wait(&k.done))
		;
	return k.set.ref;
}

static enum err
first_unmatched(void *ctx, uint32_t segment, struct passage *row, uint32_t n)
{
	*(int64_t *)ctx = row[0].at_ms;
	return E_DONE;
}

static void
check_restored(struct fixture *f, const char *dir, uint64_t ref, uint32_t least)
{
	struct fixture g = { .o = { .data_dir = dir, .segment_rows = 1000 } };
	struct history_query q = everything(100000);
	struct history_rows r;
	struct history_damage d;
	struct pack_store *packs;
	struct picture_set set;
	struct history_row one;
	int64_t at = 0, rows, damaged;
	ok(history_open(&g.h, &g.o));
	ok(pack_open(&packs, dir, 0));
	ok(history_find(g.h, &q, &f->a, &r));
	assert_true(r.n >= (int)least);
	for (int i = 0; i < r.n; i++) {			/* without gaps: a moment of the history */
		struct passage p = passage_of((uint32_t)(r.n - 1 - i));
		if (r.row[i].p.flags & PASSAGE_CORRECTED)
			p.plate = 0x99;
		p.flags |= r.row[i].p.flags & PASSAGE_CORRECTED;
		assert_passage(&r.row[i].p, &p);
	}
	assert_int_equal(history_damage(g.h, &d, 1), 0);
	ok(history_verify(g.h, &rows, &damaged));
	assert_int_equal(damaged, 0);
	ok(history_one(g.h, passage_id(1, 7), &one));
	assert_true(one.p.plate == 0x99);
	err_is(history_unmatched(g.h, first_unmatched, &at), E_DONE);
	assert_int_equal(at, passage_of(3100).at_ms);	/* the mark of before the records, though matching went on */
	ok(pack_get(packs, ref, &f->a, &set));
	assert_true(slice_is(set.picture[0].bytes, "a picture"));
	history_close(g.h);
	pack_close(packs);
}

static void
test_round_trip_while_passages_come(void **state)
{
	struct fixture *f = *state;
	char path[100], dir[100];
	struct db *db;
	struct pack_store *packs;
	struct backup_result r;
	struct running run = { .f = f };
	pthread_t t;
	put_many(f->h, SERIES_LIVE, 0, 3900, 100);
	wait_sealed(f->h, 3);
	ok(history_correct(f->h, &(struct history_overlay){ .id = passage_id(1, 7), .plate = 0x99, .class_code = 2 }));
	history_matched(f->h, 4, 99);
	put_many(f->h, SERIES_LIVE, 3900, 100, 100);
	ok(pack_open(&packs, f->dir, 0));
	uint64_t ref = picture(packs, "a picture");
	ok(db_open(&db, &(struct db_options){ .data_dir = f->dir }));
	assert_int_equal(pthread_create(&t, NULL, take_in, &run), 0);
	snprintf(path, sizeof path, "%s/backup.tar", f->dir);
	snprintf(dir, sizeof dir, "%s/restored", f->dir);
	ok(backup_write(&(struct backup_options){ .path = path, .db = db }, &r));
	run.stop = true;
	pthread_join(t, NULL);
	assert_true(r.segments >= 4);
	assert_int_equal(r.packs, 1);
	db_close(db);
	ok(backup_verify(path));
	ok(backup_restore(&(struct restore_options){ .path = path, .data_dir = dir }, &r));
	assert_int_equal(r.packs, 1);
	pack_close(packs);
	check_restored(f, dir, ref, 4000);
}

/* A store that never saw a passage. */
static void
test_nothing_to_copy(void **state)
{
	struct fixture *f = *state;
	char path[100], dir[100], empty[100];
	struct db *db;
	struct backup_result r;
	snprintf(empty, sizeof empty, "%s/empty", f->dir);
	snprintf(path, sizeof path, "%s/backup.tar", f->dir);
	snprintf(dir, sizeof dir, "%s/restored", f->dir);
	assert_int_equal(mkdir(empty, 0700), 0);
	ok(db_open(&db, &(struct db_options){ .data_dir = empty }));
	ok(backup_write(&(struct backup_options){ .path = path, .db = db }, &r));
	db_close(db);
	assert_int_equal(r.segments + r.packs, 0);
	ok(backup_restore(&(struct restore_options){ .path = path, .data_dir = dir }, &r));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HISTORY_TEST(test_round_trip_while_passages_come), HISTORY_TEST(test_nothing_to_copy),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
