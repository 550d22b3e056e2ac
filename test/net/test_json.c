/* SPDX-License-Identifier: Apache-2.0 */
/* JSON is read strictly: each row is a body somebody may send. */
#include "../base/tap.h"
#include "base/clock.h"
#include "base/limits.h"
#include "net/json.h"

static const struct vector {
	const char *what;
	struct slice in;
	enum err want;
	int at;			/* byte offset where it matters, -1: anywhere in the text */
} vectors[] = {
	{ "object", S("{\"plate\":\"鲁C12345\",\"n\":[1,-2,3.5e2,true,false,null]}"), E_OK, -1 },
	{ "white space around", S(" \r\n\t{} \n"), E_OK, -1 },
	{ "any value", S("5"), E_OK, -1 },
	{ "largest number", S("[9223372036854775807,-9223372036854775808]"), E_OK, -1 },
	{ "surrogate pair", S("\"\\ud83d\\ude94\""), E_OK, -1 },
	{ "equal keys apart", S("[{\"a\":1},{\"a\":2}]"), E_OK, -1 },
	{ "nothing", S(""), E_BAD_BODY, 0 },
	{ "white space only", S("  "), E_BAD_BODY, -1 },
	{ "truncated object", S("{\"a\":1"), E_BAD_BODY, 6 },
	{ "truncated text", S("{\"a\":\"b"), E_BAD_BODY, -1 },
	{ "truncated escape", S("\"\\u12"), E_BAD_BODY, -1 },
	{ "trailing garbage", S("{} x"), E_BAD_BODY, -1 },
	{ "two values", S("{}{}"), E_BAD_BODY, -1 },
	{ "trailing comma", S("[1,]"), E_BAD_BODY, -1 },
	{ "single quotes", S("{'a':1}"), E_BAD_BODY, -1 },
	{ "comment", S("{/**/}"), E_BAD_BODY, -1 },
	{ "not a number", S("[NaN]"), E_BAD_BODY, -1 },
	{ "leading zero", S("[012]"), E_BAD_BODY, -1 },
	{ "plus", S("[+1]"), E_BAD_BODY, -1 },
	{ "control character in a text", S("\"a\nb\""), E_BAD_BODY, -1 },
	{ "byte order mark", S("\xef\xbb\xbf{}"), E_BAD_BODY, -1 },
	{ "UTF-16", S("{\0\"\0a\0"), E_BAD_BODY, -1 },
	{ "NUL escaped in a text", S("{\"a\":\"x\\u0000y\"}"), E_BAD_BODY, -1 },
	{ "NUL escaped in a key", S("{\"a\\u0000b\":1}"), E_BAD_BODY, -1 },
	{ "NUL byte in a text", S("\"a\0b\""), E_BAD_BODY, -1 },
	{ "lone surrogate", S("\"\\ud800\""), E_BAD_BODY, -1 },
	{ "duplicate key", S("{\"fine\":100,\"fine\":1}"), E_DUPLICATE_KEY, -1 },
	{ "duplicate key below", S("{\"a\":{\"b\":1,\"c\":2,\"b\":3}}"), E_DUPLICATE_KEY, -1 },
	{ "duplicate key by escape", S("{\"a\":1,\"\\u0061\":2}"), E_DUPLICATE_KEY, -1 },
	{ "invalid UTF-8", S("{\"a\":\"\xc9\xe8\xb1\xb8\"}"), E_BAD_UTF8, -1 },
	{ "overlong", S("\"\xc0\xaf\""), E_BAD_UTF8, -1 },
	{ "surrogate in UTF-8", S("\"\xed\xa0\x80\""), E_BAD_UTF8, -1 },
	{ "invalid UTF-8 outside a text", S("[\xff]"), E_BAD_UTF8, -1 },
	{ "number beyond int64", S("[9223372036854775808]"), E_BAD_VALUE, -1 },
	{ "number below int64", S("[-9223372036854775809]"), E_BAD_VALUE, -1 },
	{ "number beyond double", S("[1e999]"), E_BAD_VALUE, -1 },
	{ "too deep", S("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"), E_TOO_DEEP, 32 },
	{ "brackets in a text are not depth", S("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[\""), E_OK, -1 },
};

static void
test_vectors(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(vectors); i++) {
		const struct vector *v = &vectors[i];
		json_t *j = NULL;
		size_t at = SIZE_MAX;
		enum err e = json_read(v->in, &j, &at);

		if (e != v->want || (e && (j || at > v->in.n)) || (!e && !j) || (v->at >= 0 && at != (size_t)v->at)) {
			print_message("# %s: %s at %zu\n", v->what, err_name(e), at);
			wrong++;
		}
		json_release(&j);
	}
	assert_int_equal(wrong, 0);
}

/* Ten thousand levels, and a megabyte of them, cost one pass over the bytes. */
static void
test_deep(void **state)
{
	size_t sizes[] = { 10000, LIMIT_FILE_BODY };
	char *p = mem_alloc(LIMIT_FILE_BODY + 1);
	json_t *j = NULL;
	size_t at;
	int64_t began = clock_mono_ms();

	(void)state;
	memset(p, '[', LIMIT_FILE_BODY + 1);
	for (size_t i = 0; i < N_ELEMS(sizes); i++) {
		assert_int_equal(json_read((struct slice){ p, sizes[i] }, &j, &at), E_TOO_DEEP);
		assert_int_equal(at, LIMIT_JSON_DEPTH);
	}
	assert_int_equal(json_read((struct slice){ p, LIMIT_FILE_BODY + 1 }, &j, &at), E_TOO_LARGE);
	for (size_t i = 0; i < LIMIT_FILE_BODY; i += 6)
		memcpy(p + i, "{\"a\":[", 6 < LIMIT_FILE_BODY - i ? 6 : LIMIT_FILE_BODY - i);
	assert_int_equal(json_read((struct slice){ p, 60000 }, &j, &at), E_TOO_DEEP);
	assert_true(clock_mono_ms() - began < 1000);
	assert_null(j);
	mem_free(p);
}

static void
test_slice(void **state)
{
	json_scoped j = NULL;
	size_t at;

	(void)state;
	assert_int_equal(json_read(S("{\"s\":\"淄博\",\"n\":1,\"e\":\"\"}"), &j, &at), E_OK);
	assert_slice(json_slice(json_object_get(j, "s")), "淄博");
	assert_null(json_slice(json_object_get(j, "n")).p);
	assert_null(json_slice(json_object_get(j, "none")).p);
	assert_non_null(json_slice(json_object_get(j, "e")).p);		/* empty is not absent */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_slice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
