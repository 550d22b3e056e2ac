/* SPDX-License-Identifier: Apache-2.0 */
/* links.h - GET /api/v1/device_links?device=1,2: how devices are connected at this moment, for the device desk.
 *
 * Answer     {"at","items":[{"id","registered","online","clock_ms","passages","per_minute","unread_permille","first_at","last_at"}]}; what is not
 *            known is null. Without `device` all that were heard since the server began. Only devices of units the caller may see.
 * Limits     LINKS_ASKED devices by number. No personal data.
 */
#ifndef INGEST_LINKS_H
#define INGEST_LINKS_H
#include "engine/engine.h"

#define LINKS_ASKED 1000
void links_serve(struct http_request *rq, void *engine);	/* an http_handler */
#endif
