/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <sodium.h>
#include <string.h>
#include "base/arena.h"
#include "base/limits.h"
#include "ingest/strip.h"
#include "store/pack.h"

struct stripped {
	struct strip *s;
	char *out;
	size_t n;
	enum err e;
};

/* In pieces of `step` bytes, each into room of exactly what is promised to be enough. */
static struct stripped
strip_by(struct slice body, size_t step)
{
	struct stripped r = { .s = strip_new(), .out = mem_alloc(body.n + STRIP_SHORT + 1) };

	for (size_t i = 0; i < body.n && !r.e; i += step) {
		size_t n = body.n - i < step ? body.n - i : step, got = 0;
		char *room = mem_alloc(n + STRIP_SHORT);

		r.e = strip_take(r.s, (struct slice){ body.p + i, n }, room, &got);
		memcpy(r.out + r.n, room, got);
		r.n += got;
		mem_free(room);
		assert_true(r.n <= i + n);	/* never more than was read */
	}
	return r;
}

static void
stripped_free(struct stripped *r)
{
	strip_free(r->s);
	mem_free(r->out);
}

static void
expect(const char *body, const char *want)
{
	for (size_t step = 1; step < 40; step++) {
		struct stripped r = strip_by(slice_of(body), step);

		assert_int_equal(r.e, E_OK);
		assert_string_equal(r.out, want);
		stripped_free(&r);
	}
}

static const struct strip_picture *
picture_of(struct stripped *r, const char *body, const char *marker)
{
	*r = strip_by(slice_of(body), 7);
	assert_int_equal(r->e, E_OK);
	return strip_picture(r->s, slice_of(marker));
}

#define SUB(text) "{\"SubImageInfoObject\":[{\"Type\":\"02\",\"Data\":\"" text "\"}]}"
#define PIECE 49152
#define HELLO "SGVsbG8sIHdvcmxkIQ=="	/* "Hello, world!" */

static void
test_taken_out(void **state)
{
	struct stripped r;
	const struct strip_picture *p;
	uint8_t h[32];

	expect(SUB(HELLO), SUB("\\u00010"));
	p = picture_of(&r, SUB(HELLO), "\0010");
	assert_non_null(p);
	assert_int_equal(p->state, STRIP_GOOD);
	assert_int_equal(p->n, 13);
	assert_memory_equal(p->p, "Hello, world!", 13);
	crypto_hash_sha256(h, (const uint8_t *)"Hello, world!", 13);
	assert_memory_equal(p->sha256, h, 32);
	assert_ptr_equal(strip_picture(r.s, S("\\u00010")), p);
	assert_null(strip_picture(r.s, S("\0011")));
	assert_null(strip_picture(r.s, S("\001")));
	assert_null(strip_picture(r.s, S(HELLO)));
	stripped_free(&r);
}

static void
test_left_alone(void **state)
{
	static const char *const same[] = { "{\"Data\":\"" HELLO "\"}", "{\"SubImageInfoObject\":[],\"Data\":\"" HELLO "\"}",
		"{\"x\":\"SubImageInfoObject\",\"Data\":\"" HELLO "\"}",
		"{\"SubImageInfoObject\":[{\"D\\u0061ta\":\"" HELLO "\"}]}", "{\"SubImageInfoObject\":[{\"Data\":12345678901234}]}",
		"{\"SubImageInfoObject\":[{\"x\":\"Data\",\"y\":\"" HELLO "\"}]}", "{\"a\":\"q\\\"SubImageInfoObject\\\":[{\\\"Data\\\":\\\"" HELLO "\"}",
		SUB(""), SUB("SGVs"),
		"", "}}}]]]", "\"", "{\"SubImageInfoObject\":{\"Data\":null,\"E\":\"" HELLO "\"}}", "[\"\\\\\",\"Data\",\"" HELLO "\"]" };

	for (size_t i = 0; i < N_ELEMS(same); i++)
		expect(same[i], same[i]);
}

static void
test_places(void **state)
{
	expect("{\"SubImageInfoObject\":{\"Data\" : \"" HELLO "\"}}", "{\"SubImageInfoObject\":{\"Data\" : \"\\u00010\"}}");
	expect("{\"ImageObject\":[{\"Data\":\"" HELLO "\",\"ImageInfoObject\":{\"ImageID\":\"1\"}},{\"Data\":\"" HELLO "\"}],\"Data\":\"" HELLO "\"}",
	    "{\"ImageObject\":[{\"Data\":\"\\u00010\",\"ImageInfoObject\":{\"ImageID\":\"1\"}},{\"Data\":\"\\u00011\"}],\"Data\":\"" HELLO "\"}");
	expect("{\"SubImageInfoObject\":[{\"Data\":\"" HELLO, "{\"SubImageInfoObject\":[{\"Data\":\"");	/* cut off: no JSON, and so refused */
	expect(SUB("SGVs\\n"), SUB("!"));		/* short and no base64 alphabet */
}

