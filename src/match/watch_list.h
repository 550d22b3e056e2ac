/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_WATCH_LIST_H
#define MATCH_WATCH_LIST_H
#include "engine/schema.h"
#define NAME watch_list
#define DEF "match/watch_list.def"
#include "engine/declare.h"
#endif
