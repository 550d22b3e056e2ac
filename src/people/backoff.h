/* SPDX-License-Identifier: Apache-2.0 */
/* backoff.h - how long a name or an address must wait after so many failures.
 *
 * Shape      pure: what is remembered of a key (count, last failure) in, the wait out. The same for
 *            names that exist and names that do not: the answer must not tell which.
 * Units      ms.
 * Invariant  waits never shrink as failures go up; forgotten after a quiet time.
 */
#ifndef PEOPLE_BACKOFF_H
#define PEOPLE_BACKOFF_H
#include "base/slice.h"

struct backoff_rule {
	int free;		/* failures without a wait */
	int64_t first_ms;	/* the wait after the next one; doubles with each */
	int64_t most_ms;
	int64_t forget_ms;	/* quiet time after which counting starts anew */
};
extern const struct backoff_rule backoff_account;	/* 5 free, 1 min, 2, 4 ... 60 min; a day */
/* 30 free (an office behind one address), 1 min ... 60 min; an hour */
extern const struct backoff_rule backoff_address;

struct backoff {
	int64_t n;		/* failures in a row */
	int64_t last_ms;	/* of the last failure; 0: never */
};
int64_t backoff_wait_ms(const struct backoff_rule *r, int64_t n);
/* exclusive; 0: none */
int64_t backoff_until_ms(const struct backoff_rule *r, const struct backoff *b);
void backoff_failed(const struct backoff_rule *r, struct backoff *b, int64_t now_ms);
#endif
