/* SPDX-License-Identifier: Apache-2.0 */
/* second_factor.h - enrolment and use of one-time codes and recovery codes.
 *
 * Shape      a secret is pending until a code made with it was shown; ten recovery codes are made
 *            then, kept as keyed hashes, each good once.
 * Invariant  a step of the clock and a recovery code are used up in the transaction of the sign-in:
 *            two attempts with the same code cannot both pass.
 */
#ifndef PEOPLE_SECOND_FACTOR_H
#define PEOPLE_SECOND_FACTOR_H
#include "people/session.h"

#define RECOVERY_CODES 10
#define RECOVERY_CODE 11		/* XXXXX-XXXXX: 50 bits */

struct people;
/* Codes and secrets leave through these two only. The who is the one who asks, for himself. */
enum err second_factor_begin(struct call *c, struct people *p, struct slice *ret_secret,
    struct slice *ret_uri) must_check;
enum err second_factor_confirm(struct call *c, struct people *p, struct slice code,
    char ret[RECOVERY_CODES][RECOVERY_CODE + 1]) must_check;
enum err second_factor_remove(struct call *c, int64_t person) must_check;
/* In a job: *ret_fits and used up. */
enum err second_factor_use(struct call *c, struct people *p, int64_t person, struct slice code,
    bool *ret_fits) must_check;
#endif
