/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include "base/arena.h"
#include "base/base64.h"
#include "fuzz.h"

const struct slice fuzz_seed[] = {
	S("/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/"),
	S("Zm9v\r\nYmFy\nZg=="), S("Zm8="), S("Zh=="), S("AAAA=AAA\x80-_"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

/* Decoded whole, and byte by byte, which takes the slow way only: the same bytes, the same verdict. */
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice text = { (const char *)p, n };
	uint8_t *whole = mem_alloc(BASE64_BYTES(n)), *slow = mem_alloc(n + 3);
	struct base64 b = { 0 };
	size_t got = 0, at = 0, one, i;
	bool ok = base64_decode(text, whole, &got);

	for (i = 0; i < n && base64_more(&b, (struct slice){ text.p + i, 1 }, slow + at, &one); i++)
		at += one;
	promise(ok == (i == n && base64_end(&b)));
	promise(got <= BASE64_BYTES(n) && (!ok || got == at));
	promise(at <= got || !ok);
	promise(memcmp(whole, slow, at < got ? at : got) == 0);
	mem_free(whole);
	mem_free(slow);
	return 0;
}
