/* SPDX-License-Identifier: Apache-2.0 */
#include "history_fixture.h"
#include <sys/resource.h>
#include "store/pack.h"

struct packs {
	struct pack_store *s;
	struct arena a;
	char dir[64];
};

static int
setup(void **state)
{
	struct packs *f = calloc(1, sizeof *f);
	log_setup(LOG_TEXT, LOG_ERROR, open("/dev/null", O_WRONLY | O_CLOEXEC));
	snprintf(f->dir, sizeof f->dir, "/tmp/luan-packs-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	ok(pack_open(&f->s, f->dir, 0));
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct packs *f = *state;
	clock_simulate(0);
	pack_close(f->s);
	arena_free(&f->a);
	nftw(f->dir, fixture_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(f);
	return 0;
}

struct one_set {
	struct picture_set set;
	sem_t done;
	enum err e;
};

static void
set_done(struct picture_set *set, enum err e)
{
	struct one_set *o = (struct one_set *)set;
	o->e = e;
	sem_post(&o->done);
}

static char content[3][40000];

static struct picture
picture_of(int k, size_t n, uint8_t type)
{
	for (size_t i = 0; i < n; i++)
		content[k][i] = (char)(i * 7 + n + (size_t)k * 31);
	return (struct picture){ .bytes = { content[k], n }, .type = type, .format = PICTURE_JPEG, .width = 640, .height = 480 };
}

static enum err
put_set(struct pack_store *s, int n, const struct picture *p, uint64_t *ret_ref)
{
	struct one_set o = { .set = { .n = n, .done = set_done } };
	for (int i = 0; n <= PACK_SET_MAX && i < n; i++)	/* of too many nothing is read */
		o.set.picture[i] = p[i];
	sem_init(&o.done, 0, 0);
	pack_put(s, &o.set);
	while (sem_wait(&o.done))
		;
	*ret_ref = o.set.ref;
	return o.e;
}

static void
assert_set(struct packs *f, uint64_t ref, int n, const struct picture *want)
{
	struct picture_set got;
	ok(pack_get(f->s, ref, &f->a, &got));
	assert_int_equal(got.n, n);
	for (int i = 0; i < n; i++) {
		assert_true(slice_eq(got.picture[i].bytes, want[i].bytes));
		assert_int_equal(got.picture[i].type, want[i].type);
		assert_int_equal(got.picture[i].format, want[i].format);
		assert_int_equal(got.picture[i].width, want[i].width);
		assert_int_equal(got.picture[i].height, want[i].height);
	}
}

/* The newest pack by name. */
static void
newest(struct packs *f, char ret[200])
{
	char dir[100], best[64] = "";
	snprintf(dir, sizeof dir, "%s/pictures", f->dir);
	DIR *d = opendir(dir);
	for (struct dirent *e; (e = readdir(d)); )
		if (strstr(e->d_name, ".pack") && strcmp(e->d_name, best) > 0)
			snprintf(best, sizeof best, "%.60s", e->d_name);
	closedir(d);
	snprintf(ret, 200, "%s/%s", dir, best);
}

static void
test_sets_come_back(void **state)
{
	struct packs *f = *state;
	struct picture p[3] = { picture_of(0, 30001, 1), picture_of(1, 16, 2), picture_of(2, 1, 9) };
	uint64_t a, b;
	ok(put_set(f->s, 3, p, &a));
	ok(put_set(f->s, 1, p + 1, &b));
	assert_true(a && b && a != b && !(a >> 48) && !(b >> 48));
	assert_set(f, a, 3, p);
	assert_set(f, b, 1, p + 1);
	pack_close(f->s);
	ok(pack_open(&f->s, f->dir, 0));
	assert_set(f, a, 3, p);
	assert_set(f, b, 1, p + 1);
}

static void
test_the_same_content_is_stored_once(void **state)
{
	struct packs *f = *state;
	struct picture p = picture_of(0, 30000, 1), q = p;
	struct pack_stats before, after;
	uint64_t a, b, c;
	ok(put_set(f->s, 1, &p, &a));
	pack_stats(f->s, &before);
	q.type = 9;		/* what it shows is said by the set */
	ok(put_set(f->s, 1, &q, &b));
	pack_close(f->s);
	ok(pack_open(&f->s, f->dir, 0));
	ok(put_set(f->s, 1, &q, &c));
	pack_stats(f->s, &after);
	assert_int_equal(after.shared, 1);
	assert_true(after.bytes - before.bytes < 2000);
	assert_set(f, a, 1, &p);
	assert_set(f, b, 1, &q);
	assert_set(f, c, 1, &q);
}

static void
test_refused(void **state)
{
	struct packs *f = *state;
	struct picture p = picture_of(0, 0, 1);
	struct picture_set got;
	uint64_t ref = 1;
	err_is(put_set(f->s, 1, &p, &ref), E_TOO_LARGE);
	assert_int_equal(ref, 0);
	err_is(put_set(f->s, 0, &p, &ref), E_TOO_LARGE);
	err_is(put_set(f->s, 9, &p, &ref), E_TOO_LARGE);
	err_is(pack_get(f->s, 0, &f->a, &got), E_NOT_FOUND);
	err_is(pack_get(f->s, 77ull << 24, &f->a, &got), E_NOT_FOUND);
	err_is(pack_get(f->s, UINT64_MAX, &f->a, &got), E_NOT_FOUND);
	p = picture_of(0, 100, 1);
	ok(put_set(f->s, 1, &p, &ref));
	err_is(pack_get(f->s, ref + 1, &f->a, &got), E_CORRUPT);	/* no head begins there */
	pack_close(f->s);
	ok(pack_open(&f->s, f->dir, 1));
	p = picture_of(0, 101, 1);
	err_is(put_set(f->s, 1, &p, &ref), E_DISK_FULL);
}

static void
test_a_torn_end_is_cut_off(void **state)
{
	struct packs *f = *state;
	struct picture p = picture_of(0, 30000, 1), q = picture_of(1, 30001, 1);
	char path[200];
	struct stat st;
	uint64_t a, b;
	ok(put_set(f->s, 1, &p, &a));
	newest(f, path);
	assert_int_equal(stat(path, &st), 0);
	int64_t whole = st.st_size;
	ok(put_set(f->s, 1, &q, &b));
	pack_close(f->s);
	assert_int_equal(truncate(path, whole + 20000), 0);
	ok(pack_open(&f->s, f->dir, 0));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, whole);
	assert_set(f, a, 1, &p);
	ok(put_set(f->s, 1, &q, &b));
	assert_set(f, b, 1, &q);
}

static void
test_a_damaged_picture_is_refused_and_the_others_stay(void **state)
{
	struct packs *f = *state;
	struct picture p = picture_of(0, 30000, 1), q = picture_of(1, 30001, 1);
	struct picture_set got;
	char path[200], c;
	uint64_t a, b;
	ok(put_set(f->s, 1, &p, &a));
	ok(put_set(f->s, 1, &q, &b));
	newest(f, path);
	int fd = open(path, O_RDWR);
	assert_int_equal(pread(fd, &c, 1, 5000), 1);
	c ^= 4;
	assert_int_equal(pwrite(fd, &c, 1, 5000), 1);
	close(fd);
	err_is(pack_get(f->s, a, &f->a, &got), E_CORRUPT);
	assert_set(f, b, 1, &q);
	pack_close(f->s);
	ok(pack_open(&f->s, f->dir, 0));
	err_is(pack_get(f->s, a, &f->a, &got), E_CORRUPT);
	assert_set(f, b, 1, &q);
	ok(put_set(f->s, 1, &p, &a));		/* and is not shared with what is damaged */
	assert_set(f, a, 1, &p);
}

static void
test_whole_days_are_removed(void **state)
{
	struct packs *f = *state;
	struct picture p = picture_of(0, 3000, 1);
	struct picture_set got;
	uint64_t ref[3];
	int64_t n, midnight = beijing_start_ms(beijing_day(NOW_MS));
	for (int i = 0; i < 3; i++) {
		clock_simulate(midnight + i * DAY_MS + 1000);
		ok(put_set(f->s, 1, &p, &ref[i]));
	}
	ok(pack_prune(f->s, midnight + DAY_MS - 1, &n));
	assert_int_equal(n, 0);
	ok(pack_prune(f->s, midnight + DAY_MS, &n));
	assert_int_equal(n, 1);
	err_is(pack_get(f->s, ref[0], &f->a, &got), E_NOT_FOUND);
	assert_set(f, ref[1], 1, &p);		/* of another day: not shared with the one that is gone */
	ok(pack_prune(f->s, INT64_MAX, &n));
	assert_int_equal(n, 1);
	assert_set(f, ref[2], 1, &p);		/* the newest pack stays */
	pack_close(f->s);
	ok(pack_open(&f->s, f->dir, 0));
	clock_simulate(midnight + 4 * DAY_MS);
	ok(put_set(f->s, 1, &p, &ref[0]));
	assert_true(ref[0] >> 24 > ref[2] >> 24);
}

/* The folder cannot be synced: no descriptor is left to open it with. */
static void
test_a_pack_that_could_not_be_begun(void **state)
{
	struct packs *f = *state;
	struct picture p = picture_of(0, 3000, 1);
	struct rlimit was, less;
	char path[200];
	uint64_t ref;
	int next = dup(0);
	close(next);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &was), 0);
	less = was;
	less.rlim_cur = (rlim_t)next + 1;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &less), 0);
	enum err e = put_set(f->s, 1, &p, &ref);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &was), 0);
	err_is(e, E_STORE);
	newest(f, path);
	assert_null(strstr(path, ".pack"));		/* nothing is left of it */
	ok(put_set(f->s, 1, &p, &ref));
	assert_int_equal(ref >> 24, 1);
	assert_set(f, ref, 1, &p);
}

