/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_RECORDER_H
#define RECORDER_RECORDER_H
#include "engine/call.h"
#include "engine/row.h"
#include "recorder/readers.h"
#define NAME recorder
#define DEF "recorder/recorder.def"
#include "engine/declare.h"

/* A step of a page of this folder as part of somebody's act: rights are not asked again, the audit names him. */
enum err recorder_fire(struct call *c, const struct record *rec, int64_t id, const char *verb, const struct row *change, uint64_t set) must_check;
#endif
