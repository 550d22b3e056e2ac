/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include "people/password.h"

#define OPS crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE

static size_t memory = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;	/* 64 MiB; set once, before there are threads */

static const char *const common[] = {
#define COMMON(s) s,
#include "people/common_password.def"
#undef COMMON
};

static char
lower(char ch)
{
	return ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
}

/* lower case letters, upper case letters, digits, everything else */
static int
classes(struct slice s)
{
	unsigned seen = 0;

	for (size_t i = 0; i < s.n; i++) {
		char ch = s.p[i];
		seen |= ch >= 'a' && ch <= 'z'   ? 1
			: ch >= 'A' && ch <= 'Z' ? 2
			: ch >= '0' && ch <= '9' ? 4
						 : 8;
	}
	return __builtin_popcount(seen);
}

static size_t
distinct(struct slice s)
{
	bool seen[256] = { false };
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool *at = &seen[(unsigned char)s.p[i]];
		n += !*at;
		*at = true;
	}
	return n;
}

static bool
is_letter(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (unsigned char)ch >= 0x80;
}

/* The word with what people hang on to it taken away: digits and signs at both ends. */
static struct slice
stem(struct slice s)
{
	while (s.n && !is_letter(s.p[0]))
		s.p++, s.n--;
	while (s.n && !is_letter(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Only runs such as 123456, abcdef, 987654 or aaaa: no more than two characters in seven break the
 * run. */
static bool
is_run(struct slice s)
{
	size_t along = 0;

	for (size_t i = 1; i < s.n; i++) {
		int d = s.p[i] - s.p[i - 1];
		along += d == 0 || d == 1 || d == -1;
	}
	return s.n > 1 && along * 7 >= (s.n - 1) * 5;
}

static bool
is_common(struct slice low)
{
	struct slice word = stem(low);

	for (size_t i = 0; i < N_ELEMS(common); i++)
		if (slice_is(low, common[i]) || slice_is(word, common[i]))
			return true;
	return false;
}

static bool
contains(struct slice s, struct slice part)
{
	return part.n >= 3 && s.n >= part.n && memmem(s.p, s.n, part.p, part.n) != NULL;
}

enum err
password_judge(struct slice password, struct slice user, const char **ret_zh, const char **ret_en)
{
	char low[PASSWORD_MAX], name[PASSWORD_MAX];
	struct slice l = { low, password.n },
		     u = { name, user.n < sizeof(name) ? user.n : sizeof(name) };
	size_t n;

	*ret_zh = "密码过长或含有无效字符";
	*ret_en = "The password is too long or not valid text";
	if (password.n > sizeof(low) || !utf8_valid(password))
		return E_WEAK_PASSWORD;
	for (size_t i = 0; i < password.n; i++)
		low[i] = lower(password.p[i]);
	for (size_t i = 0; i < u.n; i++)
		name[i] = lower(user.p[i]);
	n = utf8_count(password);
	struct { bool broken; const char *zh, *en;
	} rule[] = {
		{ n < 10 || (n < 12 && classes(password) < 3),
		    "至少12个字符，或至少10个字符并含大写、小写、数字、符号中的三类",
		    "At least 12 characters, or 10 of three kinds out of capitals, small letters, "
		    "digits and signs" },
		{ contains(l, u), "不得包含用户名", "It must not contain the user name" },
		{ distinct(l) < 5 || is_run(l), "不得由连续或重复的字符组成",
		    "It must not be a run of the same or neighbouring characters" },
		{ is_common(l), "属于常见密码", "It is one of the passwords everybody tries" },
	};
	for (size_t i = 0; i < N_ELEMS(rule); i++)
		if (rule[i].broken) {
			*ret_zh = rule[i].zh;
			*ret_en = rule[i].en;
			return E_WEAK_PASSWORD;
		}
	return E_OK;
}

void
password_memory(size_t bytes)
{
	memory = bytes;
}

enum err
password_hash(struct slice password, char ret[PASSWORD_HASH_MAX])
{
	static_assert(crypto_pwhash_argon2id_STRBYTES <= PASSWORD_HASH_MAX, "room for the hash");
	if (sodium_init() < 0)
		return E_INTERNAL;
	memset(ret, 0, PASSWORD_HASH_MAX);
	return crypto_pwhash_argon2id_str(ret, password.p ? password.p : "", password.n, OPS, memory)
		   ? E_FULL
		   : E_OK;
}

static _Atomic uint64_t compared;

uint64_t
password_compared(void)
{
	return atomic_load_explicit(&compared, memory_order_relaxed);
}

bool
password_matches(struct slice password, const char *hash)
{
	char held[PASSWORD_HASH_MAX] = { 0 };	/* the library reads its whole length */

	atomic_fetch_add_explicit(&compared, 1, memory_order_relaxed);
	if (strlen(hash) >= sizeof(held) || password.n > PASSWORD_MAX)
		return false;
	memcpy(held, hash, strlen(hash));
	return crypto_pwhash_argon2id_str_verify(held, password.p ? password.p : "", password.n) ==
	       0;
}

bool
password_is_old(const char *hash)
{
	char held[PASSWORD_HASH_MAX] = { 0 };

	if (strlen(hash) >= sizeof(held))
		return true;
	memcpy(held, hash, strlen(hash));
	return crypto_pwhash_argon2id_str_needs_rehash(held, OPS, memory) != 0;
}

static char nobodys[PASSWORD_HASH_MAX];

static void
make_nobodys(void)
{
	unsigned char r[32];

	randombytes_buf(r, sizeof(r));
	if (password_hash((struct slice){ (const char *)r, sizeof(r) }, nobodys))
		nobodys[0] = 0;
	sodium_memzero(r, sizeof(r));
}

const char *
password_nobodys(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_nobodys);
	return nobodys;
}

void
password_make(char ret[PASSWORD_MADE + 1])
{
	static const char set[] =
	    "ABCDEFGHJKMNPQRSTUVWXYZ23456789"; /* nothing that is read for another */
	size_t at = 0;

	for (int i = 0; i < 16; i++) {
		if (i && i % 4 == 0)
			ret[at++] = '-';
		ret[at++] = set[randombytes_uniform(sizeof(set) - 1)];
	}
	ret[at] = 0;
}
