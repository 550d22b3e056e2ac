/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <jansson.h>
#include <pthread.h>
#include <unistd.h>
#include "tap.h"
#include "base/clock.h"
#include "base/log.h"

static int ends[2];

static int
set_up(void **state)
{
	clock_simulate(1574000000000);		/* 2019-11-17T14:13:20Z */
	return pipe(ends);
}

static int
tear_down(void **state)
{
	clock_simulate(0);
	log_request(NULL);
	log_setup(LOG_TEXT, LOG_INFO, STDERR_FILENO);
	close(ends[0]);
	close(ends[1]);
	return 0;
}

static struct slice
written(char *out, size_t size)
{
	ssize_t n = read(ends[0], out, size);

	return (struct slice){ out, n > 0 ? (size_t)n : 0 };
}

static void
test_text(void **state)
{
	char out[16384];

	log_setup(LOG_TEXT, LOG_INFO, ends[1]);
	log_at(LOG_DEBUG, "not.shown", KV("x", LI(1)));
	log_at(LOG_INFO, "http.listen", KV("address", LS("127.0.0.1")), KV("port", LI(8080)));
	assert_slice(written(out, sizeof(out)),
	    "2019-11-17 22:13:20 info  http.listen address=127.0.0.1 port=8080\n");
	log_request("r-7");
	log_at(LOG_WARN, "odd", KV("text", LS("two words\nforged=1")), KV("none", LS(NULL)), KV("empty", LS("")));
	assert_slice(written(out, sizeof(out)), "2019-11-17 22:13:20 warn  odd request=r-7 "
	    "text=\"two words\\nforged=1\" none=null empty=\"\"\n");
}

static void
test_json(void **state)
{
	char out[16384];
	struct slice line;
	json_t *j;

	log_setup(LOG_JSON, LOG_DEBUG, ends[1]);
	log_request("r-8");
	log_at(LOG_ERROR, "store.slow", KV("sql", LS("select \"a\"\n\xff")), KV("ms", LI(-3)));
	line = written(out, sizeof(out));
	assert_true(line.n > 0 && line.p[line.n - 1] == '\n');
	j = json_loadb(line.p, line.n, 0, NULL);
	assert_non_null(j);
	assert_string_equal(json_string_value(json_object_get(j, "at")), "2019-11-17T14:13:20.000Z");
	assert_string_equal(json_string_value(json_object_get(j, "level")), "error");
	assert_string_equal(json_string_value(json_object_get(j, "event")), "store.slow");
	assert_string_equal(json_string_value(json_object_get(j, "request")), "r-8");
	assert_string_equal(json_string_value(json_object_get(j, "sql")), "select \"a\"\n\xef\xbf\xbd");
	assert_int_equal(json_integer_value(json_object_get(j, "ms")), -3);
	json_decref(j);
}

/* A value is cut between characters; a line that would still be too long says so instead of breaking off. */
static void
test_long(void **state)
{
	static char text[5000];
	char out[16384];
	struct slice line;
	json_t *j;

	for (size_t i = 0; i + 3 < sizeof(text); i += 3)
		memcpy(text + i, "长", 3);
	log_setup(LOG_JSON, LOG_INFO, ends[1]);
	log_at(LOG_INFO, "long", KV("text", LS(text)));
	line = written(out, sizeof(out));
	j = json_loadb(line.p, line.n, 0, NULL);
	assert_non_null(j);
	assert_int_equal(json_string_length(json_object_get(j, "text")), 1023);
	json_decref(j);
	memset(text, 1, sizeof(text) - 1);	/* six bytes each in JSON */
	log_at(LOG_INFO, "long", KV("a", LS(text)), KV("b", LS(text)));
	line = written(out, sizeof(out));
	j = json_loadb(line.p, line.n, 0, NULL);
	assert_non_null(j);
	assert_int_equal(json_integer_value(json_object_get(j, "cut")), 1);
	json_decref(j);
}

static void *
other_thread(void *arg)
{
	log_at(LOG_INFO, "other", KV("x", LI(1)));
	return arg;
}

/* The request id belongs to the thread that works on the request, and errno survives a log line. */
static void
test_thread(void **state)
{
	char out[16384];
	pthread_t t;

	log_setup(LOG_TEXT, LOG_INFO, ends[1]);
	log_request("mine");
	assert_int_equal(pthread_create(&t, NULL, other_thread, NULL), 0);
	pthread_join(t, NULL);
	assert_slice(written(out, sizeof(out)), "2019-11-17 22:13:20 info  other x=1\n");
	log_setup(LOG_TEXT, LOG_INFO, -1);	/* a log that cannot be written stops nothing */
	errno = ENOENT;
	log_at(LOG_ERROR, "lost", KV("x", LI(1)));
	assert_int_equal(errno, ENOENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_json, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_long, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_thread, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
