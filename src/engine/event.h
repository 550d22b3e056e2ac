/* SPDX-License-Identifier: Apache-2.0 */
/* event.h - one ordered log of record changes, numbered after commit, pushed to every screen.
 *
 * Shape      event_write puts a row into event_new inside the transaction; the sequencer moves committed rows to
 *            event with consecutive numbers (a database sequence commits out of order) and publishes them to
 *            the SSE hub. Wire: id: <seq>, event: change, data: {"record","id","verb","state","version","unit"}.
 * PII        never in an event.
 */
#ifndef ENGINE_EVENT_H
#define ENGINE_EVENT_H
#include "engine/call.h"
#include "engine/row.h"
#include "net/sse.h"

enum err event_write(struct call *c, const char *verb, const struct row *after) must_check;
enum err event_deadline(struct call *c, const char *verb, const struct row *r) must_check;	/* event: deadline */
enum err event_start(struct engine *e) must_check;	/* the sequencer thread; event_wake is called after commits */
void event_stop(struct engine *e);
void event_wake(struct engine *e);
const char *event_ddl(enum db_kind k);			/* tables event_new, event, event_notice */
/* True once for (record, row, clock): whether this notice has still to be given; remembered with the transaction. */
enum err event_once(struct call *c, const struct record *rec, int64_t row, int64_t clock_ms, bool *ret_first) must_check;
/* GET /api/v1/events: a reader sees what its grants let it read; revoked sessions are cut. */
void event_serve(struct engine *e, struct http_request *rq, const struct who *who);	/* takes over who: releases it at the end */
/* The live picture on the same streams, "event: live" without an id: fn answers what this person may see of it, counted, or
 * NULL. Called with the hub locked: no I/O. fn NULL ends it; sse_live_tick(e->hub) says that there is a newer one. */
typedef struct sse_text *event_live_fn(void *ctx, const struct who *who);
void event_live(struct engine *e, event_live_fn *fn, void *ctx);
void event_cut_session(struct engine *e, int64_t session);	/* revoked: its streams end at once */
void event_cut_person(struct engine *e, int64_t person);	/* grants changed: streams end, the browser comes back with the new ones */
enum err event_prune(struct engine *e) must_check;	/* timer: keeps EVENT_KEEP_DAYS and EVENT_KEEP_ROWS */
#define EVENT_KEEP_DAYS 7
#define EVENT_KEEP_ROWS 1000000
/* The number of the newest event at a moment: exact while the event is kept, later that of the minute before (marks are made when events go).
 * 0: before everything that is known. Cost: some 20 look-ups. */
enum err event_seq_at(struct conn *c, int64_t at_ms, int64_t *ret) must_check;
#define EVENT_MARK_DAYS 400
/* Within db_snapshot: the newest number, and whether every change that this moment shows of a page that is shown has one (PostgreSQL
 * numbers after the commit). */
enum err event_settled(const struct engine *e, struct conn *c, int64_t *ret_seq, bool *ret_settled) must_check;
#endif
