/* SPDX-License-Identifier: Apache-2.0 */
/* video_plan.h - the shift of a plan that holds an instant.
 *
 * Units      ms UTC; the shift is [from, to), its beginning an hour of Beijing's day.
 */
#ifndef DUTY_VIDEO_PLAN_H
#define DUTY_VIDEO_PLAN_H
#include "engine/row.h"
#define NAME video_plan
#define DEF "duty/video_plan.def"
#include "engine/declare.h"

struct video_shift {
	int64_t from_ms, to_ms;
};
/* False: the plan has no shift at that moment. */
bool video_plan_shift_at(const struct row *plan, int64_t at_ms, struct video_shift *ret);
#endif
