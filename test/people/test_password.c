/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <sodium.h>
#include "base/limits.h"
#include "people/password.h"

static void
rules(void **state)
{
	static const struct {
		const char *password;
		enum err want;
	} t[] = {
		{ "", E_WEAK_PASSWORD },
		{ "Short1!", E_WEAK_PASSWORD },
		{ "lamp-brass", E_WEAK_PASSWORD },             /* ten, two classes */
		{ "Lamp-brass", E_OK },                        /* ten, three classes */
		{ "Lamp-bras", E_WEAK_PASSWORD },              /* nine */
		{ "lampbrassho", E_WEAK_PASSWORD },            /* eleven, one class */
		{ "lampbrasshorn", E_OK },                     /* thirteen, one class */
		{ "铜灯照着东边的山路口啊", E_WEAK_PASSWORD }, /* eleven characters, one class */
		{ "铜灯照着东边的山路口啊啊", E_OK },   /* twelve characters count, not bytes */
		{ "zhangsan-Lamp-9", E_WEAK_PASSWORD }, /* holds the user name */
		{ "Xx-ZhangSan-77", E_WEAK_PASSWORD },  /* in any case */
		{ "aaaaaaaaaaaaaa", E_WEAK_PASSWORD },
		{ "abababababababab", E_WEAK_PASSWORD }, /* two characters */
		{ "1234567890123456", E_WEAK_PASSWORD },
		{ "abcdefghijklmnop", E_WEAK_PASSWORD },
		{ "Password2024!", E_WEAK_PASSWORD },
		{ "12345Qwerty!@#", E_WEAK_PASSWORD },
		{ "1qaz2wsx3edc", E_WEAK_PASSWORD },
		{ "Jiaojing@2019", E_WEAK_PASSWORD },
		{ "\xff\xfe lamp brass horn", E_WEAK_PASSWORD },
	};
	const char *zh, *en;

	(void)state;
	for (size_t i = 0; i < N_ELEMS(t); i++) {
		zh = en = NULL;
		if (password_judge(slice_of(t[i].password), S("zhangsan"), &zh, &en) != t[i].want)
			fail_msg("%s: %s", t[i].password, en);
	}
}

static void
too_long(void **state)
{
	char text[PASSWORD_MAX + 2];
	const char *zh, *en;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = "aQ3-"[i % 4];
	text[0] = 'x', text[1] = 'y';
	assert_int_equal(
	    password_judge((struct slice){ text, PASSWORD_MAX }, S("u"), &zh, &en), E_OK);
	assert_int_equal(password_judge((struct slice){ text, PASSWORD_MAX + 1 }, S("u"), &zh, &en),
	    E_WEAK_PASSWORD);
}

static void
hash_and_match(void **state)
{
	char hash[PASSWORD_HASH_MAX], other[PASSWORD_HASH_MAX];

	(void)state;
	assert_int_equal(password_hash(S("Kw7-brass-lamp"), hash), E_OK);
	assert_int_equal(password_hash(S("Kw7-brass-lamp"), other), E_OK);
	assert_memory_equal(
	    hash, "$argon2id$v=19$m=65536,", 23); /* the algorithm and its cost are stored */
	assert_string_not_equal(hash, other);				/* salted */
	assert_true(password_matches(S("Kw7-brass-lamp"), hash));
	assert_false(password_matches(S("Kw7-brass-lamp "), hash));
	assert_false(password_matches(S(""), hash));
	assert_false(password_matches(S("Kw7-brass-lamp"), ""));
	assert_false(password_matches(S("Kw7-brass-lamp"), password_nobodys()));
	assert_false(password_is_old(hash));
}

/* A hash made with less is known as old, so that it is made anew at the next sign-in. */
static void
weaker_hash_is_old(void **state)
{
	char hash[crypto_pwhash_STRBYTES];

	(void)state;
	assert_int_equal(crypto_pwhash_argon2id_str(hash, "x", 1, 1, 8192 * 2), 0);
	assert_true(password_is_old(hash));
	assert_true(password_matches(S("x"), hash));
}

/* What the operator sets holds for new hashes; those made otherwise still match and are made anew. */
static void
memory_is_set(void **state)
{
	char usual[PASSWORD_HASH_MAX], small[PASSWORD_HASH_MAX];

	(void)state;
	assert_int_equal(password_hash(S("Kw7-brass-lamp"), usual), E_OK);
	password_memory(MIB(19));
	assert_int_equal(password_hash(S("Kw7-brass-lamp"), small), E_OK);
	assert_memory_equal(small, "$argon2id$v=19$m=19456,", 23);
	assert_false(password_is_old(small));
	assert_true(password_is_old(usual));
	assert_true(password_matches(S("Kw7-brass-lamp"), usual));
	password_memory(MIB(64));
	assert_true(password_is_old(small));
}

static void
made_passwords_pass(void **state)
{
	char a[PASSWORD_MADE + 1], b[PASSWORD_MADE + 1];
	const char *zh, *en;

	(void)state;
	for (int i = 0; i < 200; i++) {
		password_make(a);
		password_make(b);
		assert_int_equal(strlen(a), 19);
		assert_string_not_equal(a, b);
		assert_int_equal(password_judge(slice_of(a), S("zhangsan"), &zh, &en), E_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules),
		cmocka_unit_test(too_long),
		cmocka_unit_test(hash_and_match),
		cmocka_unit_test(weaker_hash_is_old),
		cmocka_unit_test(memory_is_set),
		cmocka_unit_test(made_passwords_pass),
	};

	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
