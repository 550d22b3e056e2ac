/* SPDX-License-Identifier: Apache-2.0 */
/* gate_.h - what this folder makes of the messages of banks and registers. Private to cases/. */
#ifndef CASES_GATE__H
#define CASES_GATE__H
#include "gate/adapter.h"
#include "gate/gate.h"

message_fn gate_owed, gate_paid, gate_refunded;			/* gate_payment.c */
message_fn gate_fetch, gate_entered, gate_refused, gate_held;	/* gate_register.c */
/* The order is paid, the case with it, and the register is to know. */
enum err gate_book(struct call *c, const struct message *m, const struct row *order, int64_t paid_at, int64_t more) must_check;
message_fn gate_instalment, gate_instalment_owed;		/* gate_instalment.c: OUT_UNKNOWN when the number is none */
#endif
