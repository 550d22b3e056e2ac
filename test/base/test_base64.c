/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include "base/arena.h"
#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static size_t
encode(const uint8_t *p, size_t n, char *out)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)p[i] << 16 | (i + 1 < n ? (uint32_t)p[i + 1] << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
		out[k++] = alphabet[v >> 18];
		out[k++] = alphabet[v >> 12 & 63];
		out[k++] = i + 1 < n ? alphabet[v >> 6 & 63] : '=';
		out[k++] = i + 2 < n ? alphabet[v & 63] : '=';
	}
	return k;
}

static void
fill(uint8_t *p, size_t n, uint32_t seed)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
}

static void
test_known(void **state)
{
	static const char *const pair[][2] = {	/* RFC 4648 section 10 */
		{ "", "" }, { "Zg==", "f" }, { "Zm8=", "fo" }, { "Zm9v", "foo" }, { "Zm9vYg==", "foob" }, { "Zm9vYmE=", "fooba" }, { "Zm9vYmFy", "foobar" },
		{ "Zm9v\r\nYmFy\r\n", "foobar" }, { "Z\ng=\n=", "f" },
	};
	uint8_t out[64];
	size_t n;

	for (size_t i = 0; i < N_ELEMS(pair); i++) {
		assert_true(base64_decode(slice_of(pair[i][0]), out, &n));
		assert_slice(((struct slice){ (char *)out, n }), pair[i][1]);
	}
}

static void
test_wrong(void **state)
{
	static const char *const wrong[] = { "Z", "Zg", "Zg=", "Zm8", "Zh==", "Zm9=", "=", "====", "Zg===", "Zg==Zg==", "Zg==A", "Z=g=", "Zm 9v", "Zm-v",
		"Zm_v", "Zm9v=", "Zm9v====", "\xff\xff\xff\xff" };
	uint8_t out[64];
	size_t n;

	for (size_t i = 0; i < N_ELEMS(wrong); i++)
		if (base64_decode(slice_of(wrong[i]), out, &n))
			fail_msg("%s is taken", wrong[i]);
}

/* Every length, every cut into two, in buffers of their exact size. */
static void
test_cuts(void **state)
{
	uint8_t bytes[150];
	char text[204];

	fill(bytes, sizeof bytes, 7);
	for (size_t n = 0; n <= sizeof bytes; n++) {
		size_t k = encode(bytes, n, text);
		for (size_t cut = 0; cut <= k; cut++) {
			struct base64 b = { 0 };
			uint8_t *one = mem_alloc(BASE64_BYTES(cut)), *two = mem_alloc(BASE64_BYTES(k - cut));
			size_t n1, n2;
			assert_true(base64_more(&b, (struct slice){ text, cut }, one, &n1));
			assert_true(base64_more(&b, (struct slice){ text + cut, k - cut }, two, &n2));
			assert_true(base64_end(&b));
			assert_int_equal(n1 + n2, n);
			assert_true(n1 == 0 || memcmp(one, bytes, n1) == 0);
			assert_true(n2 == 0 || memcmp(two, bytes + n1, n2) == 0);
			mem_free(one);
			mem_free(two);
		}
	}
}

/* Each of the 256 bytes, in each place of a block: only the alphabet is taken, with its own value. */
static void
test_every_byte(void **state)
{
	uint8_t want[96], out[BASE64_BYTES(128)];
	char text[128];
	size_t n;

	for (size_t at = 0; at < sizeof text; at++)
		for (unsigned c = 0; c < 256; c++) {
			const char *in = c ? strchr(alphabet, (int)c) : NULL;
			memset(text, 'A', sizeof text);
			text[at] = (char)c;
			if (!in) {
				assert_int_equal(base64_decode((struct slice){ text, sizeof text }, out, &n), c == '=' && at == 127);
				continue;
			}
			assert_true(base64_decode((struct slice){ text, sizeof text }, out, &n) && n == 96);
			memset(want, 0, sizeof want);
			for (unsigned bit = 0; bit < 6; bit++)
				if ((unsigned)(in - alphabet) >> (5 - bit) & 1)
					want[(at * 6 + bit) / 8] |= (uint8_t)(0x80 >> (at * 6 + bit) % 8);
			assert_memory_equal(out, want, sizeof want);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known), cmocka_unit_test(test_wrong), cmocka_unit_test(test_cuts), cmocka_unit_test(test_every_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
