/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_OFFICE_H
#define CASES_OFFICE_H
#include "people/unit.h"
#define NAME office
#define DEF "cases/office.def"
#include "engine/declare.h"
#endif
