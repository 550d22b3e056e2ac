/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_WATCH_ENTRY_H
#define MATCH_WATCH_ENTRY_H
#include "engine/schema.h"
#define NAME watch_entry
#define DEF "match/watch_entry.def"
#include "engine/declare.h"
#endif
