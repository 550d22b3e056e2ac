/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ENGINE_CALENDAR_DAY_H
#define ENGINE_CALENDAR_DAY_H
#define NAME calendar_day
#define DEF "engine/calendar_day.def"
#include "engine/declare.h"
#endif
