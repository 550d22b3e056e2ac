/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_SITE_RECORDING_H
#define CASES_SITE_RECORDING_H
#include "cases/site_document.h"
#include "engine/call.h"
#include "engine/row.h"
#define NAME site_recording
#define DEF "cases/site_recording.def"
#include "engine/declare.h"
#endif
