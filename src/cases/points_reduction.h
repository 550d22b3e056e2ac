/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_POINTS_REDUCTION_H
#define CASES_POINTS_REDUCTION_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME points_reduction
#define DEF "cases/points_reduction.def"
#include "engine/declare.h"
#endif
