/* SPDX-License-Identifier: Apache-2.0 */
/* poll_.h - the addresses of weather_source, fetched one after another by a timer. Private to plan/. */
#ifndef PLAN_POLL__H
#define PLAN_POLL__H
#include "engine/engine.h"
#include "engine/row.h"

#define POLL_MS 2000
#define POLL_SOURCES 64			/* asked at most; of more than these, those that were read longest ago */
enum err poll_tick(struct engine *e, void *ctx) must_check;
enum err weather_source_header_of(struct engine *e, const struct row *r, struct arena *a, struct slice *ret) must_check;	/* absent: none */
#endif
