/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_STUDY_EXAM_H
#define CASES_STUDY_EXAM_H
#include "cases/full_score.h"
#define NAME study_exam
#define DEF "cases/study_exam.def"
#include "engine/declare.h"
#endif
