/* SPDX-License-Identifier: Apache-2.0 */
/* digest.h - HTTP digest as a camera does it (RFC 2617, MD5, qop=auth), and the register of GA/T 1400 section 7.2.1.
 *
 * Limits  a challenge of 1 KiB; names and passwords of 200 bytes.
 * Errors  E_BAD_CREDENTIALS the server refused; E_BAD_BODY no digest challenge where one was due.
 */
#ifndef CITY_DIGEST_H
#define CITY_DIGEST_H
#include "net/client.h"

struct digest_ask {
	const char *user, *password, *method, *uri;
	struct slice challenge;		/* value of WWW-Authenticate */
	const char *cnonce;			/* the client's own nonce, text */
};
/* "Authorization: Digest ...\r\n"; false: not a challenge that can be answered. */
bool digest_answer(const struct digest_ask *a, struct buf *ret) must_check;
void digest_md5(struct slice s, char ret[33]);

enum err digest_register(struct client *c, const char *device, const char *password, uint64_t *dice) must_check;
#endif
