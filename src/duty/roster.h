/* SPDX-License-Identifier: Apache-2.0 */
/* roster.h - the plan of a unit's duty; what stands in it are rows of duty_entry.
 *
 * Invariant  no two rosters of a unit that are not withdrawn share a day.
 */
#ifndef DUTY_ROSTER_H
#define DUTY_ROSTER_H
#include "engine/schema.h"
#define NAME roster
#define DEF "duty/roster.def"
#include "engine/declare.h"
#define ROSTER_DAYS_MAX 31
#endif
