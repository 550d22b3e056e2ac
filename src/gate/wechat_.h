/* SPDX-License-Identifier: Apache-2.0 */
/* wechat_.h - callbacks as WeChat Pay publishes them (APIv3). Private to gate/. */
#ifndef GATE_WECHAT__H
#define GATE_WECHAT__H
#include "gate/gate.h"

/* SHA256-RSA over timestamp, nonce, body, by the platform's key of that serial. */
bool wechat_signed(const struct message *m) must_check;
/* The resource (AEAD_AES_256_GCM): puts kind, order, transaction, amount, paid_at into m->body. */
bool wechat_open(struct call *c, struct message *m, const unsigned char key[32]) must_check;
#endif
