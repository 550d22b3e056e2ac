/* SPDX-License-Identifier: Apache-2.0 */
/* responsible_api.h - who answers for a place, for staff who are signed in: what the call desk proposes as owner of an incident.
 *
 * Route      GET /api/v1/duty/responsible?place=118.05,36.81                  {"unit","unit_title","post","by":"road|section|area"}
 *                                        ?number=G309&km_m=12300   (either or both)
 * Errors     E_BAD_QUERY; E_NOT_FOUND nobody answers for it.
 */
#ifndef DUTY_RESPONSIBLE_API_H
#define DUTY_RESPONSIBLE_API_H
#include "engine/engine.h"

size_t duty_routes(struct engine *e, struct http_route *route, size_t max);
#endif
