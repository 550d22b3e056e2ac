/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_VISIBILITY_REPORT_H
#define PLAN_VISIBILITY_REPORT_H
#include "engine/schema.h"
#include "plan/choices.h"
#define NAME visibility_report
#define DEF "plan/visibility_report.def"
#include "engine/declare.h"
#endif
