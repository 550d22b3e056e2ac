/* SPDX-License-Identifier: Apache-2.0 */
/* full_score_.h - what the files of a full score share. Private to cases/. */
#ifndef CASES_FULL_SCORE__H
#define CASES_FULL_SCORE__H
#include "cases/full_score.h"

struct point_cycle {		/* 记分管理办法 3: twelve months from the day of the first licence on, over and over */
	int64_t from_ms, to_ms;	/* to is exclusive */
	int64_t carry;		/* which unpaid fines bring their points along: 0 none, 1 those overdue (记分管理办法 15), 2 all (实施条例 24) */
};
struct study_need {
	int64_t days, attend, onsite;
	const char *tests;
};
struct study_done {
	int64_t days, attend, onsite;
};

/* full_score_count.c: which points count, and of which cases */
enum err full_score_cycle(struct call *c, struct slice licensed_on, int64_t at_ms, struct point_cycle *ret) must_check;
enum err full_score_in_cycle(struct call *c, struct slice party_key, const struct point_cycle *cycle, int64_t *ret_points) must_check;	/* less what was taken off */
enum err full_score_taken_off(struct call *c, struct slice party_key, const struct point_cycle *cycle, int64_t *ret_points) must_check;
struct full_score_of {		/* whose */
	int64_t unit;
	struct slice name, id, key, licensed_on;
};
/* In the effect that takes a reduction back: 31/2. */
enum err full_score_restored(struct call *c, const struct full_score_of *who, int64_t points, int64_t taken_ms) must_check;
enum err full_score_relink(struct call *c, const struct row *r, const struct point_cycle *cycle) must_check;	/* its links are the cases of the cycle */
enum err full_score_linked(struct call *c, const struct row *r, int64_t *ret_points) must_check;
int64_t full_score_full(struct call *c);	/* 12 */
/* full_score_need.c: how much the law asks */
enum err full_score_need(struct call *c, const struct row *r, struct study_need *ret) must_check;
enum err full_score_done(struct call *c, const struct row *r, struct study_done *ret) must_check;
enum err full_score_returnable(struct call *c, const struct row *r, int64_t *ret_ms) must_check;
bool full_score_heavy(const struct row *r);	/* holds one of the five classes of art. 18 */
/* full_score_study.c */
effect_fn full_score_begin, full_score_finish, full_score_book, full_score_pass, full_score_fail, full_score_annul, full_score_clear;
guard_fn full_score_has_studied, full_score_may_book, full_score_was_examined, full_score_all_paid;
void full_score_study_again(struct row *draft);	/* what was studied stays, finish and results go */
/* full_score_paper.c */
enum err full_score_paper(struct call *c, struct row *draft) must_check;
#endif
