/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/fuzz.h"
#include "net/percent.h"

const struct slice fuzz_seed[] = {
	S("/api/v1/devices/%E6%B7%84%e5%8d%9a?q=%25"),
	S("a%2"), S("%%%41%zz"), S("%00%01\x01"), S("\xe6\xb7\x84%ed%a0%80"), S("%f0%9f%9a%94%f4%90%80%80"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* What is accepted is text without NUL, never longer than it came, and encoded it decodes to itself. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice in = { (const char *)p, n }, out = { NULL, 0 }, again;
	struct arena a;
	struct buf b;
	enum err e;

	arena_init(&a);
	buf_init(&b, 3 * n + 1);
	e = percent_decode(&a, in, &out);
	promise(e == E_OK || e == E_BAD_QUERY || e == E_BAD_UTF8);
	if (!e) {
		promise(out.n <= n && utf8_valid(out));
		promise(memchr(p, '%', n) || slice_eq(in, out));
		percent_encode(&b, out);
		promise(!b.full);
		promise(percent_decode(&a, buf_slice(&b), &again) == E_OK && slice_eq(out, again));
	}
	buf_free(&b);
	arena_free(&a);
	return 0;
}
