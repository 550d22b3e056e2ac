/* SPDX-License-Identifier: Apache-2.0 */
/* duty_limit.h - figures of the duty roster: how long a shift may be, how long a rest, when somebody is late.
 *
 * Shape   rows of data/duty_limits.csv, each with its source and validity. The version in force on that day counts; where none is, there
 *         is no figure, and what needs it does not happen.
 */
#ifndef DUTY_DUTY_LIMIT_H
#define DUTY_DUTY_LIMIT_H
#include "engine/call.h"
#define NAME duty_limit
#define DEF "duty/duty_limit.def"
#include "engine/declare.h"

int64_t duty_figure(struct call *c, const char *code, int64_t at_ms);	/* -1: none in force */
#endif
