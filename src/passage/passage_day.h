/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASSAGE_PASSAGE_DAY_H
#define PASSAGE_PASSAGE_DAY_H
#include "engine/schema.h"
#define NAME passage_day
#define DEF "passage/passage_day.def"
#include "engine/declare.h"
#endif
