/* SPDX-License-Identifier: Apache-2.0 */
/* handover_open.h - what is open in a unit, of all sources; effects of the sheet that come of it. */
#ifndef ORG_HANDOVER_OPEN_H
#define ORG_HANDOVER_OPEN_H
#include "engine/call.h"
#include "engine/row.h"

/* The open items of this moment on the draft; those written by hand stay, and so do notes on what is still open. */
enum err handover_put_open(struct call *c, struct row *draft) must_check;
/* What began, ended or moved on since: the other part of the draft. Items stay as they were signed. */
enum err handover_put_changes(struct call *c, struct row *draft) must_check;
#endif
