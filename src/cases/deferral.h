/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_DEFERRAL_H
#define CASES_DEFERRAL_H
#include "gate/adapter.h"
#include "cases/violation_case.h"
#include "engine/call.h"
#include "engine/row.h"
#define NAME deferral
#define DEF "cases/deferral.def"
#include "engine/declare.h"
#endif
