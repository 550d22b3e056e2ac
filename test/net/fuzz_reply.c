/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/fuzz.h"
#include "base/arena.h"
#include "net/reply_.h"

const struct slice fuzz_seed[] = {
	S("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1"),
	S("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"),
	S("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nConnection: close\r\n\r\n"),
	S("HTTP/1.0 200 OK\r\n\r\nuntil the end"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static void
within(struct slice s, const char *p, size_t n)
{
	promise(!s.n || (s.p >= p && s.n <= n && s.p + s.n <= p + n));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct reply r;
	size_t took;

	for (int how = 0; how < 4; how++) {
		char *copy = mem_alloc(n);

		memcpy(copy, p, n);
		if (reply_find(copy, n, how & 1, how & 2, &r, &took) == REPLY_WHOLE) {
			promise(took <= n);
			within(r.head, copy, n);
			within(r.body, copy, n);
			within(reply_header(r.head, "ETag"), copy, n);
		}
		mem_free(copy);
	}
	return 0;
}
