/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_MEASURE_H
#define CASES_MEASURE_H
#include "cases/violation_case.h"
#include "engine/schema.h"
#define NAME measure
#define DEF "cases/measure.def"
#include "engine/declare.h"
#endif
