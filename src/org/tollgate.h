/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORG_TOLLGATE_H
#define ORG_TOLLGATE_H
#include "engine/schema.h"
#define NAME tollgate
#define DEF "org/tollgate.def"
#include "engine/declare.h"
#endif
