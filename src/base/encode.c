/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as text: one alphabet table and one bit pump for base 16, 32 and 64. Declared in hash.h. */
#include "base/hash.h"

static void
pump_out(struct buf *b, struct slice bytes, int bits, const char *alphabet)
{
	uint32_t held = 0;
	int n = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		held = held << 8 | (unsigned char)bytes.p[i];
		for (n += 8; n >= bits; n -= bits)
			buf_putc(b, alphabet[held >> (n - bits) & ((1u << bits) - 1)]);
	}
	if (n)			/* the last character is filled up with zero bits */
		buf_putc(b, alphabet[held << (bits - n) & ((1u << bits) - 1)]);
}

/* Digit values: hexadecimal takes both cases, base 32 too, base 64 has all. -1: none. */
static int
digit_of(char c, int bits)
{
	if (bits == 5) {
		if (c >= '2' && c <= '7')
			return c - '2' + 26;
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? (c | 0x20) - 'a' : -1;
	}
	if (bits == 4) {
		if (c >= '0' && c <= '9')
			return c - '0';
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
	}
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '-' ? 62 : c == '_' ? 63 : -1;
}

static bool
pump_in(struct buf *b, struct slice text, int bits, const char *skip)
{
	size_t kept = b->n;
	uint32_t held = 0;
	int n = 0;

	for (size_t i = 0; i < text.n; i++) {
		int digit = digit_of(text.p[i], bits);

		if (digit < 0 && text.p[i] && strchr(skip, text.p[i]))
			continue;
		if (digit < 0) {
			b->n = kept;
			return false;
		}
		held = held << bits | (uint32_t)digit;
		for (n += bits; n >= 8; n -= 8)
			buf_putc(b, (char)(held >> (n - 8) & 0xff));
	}
	if (n < bits && !(held & ((1u << n) - 1)) && !b->full)
		return true;
	b->n = kept;
	return false;
}

void
hex_encode(struct buf *b, struct slice bytes)
{
	pump_out(b, bytes, 4, "0123456789abcdef");
}

bool
hex_decode(struct buf *b, struct slice text)
{
	return pump_in(b, text, 4, "");
}

void
base32_encode(struct buf *b, struct slice bytes)
{
	pump_out(b, bytes, 5, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
}

bool
base32_decode(struct buf *b, struct slice text)
{
	return pump_in(b, text, 5, " -=");
}

void
base64url_encode(struct buf *b, struct slice bytes)
{
	pump_out(b, bytes, 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

bool
base64url_decode(struct buf *b, struct slice text)
{
	return pump_in(b, text, 6, "");
}
