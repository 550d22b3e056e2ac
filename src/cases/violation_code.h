/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_VIOLATION_CODE_H
#define CASES_VIOLATION_CODE_H
#include "engine/schema.h"
#define NAME violation_code
#define DEF "cases/violation_code.def"
#include "engine/declare.h"
#endif
