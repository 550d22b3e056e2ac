/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_VIDEO_LOOK_H
#define DUTY_VIDEO_LOOK_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME video_look
#define DEF "duty/video_look.def"
#include "engine/declare.h"

enum err video_look_lapse(struct call *c, int64_t person) must_check;	/* ends the one that stands open, at its last sign */
#endif
