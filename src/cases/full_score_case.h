/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_FULL_SCORE_CASE_H
#define CASES_FULL_SCORE_CASE_H
#include "cases/full_score.h"
#include "cases/violation_case.h"
#define NAME full_score_case
#define DEF "cases/full_score_case.def"
#include "engine/declare.h"
#endif
