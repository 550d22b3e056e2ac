/* SPDX-License-Identifier: Apache-2.0 */
/* openapi.h - the API as an OpenAPI 3.1 document: doc/api.md, spelled out for every page.
 *
 * Shape      a schema for the row, the creation and the change of every record and for what its steps ask; a path
 *            for every verb, a parameter for every filter; views with their columns. No store is needed.
 * Cost       some milliseconds; the same text for the life of the program.
 */
#ifndef ENGINE_OPENAPI_H
#define ENGINE_OPENAPI_H
#include "base/buf.h"
#include "engine/engine.h"

void openapi_document(const struct pages *p, struct buf *b);
void openapi_serve(struct http_request *rq, void *pages);	/* GET /api/v1/openapi.json; an http_handler */
#endif
