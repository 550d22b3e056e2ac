/* SPDX-License-Identifier: Apache-2.0 */
/* api.h - the few routes that no page derives: /healthz, /readyz, the API's description, health, clock.
 *
 * Source   doc/api.md, "the rest".
 */
#ifndef API_API_H
#define API_API_H
#include "engine/engine.h"

struct api {
	struct engine *engine;
	struct http_server **server;
	int64_t began_mono_ms;
	bool ready;			/* false: /readyz answers 503 (starting, stopping) */
};
const struct record *import_target(const struct engine *e, struct slice name);	/* "devices" -> device; NULL: none */
size_t api_routes(struct api *a, struct http_route *route, size_t max);	/* how many were written */
#endif
