/* SPDX-License-Identifier: Apache-2.0 */
/* road_state.h - how traffic flows on every section now, where anything is known of it.
 *
 *   history (live) ─► pairs of tollgates ─┐
 *   where.h (patrols under way) ──────────┴► samples of an arc ─► median ─┬► level ─► road_level, GET /api/v1/roads/state
 *                                                                        ├► times of the road network (road_net_drive)
 *                                                                        └► far below what is usual ─► road_event
 *
 * Shape      in memory, by direction of section; nothing of it outlives a restart but rows. A level changes when it has stood for two turns.
 * Units      km/h x 10; a turn is STATE_TURN_MS. Figures are rows: settings road_*, bounds of levels road_class.
 * Usual      the median of the same hour of the same day of the week over the weeks before (road_hour), when there are enough of them.
 * Route      GET /api/v1/roads/state {"at","sections":[{"id","back","level","speed","samples","usual"?,"since","name","number","shape"}]}: sections of
 *            the units of the caller's grants, and those of no unit; for a dispatcher all. ?bbox=w,s,e,n.
 * Errors     of a turn: logged and counted by its timer, tried again.
 */
#ifndef TRAVEL_ROAD_STATE_H
#define TRAVEL_ROAD_STATE_H
#include "engine/engine.h"
#include "store/history.h"

#define STATE_TURN_MS 30000
struct road_watch;
enum err road_state_open(struct road_watch **ret, struct engine *e, struct history *h) must_check;
void road_state_close(struct road_watch *w);		/* before history_close; ends the timers */
size_t road_state_routes(struct road_watch *w, struct http_route *route, size_t max);
#endif
