/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_VIDEO_ROUND_H
#define DUTY_VIDEO_ROUND_H
#include "engine/schema.h"
#define NAME video_round
#define DEF "duty/video_round.def"
#include "engine/declare.h"
#endif
