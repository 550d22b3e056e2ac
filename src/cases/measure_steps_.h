/* SPDX-License-Identifier: Apache-2.0 */
/* measure_steps_.h - guards and effects of a measure that stand outside measure.c. Private to cases/. */
#ifndef CASES_MEASURE_STEPS__H
#define CASES_MEASURE_STEPS__H
#include "engine/schema.h"

/* ---- measure_held.c ---- */
effect_fn measure_announce, measure_extend, measure_keep_here;
guard_fn measure_unclaimed, measure_notice_over, measure_may_destroy, measure_may_extend, measure_goes_home;
#endif
