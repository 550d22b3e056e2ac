/* SPDX-License-Identifier: Apache-2.0 */
/* sos_call.h - officers' calls for help.
 *
 * Shape      one row for each time the button goes down (a terminal repeats the bit while it is held; the next is taken once it was up, or
 *            the last is no longer ringing).
 * Hook       sos_call_hook: what else is to be done in the same transaction, such as opening an incident. Installed by main before the
 *            first position; the row is there already, and stands also when the hook refuses (which is logged).
 */
#ifndef TERMINAL_SOS_CALL_H
#define TERMINAL_SOS_CALL_H
#include "engine/call.h"
#include "terminal/where.h"
#define NAME sos_call
#define DEF "terminal/sos_call.def"
#include "engine/declare.h"

typedef enum err sos_fn(struct call *c, const struct row *sos);
void sos_call_hook(sos_fn *fn);
enum err sos_call_raise(struct call *c, const struct where_fix *f, int64_t *ret_id) must_check;	/* inside a job; 0: one is ringing */
#endif
