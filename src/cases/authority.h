/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CASES_AUTHORITY_H
#define CASES_AUTHORITY_H
#include "engine/schema.h"
#define NAME authority
#define DEF "cases/authority.def"
#include "engine/declare.h"
#endif
