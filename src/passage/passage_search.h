/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASSAGE_PASSAGE_SEARCH_H
#define PASSAGE_PASSAGE_SEARCH_H
#include "engine/schema.h"
#define NAME passage_search
#define DEF "passage/passage_search.def"
#include "engine/declare.h"
#endif