static void
test_what_packs_take_up_is_what_they_are(void **state)
{
	struct packs *f = *state;
	struct picture p[2] = { picture_of(0, 3000, 1), picture_of(1, 4000, 1) };
	struct pack_stats st;
	int64_t bytes = 0, midnight = beijing_start_ms(beijing_day(NOW_MS));
	uint64_t ref;
	for (int i = 0; i < 4; i++) {
		char path[200];
		struct stat file;
		clock_simulate(midnight + i * DAY_MS + 1000);
		ok(put_set(f->s, 1, &p[0], &ref));
		ok(put_set(f->s, 1, &p[1], &ref));
		newest(f, path);
		assert_int_equal(stat(path, &file), 0);
		bytes += file.st_size;
		pack_stats(f->s, &st);
		assert_int_equal(st.bytes, bytes);
	}
}

static void
test_one_writer(void **state)
{
	struct packs *f = *state;
	struct pack_store *second = NULL;
	err_is(pack_open(&second, f->dir, 0), E_IN_USE);
	pack_close(f->s);
	ok(pack_open(&f->s, f->dir, 0));
}

#define PACK_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int
main(void)
{
	const struct CMUnitTest tests[] = {
		PACK_TEST(test_sets_come_back), PACK_TEST(test_the_same_content_is_stored_once), PACK_TEST(test_refused),
		PACK_TEST(test_a_torn_end_is_cut_off), PACK_TEST(test_a_damaged_picture_is_refused_and_the_others_stay),
		PACK_TEST(test_whole_days_are_removed), PACK_TEST(test_a_pack_that_could_not_be_begun),
		PACK_TEST(test_what_packs_take_up_is_what_they_are), PACK_TEST(test_one_writer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
