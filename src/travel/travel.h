/* SPDX-License-Identifier: Apache-2.0 */
/* travel.h - travel times of monitored routes out of the passages of the history.
 *
 *   history ─► passages of a stretch of time ─► by vehicle ─► trips of every route ─► route_time, five minutes each
 *
 * Order      the same whatever order passages came in: a stretch is read when the longest trip that began in it has ended (most_min) and
 *            TRAVEL_LATE_MS more have passed. What comes later still is counted by the step recount.
 * Once       the rows of a stretch and "counted up to" are one transaction.
 * Cost       one reading of all passages of the stretch for all routes; a day of 10 million passages some 30 s in stretches of minutes.
 */
#ifndef TRAVEL_TRAVEL_H
#define TRAVEL_TRAVEL_H
#include "engine/engine.h"
#include "store/history.h"

#define TRAVEL_LATE_MS 120000
#define TRAVEL_BUCKET_MS 300000
struct travel_watch;
enum err travel_open(struct travel_watch **ret, struct engine *e, struct history *h) must_check;	/* adds the timer */
void travel_close(struct travel_watch *t);		/* before history_close; ends the timers */
#endif
