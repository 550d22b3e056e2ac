/* SPDX-License-Identifier: Apache-2.0 */
/* Articles as a document quotes them: 《…》第x条第x款第x项, what was broken apart from what penalises; and every row of the violation codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/limits.h"
#include "cases/article.h"

static const struct {
	const char *basis;
	enum article_part part;
	const char *words;
} quoted[] = {
	{ "道路交通安全法38、90", ARTICLE_ALL, "《中华人民共和国道路交通安全法》第三十八条、第九十条" },
	{ "道路交通安全法22/2、91/1", ARTICLE_BROKEN, "《中华人民共和国道路交通安全法》第二十二条第二款" },
	{ "道路交通安全法22/2、91/1", ARTICLE_PENAL, "《中华人民共和国道路交通安全法》第九十一条第一款" },
	{ "道路交通安全法38、99/1/6", ARTICLE_PENAL, "《中华人民共和国道路交通安全法》第九十九条第一款第六项" },
	{ "道路交通安全法实施条例62//3；道路交通安全法90", ARTICLE_BROKEN, "《中华人民共和国道路交通安全法实施条例》第六十二条第三项" },
	{ "山东省实施办法48//2、71", ARTICLE_ALL, "《山东省实施〈中华人民共和国道路交通安全法〉办法》第四十八条第二项、第七十一条" },
	{ "行政处罚法33/2", ARTICLE_ALL, "《中华人民共和国行政处罚法》第三十三条第二款" },
	{ "没有收录的规定7", ARTICLE_ALL, "《没有收录的规定》第七条" },
	{ "道路交通安全法62//", ARTICLE_ALL, "" }, { "道路交通安全法99/1/6/2", ARTICLE_ALL, "" },
	{ "道路交通安全法", ARTICLE_ALL, "" }, { "", ARTICLE_ALL, "" },
};

static void
test_quoted(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < N_ELEMS(quoted); i++)
		assert_string_equal(arena_str(&a, article_words(&a, slice_of(quoted[i].basis), quoted[i].part)), quoted[i].words);
	arena_free(&a);
}

/* A decision names the rule that was broken and the one that penalises; of two codes the article that penalises is also the one that forbids. */
static void
check_row(struct arena *a, struct slice code, struct slice basis)
{
	const char *all = arena_str(a, article_words(a, basis, ARTICLE_ALL)), *name = arena_str(a, code);
	bool one_article = slice_is(code, "1001") || slice_is(code, "1007");

	for (const char *p = all; *p; p++)
		if (*p >= '0' && *p <= '9')
			fail_msg("%s: %s is quoted with figures", name, all);
	if (!article_words(a, basis, ARTICLE_PENAL).n)
		fail_msg("%s: nothing penalises: %.*s", name, (int)basis.n, basis.p);
	if (!article_words(a, basis, ARTICLE_BROKEN).n != one_article)
		fail_msg("%s: what was broken: %.*s", name, (int)basis.n, basis.p);
}

static void
test_every_code(void **state)
{
	FILE *f = fopen(getenv("VIOLATION_CODES"), "r");
	char line[1000];
	struct arena a;
	int n = 0;

	(void)state;
	assert_non_null(f);
	arena_init(&a);
	while (fgets(line, sizeof line, f)) {
		struct slice rest = slice_of(line), code, behaviour, basis;
		assert_true(slice_cut(&rest, ',', &code) && slice_cut(&rest, ',', &behaviour) && slice_cut(&rest, ',', &basis));
		if (n++)
			check_row(&a, code, basis);
	}
	fclose(f);
	assert_true(n > 60);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_quoted), cmocka_unit_test(test_every_code) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
