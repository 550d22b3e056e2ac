/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PEOPLE_ERASURE_H
#define PEOPLE_ERASURE_H
#include "engine/schema.h"
#define NAME erasure
#define DEF "people/erasure.def"
#include "engine/declare.h"
#endif
