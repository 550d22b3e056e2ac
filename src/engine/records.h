/* SPDX-License-Identifier: Apache-2.0 */
/* records.h - the names of all declared records, so that a page may refer to any other. */
#ifndef ENGINE_RECORDS_H
#define ENGINE_RECORDS_H
#include "engine/schema.h"

#define PAGE(folder, name) extern const struct record name##_record;
#define VIEW_PAGE(folder, name) extern const struct view name##_view;
#define RULE_PAGE(folder, name) extern const struct rule name##_rules[]; extern const int name##_nrules;
#include "pages.def"
#undef PAGE
#undef VIEW_PAGE
#undef RULE_PAGE
#endif
