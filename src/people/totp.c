/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include "base/buf.h"
#include "people/totp.h"

uint32_t
totp_code(struct slice secret, int64_t step, int digits)
{
	unsigned char msg[8], mac[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	uint32_t v, mod = 1;

	for (int i = 0; i < 8; i++)
		msg[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	if (!HMAC(EVP_sha1(), secret.p, (int)secret.n, msg, sizeof(msg), mac, &n))
		n = 0;
	assert(n == 20);
	unsigned at = mac[19] & 15;	/* RFC 4226 section 5.3: dynamic truncation */
	v = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 |
	    (uint32_t)mac[at + 2] << 8 | mac[at + 3];
	while (digits-- > 0)
		mod *= 10;
	return v % mod;
}

/* Six digits; people type a blank in the middle. */
static bool
read_code(struct slice text, uint32_t *ret)
{
	uint32_t v = 0;
	int n = 0;

	text = slice_trim(text);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == ' ')
			continue;
		if (text.p[i] < '0' || text.p[i] > '9' || ++n > TOTP_DIGITS)
			return false;
		v = v * 10 + (uint32_t)(text.p[i] - '0');
	}
	*ret = v;
	return n == TOTP_DIGITS;
}

/* Every step of the window is compared, whichever fits: the time taken tells nothing. */
bool
totp_check(
    struct slice secret, struct slice code, int64_t now_ms, int64_t last_step, int64_t *ret_step)
{
	int64_t now = now_ms / TOTP_STEP_MS, found = 0;
	uint32_t given, want;
	bool ok = false;

	if (!read_code(code, &given))
		return false;
	for (int64_t step = now - TOTP_WINDOW; step <= now + TOTP_WINDOW; step++) {
		want = totp_code(secret, step, TOTP_DIGITS);
		if (sodium_memcmp(&want, &given, sizeof(want)) == 0 && step > last_step) {
			ok = true;
			found = step;
		}
	}
	if (ok)
		*ret_step = found;
	return ok;
}

struct slice
totp_uri(struct arena *a, struct slice secret_base32, struct slice user, const char *issuer)
{
	struct buf label;
	struct slice ret;

	buf_init(&label, 512);
	for (size_t i = 0; i < user.n; i++) {
		unsigned char ch = (unsigned char)user.p[i];
		bool plain = (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') ||
			     (ch >= 'A' && ch <= 'Z') || ch == '-' || ch == '_';
		buf_printf(&label, plain ? "%c" : "%%%02X", ch);
	}
	ret = arena_printf(a,
	    "otpauth://totp/%s:%.*s?secret=%.*s&issuer=%s&algorithm=SHA1&digits=%d&period=%d",
	    issuer, (int)label.n, label.p ? label.p : "", (int)secret_base32.n, secret_base32.p,
	    issuer, TOTP_DIGITS, TOTP_STEP_MS / 1000);
	buf_free(&label);
	return ret;
}
