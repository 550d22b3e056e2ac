/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_ALARM_H
#define MATCH_ALARM_H
#include "engine/schema.h"
#define NAME alarm
#define DEF "match/alarm.def"
#include "engine/declare.h"
#endif
