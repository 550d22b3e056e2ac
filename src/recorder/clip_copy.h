/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_CLIP_COPY_H
#define RECORDER_CLIP_COPY_H
#include "engine/call.h"
#include "engine/row.h"
#include "recorder/readers.h"
#define NAME clip_copy
#define DEF "recorder/clip_copy.def"
#include "engine/declare.h"
#endif
