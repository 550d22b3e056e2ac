/* SPDX-License-Identifier: Apache-2.0 */
/* sign_in.h - from a name and a password to a session.
 *
 * Shape      sign_in hashes: only on a hash thread (hashing.h) or in a test. A name that does not
 *            exist takes the same time and gets the same answers as one that does, locks included.
 * Errors     E_BAD_CREDENTIALS; E_TOTP_REQUIRED the password fits, a code is wanted; E_LOCKED too
 *            many failures of this name or address (wait_s > 0), or an account locked by people
 *            (0).
 * Invariant  every attempt that was judged is audited, without what was typed.
 */
#ifndef PEOPLE_SIGN_IN_H
#define PEOPLE_SIGN_IN_H
#include "people/session.h"

struct sign_in {
	/* code: of the authenticator, or a recovery code; may be absent */
	struct slice user, password, code;
	struct slice peer, agent;
	const char *request_id;
	struct session_new session;		/* out; the token is here and nowhere else */
	int64_t wait_s;				/* out, for Retry-After */
};
enum err sign_in(struct people *p, struct sign_in *s, struct arena *a) must_check;
/* Must this name or address wait? No hashing: asked before a place in the queue is taken. */
enum err sign_in_wait(struct people *p, struct slice user, struct slice peer,
    int64_t *ret_wait_s) must_check;
/* counts and audits, in a job */
enum err sign_in_failed(struct call *c, struct slice user, int64_t person,
    const char *why) must_check;
/* failures of this name are forgotten */
enum err sign_in_forgive(struct call *c, struct slice user) must_check;
#endif
