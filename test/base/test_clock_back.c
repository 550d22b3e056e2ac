/* SPDX-License-Identifier: Apache-2.0 */
/* The wall clock is set back: time stands still until it has caught up, and one line says so. */
#include <time.h>
#include <unistd.h>
#include "tap.h"
#include "base/clock.h"
#include "base/log.h"

static int64_t wall_ms;

/* Stands before the C library's. */
int
clock_gettime(clockid_t id, struct timespec *t)
{
	*t = (struct timespec){ wall_ms / 1000, wall_ms % 1000 * 1000000 };
	return 0;
}

static int
lines_in(int fd)
{
	char out[4096];
	ssize_t n = read(fd, out, sizeof(out));
	int lines = 0;

	for (ssize_t i = 0; i < n; i++)
		lines += out[i] == '\n';
	return lines;
}

static void
test_set_back(void **state)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	log_setup(LOG_TEXT, LOG_INFO, ends[1]);
	wall_ms = 1574000000000;
	assert_int_equal(clock_now_ms(), 1574000000000);
	wall_ms -= 500;			/* less than a second is not worth a line */
	assert_int_equal(clock_now_ms(), 1574000000000);
	wall_ms -= 3600000;
	for (int i = 0; i < 3; i++, wall_ms += 1000)
		assert_int_equal(clock_now_ms(), 1574000000000);
	wall_ms = 1574000000001;
	assert_int_equal(clock_now_ms(), 1574000000001);
	assert_int_equal(lines_in(ends[0]), 1);
	wall_ms -= 86400000;		/* a second time is said again */
	assert_int_equal(clock_now_ms(), 1574000000001);
	assert_int_equal(lines_in(ends[0]), 1);
	log_setup(LOG_TEXT, LOG_INFO, STDERR_FILENO);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_set_back) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
