/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_RECORDING_REFUSAL_H
#define CASES_RECORDING_REFUSAL_H
#include "engine/schema.h"
#define NAME recording_refusal
#define DEF "cases/recording_refusal.def"
#include "engine/declare.h"
#endif
