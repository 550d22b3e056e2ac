/* SPDX-License-Identifier: Apache-2.0 */
/* mask_.h - personal data as it is shown to those who may not see it.
 *
 * Shape      phone 138****5678, identity number 3703**********1234, plate 鲁C***45, everything else its first
 *            character and **; a single character and what is no text become ***. The shape of the value decides.
 * Invariant  at least two characters are hidden, of digits at least four.
 */
#ifndef ENGINE_MASK__H
#define ENGINE_MASK__H
#include "base/arena.h"
#include "base/buf.h"
#include "engine/schema.h"

struct slice mask_text(struct arena *a, const struct field *f, struct slice value);
/* In SQL, the same on both stores: CASE WHEN <may see> THEN value WHEN value IS NULL THEN NULL ELSE '***' END. */
void mask_sql(struct buf *b, const char *column, const char *may_see);
#endif
