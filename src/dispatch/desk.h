/* SPDX-License-Identifier: Apache-2.0 */
/* desk.h - what the dispatcher's desk and the officer's phone ask beside the pages themselves.
 *
 *   POST /api/v1/incidents/similar              {"kind","place"?,"called_at"?,"caller_phone"?,"plates"?,"except"?} -> {"items":[{"incident","subject","state",
 *                                               "called_at","metres","minutes","reasons":[{"code","zh","en"}]}]}: what it may be a duplicate of
 *   POST /api/v1/incidents/callers              {"caller_phone","reason","except"?} -> {"items":[{"incident","subject","state","called_at","closing_code"}],
 *                                               "false_calls"}: earlier incidents of the same number; audited with its reason
 *   GET  /api/v1/incidents/{id}/recommendation  {"how":"road"|"straight",...,"candidates":[...],"excluded":[...]} of recommend.c
 *   GET  /api/v1/incidents/{id}/timeline        {"items":[{"at","what","what_en","who","detail","detail_en","reason","record","row"}],"more"}, oldest first
 *   POST /api/v1/incidents/{id}/report          the after-action report as PDF
 *   POST /api/v1/dispatch_orders/{id}/way       {"from":[lon,lat]} -> {"how","metres","seconds","line":[[lon,lat],...]}: how the crew gets there
 *   POST /api/v1/joint_operations/{id}/report   the report of a joint operation as PDF
 *
 * Rights     whoever may read the incident or order; a number or plate is compared only for those who may see persons, with a reason.
 * Cost       a recommendation: a read of all patrols on duty, travel times in memory; under 10 ms with 5,000 of them.
 */
#ifndef DISPATCH_DESK_H
#define DISPATCH_DESK_H
#include "engine/engine.h"

#define INCIDENT_PREFIX "/api/v1/incidents/"
#define ORDER_PREFIX "/api/v1/dispatch_orders/"
#define JOINT_PREFIX "/api/v1/joint_operations/"
http_handler incident_desk_serve, order_desk_serve, joint_desk_serve;	/* ctx: the engine; what is none of these goes on to rest_serve */
void dispatch_report_open(void);			/* reads the page of the report: a faulty one stops the program */
void joint_report_open(void);				/* the same */
#endif
