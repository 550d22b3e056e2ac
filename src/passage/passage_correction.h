/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASSAGE_PASSAGE_CORRECTION_H
#define PASSAGE_PASSAGE_CORRECTION_H
#include "engine/schema.h"
#define NAME passage_correction
#define DEF "passage/passage_correction.def"
#include "engine/declare.h"
#endif
