/* SPDX-License-Identifier: Apache-2.0 */
/* gate.h - POST /api/v1/adapter_messages/from/{code}: signed messages of the programs beside luan.
 *
 *   Luan-Timestamp: seconds   Luan-Nonce: 8..64 signs   Luan-Signature: hex(HMAC-SHA256(key, timestamp "\n" nonce "\n" body "\n"))
 *
 * Shape      a folder that is spoken to has a table of kinds (cases/cases.h, recorder/recorders.h); a message is taken by the one of its
 *            kind and of its adapter's kind.
 * Answers    {"outcome"}: 200 taken, repeated; 401 forged; 409 replayed, conflict, early, wrong_amount; 404 unknown; 422 malformed; 425 stale.
 *            What counts is on disk before the answer. Each message is a row of adapter_message.
 */
#ifndef GATE_GATE_H
#define GATE_GATE_H
#include <jansson.h>
#include "base/buf.h"
#include "engine/engine.h"
#include "engine/row.h"

enum outcome { OUT_TAKEN, OUT_REPEATED, OUT_WRONG_AMOUNT, OUT_UNKNOWN, OUT_CONFLICT, OUT_EARLY, OUT_MALFORMED, OUT_REPLAYED, OUT_STALE, OUT_FORGED, OUTCOMES };
struct message;
typedef enum err message_fn(struct call *c, struct message *m);	/* sets m->outcome; an error undoes what it wrote */
/* What takes long and needs no store, of a large message that is signed and new: done before the job, which holds up other writers. */
typedef void *ahead_fn(const struct message *m, struct arena *a);
struct gate_kind {
	const char *adapter, *kind;	/* kind NULL ends a table */
	message_fn *fn;
	bool quiet;			/* what is taken is a row of a stream already: only what is refused is kept */
	ahead_fn *ahead;		/* may be NULL */
};
struct gate {				/* ctx of gate_serve */
	struct engine *engine;
	const struct gate_kind *const *kinds;	/* tables, NULL ends */
};
struct message {
	const struct gate *gate;
	const struct gate_kind *what;	/* NULL: of no known kind */
	struct http_request *rq;
	struct slice code, stamp, nonce, signature;
	bool wechat;			/* came with the headers of WeChat Pay (wechat_.h) */
	struct slice serial;
	struct row *adapter;
	json_t *body;			/* NULL: not signed, or not JSON */
	struct slice kind, about, transaction;
	int64_t amount;
	void *ahead;			/* what ahead_fn answered; NULL: it was not asked */
	struct buf answer;		/* members after "outcome" */
	enum outcome outcome;
};
struct slice message_text(const struct message *m, const char *name);	/* absent: not there, or no text */

http_handler gate_serve;		/* prefix GATE_PREFIX */
#define GATE_PREFIX "/api/v1/adapter_messages/from/"
#define GATE_BODY_MAX MIB(1)		/* a national list of weather warnings, as a text in JSON */
#endif
