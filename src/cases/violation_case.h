/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_VIOLATION_CASE_H
#define CASES_VIOLATION_CASE_H
#include "cases/camera_record.h"
#include "cases/discretion_factor.h"
#include "engine/schema.h"
#define NAME violation_case
#define DEF "cases/violation_case.def"
#include "engine/declare.h"
#endif
