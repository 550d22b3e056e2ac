/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"
#include "base/hash.h"

#define MANY 20000

static int values[MANY];

static struct slice
key_of(int i, char out[16])
{
	return (struct slice){ out, (size_t)snprintf(out, 16, "鲁C%05d", i) };
}

/* Put, replace, delete every third and find the others: probe runs must close over what was deleted. */
static void
test_text_map(void **state)
{
	struct text_map m;
	char text[16];
	struct slice key;
	void *value;
	size_t seen = 0;

	text_map_init(&m, MANY);
	assert_null(text_map_get(&m, S("x")));
	assert_null(text_map_del(&m, S("x")));
	for (int i = 0; i < MANY; i++)
		assert_int_equal(text_map_put(&m, key_of(i, text), &values[0]), E_OK);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(text_map_put(&m, key_of(i, text), &values[i]), E_OK);
	assert_int_equal(m.n, MANY);
	assert_int_equal(text_map_put(&m, S("one more"), &values[0]), E_FULL);
	for (int i = 0; i < MANY; i += 3)
		assert_ptr_equal(text_map_del(&m, key_of(i, text)), &values[i]);
	for (int i = 0; i < MANY; i++)
		assert_ptr_equal(text_map_get(&m, key_of(i, text)), i % 3 ? &values[i] : NULL);
	for (size_t at = 0; text_map_next(&m, &at, &key, &value);) {
		assert_ptr_equal(text_map_get(&m, key), value);
		seen++;
	}
	assert_int_equal(seen, m.n);
	assert_int_equal(text_map_put(&m, S(""), &values[1]), E_OK);
	assert_int_equal(text_map_put(&m, S("a\0b"), &values[2]), E_OK);
	assert_ptr_equal(text_map_get(&m, S("")), &values[1]);
	assert_ptr_equal(text_map_get(&m, S("a\0b")), &values[2]);
	assert_null(text_map_get(&m, S("a\0c")));
	text_map_free(&m);
}

static void
test_int_map(void **state)
{
	static const int64_t edge[] = { 0, -1, INT64_MIN, INT64_MAX };
	struct int_map m;
	size_t seen = 0;
	int64_t key;
	void *value;

	int_map_init(&m, MANY + N_ELEMS(edge));
	assert_null(int_map_get(&m, 1));
	for (size_t i = 0; i < N_ELEMS(edge); i++)
		assert_int_equal(int_map_put(&m, edge[i], &values[i]), E_OK);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(int_map_put(&m, (int64_t)(i + 1) << 20, &values[i]), E_OK);
	assert_int_equal(int_map_put(&m, 12345, &values[0]), E_FULL);
	assert_int_equal(int_map_put(&m, 1 << 20, &values[5]), E_OK);
	for (int i = 0; i < MANY; i += 2)
		assert_non_null(int_map_del(&m, (int64_t)(i + 1) << 20));
	assert_null(int_map_del(&m, 1 << 20));
	for (int i = 1; i < MANY; i++)
		assert_ptr_equal(int_map_get(&m, (int64_t)(i + 1) << 20), i % 2 ? &values[i] : NULL);
	for (size_t i = 0; i < N_ELEMS(edge); i++)
		assert_ptr_equal(int_map_get(&m, edge[i]), &values[i]);
	for (size_t at = 0; int_map_next(&m, &at, &key, &value); seen++)
		assert_ptr_equal(int_map_get(&m, key), value);
	assert_int_equal(seen, m.n);
	int_map_free(&m);
}

/* The hash goes into stored things, so its value may never change. */
static void
test_hash_is_stable(void **state)
{
	assert_true(hash64(S("")) == 0x2d06800538d394c2);
	assert_true(hash64((struct slice){ NULL, 0 }) == hash64(S("")));
	assert_true(hash64(S("鲁C12345")) == hash64(S("鲁C12345")));
	assert_true(hash64(S("鲁C12345")) != hash64(S("鲁C12346")));
	assert_true(hash64_int(1) != hash64_int(2));
}

typedef void encode(struct buf *b, struct slice s);
typedef bool decode(struct buf *b, struct slice s);

static void
check_code(encode *to, decode *from, struct slice bytes, const char *text)
{
	struct buf b;

	buf_init(&b, 1000);
	to(&b, bytes);
	assert_slice(buf_slice(&b), text);
	buf_reset(&b);
	assert_true(from(&b, slice_of(text)));
	assert_true(slice_eq(buf_slice(&b), bytes));
	buf_free(&b);
}

/* Vectors of RFC 4648. */
static void
test_encodings(void **state)
{
	check_code(hex_encode, hex_decode, S("\x00\xff\x7f" "a"), "00ff7f61");
	check_code(base32_encode, base32_decode, S(""), "");
	check_code(base32_encode, base32_decode, S("f"), "MY");
	check_code(base32_encode, base32_decode, S("fo"), "MZXQ");
	check_code(base32_encode, base32_decode, S("foo"), "MZXW6");
	check_code(base32_encode, base32_decode, S("foob"), "MZXW6YQ");
	check_code(base32_encode, base32_decode, S("foobar"), "MZXW6YTBOI");
	check_code(base64url_encode, base64url_decode, S("f"), "Zg");
	check_code(base64url_encode, base64url_decode, S("fo"), "Zm8");
	check_code(base64url_encode, base64url_decode, S("foobar"), "Zm9vYmFy");
	check_code(base64url_encode, base64url_decode, S("\xfb\xff\xfe"), "-__-");
}

static void
test_refused_text(void **state)
{
	static const struct {
		decode *from;
		const char *text;
		bool ok;
	} cases[] = {
		{ hex_decode, "0F", true }, { hex_decode, "0", false }, { hex_decode, "0g", false },
		{ hex_decode, "0 0", false }, { base32_decode, "mzxw 6ytb-oi======", true },
		{ base32_decode, "M", false }, { base32_decode, "MZX", false }, { base32_decode, "M1", false },
		{ base32_decode, "MZ", false }, { base64url_decode, "Zg==", false }, { base64url_decode, "Zh", false },
		{ base64url_decode, "Z", false }, { base64url_decode, "Zm9v+A", false },
	};
	struct buf b;

	buf_init(&b, 100);
	for (size_t i = 0; i < N_ELEMS(cases); i++) {
		buf_reset(&b);
		buf_puts(&b, "kept");
		assert_int_equal(cases[i].from(&b, slice_of(cases[i].text)), cases[i].ok);
		if (!cases[i].ok)
			assert_slice(buf_slice(&b), "kept");
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_map), cmocka_unit_test(test_int_map), cmocka_unit_test(test_hash_is_stable),
		cmocka_unit_test(test_encodings), cmocka_unit_test(test_refused_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
