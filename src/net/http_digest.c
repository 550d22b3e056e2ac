/* SPDX-License-Identifier: Apache-2.0 */
#include "net/http_digest.h"

#include <gnutls/crypto.h>
#include <sodium.h>
#include <stdio.h>
#include <strings.h>

#include "base/log.h"

#define HASH_BYTES 16

static struct slice
token(struct slice *s, const char *until)
{
	size_t n = 0;
	struct slice t;

	while (n < s->n && !memchr(until, s->p[n], strlen(until)))
		n++;
	t = slice_trim((struct slice){ s->p, n });
	s->p += n;
	s->n -= n;
	return t;
}

/* A value in quotes, or bare up to the next comma. Escapes in quotes are not undone: no value we accept has any. */
static bool
value(struct slice *s, struct slice *ret)
{
	const char *end;

	*s = slice_trim(*s);
	if (!s->n || s->p[0] != '"') {
		*ret = token(s, ",");
		return true;
	}
	if (!(end = memchr(s->p + 1, '"', s->n - 1)))
		return false;
	*ret = (struct slice){ s->p + 1, (size_t)(end - s->p) - 1 };
	s->n -= (size_t)(end + 1 - s->p);
	s->p = end + 1;
	return true;
}

static struct slice *
place_of(struct http_digest *d, struct slice name)
{
	const struct {
		const char *name;
		struct slice *to;
	} known[] = { { "username", &d->user }, { "realm", &d->realm }, { "nonce", &d->nonce }, { "uri", &d->uri }, { "qop", &d->qop },
		{ "nc", &d->nc }, { "cnonce", &d->cnonce }, { "response", &d->response }, { "opaque", &d->opaque }, { "algorithm", &d->algorithm } };

	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (name.n == strlen(known[i].name) && !strncasecmp(name.p, known[i].name, name.n))
			return known[i].to;
	return NULL;
}

static int
hex_digit(char ch)
{
	return ch >= '0' && ch <= '9' ? ch - '0' : ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : ch >= 'A' && ch <= 'F' ? ch - 'A' + 10 : -1;
}

static bool
take_count(struct slice nc, uint32_t *ret)
{
	*ret = 0;
	if (nc.n > 8)
		return false;
	for (size_t i = 0; i < nc.n; i++) {
		if (hex_digit(nc.p[i]) < 0)
			return false;
		*ret = *ret << 4 | (uint32_t)hex_digit(nc.p[i]);
	}
	return true;
}

static bool
parse(struct slice header, struct http_digest *ret)
{
	struct http_digest d = { 0 };
	struct slice s = slice_trim(header), v, *to;

	if (s.n < 7 || strncasecmp(s.p, "Digest ", 7))
		return false;
	s = (struct slice){ s.p + 7, s.n - 7 };
	while ((s = slice_trim(s)).n) {
		struct slice name = token(&s, "=,");

		if (!s.n || s.p[0] != '=')
			return false;
		s = (struct slice){ s.p + 1, s.n - 1 };
		if (!value(&s, &v))
			return false;
		if ((to = place_of(&d, name))) {
			if (to->p)
				return false;	/* twice: which one was meant? */
			*to = v;
		}
		(void)token(&s, ",");		/* what stands between a quote and the comma */
		if (s.n)
			s = (struct slice){ s.p + 1, s.n - 1 };
	}
	if (!take_count(d.nc, &d.count))
		return false;
	*ret = d;
	return d.nonce.n > 0;
}

bool
http_digest_parse(struct slice header, struct http_digest *ret)
{
	return parse(header, ret) && ret->user.p && ret->response.n;
}

/* Whether one of the words of a list such as "auth,auth-int" is this. */
static bool
offers(struct slice list, const char *word)
{
	struct slice one;

	while (slice_cut(&list, ',', &one))
		if (slice_is(slice_trim(one), word))
			return true;
	return false;
}

/* May stand between quotes again: a bare value may hold one. */
static bool
plain(struct slice s)
{
	return !s.n || !memchr(s.p, '"', s.n);
}

bool
http_digest_challenge(struct slice header, struct http_digest *ret)
{
	for (size_t i = 0; i < header.n; i++)
		if ((unsigned char)header.p[i] < ' ' || header.p[i] == '\\')
			return false;
	if (!parse(header, ret) || !plain(ret->realm) || !plain(ret->nonce) || !plain(ret->opaque))
		return false;
	return ret->realm.p && (!ret->qop.n || offers(ret->qop, "auth")) &&
	    (!ret->algorithm.n || (ret->algorithm.n == 3 && !strncasecmp(ret->algorithm.p, "MD5", 3)));
}

