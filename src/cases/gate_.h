/* SPDX-License-Identifier: Apache-2.0 */
/* gate_.h - one message of an adapter. Private to cases/. */
#ifndef CASES_GATE__H
#define CASES_GATE__H
#include <jansson.h>
#include "base/buf.h"
#include "cases/gate.h"
#include "engine/row.h"

enum outcome { OUT_TAKEN, OUT_REPEATED, OUT_WRONG_AMOUNT, OUT_UNKNOWN, OUT_CONFLICT, OUT_EARLY, OUT_MALFORMED, OUT_REPLAYED, OUT_STALE, OUT_FORGED, OUTCOMES };
struct message {
	struct http_request *rq;
	struct slice code, stamp, nonce, signature;
	struct row *adapter;
	json_t *body;			/* NULL: not signed, or not JSON */
	struct slice kind, about, transaction;
	int64_t amount;
	struct buf answer;		/* members after "outcome" */
	enum outcome outcome;
	bool wechat;			/* came with the headers of WeChat Pay */
	struct slice serial;
};
typedef enum err message_fn(struct call *c, struct message *m);	/* sets m->outcome; an error undoes what it wrote */
message_fn gate_owed, gate_paid, gate_refunded;			/* gate_payment.c */
message_fn gate_fetch, gate_entered, gate_refused, gate_held;	/* gate_register.c */
/* gate_wechat.c: callbacks as WeChat Pay publishes them (APIv3): SHA256-RSA over timestamp, nonce, body; the resource AEAD_AES_256_GCM. */
bool wechat_signed(const struct message *m) must_check;
bool wechat_open(struct call *c, struct message *m, const unsigned char key[32]) must_check;	/* puts kind, order, transaction, amount, paid_at into m->body */
message_fn gate_instalment;					/* gate_instalment.c: OUT_UNKNOWN when the number is none */
struct slice message_text(const struct message *m, const char *name);	/* absent: not there, or no text */
#endif
