/* SPDX-License-Identifier: Apache-2.0 */
/* password.h - what a password must be like, and its hash.
 *
 * Cost    password_hash, password_matches: 64 MiB and about 0.13 s each, in proportion to password_memory. Only through hashing.h or
 *         the command line, never on an event-loop thread.
 * Shape   the stored text names its algorithm and cost ("$argon2id$v=19$m=65536,t=2,p=1$..."), so
 *         that both may be raised later: password_is_old tells which hashes are to be made anew at
 *         sign-in.
 * Errors  E_WEAK_PASSWORD with the rule that was broken in *ret_zh and *ret_en.
 * Source  GB/T 22239 8.1.4.1 (identity: length, complexity, change); rule figures are the project's
 *         own.
 */
#ifndef PEOPLE_PASSWORD_H
#define PEOPLE_PASSWORD_H
#include "base/err.h"

#define PASSWORD_MAX 256		/* bytes */
#define PASSWORD_HASH_MAX 128		/* with the NUL */
#define PASSWORD_KEPT 5			/* the last five cannot be taken again */

/* At least 12 characters, or 10 of three classes of the four; not the user name, not a common
 * one. */
enum err password_judge(struct slice password, struct slice user, const char **ret_zh,
    const char **ret_en) must_check;
/* How much memory a hash takes from now on: 64 MiB unless the operator says otherwise. Before there are threads. */
void password_memory(size_t bytes);
/* E_FULL: no memory for it */
enum err password_hash(struct slice password, char ret[PASSWORD_HASH_MAX]) must_check;
bool password_matches(struct slice password, const char *hash) must_check;
uint64_t password_compared(void);	/* how many were, since the start */
bool password_is_old(const char *hash);
/* a hash that fits nothing: so that an unknown name takes as long */
const char *password_nobodys(void);
#define PASSWORD_MADE 20
/* 16 random characters of 31, in groups of four: 79 bits */
void password_make(char ret[PASSWORD_MADE + 1]);
#endif
