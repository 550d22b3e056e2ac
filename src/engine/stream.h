/* SPDX-License-Identifier: Apache-2.0 */
/* stream.h - STREAM: facts that arrive and never change.
 *
 * Shape      a table like a record's, without states, steps, changes and versions. Its field `at` says when the fact
 *            was; UNIQUE(...) is its deduplication key: the same fact again is the same row and no error.
 * Log        a stream writes no event and, when the system itself or a device appends, no audit row: it is its own
 *            log. What a person appends by hand is audited like any act.
 * Retention  rows whose `at` is older than KEEP(days) are deleted, some thousands at a time.
 * Cost       one insert.
 */
#ifndef ENGINE_STREAM_H
#define ENGINE_STREAM_H
#include "engine/record.h"

enum err stream_append(struct call *c, struct row *draft) must_check;	/* inside a job; record_create comes here by itself */
enum err stream_prune(struct engine *e, void *ctx) must_check;		/* timer */
int stream_at(const struct record *rec);				/* index of its field `at` */
#endif
