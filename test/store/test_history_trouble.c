/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that is full: what cannot be kept is refused, nothing half; as soon as there is room all goes on. */
#include <signal.h>
#include <sys/resource.h>
#include "history_fixture.h"
#include "store/pack.h"

static void
file_size_max(rlim_t n)
{
	struct rlimit limit;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = n;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void
test_refused_while_full_and_then_goes_on(void **state)
{
	struct fixture *f = *state;
	struct passage row[100];
	struct history_query q = everything(100000);
	struct history_rows r;
	struct history_stats st;
	uint32_t n = 0, refused = 0;
	enum err e;
	f->o.segment_rows = 100000;
	fixture_reopen(f);
	file_size_max(200000);
	for (uint32_t k = 0; k < 100; k++) {
		for (uint32_t i = 0; i < 100; i++)
			row[i] = passage_of(k * 100 + i);
		if ((e = put(f->h, SERIES_LIVE, row, 100, NULL))) {
			err_is(e, E_DISK_FULL);
			refused++;
			continue;
		}
		assert_int_equal(refused, 0);
		n += 100;
	}
	assert_true(n > 0 && refused > 10);
	ok(history_find(f->h, &q, &f->a, &r));		/* what was taken is there, what was refused is not */
	assert_int_equal(r.n, n);
	file_size_max(RLIM_INFINITY);
	put_many(f->h, SERIES_LIVE, n, 10000 - n, 100);
	for (int again = 0; again < 2; again++) {
		ok(history_find(f->h, &q, &f->a, &r));
		assert_int_equal(r.n, 10000);
		for (int i = 0; i < r.n; i++) {
			struct passage p = passage_of(9999 - (uint32_t)i);
			assert_passage(&r.row[i].p, &p);	/* not marked as repeats of what was refused */
		}
		history_stats(f->h, &st);
		assert_int_equal(st.same, 0);
		fixture_reopen(f);
	}
}

/* What could not be sealed stays as it is and is sealed later; the intake ends with an error, it does not wait for ever. */
static void
test_a_segment_cannot_be_sealed(void **state)
{
	struct fixture *f = *state;
	struct history_query q = everything(100000);
	struct history_rows r;
	struct history_stats st;
	struct passage row[100];
	char path[200];
	enum err e = E_OK;
	uint32_t k = 0;
	snprintf(path, sizeof path, "%s/passages/live-00000001.new", f->dir);
	assert_int_equal(mkdir(path, 0700), 0);		/* stands where it would be written */
	for (; !e && k < 100; k++) {
		for (uint32_t i = 0; i < 100; i++)
			row[i] = passage_of(k * 100 + i);
		e = put(f->h, SERIES_LIVE, row, 100, NULL);
	}
	err_is(e, E_STORE);
	assert_int_equal(k, 21);			/* two segments of a thousand, not a row more */
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 2000);
	assert_int_equal(rmdir(path), 0);
	fixture_reopen(f);
	wait_sealed(f->h, 1);
	ok(put(f->h, SERIES_LIVE, row, 100, NULL));
	ok(history_find(f->h, &q, &f->a, &r));
	assert_int_equal(r.n, 2100);
	wait_sealed(f->h, 2);
	history_stats(f->h, &st);
	assert_int_equal(st.segments, 3);
}

struct kept {
	struct picture_set set;
	sem_t done;
	enum err e;
};

static void
kept_done(struct picture_set *s, enum err e)
{
	((struct kept *)s)->e = e;
	sem_post(&((struct kept *)s)->done);
}

static enum err
keep(struct pack_store *packs, struct slice bytes, uint64_t *ret)
{
	struct kept k = { .set = { .n = 1, .done = kept_done } };
	k.set.picture[0].bytes = bytes;
	sem_init(&k.done, 0, 0);
	pack_put(packs, &k.set);
	while (sem_wait(&k.done))
		;
	*ret = k.set.ref;
	return k.e;
}

static void
test_pictures_while_full(void **state)
{
	struct fixture *f = *state;
	static char bytes[30][30000];
	struct pack_store *packs;
	struct picture_set set;
	uint64_t ref[30];
	int kept = 0;
	ok(pack_open(&packs, f->dir, 0));
	file_size_max(300000);
	for (int i = 0; i < 30; i++) {
		memset(bytes[i], 'a' + i, sizeof bytes[i]);
		enum err e = keep(packs, (struct slice){ bytes[i], sizeof bytes[i] }, &ref[i]);
		if (e)
			err_is(e, E_DISK_FULL);
		else
			kept++;
		assert_int_equal(!ref[i], e != E_OK);
	}
	assert_true(kept > 3 && kept < 15);
	file_size_max(RLIM_INFINITY);
	for (int i = 0; i < 30; i++) {
		if (!ref[i])
			ok(keep(packs, (struct slice){ bytes[i], sizeof bytes[i] }, &ref[i]));
		ok(pack_get(packs, ref[i], &f->a, &set));
		assert_memory_equal(set.picture[0].bytes.p, bytes[i], sizeof bytes[i]);
	}
	pack_close(packs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HISTORY_TEST(test_refused_while_full_and_then_goes_on), HISTORY_TEST(test_a_segment_cannot_be_sealed), HISTORY_TEST(test_pictures_while_full),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
