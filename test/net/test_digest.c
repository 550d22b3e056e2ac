/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "net/http_digest.h"

/* The example of RFC 2617, 3.5. */
#define REALM "testrealm@host.com"
#define NONCE "dcd98b7102dd2f0e8b11d0f600bfb0c093"
#define RESPONSE "6629fae49393a05397450978507c4ef1"
#define QUOTED "Digest username=\"Mufasa\", realm=\"" REALM "\", nonce=\"" NONCE "\", uri=\"/dir/index.html\", qop=auth, " \
	"nc=00000001, cnonce=\"0a4f113b\", response=\"" RESPONSE "\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""

static bool
proves(const char *header, const char *password, const char *method)
{
	struct http_digest d;
	uint8_t ha1[16];

	if (!http_digest_parse(slice_of(header), &d))
		return false;
	http_digest_ha1(d.user, S(REALM), slice_of(password), ha1);
	return http_digest_check(&d, ha1, method);
}

static void
test_example(void **state)
{
	struct http_digest d;

	assert_true(proves(QUOTED, "Circle Of Life", "GET"));
	assert_false(proves(QUOTED, "Circle of Life", "GET"));
	assert_false(proves(QUOTED, "Circle Of Life", "POST"));
	assert_true(http_digest_parse(S(QUOTED), &d));
	assert_int_equal(d.count, 1);
	assert_true(slice_is(d.uri, "/dir/index.html"));
}

/* Vendors quote what should be bare and leave bare what should be quoted, in any order. */
static void
test_liberal(void **state)
{
	static const char *const fine[] = {
		"Digest username=Mufasa,realm=" REALM ",nonce=" NONCE ",uri=/dir/index.html,qop=\"auth\",nc=\"00000001\",cnonce=0a4f113b,response=" RESPONSE,
		"digest  RESPONSE=\"" RESPONSE "\" , NC=00000001, Qop=auth,CNonce=\"0a4f113b\", uri=\"/dir/index.html\",nonce=\"" NONCE "\",realm=\"" REALM
		    "\",username=\"Mufasa\", algorithm=\"MD5\", vendor=yes,",
		"Digest username=\"Mufasa\", algorithm=md5, realm=\"" REALM "\", nonce=\"" NONCE "\", uri=\"/dir/index.html\", qop=auth, nc=00000001, cnonce=\"0a4f113b\", "
		    "response=\"6629FAE49393A05397450978507C4EF1\"",
	};

	for (size_t i = 0; i < N_ELEMS(fine); i++)
		assert_true(proves(fine[i], "Circle Of Life", "GET"));
}

static void
test_strict(void **state)
{
	static const char *const bad[] = { "", "Basic TXVmYXNhOng=", "Digest", "Digest ", "Digest username", "Digest username=\"Mufasa", "Digest =,=,=",
		"Digest username=\"a\", username=\"b\", nonce=x, response=y", "Digest username=\"Mufasa\", nonce=\"" NONCE "\"",
		"Digest username=Mufasa,realm=" REALM ",nonce=" NONCE ",uri=/dir/index.html,qop=auth,nc=1g,cnonce=0a4f113b,response=" RESPONSE,
		"Digest username=Mufasa,realm=" REALM ",nonce=" NONCE ",uri=/dir/index.html,qop=auth-int,nc=00000001,cnonce=0a4f113b,response=" RESPONSE,
		"Digest username=Mufasa,realm=" REALM ",nonce=" NONCE ",uri=/dir/index.html,qop=auth,response=" RESPONSE,
		"Digest username=Mufasa,realm=" REALM ",nonce=" NONCE ",uri=/dir/index.html,algorithm=SHA-256,qop=auth,nc=00000001,cnonce=0a4f113b,response=" RESPONSE };

	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_false(proves(bad[i], "Circle Of Life", "GET"));
}

/* RFC 2069 clients send no qop: MD5(HA1:nonce:HA2). */
static void
test_without_qop(void **state)
{
	assert_true(proves("Digest username=\"Mufasa\", realm=\"" REALM "\", nonce=\"" NONCE "\", uri=\"/dir/index.html\", "
	    "response=\"670fd8c2df070c60b045671b8b24ff02\"", "Circle Of Life", "GET"));
}

/* The other side of it, with what is kept of a password: RFC 2617 section 3.5. */
static void
test_answer(void **state)
{
	static const char *const bad[] = { "Basic realm=\"x\"", "Digest realm=\"x\"", "Digest nonce=\"x\"", "Digest realm=\"x\", nonce=\"y\", algorithm=SHA-256",
		"Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"", "Digest realm=\"x\", nonce=a\"b",
		"Digest realm=\"x\\\", nonce=\"y\"", "Digest realm=\"x\", nonce=\"y\r\nA: b\"" };
	struct http_digest c, d;
	uint8_t ha1[16];
	struct buf b;

	http_digest_ha1(S("Mufasa"), S(REALM), S("Circle Of Life"), ha1);
	assert_true(http_digest_challenge(S("Digest realm=\"" REALM "\", qop=\"auth,auth-int\", nonce=\"" NONCE "\", opaque=\"5c\""), &c));
	buf_init(&b, 4096);
	http_digest_answer(&c, &(struct http_digest_ask){ .user = S("Mufasa"), .uri = S("/dir/index.html"), .cnonce = S("0a4f113b"), .ha1 = ha1, .method = "GET",
	    .count = 1 }, &b);
	assert_true(slice_starts(buf_slice(&b), "Authorization: Digest "));
	assert_true(http_digest_parse((struct slice){ b.p + 15, b.n - 15 }, &d));
	assert_true(slice_is(d.response, RESPONSE) && slice_is(d.opaque, "5c") && d.count == 1);
	buf_free(&b);
	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_false(http_digest_challenge(slice_of(bad[i]), &c));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_example), cmocka_unit_test(test_liberal), cmocka_unit_test(test_strict),
		cmocka_unit_test(test_without_qop), cmocka_unit_test(test_answer) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
