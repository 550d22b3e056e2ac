/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_CLIP_RETENTION_H
#define RECORDER_CLIP_RETENTION_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME clip_retention
#define DEF "recorder/clip_retention.def"
#include "engine/declare.h"
#endif
