/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include "net/percent.h"

static const struct vector {
	struct slice in;
	enum err e;
	const char *out;
} vectors[] = {
	{ S(""), E_OK, "" },
	{ S("/a/b-c_d.~"), E_OK, "/a/b-c_d.~" },
	{ S("%41%6a%6A"), E_OK, "Ajj" },
	{ S("%25%32%35"), E_OK, "%25" },
	{ S("a+b"), E_OK, "a+b" },
	{ S("%E6%B7%84%e5%8d%9a"), E_OK, "淄博" },
	{ S("淄博"), E_OK, "淄博" },
	{ S("%f0%9f%9a%94"), E_OK, "🚔" },
	{ S("%"), E_BAD_QUERY, NULL },
	{ S("%4"), E_BAD_QUERY, NULL },
	{ S("a%4"), E_BAD_QUERY, NULL },
	{ S("%4g"), E_BAD_QUERY, NULL },
	{ S("%g4"), E_BAD_QUERY, NULL },
	{ S("%-1"), E_BAD_QUERY, NULL },
	{ S("%%41"), E_BAD_QUERY, NULL },
	{ S("%u0041"), E_BAD_QUERY, NULL },
	{ S("%00"), E_BAD_QUERY, NULL },
	{ S("a\0b"), E_BAD_QUERY, NULL },
	{ S("%ff"), E_BAD_UTF8, NULL },
	{ S("\xff"), E_BAD_UTF8, NULL },
	{ S("%c0%80"), E_BAD_UTF8, NULL },
	{ S("%ed%a0%80"), E_BAD_UTF8, NULL },
	{ S("%e6%b7"), E_BAD_UTF8, NULL },
	{ S("%f4%90%80%80"), E_BAD_UTF8, NULL },
};

static void
test_decode(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(vectors); i++) {
		struct slice out = { NULL, 0 };

		assert_int_equal(percent_decode(&a, vectors[i].in, &out), vectors[i].e);
		if (!vectors[i].e)
			assert_slice(out, vectors[i].out);
	}
	arena_free(&a);
}

/* Every byte that is text comes back as it went. */
static void
test_both_ways(void **state)
{
	struct arena a;
	struct buf b;
	char all[127];
	struct slice text = { all, sizeof(all) }, back;

	(void)state;
	for (int i = 0; i < 127; i++)
		all[i] = (char)(i + 1);
	arena_init(&a);
	buf_init(&b, 1024);
	percent_encode(&b, text);
	percent_encode(&b, S("淄博 ~"));
	assert_true(b.n > 9 && memcmp(b.p + b.n - 22, "%E6%B7%84%E5%8D%9A%20~", 22) == 0);
	assert_int_equal(percent_decode(&a, buf_slice(&b), &back), E_OK);
	assert_memory_equal(back.p, all, sizeof(all));
	assert_slice(((struct slice){ back.p + 127, back.n - 127 }), "淄博 ~");
	buf_free(&b);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
