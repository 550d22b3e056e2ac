/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include "tap.h"
#include "base/arena.h"
#include "base/limits.h"

static bool
all_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

/* Blocks are zeroed, aligned and apart, however the sizes fall; also after a reset. */
static void
test_blocks(void **state)
{
	static const size_t size[] = { 1, 15, 16, 17, 100, 4000, 8192, 9000, 20000, 70000, 3, 65536, 0, 12000 };
	struct arena a;

	arena_init(&a);
	assert_int_equal(a.total, 0);
	for (int round = 0; round < 3; round++) {
		char *block[N_ELEMS(size)];

		for (size_t i = 0; i < N_ELEMS(size); i++) {
			block[i] = arena_alloc(&a, size[i]);
			assert_int_equal((uintptr_t)block[i] % 16, 0);
			assert_true(all_zero(block[i], size[i]));
			memset(block[i], (int)i + 1, size[i]);
		}
		for (size_t i = 0; i < N_ELEMS(size); i++)
			for (size_t k = 0; k < size[i]; k++)
				assert_int_equal(block[i][k], i + 1);
		assert_true(a.total >= 200000 && a.total < 600000);
		arena_reset(&a);
		assert_true(a.total <= KIB(64));
	}
	arena_free(&a);
	assert_int_equal(a.total, 0);
}

static void
test_reset_without_head(void **state)
{
	struct arena a;

	arena_init(&a);
	arena_reset(&a);
	memset(arena_alloc(&a, 100000), 1, 100000);	/* a big block alone */
	arena_reset(&a);
	assert_int_equal(a.total, 0);
	assert_true(all_zero(arena_alloc(&a, 100), 100));
	arena_free(&a);
}

static void
test_texts(void **state)
{
	struct arena a;
	struct slice s, absent = { NULL, 0 };
	char *text;

	arena_init(&a);
	s = arena_copy(&a, S("淄博"));
	assert_slice(s, "淄博");
	assert_int_equal(s.p[s.n], 0);
	assert_null(arena_copy(&a, absent).p);
	assert_non_null(arena_copy(&a, S("")).p);
	assert_string_equal(arena_str(&a, absent), "");
	assert_slice(arena_printf(&a, "%s-%05d", "code", 42), "code-00042");
	s = arena_printf(&a, "%*s", 30000, "x");
	assert_int_equal(s.n, 30000);
	arena_free(&a);
	text = mem_str(S("kept"));
	text = mem_resize(text, 100);
	assert_string_equal(text, "kept");
	mem_free(text);
}

/* A size that overflows stops the program: it can only be a bug. */
static void
test_overflow_stops(void **state)
{
	pid_t child;
	int status;

	assert_int_equal(mul_size(3, 5), 15);
	fflush(stdout);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		fclose(stderr);
		_exit(mul_size(SIZE_MAX / 2, 3) != 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks), cmocka_unit_test(test_reset_without_head),
		cmocka_unit_test(test_texts), cmocka_unit_test(test_overflow_stops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