static void
hash_parts(const struct slice *part, size_t n, uint8_t ret[HASH_BYTES])
{
	gnutls_hash_hd_t h;

	if (gnutls_hash_init(&h, GNUTLS_DIG_MD5))
		die("no MD5: the registration of cameras needs it");
	for (size_t i = 0; i < n; i++) {
		if (i)
			(void)gnutls_hash(h, ":", 1);
		if (part[i].n)
			(void)gnutls_hash(h, part[i].p, part[i].n);
	}
	gnutls_hash_deinit(h, ret);
}

void
http_digest_ha1(struct slice user, struct slice realm, struct slice password, uint8_t ret[16])
{
	hash_parts((const struct slice[]){ user, realm, password }, 3, ret);
}

static struct slice
hex(const uint8_t bytes[HASH_BYTES], char text[HASH_BYTES * 2 + 1])
{
	sodium_bin2hex(text, HASH_BYTES * 2 + 1, bytes, HASH_BYTES);
	return (struct slice){ text, HASH_BYTES * 2 };
}

bool
http_digest_check(const struct http_digest *d, const uint8_t ha1[16], const char *method)
{
	char a1[HASH_BYTES * 2 + 1], a2[HASH_BYTES * 2 + 1], want[HASH_BYTES * 2 + 1], got[HASH_BYTES * 2];
	uint8_t h[HASH_BYTES];
	struct slice x1, x2;

	if (d->response.n != sizeof got || (d->algorithm.n && (d->algorithm.n != 3 || strncasecmp(d->algorithm.p, "MD5", 3))))
		return false;
	if (d->qop.n && (!slice_is(d->qop, "auth") || !d->nc.n || !d->cnonce.n))
		return false;
	hash_parts((const struct slice[]){ slice_of(method), d->uri }, 2, h);
	x2 = hex(h, a2);
	x1 = hex(ha1, a1);
	if (d->qop.n)
		hash_parts((const struct slice[]){ x1, d->nonce, d->nc, d->cnonce, d->qop, x2 }, 6, h);
	else
		hash_parts((const struct slice[]){ x1, d->nonce, x2 }, 3, h);
	(void)hex(h, want);
	for (size_t i = 0; i < sizeof got; i++)
		got[i] = (char)(d->response.p[i] | (d->response.p[i] >= 'A' && d->response.p[i] <= 'F' ? 0x20 : 0));
	return sodium_memcmp(got, want, sizeof got) == 0;
}

static void
put(struct buf *b, const char *name, struct slice v)
{
	buf_puts(b, name);
	buf_puts(b, "=\"");
	buf_put(b, v);
	buf_putc(b, '"');
}

void
http_digest_answer(const struct http_digest *c, const struct http_digest_ask *a, struct buf *ret)
{
	char a1[HASH_BYTES * 2 + 1], a2[HASH_BYTES * 2 + 1], text[HASH_BYTES * 2 + 1], nc[9];
	uint8_t h[HASH_BYTES];
	struct slice x1, x2, count = { nc, (size_t)snprintf(nc, sizeof nc, "%08x", a->count) };

	hash_parts((const struct slice[]){ slice_of(a->method), a->uri }, 2, h);
	x2 = hex(h, a2);
	x1 = hex(a->ha1, a1);
	if (c->qop.n)
		hash_parts((const struct slice[]){ x1, c->nonce, count, a->cnonce, S("auth"), x2 }, 6, h);
	else
		hash_parts((const struct slice[]){ x1, c->nonce, x2 }, 3, h);
	put(ret, "Authorization: Digest username", a->user);
	put(ret, ", realm", c->realm);
	put(ret, ", nonce", c->nonce);
	put(ret, ", uri", a->uri);
	put(ret, ", response", hex(h, text));
	buf_puts(ret, ", algorithm=MD5");
	if (c->qop.n) {
		buf_printf(ret, ", qop=auth, nc=%s", nc);
		put(ret, ", cnonce", a->cnonce);
	}
	if (c->opaque.n)
		put(ret, ", opaque", c->opaque);
}
