/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASSAGE_SEARCH_SAMPLE_H
#define PASSAGE_SEARCH_SAMPLE_H
#include "engine/schema.h"
#define NAME search_sample
#define DEF "passage/search_sample.def"
#include "engine/declare.h"
#endif
