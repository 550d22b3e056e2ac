/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/calendar_day.h"
#include "engine/deadline.h"

#define NAME calendar_day
#define DEF "engine/calendar_day.def"
#include "engine/define.h"
