/* SPDX-License-Identifier: Apache-2.0 */
/* totp.h - one-time codes by time: six digits, a new one every 30 s.
 *
 * Shape      HMAC-SHA1 over the number of the step since 1970, as every authenticator app reckons
 *            it.
 * Units      steps of 30 s; times ms UTC.
 * Source     RFC 6238, RFC 4226 section 5.3.
 * Invariant  a code is good for one step before and one after the present, and never for a step at
 *            or before the last one used: the caller keeps that step and stores the new one.
 */
#ifndef PEOPLE_TOTP_H
#define PEOPLE_TOTP_H
#include "base/arena.h"

#define TOTP_SECRET 20			/* bytes, the length of the hash */
#define TOTP_STEP_MS 30000
#define TOTP_DIGITS 6
#define TOTP_WINDOW 1			/* steps a clock may be off, either way */

uint32_t totp_code(struct slice secret, int64_t step, int digits);
/* The step the code belongs to, in *ret_step; false: wrong, malformed, or its step was used
 * already. */
bool totp_check(struct slice secret, struct slice code, int64_t now_ms, int64_t last_step,
    int64_t *ret_step) must_check;
/* otpauth://totp/luan:<user>?secret=..&issuer=luan, for the QR code of the enrolment. */
struct slice totp_uri(struct arena *a, struct slice secret_base32, struct slice user,
    const char *issuer);
#endif
