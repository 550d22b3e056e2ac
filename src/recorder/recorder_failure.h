/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_RECORDER_FAILURE_H
#define RECORDER_RECORDER_FAILURE_H
#include "engine/call.h"
#include "engine/row.h"
#include "recorder/readers.h"
#define NAME recorder_failure
#define DEF "recorder/recorder_failure.def"
#include "engine/declare.h"
#endif
