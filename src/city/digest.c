/* SPDX-License-Identifier: Apache-2.0 */
#include "city/digest.h"

#include <openssl/evp.h>
#include <stdio.h>

#include "base/limits.h"
#include "base/log.h"
#include "city/dice.h"
#include "city/report.h"

#define REGISTER "/VIID/System/Register"

void
digest_md5(struct slice s, char ret[33])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char sum[EVP_MAX_MD_SIZE];
	size_t n = 0;

	/* the protocol of the cameras knows nothing better; what it protects is bound to an address as well */
	if (!EVP_Q_digest(NULL, "MD5", NULL, s.p, s.n, sum, &n) || n != 16)
		die("no MD5 in this OpenSSL");
	for (size_t i = 0; i < 16; i++) {
		ret[2 * i] = hex[sum[i] >> 4];
		ret[2 * i + 1] = hex[sum[i] & 15];
	}
	ret[32] = 0;
}

/* The value of name=value or name="value" in a challenge. */
static struct slice
member(struct slice s, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i + n + 1 < s.n; i++) {
		if (memcmp(s.p + i, name, n) || s.p[i + n] != '=' || (i && s.p[i - 1] != ' ' && s.p[i - 1] != ','))
			continue;
		struct slice v = { s.p + i + n + 1, 0 };
		char end = ',';
		if (*v.p == '"')
			v.p++, end = '"';
		while (v.p + v.n < s.p + s.n && v.p[v.n] != end)
			v.n++;
		return v;
	}
	return (struct slice){ NULL, 0 };
}

bool
digest_answer(const struct digest_ask *a, struct buf *ret)
{
	struct slice realm = member(a->challenge, "realm"), nonce = member(a->challenge, "nonce"), opaque = member(a->challenge, "opaque");
	bool qop = member(a->challenge, "qop").n > 0;
	char ha1[33], ha2[33], response[33], text[1536];
	int n;

	if (!nonce.n || a->challenge.n > 1024)
		return false;
	n = snprintf(text, sizeof text, "%s:%.*s:%s", a->user, (int)realm.n, realm.p ? realm.p : "", a->password);
	digest_md5((struct slice){ text, (size_t)n }, ha1);
	n = snprintf(text, sizeof text, "%s:%s", a->method, a->uri);
	digest_md5((struct slice){ text, (size_t)n }, ha2);
	if (qop)
		n = snprintf(text, sizeof text, "%s:%.*s:00000001:%s:auth:%s", ha1, (int)nonce.n, nonce.p, a->cnonce, ha2);
	else
		n = snprintf(text, sizeof text, "%s:%.*s:%s", ha1, (int)nonce.n, nonce.p, ha2);
	digest_md5((struct slice){ text, (size_t)n }, response);
	buf_printf(ret, "Authorization: Digest username=\"%s\", realm=\"%.*s\", nonce=\"%.*s\", uri=\"%s\", response=\"%s\", algorithm=MD5",
	    a->user, (int)realm.n, realm.p ? realm.p : "", (int)nonce.n, nonce.p, a->uri, response);
	if (qop)
		buf_printf(ret, ", qop=auth, nc=00000001, cnonce=\"%s\"", a->cnonce);
	if (opaque.n)
		buf_printf(ret, ", opaque=\"%.*s\"", (int)opaque.n, opaque.p);
	buf_puts(ret, "\r\n");
	return true;
}

enum err
digest_register(struct client *c, const char *device, const char *password, uint64_t *dice)
{
	char body[96];
	struct slice text = { body, (size_t)snprintf(body, sizeof body, "{\"RegisterObject\":{\"DeviceID\":\"%s\"}}", device) };
	char head[128], cnonce[17];
	struct client_reply r;
	struct buf h;
	enum err e;

	(void)snprintf(head, sizeof head, VIID_TYPE "User-Identify: %s\r\n", device);
	if ((e = client_call(c, "POST", REGISTER, head, text, &r)) || r.status == 200)
		return e;
	if (r.status != 401)
		return r.status == 503 || r.status == 429 ? E_BUSY : E_BAD_CREDENTIALS;
	(void)snprintf(cnonce, sizeof cnonce, "%016llx", (unsigned long long)dice_next(dice));
	buf_init(&h, KIB(4));
	buf_puts(&h, head);
	if (!digest_answer(&(struct digest_ask){ .user = device, .password = password, .method = "POST", .uri = REGISTER,
	    .challenge = client_header(&r, "WWW-Authenticate"), .cnonce = cnonce }, &h)) {
		e = E_BAD_BODY;
	} else {
		buf_putc(&h, 0);
		e = client_call(c, "POST", REGISTER, h.p, text, &r);
		if (!e && r.status != 200)
			e = E_BAD_CREDENTIALS;
	}
	buf_free(&h);
	return e;
}
