/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <unistd.h>
#include "base/limits.h"
#include "store/file.h"

#define ok(call) assert_int_equal((call), E_OK)
#define err_is(call, want) assert_string_equal(err_name(call), #want)

struct fixture {
	struct file_store *files;
	struct arena arena;
	char dir[64];
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	snprintf(f->dir, sizeof f->dir, "/tmp/luan-files-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	ok(file_store_open(&f->files, f->dir, 1000));
	*state = f;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	file_store_close(f->files);
	arena_free(&f->arena);
	nftw(f->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(f);
	return 0;
}

static void
path_of(const struct fixture *f, const struct file_hash *h, char *ret, size_t n)
{
	snprintf(ret, n, "%s/files/%.2s/%s", f->dir, h->hex, h->hex + 2);
}

static void
test_content_comes_back_under_its_hash(void **state)
{
	struct fixture *f = *state;
	struct file_hash h, again;
	struct slice got;
	uint64_t size;
	int fd;
	ok(file_put(f->files, S("abc"), &h));
	assert_string_equal(h.hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	ok(file_put(f->files, S("abc"), &again));
	assert_string_equal(h.hex, again.hex);
	assert_int_equal(file_store_bytes(f->files), 3);
	ok(file_read(f->files, &h, &f->arena, &got));
	assert_true(slice_eq(got, S("abc")));
	ok(file_open(f->files, &h, &fd, &size));
	assert_int_equal(size, 3);
	close(fd);
	ok(file_put(f->files, S(""), &h));
	ok(file_read(f->files, &h, &f->arena, &got));
	assert_int_equal(got.n, 0);
	file_store_close(f->files);
	ok(file_store_open(&f->files, f->dir, 1000));
	ok(file_read(f->files, &again, &f->arena, &got));
}

static void
test_damage_is_found(void **state)
{
	struct fixture *f = *state;
	struct file_hash h;
	struct slice got;
	char path[256];
	ok(file_put(f->files, S("evidence"), &h));
	path_of(f, &h, path, sizeof path);
	int fd = open(path, O_WRONLY);
	assert_int_equal(pwrite(fd, "E", 1, 0), 1);
	close(fd);
	err_is(file_read(f->files, &h, &f->arena, &got), E_CORRUPT);
}

static void
test_a_short_file_is_replaced(void **state)
{
	struct fixture *f = *state;
	struct file_hash h;
	struct slice got;
	char path[256];
	ok(file_put(f->files, S("evidence"), &h));
	path_of(f, &h, path, sizeof path);
	assert_int_equal(truncate(path, 3), 0);
	ok(file_put(f->files, S("evidence"), &h));
	ok(file_read(f->files, &h, &f->arena, &got));
}

static void
test_limits_are_kept(void **state)
{
	struct fixture *f = *state;
	struct file_hash h;
	static char much[600];
	ok(file_put(f->files, (struct slice){ much, 600 }, &h));
	err_is(file_put(f->files, (struct slice){ much, 599 }, &h), E_DISK_FULL);
	assert_int_equal(file_store_bytes(f->files), 600);
	ok(file_remove(f->files, &h));
	err_is(file_remove(f->files, &h), E_NOT_FOUND);
	assert_int_equal(file_store_bytes(f->files), 0);
	ok(file_put(f->files, (struct slice){ much, 599 }, &h));
	char *huge = calloc(1, LIMIT_FILE_BODY + 1);
	err_is(file_put(f->files, (struct slice){ huge, LIMIT_FILE_BODY + 1 }, &h), E_TOO_LARGE);
	free(huge);
	int fd;
	uint64_t size;
	assert_true(file_hash_parse(S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &h));
	err_is(file_open(f->files, &h, &fd, &size), E_NOT_FOUND);
}

static void
test_only_hashes_are_names(void **state)
{
	struct file_hash h;
	assert_false(file_hash_parse(S("../../../../etc/passwd"), &h));
	assert_false(file_hash_parse(S("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"), &h));
	assert_false(file_hash_parse(S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"), &h));
	assert_false(file_hash_parse(S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a\0"), &h));
	assert_false(file_hash_parse((struct slice){ NULL, 0 }, &h));
}

static enum err
count(void *ctx, const struct file_hash *h)
{
	++*(int *)ctx;
	return E_OK;
}

static void
test_leftovers_go_and_files_are_listed(void **state)
{
	struct fixture *f = *state;
	struct file_hash h;
	char path[256];
	int n = 0;
	ok(file_put(f->files, S("one"), &h));
	ok(file_put(f->files, S("two"), &h));
	snprintf(path, sizeof path, "%s/files/new/77", f->dir);
	close(open(path, O_CREAT | O_WRONLY, 0600));
	file_store_close(f->files);
	ok(file_store_open(&f->files, f->dir, 1000));
	assert_int_equal(access(path, F_OK), -1);
	ok(file_each(f->files, count, &n));
	assert_int_equal(n, 2);
}

#define FILE_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int
main(void)
{
	static const struct CMUnitTest tests[] = {
		FILE_TEST(test_content_comes_back_under_its_hash),
		FILE_TEST(test_damage_is_found),
		FILE_TEST(test_a_short_file_is_replaced),
		FILE_TEST(test_limits_are_kept),
		FILE_TEST(test_only_hashes_are_names),
		FILE_TEST(test_leftovers_go_and_files_are_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
