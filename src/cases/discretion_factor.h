/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_DISCRETION_FACTOR_H
#define CASES_DISCRETION_FACTOR_H
#include "engine/schema.h"
#define NAME discretion_factor
#define DEF "cases/discretion_factor.def"
#include "engine/declare.h"
#endif
