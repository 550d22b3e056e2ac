/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_EXEMPTION_H
#define CASES_EXEMPTION_H
#include "engine/schema.h"
#define NAME exemption
#define DEF "cases/exemption.def"
#include "engine/declare.h"
#endif
