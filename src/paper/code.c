/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>

#include "base/hash.h"
#include "paper/paper_.h"

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
grouped(const char plain[CODE_SYMBOLS], char ret[CODE_MAX])
{
	int n = 0;

	for (int i = 0; i < CODE_SYMBOLS; i++) {
		if (i && i % 5 == 0)
			ret[n++] = '-';
		ret[n++] = plain[i];
	}
	ret[n] = 0;
}

void
code_make(char ret[CODE_MAX])
{
	char plain[CODE_SYMBOLS];

	for (int i = 0; i < CODE_SYMBOLS; i++)
		plain[i] = symbols[randombytes_uniform(32)];
	grouped(plain, ret);
}

bool
code_read(struct slice typed, char ret[CODE_MAX])
{
	char plain[CODE_SYMBOLS];
	int n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];
		if (c == '-' || c == ' ')
			continue;
		c = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		if (n == CODE_SYMBOLS || !c || !strchr(symbols, c))
			return false;
		plain[n++] = c;
	}
	if (n != CODE_SYMBOLS)
		return false;
	grouped(plain, ret);
	return true;
}

/* A code is 100 random bits: no key is needed to keep it from being guessed back, and comparing digests tells nothing of it. */
struct slice
code_key(const char *code, struct arena *a)
{
	unsigned char hash[crypto_generichash_BYTES];
	struct slice text;
	struct buf hex;

	crypto_generichash(hash, sizeof hash, (const unsigned char *)code, strlen(code), (const unsigned char *)"luan document 01", 16);
	buf_init(&hex, 65);
	hex_encode(&hex, (struct slice){ (char *)hash, sizeof hash });
	text = arena_copy(a, buf_slice(&hex));
	buf_free(&hex);
	return text;
}
