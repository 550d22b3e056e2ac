/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_CASE_PARTY_H
#define CASES_CASE_PARTY_H
#include "cases/violation_case.h"
#define NAME case_party
#define DEF "cases/case_party.def"
#include "engine/declare.h"
#endif
