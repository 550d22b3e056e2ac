/* SPDX-License-Identifier: Apache-2.0 */
/* http_digest.h - the headers "Authorization: Digest .." and "WWW-Authenticate: Digest ..": reading them, whether one proves the
 * password, and the answer to the other.
 *
 * Shape    pure functions. Liberal in reading (any value quoted or not, any order, blanks, unknown names), strict in
 *          checking. Only MD5 with qop "auth" or none: what cameras speak.
 * Not here nonces and counters: whose they are, how long they live, whether nc was used (ingest/port).
 * Source   RFC 2617, RFC 7616; GA/T 1400.4 registration as implemented.
 */
#ifndef NET_HTTP_DIGEST_H
#define NET_HTTP_DIGEST_H
#include "base/buf.h"
#include "base/slice.h"

struct http_digest {
	struct slice user, realm, nonce, uri, qop, nc, cnonce, response, opaque, algorithm;	/* absent when not sent */
	uint32_t count;			/* nc; 0: not sent */
};
bool http_digest_parse(struct slice header, struct http_digest *ret) must_check;
void http_digest_ha1(struct slice user, struct slice realm, struct slice password, uint8_t ret[16]);
/* In constant time as far as the response goes. */
bool http_digest_check(const struct http_digest *d, const uint8_t ha1[16], const char *method) must_check;
/* The value of WWW-Authenticate: realm, nonce, qop, opaque, algorithm. False: none that can be answered with MD5 and qop "auth" or none. */
bool http_digest_challenge(struct slice header, struct http_digest *ret) must_check;
struct http_digest_ask {
	struct slice user, uri, cnonce;	/* plain: no quote in them */
	const uint8_t *ha1;		/* [16] */
	const char *method;
	uint32_t count;			/* nc: rises with each use of a nonce */
};
void http_digest_answer(const struct http_digest *challenge, const struct http_digest_ask *a, struct buf *ret);	/* "Authorization: Digest .." */
#endif
