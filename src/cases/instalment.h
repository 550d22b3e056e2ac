/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_INSTALMENT_H
#define CASES_INSTALMENT_H
#include "gate/adapter.h"
#include "cases/violation_case.h"
#include "engine/call.h"
#include "engine/row.h"
#define NAME instalment
#define DEF "cases/instalment.def"
#include "engine/declare.h"
#endif
