/* SPDX-License-Identifier: Apache-2.0 */
/* export_.h - values as an export writes them. Private to engine/. */
#ifndef ENGINE_EXPORT__H
#define ENGINE_EXPORT__H
#include "engine/export.h"
#include "engine/row.h"
#include "engine/sheet.h"

/* One value as people read it: titles of choices, local time, yes and no. */
struct slice value_text(struct arena *a, const struct type *t, const struct value *v, bool english);
#endif
