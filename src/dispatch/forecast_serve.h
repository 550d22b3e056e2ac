/* SPDX-License-Identifier: Apache-2.0 */
/* forecast_serve.h - GET alarms/{id}/forecast and interceptions/{id}/forecast; what is neither goes on to rest_serve. See interceptor.h. */
#ifndef DISPATCH_FORECAST_SERVE_H
#define DISPATCH_FORECAST_SERVE_H
#include "engine/engine.h"

#define FORECAST_ROUTES 2
size_t forecast_routes(struct engine *e, struct http_route *route, size_t max);
#endif
