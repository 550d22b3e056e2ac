/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_SPEED_BAND_H
#define CASES_SPEED_BAND_H
#include "engine/schema.h"
#define NAME speed_band
#define DEF "cases/speed_band.def"
#include "engine/declare.h"
#endif
