/* SPDX-License-Identifier: Apache-2.0 */
/* case_words_.h - sentences about a case for its documents. Private to cases/. */
#ifndef CASES_CASE_WORDS__H
#define CASES_CASE_WORDS__H
#include "cases/case_paper_.h"

struct slice case_number(struct call *c, const struct row *r);		/* 2026-000012-00000033 */
struct slice case_facts(struct call *c, const struct row *r);		/* when, where, with which vehicle; then what was told as facts */
struct slice case_points_basis(const struct row *r);			/* 《…》第十一条; absent: no points, or before its time */
struct slice case_penalty_words(struct call *c, const struct row *r);	/* 罚款200元；absent while none is proposed */
struct slice case_performance(const struct row *r);			/* of what is no fine */
/* What whoever decides examines (程175、170): evidence, circumstances, goods, procedure so far, days of suspension. */
enum err case_put_examined(struct paper_pool *p, const struct row *r) must_check;
#endif