static void
spelt(const char *body, const char *text)
{
	struct stripped r;
	const struct strip_picture *p = picture_of(&r, body, "\0010");

	assert_non_null(p);
	assert_int_equal(p->state, STRIP_GOOD);
	assert_int_equal(p->n, strlen(text));
	assert_memory_equal(p->p, text, p->n);
	stripped_free(&r);
}

static void
test_spellings(void **state)
{
	spelt(SUB("SGVsbG8sIHdvcmxkIQ"), "Hello, world!");			/* without padding */
	spelt(SUB("SGVsbG8s\\r\\nIHdvcmxk\\nIQ\\u003d\\u003D"), "Hello, world!");
	spelt(SUB("data:image/jpeg;base64," HELLO), "Hello, world!");
	spelt(SUB("dataQUFBQUFBQUFB"), "u\253Z" "AAAAAAAAA");		/* begins like the prefix and is none */
	spelt(SUB("Pz8\\/Pz8\\/Pz8\\/"), "?\?\?\?\?\?\?\?\?");
}

static void
test_spoilt(void **state)
{
	static const char *const bad[] = { SUB("SGVsbG8s*HdvcmxkIQ=="), SUB("SGVsbG8sIHdvcmxkI"), SUB("SGVsbG8sIHdv=mxkIQ=="), SUB("SGVsbG8sIHdvcmxkIQ==="),
		SUB("SGVsbG8sIHdv\\u00e4mxkIQ"), SUB("data:image/jpeg;base64;" HELLO), SUB("SGVsbG8sIHdvcmxkIQ==SGVs") };

	for (size_t i = 0; i < N_ELEMS(bad); i++) {
		struct stripped r;
		const struct strip_picture *p = picture_of(&r, bad[i], "\0010");

		assert_non_null(p);
		assert_int_equal(p->state, STRIP_NOT_BASE64);
		assert_string_equal(r.out, SUB("\\u00010"));
		stripped_free(&r);
	}
}

/* A picture beyond the maximum is swallowed in bounded memory, and the body goes on. */
static void
test_too_long(void **state)
{
	struct strip *s = strip_new();
	static char piece[PIECE], out[PIECE + STRIP_SHORT];
	size_t n = 0, most = 0;

	assert_int_equal(strip_take(s, S("{\"SubImageInfoObject\":[{\"Data\":\""), out, &n), E_OK);
	memset(piece, 'A', sizeof piece);
	for (size_t sent = 0; sent < PACK_PICTURE_MAX * 2; sent += sizeof piece) {
		assert_int_equal(strip_take(s, (struct slice){ piece, sizeof piece }, out, &n), E_OK);
		assert_int_equal(n, 0);
		most = strip_in_flight() > most ? strip_in_flight() : most;
	}
	assert_true(most <= PACK_PICTURE_MAX * 2 + KIB(64));
	assert_int_equal(strip_take(s, S("\"}]}"), out, &n), E_OK);
	assert_int_equal(strip_picture(s, S("\0010"))->state, STRIP_TOO_LONG);
	assert_true(strip_in_flight() <= 1);
	strip_free(s);
	assert_int_equal(strip_in_flight(), 0);
}

static enum err
fill(struct strip *s, size_t bytes)
{
	static char piece[PIECE], out[PIECE + STRIP_SHORT];
	size_t n;
	enum err e = strip_take(s, S("{\"SubImageInfoObject\":[{\"Data\":\""), out, &n);

	memset(piece, 'A', sizeof piece);
	for (size_t sent = 0; !e && sent < bytes; sent += sizeof piece)
		e = strip_take(s, (struct slice){ piece, sizeof piece }, out, &n);
	return e;
}

/* All bodies together have one budget: beyond it they are refused as busy, and it is given back. */
static void
test_budget(void **state)
{
	struct strip *s[64];
	size_t n = 0;
	enum err e = E_OK;

	while (!e && n < N_ELEMS(s)) {
		s[n] = strip_new();
		e = fill(s[n++], PACK_PICTURE_MAX);
	}
	assert_int_equal(e, E_BUSY);
	assert_true(strip_in_flight() <= STRIP_BUDGET);
	while (n)
		strip_free(s[--n]);
	assert_int_equal(strip_in_flight(), 0);
}

static void
test_deaf(void **state)
{
	struct strip *s = strip_new();

	strip_deafen(s);
	assert_int_equal(fill(s, PACK_PICTURE_MAX), E_OK);
	assert_true(strip_deaf(s));
	assert_int_equal(strip_count(s), 0);
	assert_int_equal(strip_in_flight(), 0);
	strip_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_taken_out), cmocka_unit_test(test_left_alone), cmocka_unit_test(test_places),
		cmocka_unit_test(test_spellings), cmocka_unit_test(test_spoilt), cmocka_unit_test(test_too_long), cmocka_unit_test(test_budget),
		cmocka_unit_test(test_deaf) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
