/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RECORDER_RECORDING_DUTY_H
#define RECORDER_RECORDING_DUTY_H
#include "engine/schema.h"
#define NAME recording_duty
#define DEF "recorder/recording_duty.def"
#include "engine/declare.h"
#endif
