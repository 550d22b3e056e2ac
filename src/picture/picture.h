/* SPDX-License-Identifier: Apache-2.0 */
/* picture.h - the live picture: who is where, what stands open, flow at the tollgates, figures of the wall; and the same of a past moment.
 * In memory, made anew every second: what is to be proven stands in the history and in the records. doc/picture.md
 *
 * Shape      GET /api/v1/live, and "event: live" on /api/v1/events with what is new of it:
 *            {"at","units":[[patrol,lon e6,lat e6,course,km/h,age s,bits]],                          each second
 *             "seq","shown":{"incident":[{"id","unit","state","since","title", shown fields}],..},    when the log has gone on
 *             "since","tollgates":[{"id","n5","unread5","last_at"}],"devices":{"active":n,..,"online":n,"offline":n,"clock_off":n},
 *             "alarms":{"raised":n,..},"figures":{"passages_today","unread_today","passages_5m","unread_5m","age_ms":{"devices","alarms"}}}
 *            seq: the number of the event log that shown is of. since: from when on the five minutes were counted; later than five minutes
 *            ago just after a start. alarms: all that are open, and those that were closed today.
 *            GET /api/v1/replay?at=, /changes?from=&to=[&record=], /tracks?from=&to=: with Luan-Reason, audited.
 * Scope      by kind of thing: what lies below the units of the grants that may read it, or that such units take part in; one text for
 *            all with the same.
 * Units      a day is a day in Beijing; passages belong to it by the time of receipt (by their own before the last start).
 * Cost       the tap: see flow.h; a tick: a few ms for 2,000 tollgates, 10,952 devices, 1,000 patrols; a text 0.2 ms for each scope that
 *            is being watched. A replayed moment: two ranges of an index and one hour of positions.
 */
#ifndef PICTURE_PICTURE_H
#define PICTURE_PICTURE_H
#include "engine/engine.h"
#include "ingest/tap.h"
#include "store/history.h"

struct picture;
/* history may be NULL: then the day begins with the start. */
enum err picture_open(struct picture **ret, struct engine *e, struct history *h) must_check;
struct positions;
void picture_positions(struct picture *p, struct positions *stored);	/* where replay finds what moved; before http_start */
void picture_close(struct picture *p);			/* after http_stop and when nobody taps any more */
struct passage_tap *picture_tap(struct picture *p);
size_t picture_routes(struct picture *p, struct http_route *route, size_t max);
#define PICTURE_ROUTES 2
#define PICTURE_TICK_MS 1000
#endif
