/* SPDX-License-Identifier: Apache-2.0 */
/* plan_report_.h - how the end report of a plan gets its figures and its page. Private to plan/.
 *
 *   warnings, receipts, tasks, road controls, incidents, visibility ─► figures: JSON ─► draft with words ─► approved: hash ─► plan_page.txt ─► PDF
 */
#ifndef PLAN_PLAN_REPORT__H
#define PLAN_PLAN_REPORT__H
#include <jansson.h>
#include "paper/template.h"
#include "plan/plan_report.h"
#include "plan/plans_.h"

enum err plan_figures_draw(struct call *c, const struct row *plan, json_t **ret) must_check;	/* caller: json_decref */
struct slice plan_figures_words(struct call *c, const struct row *plan, const json_t *figures);
void digest_of_plan_report(const struct row *r, char ret[65]);
extern const struct embedded plan_report_files[];
extern const size_t plan_report_files_n;
#endif
