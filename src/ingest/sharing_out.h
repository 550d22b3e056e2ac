/* SPDX-License-Identifier: Apache-2.0 */
/* sharing_out.h - hands passages to the platforms that approved sharings name, and ends those whose period is over.
 *
 *   rows approved, in their period ─► place in the history ─► what they cover ─► message ─► POST ─► answer
 *            ▲ looked at before every batch                                                          │ taken
 *            └──────── place, count, audit row: one job ◄────────────────────────────────────────────┘
 *
 * At least once  the place moves when the receiver has taken a batch; what is sent again after a crash has the same ids. It begins where
 *            the history stood at the approval, anew at every resumption: what came while no approval stood is never sent.
 * Held up    nothing: one thread of its own, all receivers at once (net/post.h). A batch is SHARING_ROWS passages; a
 *            receiver has one on its way; failures wait 1, 2, 4 .. SHARING_WAIT_MS.
 * Stopped    a sharing that is suspended, ended or over is looked at again before the next batch, and at once on this server: what is on
 *            its way is broken off, and the audit says how much that was.
 * Audit      a row a batch, in the transaction that moves the place: what the log says was handed over is what was, also after a
 *            crash, and no hour of it is missing. Batches are as rare as interval_s says.
 * Servers    each sends the passages of its own history; its name is part of the key of a place.
 * Source     个人信息保护法 23, 34, 54, 55; GA/T 1400.4 7.2.21
 */
#ifndef INGEST_SHARING_OUT_H
#define INGEST_SHARING_OUT_H
#include "engine/call.h"
#include "store/history.h"

#define SHARING_ROWS 500		/* passages a batch */
#define SHARING_WAIT_MS 60000
#define SHARINGS_MAX 64			/* that send at once; more are told of in the log and wait for one to end */
#define SHARINGS_TIMER "sharings"

struct sharing_out;
struct sharing_out_options {
	struct engine *engine;
	struct history *history;
	const char *platform;		/* 20 digits: this platform's own; NULL: made of the topmost unit's code */
};
/* After port_open (directory) and engine_start; adds its timer. */
enum err sharing_out_open(struct sharing_out **ret, const struct sharing_out_options *o) must_check;
void sharing_out_close(struct sharing_out *s);	/* before history_close: waits some seconds for answers */
void sharing_out_wake(void);			/* an approval has changed; nothing when none is open */
/* In the job of an approval: passages are sent from here on. */
enum err sharing_out_begin(struct call *c, int64_t sharing, bool in_period) must_check;
const char *ingest_ddl(enum db_kind k);		/* table sharing_mark */
#endif
