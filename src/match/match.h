/* SPDX-License-Identifier: Apache-2.0 */
/* match.h - passages in, alarms out: the sink that main installs below the device port.
 *
 *   accept ─► match (hot set, rules) ─► pictures ─► history ─► done() ─► alarms, a job for all hits that wait
 *             on the caller's thread     on disk     on disk    answer    on a thread of its own
 *
 * Once       a batch without alarms moves the mark "matched up to" by itself; one with alarms moves it when they are committed. After
 *            a crash what lies beyond the mark is matched again; the same ground and passage is never two alarms.
 * Threads    accept from any, never blocks.
 * Errors     through intake.done: E_BUSY, E_DISK_FULL, E_STORE. A job of alarms that fails is tried again until it does not.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H
#include "engine/engine.h"
#include "ingest/order.h"
#include "ingest/sink.h"

struct passage_tap;
struct match;
struct match_options {
	struct engine *engine;
	struct history *history;
	struct pack_store *packs;	/* NULL: passages with pictures are taken without them (bench, tests) */
	struct passage_tap *tap;	/* NULL: nobody looks on */
};
/* After engine_start: loads the hot set, makes the missing parameters, matches what a crash left unmatched. */
enum err match_open(struct match **ret, const struct match_options *o) must_check;
struct passage_sink *match_sink(struct match *m);
struct order_sink *match_orders(struct match *m);	/* dispositions of another platform become applications (order.c) */
void match_close(struct match *m);		/* before pack_close and history_close: waits for what is on its way */

struct match_stats {
	int64_t passages, hits, hits_lost, alarms, sightings, braked, travel, conflicts, failed_jobs, waiting;
};
void match_stats(struct match *m, struct match_stats *ret);
#endif
