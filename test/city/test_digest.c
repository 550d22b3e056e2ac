/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include "base/limits.h"
#include "city/digest.h"

static struct slice
answer(struct buf *b, struct digest_ask a)
{
	buf_reset(b);
	assert_true(digest_answer(&a, b));
	return buf_slice(b);
}

static bool
holds(struct slice s, const char *word)
{
	return memmem(s.p, s.n, word, strlen(word)) != NULL;
}

/* The example of RFC 2617 section 3.5, with and without quotes around what vendors quote or do not. */
static void
test_rfc(void **state)
{
	struct digest_ask a = { .user = "Mufasa", .password = "Circle Of Life", .method = "GET", .uri = "/dir/index.html", .cnonce = "0a4f113b",
		.challenge = S("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
		    "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"") };
	struct buf b;

	buf_init(&b, KIB(8));
	assert_true(holds(answer(&b, a), "response=\"6629fae49393a05397450978507c4ef1\""));
	assert_true(holds(buf_slice(&b), "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""));
	a.challenge = S("Digest realm=\"testrealm@host.com\",qop=auth,nonce=dcd98b7102dd2f0e8b11d0f600bfb0c093,algorithm=MD5");
	assert_true(holds(answer(&b, a), "response=\"6629fae49393a05397450978507c4ef1\""));
	buf_free(&b);
}

static void
test_without_qop(void **state)
{
	struct digest_ask a = { .user = "Mufasa", .password = "Circle Of Life", .method = "GET", .uri = "/dir/index.html", .cnonce = "x",
		.challenge = S("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"") };
	struct buf b;

	buf_init(&b, KIB(8));
	assert_true(holds(answer(&b, a), "response=\"670fd8c2df070c60b045671b8b24ff02\""));	/* RFC 2069 form */
	assert_false(holds(buf_slice(&b), "qop"));
	a.challenge = S("Basic realm=\"x\"");
	assert_false(digest_answer(&a, &b));
	buf_free(&b);
}

static void
test_md5(void **state)
{
	char text[33];

	digest_md5(S("message digest"), text);	/* RFC 1321 */
	assert_string_equal(text, "f96b697d7cb7938d525a2f31aaf161d0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rfc), cmocka_unit_test(test_without_qop), cmocka_unit_test(test_md5) };

	return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
