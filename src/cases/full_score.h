/* SPDX-License-Identifier: Apache-2.0 */
/* full_score.h - what follows when the points of a driver are full: opened by the decision that makes them so, held to the law until they are cleared. */
#ifndef CASES_FULL_SCORE_H
#define CASES_FULL_SCORE_H
#include "cases/measure.h"
#include "engine/call.h"
#include "engine/row.h"
#define NAME full_score
#define DEF "cases/full_score.def"
#include "engine/declare.h"

/* Points of the last twelve months that were neither cleared nor cancelled. */
enum err full_score_year(struct call *c, struct slice party_key, int64_t *ret) must_check;
/* In the effects of decision and cancellation, with the draft: 记分管理办法 13 and 16. */
enum err full_score_decided(struct call *c, const struct row *violation) must_check;
enum err full_score_cancelled(struct call *c, const struct row *violation) must_check;
guard_fn full_score_frees_licence;	/* of a measure: 记分管理办法 23 */
#endif
