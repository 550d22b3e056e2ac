/* SPDX-License-Identifier: Apache-2.0 */
/* typescript.h - the pages as web/src/gen/schema.ts: interfaces for the compiler, a model for the screens.
 *
 * Shape      interface <Record>, <Record>Create, <Record>Patch and one per part; records, views, roles and
 *            errors as constant objects. No store is needed.
 * Errors     b->full.
 */
#ifndef ENGINE_TYPESCRIPT_H
#define ENGINE_TYPESCRIPT_H
#include "base/buf.h"
#include "engine/engine.h"

void typescript_schema(const struct pages *p, struct buf *b);
#endif
