/* SPDX-License-Identifier: Apache-2.0 */
/* reference.h - reference documentation from the pages, as Markdown in Chinese or English.
 *
 * Shape      a contents list; a chapter for every record with its fields, parts, files, states drawn as text, steps
 *            and a matrix of rights; then views and rules. No store is needed.
 */
#ifndef ENGINE_REFERENCE_H
#define ENGINE_REFERENCE_H
#include "base/buf.h"
#include "engine/engine.h"

void reference_document(const struct pages *p, bool english, struct buf *b);
#endif
