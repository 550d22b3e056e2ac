/* SPDX-License-Identifier: Apache-2.0 */
/* category.h - the categories of choices.h as numbers. */
#ifndef MATCH_CATEGORY_H
#define MATCH_CATEGORY_H
#include "engine/schema.h"
#include "match/choices.h"

enum watch_category { WATCH_STOLEN, WATCH_HIT_AND_RUN, WATCH_CLONED, WATCH_UNPAID, WATCH_OVERDUE, WATCH_SCRAPPED, WATCH_DRUNK, WATCH_UNLICENSED,
	WATCH_KEY_VEHICLE, WATCH_TEMPORARY, WATCH_OTHER, WATCH_CATEGORIES };
#endif
