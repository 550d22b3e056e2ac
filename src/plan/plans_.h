/* SPDX-License-Identifier: Apache-2.0 */
/* plans_.h - what the files of this folder share. Private to plan/. */
#ifndef PLAN_PLANS__H
#define PLAN_PLANS__H
#include "engine/first.h"
#include "engine/record.h"
#include "plan/area.h"
#include "plan/plan.h"
#include "plan/plan_announcement.h"
#include "plan/plan_change.h"
#include "plan/plan_closure.h"
#include "plan/plan_figure.h"
#include "plan/plan_task.h"
#include "plan/plan_template.h"
#include "plan/weather_warning.h"

#define MINUTE_MS 60000LL
int64_t figure_of(struct call *c, const char *code, int64_t otherwise);	/* plan_figure in force now */
enum err figure_asked(struct call *c, const char *code, int64_t *ret) must_check;	/* of the law: without a row in force refused, no figure is assumed */
int level_of(struct slice level);		/* 1 blue .. 4 red; 0: none */
/* The Chinese title of a choice as it stands on the page: "大雾". */
struct slice choice_words(const struct record *rec, int field, struct slice value);
struct slice part_choice_words(const struct record *rec, int part_field, struct slice value);
struct slice when_words(struct arena *a, int64_t ms);	/* 11月27日20时30分, of Beijing; absent: 0 */
enum err all_ids(struct call *c, const char *text, const struct first_arg *arg, int narg, struct ids *ret) must_check;	/* first column of each row */

/* weigh.c: what a warning that came, and one that ended, means for plans. Both in a job of the system. */
enum err weigh(struct call *c, const struct row *warning) must_check;
enum err weigh_end(struct call *c, const struct row *warning) must_check;
/* phase.c */
enum err phase_begin(struct call *c, const struct row *plan) must_check;	/* tasks, controls and texts of row_int(plan, plan_phase) */
enum err phase_texts(struct call *c, const struct row *plan, int64_t phase, const char *occasion) must_check;
enum err tell_units(struct call *c, const struct row *plan, const char *occasion, struct slice subject, struct slice body) must_check;
enum err tell_public(struct call *c, const struct row *about, const char *occasion, struct slice subject,
    struct slice body) must_check;	/* about: a plan or a plan_closure */
enum err tasks_withdraw(struct call *c, int64_t plan) must_check;
/* fill.c: {hazard} and the like in a text of a template. */
struct slice fill_text(struct call *c, const struct row *plan, struct slice text);
bool fill_known(struct slice text, struct slice *ret_unknown) must_check;
enum err plan_template_of(struct call *c, const char *hazard, const char *level, struct row **ret) must_check;	/* NULL: none in force */
enum err change_overtake(struct call *c, int64_t plan) must_check;	/* open proposals of it are over */
#endif
