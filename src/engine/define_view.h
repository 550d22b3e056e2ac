/* SPDX-License-Identifier: Apache-2.0 */
/* define_view.h - source pass over a VIEW page: emits <NAME>_view. Compiled through engine/view_page.c. */
#include "engine/records.h"
#define VIEW(...)
#define ARG(...)
#define COL(...)
#define CHART(...)
#define DRILL(...)
#define SQL(...)
#undef ARG
#define ARG(n, type_, flags_, title_) { #n, type_, flags_, title_, "" },
static const struct field view_args[] = {
#include DEF
	{ 0 } };
#undef ARG
#define ARG(...)
#undef COL
#define COL(n, type_, flags_, title_) { #n, type_, flags_, title_ },
static const struct view_col view_cols[] = {
#include DEF
	{ 0 } };
#undef COL
#define COL(...)
#undef VIEW
#undef CHART
#undef DRILL
#undef SQL
#define VIEW(n, title_, who_) const struct view n##_view = { .name = #n, .title = title_, .who = who_, \
	.arg = view_args, .narg = (int)N_ELEMS(view_args) - 1, .col = view_cols, .ncol = (int)N_ELEMS(view_cols) - 1,
#define CHART(kind_) .chart = CHART_##kind_,
#define DRILL(text_) .drill = text_,
#define SQL(text_) .sql = text_,
#include DEF
};
