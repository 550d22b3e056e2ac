/* SPDX-License-Identifier: Apache-2.0 */
/* positions_api.h - positions as screens and officers' phones see them: /api/v1/positions
 *
 * GET             where everybody is now, not longer than SET_position_shown_min ago; phones while on patrol, or calling for help
 * GET ?at=T[&within=S]                         where everybody was at that moment, seen within S seconds before (1800)    reason
 * GET ?vehicle=ID|person=ID&from=A&to=B[&doubtful=1]   the track of one, 31 days at most                                  reason
 *                 {"at","more","items":[{"kind","id","unit","at","received_at","place":[lon,lat],"speed","course","sos","doubt"}]}; doubt only
 *                 where there is some. "Luan-Reason" says why; the audit row is on disk before the answer leaves. One's own track needs none.
 * POST            {"items":[{"at","place":[lon,lat],"speed","course","accuracy","sos"}]}: the phone of who is signed in; 500 at most, oldest
 *                 first. Answered after the commit: {"taken","doubtful"}. The same moment again is the same position.
 * Scope           positions of the units for which the caller holds one of POSITION_ROLES, by the unit at that time.
 */
#ifndef TERMINAL_POSITIONS_API_H
#define TERMINAL_POSITIONS_API_H
#include "engine/engine.h"
#include "terminal/positions.h"

#define POSITIONS_PREFIX "/api/v1/positions"
#define POSITION_ROLES (R_dispatcher|R_duty|R_leader|R_supervisor)
struct positions_api {
	struct engine *engine;
	struct positions *positions;
};
void positions_serve(struct http_request *rq, void *positions_api);	/* an http_handler */
#endif
