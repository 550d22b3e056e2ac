/* SPDX-License-Identifier: Apache-2.0 */
/* video_figure.h - figures of video patrol, as rows with their validity (data/video_figures.csv).
 *
 * Errors     refused through the call, with the code that is missing: what a figure bounds is not done without it.
 */
#ifndef DUTY_VIDEO_FIGURE_H
#define DUTY_VIDEO_FIGURE_H
#include "engine/call.h"
#define NAME video_figure
#define DEF "duty/video_figure.def"
#include "engine/declare.h"

enum err video_figure(struct call *c, const char *code, int64_t *ret) must_check;	/* in force now */
#endif
