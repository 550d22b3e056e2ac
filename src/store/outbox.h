/* SPDX-License-Identifier: Apache-2.0 */
/* outbox.h - what leaves the house: put in the transaction that decides it, sent afterwards, at least once.
 *
 *   job: outbox_put ──commit──► row ──claim──► handler of its topic ──► E_OK  done
 *                                  ▲                                ├─► E_BUSY  later, for as long as it takes
 *                                  └── lease runs out after a crash └─► other   later, OUTBOX_ATTEMPTS times, then dead
 *
 * Shape      table outbox(id, topic, key, body, created_at, attempts, next_at, done_at, last_error); a dead row has no
 *            next_at and is shown to people, who may outbox_retry it. Done rows are kept OUTBOX_KEEP_MS.
 * Units      ms UTC; back-off doubles from options.first_ms to an hour.
 * Invariant  one key is put once; several servers on one store do not send the same row at the same time
 *            (but may send it twice: the receiver tells by the key).
 */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H
#include "store/db.h"

#define OUTBOX_ATTEMPTS 12
#define OUTBOX_KEEP_MS (30 * 86400000LL)

struct outbox_item {
	int64_t id, created_at;
	int attempts;			/* this one included */
	struct slice topic, key, body;	/* key: the idempotency key to send along */
};
enum err outbox_tables(struct conn *c) must_check;		/* makes the table where it is missing */
/* In a job. The same key again is E_OK and changes nothing. */
enum err outbox_put(struct conn *c, const char *topic, struct slice key, struct slice body) must_check;
enum err outbox_retry(struct conn *c, int64_t id) must_check;	/* a dead row lives again; E_NOT_FOUND */

struct outbox;
struct outbox_options {
	struct db *db;
	int64_t first_ms;	/* back-off after the first failure. 0: 2 s */
	int64_t lease_ms;	/* a row claimed by a server that died is free again. 0: 2 min */
	int64_t poll_ms;	/* 0: 1 s */
};
struct outbox *outbox_make(const struct outbox_options *o);
/* send() runs on the outbox's thread, may block, and must give up within the lease. Before outbox_start. */
void outbox_handle(struct outbox *o, const char *topic, enum err (*send)(void *ctx, const struct outbox_item *i), void *ctx);
void outbox_start(struct outbox *o);
void outbox_wake(struct outbox *o);		/* something was put and committed; never blocks */
void outbox_stop(struct outbox *o);		/* waits for the handler that is running; frees */

struct outbox_stats {
	int64_t waiting, dead, oldest_at;	/* oldest_at: created_at of the oldest row waiting, 0: none */
};
enum err outbox_stats(struct conn *c, struct outbox_stats *ret) must_check;
#endif
