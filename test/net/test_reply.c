/* SPDX-License-Identifier: Apache-2.0 */
/* How our own client reads answers, whole and in every cut. */
#include "../base/tap.h"
#include "base/arena.h"
#include "net/reply_.h"

#define HEAD "HTTP/1.1 200 OK\r\nA: b\r\n"
#define CHUNKED HEAD "Transfer-Encoding: chunked\r\n\r\n"

static const struct vector {
	const char *what;
	struct slice in;
	bool closed, bodiless;
	enum reply_found found;
	int status;
	const char *body;
	int rest;		/* bytes behind the answer */
} vectors[] = {
	{ "length", S(HEAD "Content-Length: 3\r\n\r\nabcHTTP"), false, false, REPLY_WHOLE, 200, "abc", 4 },
	{ "empty", S(HEAD "content-length: 0\r\n\r\n"), false, false, REPLY_WHOLE, 200, "", 0 },
	{ "short", S(HEAD "Content-Length: 4\r\n\r\nabc"), false, false, REPLY_MORE, 0, NULL, 0 },
	{ "cut off", S(HEAD "Content-Length: 4\r\n\r\nabc"), true, false, REPLY_BAD, 0, NULL, 0 },
	{ "chunks", S(CHUNKED "3\r\nabc\r\n0a;x\r\n0123456789\r\n0\r\n\r\n!"), false, false,
	    REPLY_WHOLE, 200, "abc0123456789", 1 },
	{ "chunk that is none", S(CHUNKED "xyz\r\n"), false, false, REPLY_BAD, 0, NULL, 0 },
	{ "chunk beyond all", S(CHUNKED "ffffffffffff\r\n"), false, false, REPLY_BAD, 0, NULL, 0 },
	{ "until closed", S(HEAD "\r\nabc"), false, false, REPLY_MORE, 0, NULL, 0 },
	{ "closed", S(HEAD "\r\nabc"), true, false, REPLY_WHOLE, 200, "abc", 0 },
	{ "to HEAD", S(HEAD "Content-Length: 3\r\n\r\n"), false, true, REPLY_WHOLE, 200, "", 0 },
	{ "not modified", S("HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n"), false, false,
	    REPLY_WHOLE, 304, "", 0 },
	{ "continue", S("HTTP/1.1 100 Continue\r\n\r\n" HEAD "Content-Length: 1\r\n\r\nx"), false, false,
	    REPLY_WHOLE, 200, "x", 0 },
	{ "no answer", S("SSH-2.0-x\r\n\r\n"), false, false, REPLY_BAD, 0, NULL, 0 },
	{ "no status", S("HTTP/1.1 abc OK\r\n\r\n"), false, false, REPLY_BAD, 0, NULL, 0 },
	{ "negative length", S(HEAD "Content-Length: -5\r\n\r\n"), false, false, REPLY_BAD, 0, NULL, 0 },
};

static enum reply_found
find(struct slice in, bool closed, bool bodiless, struct reply *r, size_t *took, char **copy)
{
	*copy = mem_alloc(in.n);
	memcpy(*copy, in.p, in.n);
	return reply_find(*copy, in.n, closed, bodiless, r, took);
}

static void
test_vectors(void **state)
{
	struct reply r = { 0 };
	size_t took = 0;
	char *copy;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(vectors); i++) {
		const struct vector *v = &vectors[i];

		print_message("# %s\n", v->what);
		assert_int_equal(find(v->in, v->closed, v->bodiless, &r, &took, &copy), v->found);
		if (v->found == REPLY_WHOLE) {
			assert_int_equal(r.status, v->status);
			assert_slice(r.body, v->body);
			assert_int_equal(v->in.n - took, v->rest);
		}
		mem_free(copy);
	}
}

/* However the bytes arrive, an answer is whole with its last byte and not before. */
static void
test_cuts(void **state)
{
	struct reply r;
	size_t took;
	char *copy;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(vectors); i++) {
		const struct vector *v = &vectors[i];

		if (v->found != REPLY_WHOLE || v->closed)
			continue;
		for (size_t n = 0; n < v->in.n - (size_t)v->rest; n++) {
			assert_int_equal(find((struct slice){ v->in.p, n }, false, v->bodiless, &r, &took, &copy),
			    REPLY_MORE);
			mem_free(copy);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
