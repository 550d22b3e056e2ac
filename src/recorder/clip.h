/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_CLIP_H
#define RECORDER_CLIP_H
#include "engine/call.h"
#include "engine/row.h"
#include "recorder/readers.h"
#define NAME clip
#define DEF "recorder/clip.def"
#include "engine/declare.h"

/* The class `code` as it stands on the day of the clip, and until when it is kept by it; nothing is kept shorter than before. */
enum err clip_keep_by(struct call *c, struct row *draft, struct slice code) must_check;
#endif
