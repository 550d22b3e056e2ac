/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_WEATHER_SOURCE_H
#define PLAN_WEATHER_SOURCE_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME weather_source
#define DEF "plan/weather_source.def"
#include "engine/declare.h"
#endif
