/* SPDX-License-Identifier: Apache-2.0 */
/* guess.h - failures remembered by a keyed hash of the name or address: people type passwords into
 * the name's field. */
#ifndef PEOPLE_GUESS_H
#define PEOPLE_GUESS_H
#include "people/backoff.h"
#include "people/seal.h"
#include "store/db.h"

struct digest guess_account(const struct people_key *k, struct slice user);
struct digest guess_address(const struct people_key *k, struct slice peer);
enum err guess_read(struct conn *c, const struct digest *d, struct backoff *ret) must_check;
enum err guess_failed(struct conn *c, const struct digest *d, const struct backoff_rule *r,
    int64_t now_ms, int64_t *ret_until_ms) must_check;
enum err guess_clear(struct conn *c, const struct digest *d) must_check;
enum err guess_prune(struct conn *c, int64_t now_ms) must_check;
#endif
