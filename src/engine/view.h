/* SPDX-License-Identifier: Apache-2.0 */
/* view.h - questions with declared arguments, and rules: questions that must stay empty.
 *
 * SQL names records as {record} and their parts as {record.part}: the scoped and masked form is put in as a WITH
 * named scoped_record, on both stores, and a statement that reads a base table is refused.
 * Arguments  :name in the SQL; :now is the moment of the call. A TIME may be sent as a day: its beginning in Beijing.
 * Periods    a view with arguments `from` and `to` (exclusive, TIME or DATE) and a COUNT or RATE column answers
 *            本期/同比/环比/累计/增幅 on request: compare=yoy,mom,ytd, align=spring_festival for the first.
 */
#ifndef ENGINE_VIEW_H
#define ENGINE_VIEW_H
#include <jansson.h>
#include "engine/call.h"

/* The answer of doc/api.md. *ret_persons: the record whose personal data it shows, which the caller has to audit
 * before it answers; NULL: none. */
enum err view_json(struct call *c, const struct view *v, const json_t *args, struct buf *b,
    const struct record **ret_persons) must_check;
/* Below this base no rate of change is given. Pushed from the page setting by the layer that holds it. */
void compare_set_small_base(int64_t n);
enum err rule_run(struct call *c, const struct rule *r, int64_t *ret_open) must_check;	/* opens and closes findings */
#endif
