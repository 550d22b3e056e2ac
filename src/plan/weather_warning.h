/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_WEATHER_WARNING_H
#define PLAN_WEATHER_WARNING_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME weather_warning
#define DEF "plan/weather_warning.def"
#include "engine/declare.h"
#endif
