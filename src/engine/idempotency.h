/* SPDX-License-Identifier: Apache-2.0 */
/* idempotency.h - a write that is sent again with its Idempotency-Key is carried out once and answered alike.
 *
 * Use        idempotency_take when the request is read; in the job idempotency_met first (E_DONE: *ret holds the earlier answer), then the work,
 *            then idempotency_keep: the key's row is written in the transaction of the work.
 * Errors     refused through the call: a key that is none (E_BAD_VALUE), one that was met with another request (E_REPLAY), an answer too long (E_FULL).
 */
#ifndef ENGINE_IDEMPOTENCY_H
#define ENGINE_IDEMPOTENCY_H
#include "engine/call.h"
#include "net/http.h"

struct idempotency {
	struct slice key;		/* absent: none was sent, and nothing is looked up or kept */
	char request[65];		/* of method, path and body */
};
struct kept_answer {
	int status;
	struct slice location, etag, body;
};
enum err idempotency_take(struct call *c, const struct http_request *rq, struct idempotency *ret) must_check;
enum err idempotency_met(struct call *c, const struct idempotency *i, struct kept_answer *ret) must_check;
enum err idempotency_keep(struct call *c, const struct idempotency *i, const struct kept_answer *a) must_check;
struct engine;
enum err idempotency_prune(struct engine *e, void *ctx) must_check;	/* timer: keys are kept for three days */
#endif
