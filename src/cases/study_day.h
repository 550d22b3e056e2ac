/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_STUDY_DAY_H
#define CASES_STUDY_DAY_H
#include "cases/full_score.h"
#define NAME study_day
#define DEF "cases/study_day.def"
#include "engine/declare.h"
#endif
