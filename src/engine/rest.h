/* SPDX-License-Identifier: Apache-2.0 */
/* rest.h - the routes below /api/v1/ that are derived from the pages.
 *
 * Use      main registers rest_serve for the prefix "/api/v1/" with the engine as context; what people/ and api/
 *          serve by hand has longer prefixes.
 * Errors   always a problem answer; nothing is thrown away silently.
 */
#ifndef ENGINE_REST_H
#define ENGINE_REST_H
#include "engine/engine.h"

http_handler rest_serve;
size_t rest_body_max(void);
enum http_worth rest_worth(const struct http_request *rq);
#endif
