/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_RECORDER_PRESENCE_H
#define RECORDER_RECORDER_PRESENCE_H
#include "engine/schema.h"
#define NAME recorder_presence
#define DEF "recorder/recorder_presence.def"
#include "engine/declare.h"
#endif
