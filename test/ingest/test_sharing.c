/* SPDX-License-Identifier: Apache-2.0 */
/* 个人信息保护法 23, 34, GA/T 1400.4: the answers of receivers, whatever they are. (What is sent is tried in test/fault/sharing.mjs.) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "ingest/sharing_message.h"

static enum err
answer(int status, const char *body, int64_t *refused)
{
	return sharing_answer(status, slice_of(body), 3, refused);
}

#define LIST(lines) "{\"ResponseStatusListObject\":{\"ResponseStatusObject\":" lines "}}"

static void
test_answers(void **state)
{
	static const struct {
		int status;
		const char *body;
		enum err e;
		int64_t refused;
	} want[] = {
		{ 200, "", E_OK, 0 }, { 204, " \n", E_OK, 0 }, { 200, LIST("[{\"StatusCode\":0}]"), E_OK, 0 }, { 201, LIST("{\"StatusCode\":\"0\"}"), E_OK, 0 },
		{ 200, "{\"ResponseStatusObject\":{\"StatusCode\":0}}", E_OK, 0 }, { 200, LIST("[{\"StatusCode\":0},{\"StatusCode\":\"6\"}]"), E_OK, 1 },
		{ 200, LIST("[{\"StatusCode\":0},{\"StatusCode\":2}]"), E_BUSY, 0 }, { 200, LIST("[{\"StatusCode\":6},{\"StatusCode\":4}]"), E_FORBIDDEN, 0 },
		{ 200, LIST("[{\"StatusCode\":1}]"), E_BUSY, 0 }, { 200, LIST("[{\"StatusCode\":99}]"), E_BUSY, 0 }, { 200, LIST("[{\"StatusCode\":-7}]"), E_BUSY, 0 },
		{ 200, LIST("[]"), E_BAD_BODY, 0 }, { 200, LIST("[7]"), E_BAD_BODY, 0 }, { 200, LIST("[{\"StatusCode\":true}]"), E_BAD_BODY, 0 },
		{ 200, LIST("[{\"StatusCode\":\"OK\"}]"), E_BAD_BODY, 0 }, { 200, "{}", E_BAD_BODY, 0 }, { 200, "OK", E_BAD_BODY, 0 }, { 200, "<html>", E_BAD_BODY, 0 },
		{ 200, "[]", E_BAD_BODY, 0 }, { 200, "{\"ResponseStatusListObject\":", E_BAD_BODY, 0 }, { 200, "\xff\xfe", E_BAD_BODY, 0 },
		{ 401, "", E_BAD_CREDENTIALS, 0 }, { 404, LIST("[{\"StatusCode\":0}]"), E_FORBIDDEN, 0 }, { 429, "", E_BUSY, 0 }, { 500, "", E_BUSY, 0 }, { 302, "", E_BUSY, 0 },
		{ 0, "", E_BUSY, 0 }, { 200, LIST("[{\"StatusCode\":0},{\"StatusCode\":5},{\"StatusCode\":5},{\"StatusCode\":5},{\"StatusCode\":5}]"), E_OK, 3 },
	};

	for (size_t i = 0; i < N_ELEMS(want); i++) {
		int64_t refused = -1;
		enum err e = answer(want[i].status, want[i].body, &refused);

		if (e != want[i].e || refused != want[i].refused)
			fail_msg("%d %s: %s, %d refused", want[i].status, want[i].body, err_name(e), (int)refused);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_answers) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
