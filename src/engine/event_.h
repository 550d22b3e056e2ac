/* SPDX-License-Identifier: Apache-2.0 */
/* event_.h - what tests ask of the event log. Private to engine/. */
#ifndef ENGINE_EVENT__H
#define ENGINE_EVENT__H
#include "engine/event.h"

/* Before the oldest n events go: the last number of each of their minutes stays; marks before before_ms go. */
enum err event_mark(struct conn *c, int64_t n, int64_t before_ms) must_check;
/* The filter of the stream: may this person see the event? No I/O. */
bool event_sees(struct engine *e, const struct who *who, const struct sse_event *ev);
#endif
