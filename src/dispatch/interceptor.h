/* SPDX-License-Identifier: Apache-2.0 */
/* interceptor.h - what runs beside the pages of interception: learns from passages where vehicles go, writes down what it foresees
 * at each sighting of an open alarm, keeps those who see an alarm and its interception the same, answers forecasts.
 *
 *   GET /api/v1/alarms/{id}/forecast          where the vehicle will be next, and who ahead can be there before it
 *   GET /api/v1/interceptions/{id}/forecast   the same of its alarm, with those who are ordered already
 *   {"alarm","interception","at","seen":{"tollgate","name","place","at","course"},"by":"roads|straight","learned","next":[{"tollgate","name",
 *    "place","permille","eta_from","eta","eta_to","overdue","learned","posts":[{"kind","patrol","station","name","unit","place","officers","arrive_at",
 *    "before","ordered"}]}],"elsewhere","ring":[[lon,lat],..],"reach_m"}
 *
 * Rights     whoever may read the alarm; of patrols those that he may read. No plate is in the answer.
 * Use        interceptor_open before match_open, whose tap is interceptor_tap; interceptor_close after the history is closed.
 * Threads    the tap from any; one timer.
 */
#ifndef DISPATCH_INTERCEPTOR_H
#define DISPATCH_INTERCEPTOR_H
#include "dispatch/outlook.h"
#include "engine/engine.h"
#include "ingest/tap.h"
#include "store/history.h"

#define INTERCEPTOR_TIMER "dispatch.interceptor"
struct interceptor;
/* next: who looks on besides; NULL: nobody. h: what was learned before is learned again from; NULL: nothing. */
enum err interceptor_open(struct interceptor **ret, struct engine *e, struct passage_tap *next, struct history *h) must_check;
void interceptor_close(struct interceptor *i);
struct passage_tap *interceptor_tap(struct interceptor *i);
size_t interceptor_routes(struct interceptor *i, struct http_route *route, size_t max);
struct transitions *interceptor_learned(void);		/* NULL: not open in this process */

void interceptor_wake(struct engine *e);		/* something began: look soon */
enum err interceptor_tell_ahead(struct call *c, struct row *interception) must_check;	/* inside a job: units of the next places take part, the row says how many */
#endif
