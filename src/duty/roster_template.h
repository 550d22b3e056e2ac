/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DUTY_ROSTER_TEMPLATE_H
#define DUTY_ROSTER_TEMPLATE_H
#include "engine/schema.h"
#define NAME roster_template
#define DEF "duty/roster_template.def"
#include "engine/declare.h"
#endif
