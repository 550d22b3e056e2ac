/* SPDX-License-Identifier: Apache-2.0 */
/* credential.h - the password of an account: its owner changes it, an administrator issues a first
 * one.
 *
 * Cost       password_change hashes up to seven times: only on a hash thread.
 * Invariant  a password that somebody else knows must be changed at the first sign-in; changing it
 *            ends all other sessions of the person.
 */
#ifndef PEOPLE_CREDENTIAL_H
#define PEOPLE_CREDENTIAL_H
#include "people/session.h"

struct password_change {
	const struct who *who;
	struct slice old, new, peer;
	const char *request_id;
	const char *zh, *en;		/* out: the rule that was broken */
	int64_t wait_s;			/* out, with E_LOCKED */
};
enum err password_change(struct people *p, struct password_change *x, struct arena *a) must_check;
/* Is this the password of the person? A failure is counted and audited like one at sign-in. */
enum err password_confirm(struct people *p, struct password_change *x, struct arena *a) must_check;
/* In a job. hash was made before. must: to be changed at the first sign-in. Ends all sessions of
 * the person. */
enum err credential_set(struct call *c, int64_t person, const char *hash, bool must) must_check;
#endif
