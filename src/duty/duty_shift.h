/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_DUTY_SHIFT_H
#define DUTY_DUTY_SHIFT_H
#include "engine/schema.h"
#define NAME duty_shift
#define DEF "duty/duty_shift.def"
#include "engine/declare.h"
#endif
