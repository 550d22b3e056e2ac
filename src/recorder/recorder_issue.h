/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_RECORDER_ISSUE_H
#define RECORDER_RECORDER_ISSUE_H
#include "engine/call.h"
#include "engine/row.h"
#include "recorder/readers.h"
#define NAME recorder_issue
#define DEF "recorder/recorder_issue.def"
#include "engine/declare.h"
#endif
