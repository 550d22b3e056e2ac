/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include "../base/fuzz.h"
#include "net/http_digest.h"

const struct slice fuzz_seed[] = {
	S("Digest realm=\"VIID\", qop=\"auth\", algorithm=MD5, nonce=\"5c1\", opaque=\"9\", stale=true"), S("Digest realm=VIID,nonce=a"),
	S("Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/x\", qop=auth, nc=00000001, cnonce=\"c\", response=\"0123456789abcdef0123456789abcdef\""),
	S("Digest realm=\"a\\\"b\", nonce=\"n\""), S("digest nonce=\"\""), S("Basic eA=="),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* What answers a challenge is a header of one line that reads back as what it was made of. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const uint8_t ha1[16] = { 1, 2, 3 };
	struct slice in = { (const char *)p, n }, line;
	struct http_digest c, back;
	struct buf b;

	if (http_digest_parse(in, &back))
		promise(back.nonce.n && back.user.p && back.response.n);
	if (!http_digest_challenge(in, &c))
		return 0;
	buf_init(&b, 2 * n + 1024);
	http_digest_answer(&c, &(struct http_digest_ask){ .user = S("u"), .uri = S("/p"), .cnonce = S("00ff"), .ha1 = ha1, .method = "POST", .count = 7 }, &b);
	line = buf_slice(&b);
	promise(!b.full && slice_starts(line, "Authorization: "));
	for (size_t i = 0; i < line.n; i++)
		promise((unsigned char)line.p[i] >= ' ');
	line = (struct slice){ line.p + 15, line.n - 15 };
	promise(http_digest_parse(line, &back) && slice_eq(back.nonce, c.nonce) && slice_eq(back.realm, c.realm) && slice_eq(back.opaque, c.opaque));
	promise(http_digest_check(&back, ha1, "POST"));
	buf_free(&b);
	return 0;
}
